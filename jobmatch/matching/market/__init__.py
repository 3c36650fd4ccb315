"""All openings of a province against all who wait, as arrays: who gets which seat, and who is told of what.

`assign.py` is the small exact form, one document at a time, down to the last tie. Here the same goals, households
without an earner first, then the total score, are held for millions of choices. Read in this order: `market.py` (who
may get what), `placement.py` (who got what, and the one check behind every form), `bound.py` (how many households any
form could place), `flow.py` and `exact.py` (the best there is, certified), `auction.py` (nearly the best, soon),
`parties.py` and `mending.py` (who goes together or not at all), `bands.py` (whom a worker proposes first), `telling.py`
(from a seat to a message).
"""
