"""The assignment of a whole province: exact and fast, beside what is simpler; and whom the pushes would reach."""
