"""The mini-program in a browser."""
