"""What a telephone waits for on a line of 2G: how long each answer of the API is, and how often it is asked first."""
