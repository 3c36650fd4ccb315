"""Why not the others: what stands in the way of them, in words, with a few of their titles."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desk.language import say as _
from desk.language import spoken_language
from jobmatch.households.view import hidden_from
from jobmatch.matches import reasons as why
from jobmatch.matches.bridges import CourseThatOpens
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, session

MOST_NAMED = 6


@dataclass(frozen=True)
class Barrier:
    """What stands in the way of so many vacancies, those near to what the person wants or knows first."""

    words: str
    vacancies: frozenset[int]
    titles: tuple[str, ...]
    to_all: bool

    @property
    def count(self) -> int:
        """How many posts it keeps closed."""
        return len(self.vacancies)

    @property
    def named(self) -> str:
        """A few of the titles, in words."""
        return _("、").join(self.titles[:MOST_NAMED]) + (_("……") if len(self.titles) > MOST_NAMED else "")


def barriers(person_id: int, on: date) -> list[Barrier]:
    """What stands in the way, what matters most to this person first; each title is named once.

    A hindrance gives away why it is one: that somebody is with child is for her and her helper alone.
    """
    hidden = hidden_from(current_actor(), person_id, why.FROM_THE_BODY.values())
    unsaid = {gate for gate, column in why.FROM_THE_BODY.items() if column in hidden}
    found = why.hindrances(why.why_not_of(session(), person_id, on, unsaid))
    titles = _titles({number for one in found for number in one.vacancies})
    chinese = spoken_language() == "zh"
    return [
        Barrier(
            one.because if chinese else one.because_en,
            frozenset(one.vacancies),
            tuple(dict.fromkeys(titles[number] for number in one.vacancies)),
            one.to_all,
        )
        for one in found
    ]


@dataclass(frozen=True)
class Key:
    """A class that opens posts which a barrier keeps closed: so many of them still wait when it is over, or none."""

    course: int
    title: str
    waiting: int


def keys(closed: Sequence[Barrier], courses: Sequence[CourseThatOpens]) -> dict[str, list[Key]]:
    """The classes that open some of a barrier's posts, by the barrier's words."""
    return {
        barrier.words: [
            Key(one.course, one.title, len(barrier.vacancies.intersection(one.opens)))
            for one in courses
            if barrier.vacancies.intersection((*one.opens, *one.later))
        ]
        for barrier in closed
    }


def _titles(ids: Collection[int]) -> dict[int, str]:
    """All titles are read at once: a statement takes only so many ids."""
    if not ids:
        return {}
    return {row.id: row.title for row in session().execute(select(Vacancy.id, Vacancy.title)) if row.id in ids}
