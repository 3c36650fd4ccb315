"""Tests of rights tickets."""
