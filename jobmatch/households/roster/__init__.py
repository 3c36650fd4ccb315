"""The offices' household rosters: read, checked cell by cell, compared with what was said before, taken in, written."""
