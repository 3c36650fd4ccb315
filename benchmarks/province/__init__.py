"""A whole province of invented facts, and a search engine as the peer of whoever ranks it."""
