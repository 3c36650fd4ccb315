"""How often and how soon things are seen to in an invented place, and what its people bring up themselves. Pure.

As in `behaviour`, every decision has dice of its own; each rate has its reason beside it.
"""

from datetime import date, timedelta
from random import Random

from jobmatch.concerns.model import ConcernKind
from jobmatch.placements.minimum.model import ServiceKind
from jobmatch.placements.returns.model import Comes, Goes
from jobmatch.placements.returns.service import Word
from jobmatch.placements.rights.life import RightsKind
from jobmatch.placements.warnings.model import Level

BROUGHT_UP = {
    ConcernKind.CORRECTION: 1 / 700,
    ConcernKind.COURSE_WISH: 1 / 900,
    ConcernKind.FEEDBACK: 1 / 1500,
    ConcernKind.COMPLAINT: 1 / 2400,
}
"""By the week and household: a wrong entry is brought up often, a complaint seldom, since it takes courage."""

TOLD_AT_THE_COUNTER = {ServiceKind.TRAINING: 0.85, ServiceKind.POLICY: 0.4, ServiceKind.GUIDANCE: 0.3}
"""Of those to whom posts are explained, so many hear of a course, of a policy, of what their skills are good for.

The course is part of the 131 (domain.md 5.2) and seldom left out; for the rest there is time once in three visits.
"""

AT_THE_RETURN_POINT = 0.12
"""Of those who work away, so many are met at the coach station on each market day before the festival."""

WORTH_A_BUS, SEATS_OF_A_BUS = 5, 45
"""Fewer than so many to one city on one day go by the ordinary coach."""

LINES_PUT_RIGHT = 1 / 400
"""By the month and household: what a family says of the month before when its ledger has been closed."""

LOSES_THE_WISH = 0.02
"""By the month, of families that have been helped and have no work yet: an illness, a child to come, the fields."""


def minutes_to_first_post(rng: Random) -> int:
    """From the saved form to the first post read out: while the family sits there, or when the next one is done."""
    return rng.randint(2, 9) if rng.random() < 0.85 else rng.randint(12, 50)


def days_to_act(level: Level, within: int, rng: Random) -> int:
    """After how many days a warning is seen to: mostly within those that it has, of eight one after as many again."""
    late = rng.random() < 0.125 and level is not Level.RED
    return rng.randint(0, within) + (within if late else 0)


def days_of_a_wrong(kind: RightsKind, rng: Random) -> tuple[int | None, int]:
    """After how many days the inspectorate is told of a wrong (None: a call will do), and it is settled.

    A card or a fee is mostly handed back at the first call; wages take weeks, the insurance of an injury months.
    """
    if kind in (RightsKind.PAPERS, RightsKind.FEES) and rng.random() < 0.6:
        return None, rng.randint(1, 4)
    longest = {RightsKind.ARREARS: 60, RightsKind.INJURY: 150, RightsKind.ABUSE: 40}.get(kind, 25)
    return rng.randint(0, 2), rng.randint(10, longest)


def days_to_settle(kind: ConcernKind, rng: Random) -> int:
    """A wrong entry is put right within days; for a complaint both sides have to be heard."""
    return rng.randint(5, 25) if kind is ConcernKind.COMPLAINT else rng.choices((1, 3, 7, 14), (4, 4, 3, 1))[0]


def festival(new_year: date, destination: str, rng: Random) -> Word:
    """What somebody who works away says before the festival: most come home, and most go back to where they were."""
    comes = rng.choices((Comes.BACK, Comes.COMING, Comes.STAYS), (5, 4, 2))[0]
    if comes is Comes.STAYS:
        return Word(comes)
    goes = rng.choices((Goes.SAME, Goes.NEW, Goes.UNSURE, Goes.HOME), (14, 2, 3, 1))[0]
    if goes not in (Goes.SAME, Goes.NEW):
        return Word(comes, goes)
    # The eighth day of the new year is the one on which factories begin again.
    leaves_on = new_year + timedelta(days=rng.choice((7, 7, 7, 9)))
    return Word(comes, goes, leaves_on, destination, wants_seat=rng.random() < 0.4)
