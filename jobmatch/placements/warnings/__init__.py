"""Early warning (domain.md 5.6): signs that work is lost or about to be, and by when somebody has to act."""
