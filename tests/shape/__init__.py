"""Guards: tests that read the project itself. Each guard is a plain function, and each is shown a bad example first."""
