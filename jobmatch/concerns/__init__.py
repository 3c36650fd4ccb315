"""Concerns: what residents bring up themselves, from a wrong entry to a complaint, until somebody has seen to it."""
