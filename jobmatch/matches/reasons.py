"""Why a vacancy is closed to a person, in words for both languages; said again whenever somebody asks, never stored."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.matches.facts import load_world_of
from jobmatch.matching.explain import Language, because_blocked, because_closed_to_all, because_unsaid
from jobmatch.matching.ground import Ground
from jobmatch.matching.notes import Gate
from jobmatch.matching.rank import rank_person
from jobmatch.matching.ranking import Blocked, PersonRanking
from jobmatch.matching.trades import is_akin

_OF_THE_PERSON = frozenset({Gate.STATUS, Gate.CONSENT, Gate.DUP_OPEN})
_CLOSED_TO_ALL = frozenset({Gate.EXPIRED, Gate.EMPLOYER, Gate.WAGE_LAW})
FROM_THE_BODY = {Gate.LAW_PREG: "protections", Gate.CAP: "capacity", Gate.FUNC: "limits"}
"""What a gate gives away of the person, by the column of the record: who may not see that may not hear it either."""


@dataclass(frozen=True)
class WhyNot:
    """A vacancy that is closed to a person: every gate, and one sentence in each language.

    `barrier` is the part of it to tell when many are told at once. `to_all`: nobody gets in, whoever asks; `akin`: it
    is near to work that the person wants or knows.
    """

    vacancy_id: int
    gates: tuple[str, ...]
    because: str
    because_en: str
    barrier: str
    barrier_en: str
    to_all: bool
    akin: bool


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way of several vacancies: the sentence is true of each of them, `akin` counts those near to
    work that the person wants or knows."""

    gates: tuple[str, ...]
    vacancies: tuple[int, ...]
    because: str
    because_en: str
    to_all: bool
    akin: int


def why_not(ranking: PersonRanking, ground: Ground, unsaid: Collection[str] = ()) -> tuple[WhyNot, ...]:
    """What a ranking blocked, by vacancy id; for who may not hear of some gates, `unsaid`, none of those is named."""
    trades = {post.vacancy.id: post.trade for post in ground.posts}
    named, setting = ground.seekers[ranking.person].applicant.work_named, ground.setting
    least, vocabulary = setting.rules.factors.nearness_from, setting.vocabulary
    return tuple(
        _said(blocked, is_akin(trades[blocked.vacancy], named, least, vocabulary), unsaid)
        for blocked in ranking.blocked
    )


def why_not_of(session: Session, person_id: int, as_of: date, unsaid: Collection[str] = ()) -> tuple[WhyNot, ...]:
    """Why the open vacancies that do not fit a person do not; empty for somebody who belongs to no served household."""
    loaded = load_world_of(session, person_id, as_of, parameters.load(session))
    if str(person_id) not in loaded.ground.seekers:
        return ()
    return why_not(rank_person(loaded.ground, str(person_id)), loaded.ground, unsaid)


def hindrances(reasons: Iterable[WhyNot]) -> list[Hindrance]:
    """What is told in the same sentence taken together: first what closes most of the work that is wanted or known,
    then what closes most; last what is closed to everybody, which no change of this person's would open."""
    groups: dict[tuple[str, str, bool], list[WhyNot]] = {}
    for reason in reasons:
        groups.setdefault((reason.barrier, reason.barrier_en, reason.to_all), []).append(reason)
    found = [
        Hindrance(
            tuple(dict.fromkeys(gate for one in same for gate in one.gates)),
            tuple(one.vacancy_id for one in sorted(same, key=lambda one: not one.akin)),
            *said,
            sum(one.akin for one in same),
        )
        for said, same in groups.items()
    ]
    return sorted(found, key=lambda one: (one.to_all, -one.akin, -len(one.vacancies), one.because))


def _said(blocked: Blocked, akin: bool, unsaid: Collection[str]) -> WhyNot:
    # Who may be proposed nothing at all hears that, and not what else stands against every single post.
    own = tuple(note for note in blocked.notes if note.code in _OF_THE_PERSON)
    to_all = not own and any(note.code in _CLOSED_TO_ALL for note in blocked.notes)
    told = replace(blocked, notes=own or blocked.notes)
    because, because_en = (_because(blocked, unsaid, one) for one in Language)
    barrier, barrier_en = (because_closed_to_all(one) if to_all else _because(told, unsaid, one) for one in Language)
    gates = tuple(gate for gate in blocked.gates if gate not in unsaid)
    return WhyNot(int(blocked.vacancy), gates, because, because_en, barrier, barrier_en, to_all, akin)


def _because(blocked: Blocked, unsaid: Collection[str], language: Language) -> str:
    """Every gate; or none where one of them is not to be named, since what is left out of a list can be guessed."""
    kept = any(note.code in unsaid for note in blocked.notes)
    return because_unsaid(language) if kept else because_blocked(blocked, language)
