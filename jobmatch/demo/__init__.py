"""Fictitious places to try the program in: invented families, employers and courses, the same for the same seed."""
