"""A stand-in for the WeChat platform: speaks its protocol in a process of its own, and shows what phones would show.

It shares no code with jobmatch, so that a test between the two compares two readings of the rules. Everything
is in memory, and `POST /_script` makes it behave as badly as the real one does.
"""
