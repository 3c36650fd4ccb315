"""The clock of a household in which nobody works (domain.md 5.3): found, helped, in work, cleared, or lost again."""
