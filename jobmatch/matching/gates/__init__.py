"""The gates: each file is one meaning, each function adds what it finds about a pair and decides nothing else.

Statute first, then the person's own hard limits, then what the vacancy demands. All gates that fail are reported.
"""
