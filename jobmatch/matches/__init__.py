"""Matches: runs and proposals in the database, and the facts that the pure core is given."""
