"""Placements: from a proposal to a stable job, and households in which nobody works until somebody does."""
