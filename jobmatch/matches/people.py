"""Residents in the database as the facts that matching reads: read in a few queries for many people at once.

Only what matching may know is read: no names, numbers, telephones, ethnic groups or kinds of household.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from jobmatch.households import codes
from jobmatch.households.consent import Consent
from jobmatch.households.duplicates.model import DuplicatePair
from jobmatch.households.duplicates.propose import open_duplicates
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import (
    Answered,
    CertificateRow,
    ConstraintRow,
    Employment,
    ExperienceRow,
    Intention,
    Skill,
)
from jobmatch.matching import codes as words
from jobmatch.matching import facts

T = TypeVar("T")
Scope = Select[Any]

READ_FIELDS = (
    "birth_date, sex, education, school_stage, capacity, limits, protections, reading, mandarin, employment, "
    "intention, constraints, certificates, skills, experience, consent"
)
"""What a run reads about people, for the audit log."""

_RANKED_KINDS = frozenset(kind.value for kind in words.ConstraintKind)


@dataclass(frozen=True)
class Resident:
    """A person's facts, and where the person belongs in the database."""

    person_id: int
    household_id: int
    facts: facts.Person
    asks_for_work: bool


def residents(session: Session, scope: Scope, as_of: date) -> list[Resident]:
    """The facts of the people whose ids `scope` selects, as they stand on a day; ordered by id."""
    homes = _homes(session, scope, as_of)
    details = _Details(session, scope, as_of)
    rows = session.execute(
        select(
            Person.id, Person.birth_date, Person.sex, Person.education, Person.school_stage, Person.capacity,
            Person.limits, Person.protections, Person.reading, Person.mandarin,
        )
        .where(Person.id.in_(scope), Person.merged_into_id.is_(None), _still(Person.died_on, as_of))
        .order_by(Person.id)
    )  # fmt: skip
    return [_resident(row, homes[row.id], details) for row in rows if row.id in homes]


def members(as_of: date, *which: ColumnElement[bool]) -> Scope:
    """Selects the ids of all who belong to a served household on a day.

    `which` says of `Household` and `Membership` which ones are wanted, all where nothing is said.
    """
    return (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(_on(Membership.joined_on, Membership.left_on, as_of), _still(Household.closed_on, as_of), *which)
    )


def companions(residents: Iterable[Resident]) -> set[str]:
    """The ids of people named in `together` who are not among the residents."""
    known = {one.facts.id for one in residents}
    named = {
        person
        for one in residents
        for limit in one.facts.constraints or ()
        if limit.kind is words.ConstraintKind.TOGETHER
        for person in limit.people or ()
    }
    return named - known


def workers(session: Session, as_of: date, *which: ColumnElement[bool]) -> dict[int, int]:
    """How many members of each household are in work on a day; households with none are left out.

    `which` says of `Household` which ones are wanted, all where nothing is said.
    """
    found: dict[int, int] = defaultdict(int)
    rows = session.execute(
        select(Membership.household_id, Employment.person_id)
        .join(Employment, Employment.person_id == Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(
            *which,
            _on(Membership.joined_on, Membership.left_on, as_of),
            _on(Employment.since, Employment.ended_on, as_of),
            Employment.status.in_(codes.WORKING),
        )
        .distinct()
    )
    for household_id, _ in rows:
        found[household_id] += 1
    return dict(found)


class _Details:
    """What hangs on people by rows of their own, grouped by person."""

    def __init__(self, session: Session, scope: Scope, as_of: date) -> None:
        def of(table: Any, *conditions: Any) -> dict[int, list[Any]]:
            # Rows and not objects: nothing is changed here, and a county's people are read while somebody waits.
            columns = table.__table__.c
            query = select(*columns).where(table.person_id.in_(scope), *conditions).order_by(table.person_id)
            if "id" in columns:
                query = query.order_by(table.id)
            return _grouped(session.execute(query))

        self.employment = of(Employment, _on(Employment.since, Employment.ended_on, as_of))
        self.intention = of(Intention)
        self.constraints = of(ConstraintRow, _still(ConstraintRow.until, as_of))
        self.certificates = of(CertificateRow)
        self.skills = of(Skill)
        self.experience = of(ExperienceRow)
        self.agreed = of(
            Consent,
            Consent.purpose == codes.ConsentPurpose.MATCH_AND_TELL,
            _on(Consent.given_on, Consent.withdrawn_on, as_of),
        )
        self.doubles = open_duplicates(session, DuplicatePair.larger_id.in_(scope))
        self.answered = {(row.person_id, row.topic) for rows in of(Answered).values() for row in rows}

    def double_of(self, person_id: int) -> str | None:
        """The record that this one may double, until somebody has decided."""
        found = self.doubles.get(person_id)
        return None if found is None else str(found)

    def asked(self, person_id: int, topic: str, rows: dict[int, list[T]]) -> list[T] | None:
        """The rows of a list; None where there is none and nobody has asked."""
        found = rows.get(person_id, [])
        return found if found or (person_id, topic) in self.answered else None


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _homes(session: Session, scope: Scope, as_of: date) -> dict[int, int]:
    rows = session.execute(
        select(Membership.person_id, Membership.household_id)
        .where(Membership.person_id.in_(scope), _on(Membership.joined_on, Membership.left_on, as_of))
        .order_by(Membership.id)
    )
    return dict(rows.all())


def _on(begins: Any, ends: Any, day: date) -> Any:
    return (begins <= day) & _still(ends, day)


def _still(ends: Any, day: date) -> Any:
    return ends.is_(None) | (ends > day)


def _resident(row: Any, household_id: int, details: _Details) -> Resident:
    intention = next(iter(details.intention.get(row.id, [])), None)
    spells = details.employment.get(row.id, [])
    spell = spells[-1] if spells else None
    status = _status(spell, intention)
    stage = row.school_stage
    student = _is_student(stage, row.education, spell)
    person = facts.Person(
        id=str(row.id),
        household=str(household_id),
        birth_date=row.birth_date,
        sex=row.sex,
        education=row.education,
        student=student,
        capacity=row.capacity,
        status=status,
        current_wage=None if spell is None or status not in words.IN_WORK else _money(spell.wage_month),
        limits=_limits(row.limits),
        protections=None if row.protections is None else tuple(map(words.Protection, row.protections)),
        reading=row.reading,
        mandarin=row.mandarin,
        certificates=_listed(
            details.asked(row.id, "certificates", details.certificates),
            lambda held: facts.Certificate(held.kind, held.valid_to, held.review_due),
        ),
        skills=_listed(details.asked(row.id, "skills", details.skills), lambda skill: skill.word),
        experience=_listed(
            details.asked(row.id, "experience", details.experience),
            lambda worked: facts.Experience(worked.occupation, worked.months, worked.evidence),
        ),
        constraints=_listed(_ranked(details.asked(row.id, "constraints", details.constraints)), _constraint),
        consent=row.id in details.agreed,
        duplicate_of=details.double_of(row.id),
        **_wishes(intention),
    )
    return Resident(row.id, household_id, person, asks_for_work=_asks(status, intention))


def _status(spell: Employment | None, intention: Intention | None) -> words.Status | None:
    """What the person does, and where it is nothing, whether work is wanted."""
    if spell is not None and (spell.status in codes.WORKING or spell.status is codes.EmploymentStatus.FARMING):
        return words.Status(spell.status.value)
    if spell is not None and spell.status is codes.EmploymentStatus.AWAY:
        return words.Status.NOT_SEEKING
    if intention is not None and intention.willing is not None:
        return words.Status.SEEKING if intention.willing else words.Status.NOT_SEEKING
    if spell is not None and spell.status not in _SAYS_NOTHING:
        return words.Status(spell.status.value)
    return None


# At school, or without work and nobody has asked whether any is wanted: for matching as if nothing were known.
_SAYS_NOTHING = frozenset({codes.EmploymentStatus.STUDENT, codes.EmploymentStatus.UNEMPLOYED})


def _asks(status: words.Status | None, intention: Intention | None) -> bool:
    """MR1: who is out of work and willing, and who is in work and asks."""
    return status is words.Status.SEEKING or (
        intention is not None and intention.willing is True and status is not words.Status.NOT_SEEKING
    )


def _is_student(
    stage: codes.SchoolStage | None, education: codes.Education | None, spell: Employment | None
) -> bool | None:
    """The form fills exactly one of education and school (V05), so an education says that school is over."""
    if spell is not None and spell.status is codes.EmploymentStatus.STUDENT:
        return True
    if stage is not None:
        return stage is not codes.SchoolStage.BEFORE_SCHOOL
    return False if education is not None or spell is not None else None


def _wishes(intention: Intention | None) -> dict[str, Any]:
    if intention is None:
        return {}
    return {
        "wanted": None if intention.wanted is None else tuple(intention.wanted),
        "wage_floor": _money(intention.wage_floor),
        "seeking_since": intention.seeking_since,
        "available_from": intention.available_from,
        "training_days_max": intention.training_days_most,
    }


def _limits(limits: dict[str, str] | None) -> tuple[tuple[words.Function, words.Limit], ...] | None:
    if limits is None:
        return None
    lasting = {key: word for key, word in sorted(limits.items()) if word in (words.Limit.NO, words.Limit.LIMITED)}
    return tuple((words.Function(key), words.Limit(word)) for key, word in lasting.items())


def _ranked(rows: list[ConstraintRow] | None) -> list[ConstraintRow] | None:
    return None if rows is None else [row for row in rows if row.kind.value in _RANKED_KINDS]


def _constraint(row: ConstraintRow) -> facts.Constraint:
    unknown = row.strength is codes.Strength.UNKNOWN
    return facts.Constraint(
        kind=words.ConstraintKind(row.kind.value),
        strength=None if unknown else words.Strength(row.strength.value),
        until=row.until,
        start=row.window_from,
        end=row.window_to,
        area=None if row.area is None else words.Area(row.area),
        people=None if row.with_people is None else tuple(str(person) for person in row.with_people),
        occupation=row.occupation,
    )


def _listed(rows: Sequence[Any] | None, fact: Any) -> tuple[Any, ...] | None:
    return None if rows is None else tuple(fact(row) for row in rows)


def _money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
