"""Tests of the pages: what a reader finds, in which language, and whether everybody can read it."""
