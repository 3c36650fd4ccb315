"""Employers without an account, or who never look: a text with a link tells them who waits, and a tap answers."""
