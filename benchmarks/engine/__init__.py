"""The engine against the plain form of the rules."""
