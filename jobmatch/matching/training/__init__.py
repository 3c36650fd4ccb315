"""Learning against the whole market at once: whom a post could pull through a class, and which classes a county needs.

`bridge.py` is the same for one person, in words. Here everybody is asked at once, by the engine. Read in this order:
`opening.py` (what a card opens to whom), `pulling.py` (whom a post that waits could have), `county.py` (which classes
there could be, and what they open), `problem.py` and `reducing.py` (the choice among them, bare), `choosing.py` (the
best seats, proven), `planning.py` (the plan, and what each class of it adds).
"""
