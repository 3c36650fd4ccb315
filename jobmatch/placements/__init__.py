"""Placements: from a proposal to a stable job. Here up to the introduction; later steps build on it."""
