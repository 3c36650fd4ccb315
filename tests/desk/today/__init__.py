"""Tests of the pages of the day, and of a referral from the introduction on."""
