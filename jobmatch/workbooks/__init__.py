"""Workbooks as offices send them: grids, headings found by meaning, cell values, faults with their place, and writing."""
