"""The counter in the community centre: a family and a clerk at one screen, from consent to the slip (domain.md 6.1).

In the order of the journey: `start` (who is here), `consent`, `family`, `work` (eight questions), `jobs` (three cards,
and what is said to them), `ringing` (the call to the employer), `classes` (seats in classes), `slip`; `phone` links a
telephone, `facing` is the resident's own screen. `keeping` takes every answer as it is given; `controls` and `words`
make fields, `reasons`, `barriers` and `pictures` what the cards say.
"""

from desk.counter import classes, consent, facing, family, jobs, keeping, phone, ringing, slip, start, work
from desk.counter.blueprint import pages

__all__ = [
    "classes",
    "consent",
    "facing",
    "family",
    "jobs",
    "keeping",
    "pages",
    "phone",
    "ringing",
    "slip",
    "start",
    "work",
]
