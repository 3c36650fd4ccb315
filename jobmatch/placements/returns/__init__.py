"""Coming home for the Spring Festival and going out again: who is back, who goes when, and seats on shared buses."""
