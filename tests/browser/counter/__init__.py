"""The counter in a real browser: two people at one screen, with everything that happens to a screen."""
