"""Matching: frozen facts in, ranked and explained matches out. Pure: no database, no clock, no files but its own."""
