"""Courses: classes, seats and the certificates they end with, as far as matching needs them."""
