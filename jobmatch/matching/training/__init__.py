"""Learning against the whole market at once: whom a post could pull through a class, and what a card opens to whom.

`bridge.py` is the same for one person, in words. Here everybody is asked at once, by the engine. Read in this order:
`opening.py` (what a card opens to whom), `pulling.py` (whom a post that waits could have).
"""
