"""Who has which seat of a class, who waits for one, and how it ends."""
