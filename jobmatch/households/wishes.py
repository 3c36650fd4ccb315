"""What a person wants and brings along: intention, constraints, certificates, skills, experience, and what was asked.

A list that was answered with "none" is remembered in `answered`; without that, an empty list is unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Select, bindparam, delete, select
from sqlalchemy.orm import Session

from jobmatch.households.record import Certificate, Constraint, Experience, Intention, PersonRecord
from jobmatch.households.working_life import Answered, CertificateRow, ConstraintRow, ExperienceRow, Skill
from jobmatch.households.working_life import Intention as IntentionRow

LISTS = ("certificates", "skills", "experience", "constraints")
_Row: TypeAlias = CertificateRow | Skill | ExperienceRow | ConstraintRow
TABLES: dict[str, type[CertificateRow] | type[Skill] | type[ExperienceRow] | type[ConstraintRow]] = {
    "certificates": CertificateRow,
    "skills": Skill,
    "experience": ExperienceRow,
    "constraints": ConstraintRow,
}
_OF_THESE: BindParameter[int] = bindparam("people", expanding=True)
_ANSWERED = select(Answered).where(Answered.person_id.in_(_OF_THESE))
_ENTRIES: dict[str, Select[Any]] = {
    topic: select(table).where(table.person_id.in_(_OF_THESE)).order_by(table.id) for topic, table in TABLES.items()
}
_INTENTIONS = select(IntentionRow).where(IntentionRow.person_id.in_(_OF_THESE))
_INTENTION = (
    "wanted", "wage_floor", "wage_hoped", "seeking_since", "available_from", "training_days_most",
    "boarding_for_training", "needs_allowance", "contact_hours", "no_offers_until", "unwilling_because",
)  # fmt: skip
_AMOUNTS = frozenset({"wage_floor", "wage_hoped"})


def note_intention(
    session: Session, person_id: int, said_now: PersonRecord, said: PersonRecord | None, on: date
) -> tuple[str, ...]:
    """Write what is new about a person's wishes since the source last spoke; returns the fields that changed."""
    row = session.scalar(select(IntentionRow).where(IntentionRow.person_id == person_id))
    now, before = _wishes(said_now), _wishes(said) if said is not None else {}
    first_word = said is None and row is not None
    changed = [
        name
        for name, value in now.items()
        if value is not None and value != before.get(name) and not (first_word and getattr(row, name) is not None)
    ]
    if not changed:
        return ()
    if row is None:
        row = IntentionRow(person_id=person_id, asked_on=on)
        session.add(row)
    fresh = [name for name in changed if getattr(row, name, None) != now[name]]
    for name in fresh:
        setattr(row, name, now[name])
    if "willing" in fresh and row.willing:
        row.unwilling_because = None
        row.seeking_since = row.seeking_since or on
    if "willing" in fresh and row.willing is False:
        row.seeking_since = None
    if fresh:
        row.asked_on = on
    return tuple(fresh)


def note_lists(
    session: Session, person_id: int, said_now: PersonRecord, said: PersonRecord | None, on: date
) -> tuple[str, ...]:
    """Replace the lists that the source answered anew; a list it did not ask about stays as it is."""
    changed = []
    for topic in LISTS:
        now, before = getattr(said_now, topic), getattr(said, topic) if said is not None else None
        if now is None or now == before or (said is None and _is_answered(session, person_id, topic)):
            continue
        session.execute(delete(TABLES[topic]).where(TABLES[topic].person_id == person_id))
        session.add_all(_row(person_id, topic, entry) for entry in now)
        session.merge(Answered(person_id=person_id, topic=topic, asked_on=on))
        changed.append(topic)
    return tuple(changed)


def first_intention(said: PersonRecord, on: date) -> dict[str, Any] | None:
    """The columns of the wishes of somebody who speaks for the first time, but for whose they are; None for no word."""
    values = _wishes(said)
    if all(value is None for value in values.values()):
        return None
    if said.willing:
        values |= {"unwilling_because": None, "seeking_since": values["seeking_since"] or on}
    elif said.willing is False:
        values["seeking_since"] = None
    return values | {"asked_on": on}


def entries(topic: str, said: PersonRecord) -> list[dict[str, Any]]:
    """The columns of each entry of one of the `LISTS`, but for whose it is; none where the list is unknown."""
    return [_columns(entry) for entry in getattr(said, topic) or ()]


def facts_of(session: Session, people: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The wishes and lists of several people as fields of a `PersonRecord`, by person id."""
    found: dict[int, dict[str, Any]] = {person_id: dict.fromkeys(LISTS) for person_id in people}
    asked = {"people": list(people)}
    for answered in session.scalars(_ANSWERED, asked):
        if answered.topic in LISTS:
            found[answered.person_id][answered.topic] = ()
    for topic, of_topic in _ENTRIES.items():
        entries: Iterable[_Row] = session.scalars(of_topic, asked)
        for entry in entries:
            facts = found[entry.person_id]
            facts[topic] = (*(facts[topic] or ()), _entry(entry))
    for row in session.scalars(_INTENTIONS, asked):
        found[row.person_id] |= {
            "willing": row.willing,
            "training_wish": row.training_wish,
            "intention": _intention(row),
        }
    return found


def _wishes(person: PersonRecord) -> dict[str, Any]:
    """The column values of a record's wishes; None is unknown."""
    intention = person.intention or Intention()
    values: dict[str, Any] = {name: getattr(intention, name) for name in _INTENTION}
    values |= {name: None if values[name] is None else format(values[name].normalize(), "f") for name in _AMOUNTS}
    values["wanted"] = list(intention.wanted) or None
    return values | {"willing": person.willing, "training_wish": person.training_wish}


def _intention(row: IntentionRow) -> Intention:
    values: dict[str, Any] = {name: getattr(row, name) for name in _INTENTION}
    values |= {name: None if values[name] is None else Decimal(values[name]) for name in _AMOUNTS}
    return Intention(**values | {"wanted": tuple(row.wanted or ())})


def _is_answered(session: Session, person_id: int, topic: str) -> bool:
    return session.get(Answered, (person_id, topic)) is not None


def _row(person_id: int, topic: str, entry: Certificate | Experience | Constraint | str) -> _Row:
    return TABLES[topic](person_id=person_id, **_columns(entry))


def _columns(entry: Certificate | Experience | Constraint | str) -> dict[str, Any]:
    if isinstance(entry, str):
        return {"word": entry}
    values = {one.name: getattr(entry, one.name) for one in fields(entry)}
    if isinstance(entry, Constraint):
        values["with_people"] = list(entry.with_people) or None
    return values


def _entry(row: _Row) -> Certificate | Experience | Constraint | str:
    if isinstance(row, Skill):
        return row.word
    if isinstance(row, ExperienceRow):
        return Experience(row.occupation, row.months, row.evidence)
    if isinstance(row, ConstraintRow):
        return Constraint(
            kind=row.kind,
            strength=row.strength,
            until=row.until,
            window_from=row.window_from,
            window_to=row.window_to,
            area=row.area,
            occupation=row.occupation,
            with_people=tuple(row.with_people or ()),
            note=row.note,
        )
    return Certificate(
        kind=row.kind,
        number=row.number,
        issuer=row.issuer,
        scope=row.scope,
        issued_on=row.issued_on,
        valid_to=row.valid_to,
        review_due=row.review_due,
        original_seen_by=row.original_seen_by,
        original_seen_on=row.original_seen_on,
    )
