"""Tests of the pages of households: the list of an area, and one household on a page."""
