"""What follow-ups have told of a household lately: words that no form knows, and calls that nobody answered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session, selectinload

from jobmatch import clock
from jobmatch.placements.follow_ups.life import WAITING, FollowUpState, Verb
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import Means, scripts


@dataclass
class Told:
    """The newest word about each matter, by person (None: the household), and the missed calls by person."""

    words: dict[tuple[Means, int | None], bool] = field(default_factory=dict)
    missed: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    heard_on: date | None = None

    def says(self, word: Means, person_id: int | None) -> bool:
        """Whether it was said and nobody has said otherwise since."""
        return self.words.get((word, person_id), False)


_OF_THESE: BindParameter[int] = bindparam("households", expanding=True)
_HEARD_ON = (
    select(FollowUp.household_id, FollowUp.done_on)
    .where(FollowUp.household_id.in_(_OF_THESE), FollowUp.state == FollowUpState.DONE)
    .order_by(FollowUp.done_on)
)
_SAID_SINCE = (
    select(FollowUp)
    .where(FollowUp.household_id.in_(_OF_THESE), FollowUp.state == FollowUpState.DONE)
    .where(FollowUp.done_on >= bindparam("since"))
    .order_by(FollowUp.done_on, FollowUp.id)
)
_ABOUT_A_JOB = (
    select(FollowUp)
    .where(FollowUp.household_id.in_(_OF_THESE), FollowUp.state.in_(WAITING))
    .where(FollowUp.referral_id.is_not(None), FollowUp.person_id.is_not(None))
    .order_by(FollowUp.id)
    .options(selectinload(FollowUp.moves))
)
_MATTERS = (Means.EARNER_UNABLE, Means.CARER_LOST)
_OF_THE_HOUSEHOLD = Means.CARER_LOST
"""Whoever says it, it is so of the household."""


def told_of(session: Session, household_ids: Sequence[int], since: date) -> Mapping[int, Told]:
    """What was told of some households from a day on; `heard_on` is the last talk ever."""
    found: dict[int, Told] = defaultdict(Told)
    asked = {"households": list(household_ids)}
    for household_id, done_on in session.execute(_HEARD_ON, asked):
        found[household_id].heard_on = done_on
    for talk in session.scalars(_SAID_SINCE, {**asked, "since": since}):
        _note_words(found[talk.household_id], talk)
    for one in session.scalars(_ABOUT_A_JOB, asked):
        days = len({clock.local_day(move.at) for move in one.moves if move.verb == Verb.MISS})
        if days and one.person_id is not None:
            told = found[one.household_id]
            told.missed[one.person_id] = (*told.missed.get(one.person_id, ()), (one.id, days))
    return found


def _note_words(told: Told, talk: FollowUp) -> None:
    """A talk that could have said so and did not, says that it is over."""
    answers = talk.answers or {}
    for word in _MATTERS:
        if any(one.key in answers and one.can_mean(word) for one in scripts()[talk.kind].questions):
            whom = None if word is _OF_THE_HOUSEHOLD else talk.person_id
            told.words[word, whom] = word in (talk.means or ())
