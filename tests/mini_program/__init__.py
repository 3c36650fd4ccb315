"""The mini-program's files as they stand."""
