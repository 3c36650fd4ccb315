"""How long a family waits at the counter: one household matched, against everybody in the same run."""
