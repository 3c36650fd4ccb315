"""The least that everybody who wants work is owed in a period: the "131" and its kin (domain.md 5.2)."""
