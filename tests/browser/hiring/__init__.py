"""An employer at a real browser."""
