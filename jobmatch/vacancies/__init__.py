"""Employers and their posts: the record, places open and filled, the legal checks of an advert."""
