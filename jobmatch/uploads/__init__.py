"""Lists that staff hand in with a browser: looked at, confirmed, imported in the background, and remembered."""
