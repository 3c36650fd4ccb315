"""The lists of a whole province."""
