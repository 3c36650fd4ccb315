"""Workbooks as offices send them: grids, headings by meaning, values, faults by cell, and writing the same layouts."""
