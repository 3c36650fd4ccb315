"""Who came to a class, half-day by half-day, and what became of a mark that was wrong."""
