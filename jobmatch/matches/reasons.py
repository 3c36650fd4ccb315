"""Why a vacancy is closed to a person, in words for both languages; said again whenever somebody asks, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.matches.facts import load_world_of
from jobmatch.matching.explain import Language, because_blocked
from jobmatch.matching.rank import rank_person
from jobmatch.matching.ranking import PersonRanking


@dataclass(frozen=True)
class WhyNot:
    """A vacancy that is closed to a person: every gate, and one sentence in each language."""

    vacancy_id: int
    gates: tuple[str, ...]
    because: str
    because_en: str


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way of several vacancies in the same way, with one of them as the example."""

    gates: tuple[str, ...]
    vacancies: tuple[int, ...]
    because: str
    because_en: str


def why_not(ranking: PersonRanking) -> tuple[WhyNot, ...]:
    """What a ranking blocked, by vacancy id."""
    return tuple(
        WhyNot(
            int(blocked.vacancy),
            blocked.gates,
            because_blocked(blocked, Language.ZH),
            because_blocked(blocked, Language.EN),
        )
        for blocked in ranking.blocked
    )


def why_not_of(session: Session, person_id: int, as_of: date) -> tuple[WhyNot, ...]:
    """Why the open vacancies that do not fit a person do not; empty for somebody who belongs to no served household."""
    loaded = load_world_of(session, person_id, as_of, parameters.load(session))
    if str(person_id) not in loaded.ground.seekers:
        return ()
    return why_not(rank_person(loaded.ground, str(person_id)))


def hindrances(reasons: Iterable[WhyNot]) -> list[Hindrance]:
    """The same gates taken together, the most frequent first: what a person would have to change to have a choice."""
    groups: dict[tuple[str, ...], list[WhyNot]] = {}
    for reason in reasons:
        groups.setdefault(reason.gates, []).append(reason)
    found = [
        Hindrance(gates, tuple(one.vacancy_id for one in same), same[0].because, same[0].because_en)
        for gates, same in groups.items()
    ]
    return sorted(found, key=lambda one: (-len(one.vacancies), one.gates))
