"""Spells of work (P14 to P19): one row from a day to a day, so that "who was in work then" has an answer for each day.

A changed status or employer ends a spell and opens the next; a new wage, month count or place belongs to the same job
and is written into its row, with the day on which the wage was stated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from jobmatch.households.codes import WORKING, EmploymentStatus, Source
from jobmatch.households.record import Work
from jobmatch.households.working_life import Employment

FIELDS = (
    "status", "area", "workplace", "division", "employer", "title", "occupation", "industry", "channel",
    "point_to_point", "wage_month", "months_this_year",
)  # fmt: skip
_PARTICULARS = (
    "area", "workplace", "division", "employer", "title", "occupation", "industry", "channel", "point_to_point",
    "wage_month", "months_this_year",
)  # fmt: skip
_AMOUNTS = frozenset({"wage_month", "months_this_year"})

_OPEN_SPELL = (
    select(Employment)
    .where(Employment.person_id == bindparam("person"), Employment.ended_on.is_(None))
    .order_by(Employment.id.desc())
    .limit(1)
)


def open_spell(session: Session, person_id: int) -> Employment | None:
    """What the person does, as far as the newest word goes."""
    return session.scalar(_OPEN_SPELL, {"person": person_id})


def work_of(spell: Employment | None) -> Work:
    """A spell as the form's record has it; nothing known without a spell."""
    if spell is None:
        return Work()
    return work_from({name: getattr(spell, name) for name in (*FIELDS, "wage_on", "since")})


def work_from(columns: Mapping[str, Any]) -> Work:
    """The same from the columns of a spell by their names: those of `FIELDS`, `wage_on` and `since`."""
    amounts = {name: None if columns[name] is None else Decimal(columns[name]) for name in _AMOUNTS}
    return Work(**{**columns, **amounts})


def note(
    session: Session, person_id: int, work: Work, said: Work | None, on: date, at: datetime, source: Source
) -> tuple[str, ...]:
    """Write down what is new about a person's work since the source last spoke; returns the fields that changed.

    `said` is what the same source said before, None where it says something for the first time. Where it does and
    something is known already, what is known stands and only its gaps are filled.
    """
    if work.status is None:
        return ()
    current = open_spell(session, person_id)
    if current is None:
        session.add(_spell(person_id, work, work.since or on, on, at, source))
        return ("status",)
    known = work_of(current)
    wanted = _filled(known, work) if said is None else _overlaid(known, work, said)
    changed = tuple(name for name in FIELDS if getattr(wanted, name) != getattr(known, name))
    if not changed or on < current.since:
        return ()
    if is_same_job(known, wanted) or current.since == on:
        _write(current, wanted, at, source)
        if "wage_month" in changed:
            current.wage_on = wanted.wage_on or on
    else:
        current.ended_on = on
        since = wanted.since if wanted.since is not None and current.since < wanted.since <= on else on
        session.add(_spell(person_id, wanted, since, on, at, source))
    return changed


def end(session: Session, person_id: int, on: date) -> None:
    """End whatever the person does, without a next spell: the person has died."""
    current = open_spell(session, person_id)
    if current is not None:
        current.ended_on = max(on, current.since)


def begin(session: Session, person_id: int, work: Work, first_day: date, at: datetime, source: Source) -> Employment:
    """From a day on the person does this work and nothing else, whatever was known before; returns the spell.

    The same job that is known already gets its gaps filled. What was noted for days from the first day on did not hold.
    """
    current = open_spell(session, person_id)
    same = current if current is not None and is_same_job(work_of(current), work) else None
    for spell in _from(session, person_id, first_day):
        if spell is not same:
            spell.ended_on = max(first_day, spell.since)
    if same is None:
        same = _spell(person_id, work, first_day, first_day, at, source)
        session.add(same)
    else:
        known = work_of(same)
        filled = _filled(known, work)
        if filled != known:
            _write(same, filled, at, source)
            same.wage_on = same.wage_on or work.wage_on
        same.since = min(same.since, first_day)
    session.flush()
    return same


def stop(
    session: Session, person_id: int, left_on: date, status: EmploymentStatus, at: datetime, source: Source
) -> Employment | None:
    """The work that runs ended before a day, and from it on the person is without; None where no work ran then."""
    current = open_spell(session, person_id)
    if current is None or current.status not in WORKING or current.since > left_on:
        return None
    current.ended_on = left_on
    session.add(_spell(person_id, Work(status=status), left_on, left_on, at, source))
    session.flush()
    return current


def _from(session: Session, person_id: int, day: date) -> Sequence[Employment]:
    """The spells that hold on a day or begin after it."""
    going_on = or_(Employment.ended_on.is_(None), Employment.ended_on > day)
    return session.scalars(select(Employment).where(Employment.person_id == person_id, going_on)).all()


def _overlaid(known: Work, work: Work, said: Work) -> Work:
    """What is known, with what the source has changed laid over it; who stops working leaves the particulars behind."""
    changed = {name: getattr(work, name) for name in FIELDS if getattr(work, name) != getattr(said, name)}
    wanted = replace(known, **changed)
    if "status" in changed and work.status not in WORKING:
        wanted = replace(wanted, **{name: getattr(work, name) for name in _PARTICULARS})
    return replace(wanted, since=work.since if changed else known.since, wage_on=work.wage_on)


def _filled(known: Work, work: Work) -> Work:
    if not is_same_job(known, replace(work, employer=work.employer or known.employer)):
        return known
    gaps = {name: getattr(work, name) for name in _PARTICULARS if getattr(known, name) is None}
    return replace(known, **gaps)


def is_same_job(one: Work, other: Work) -> bool:
    """The same kind of work for the same employer."""
    return (one.status, one.employer) == (other.status, other.employer)


def opening(work: Work, since: date, on: date, at: datetime, source: Source) -> dict[str, Any]:
    """The columns of a spell that begins with this word of the person's work, but for whose it is."""
    stated = None if work.wage_month is None else work.wage_on or on
    return {"since": since, "wage_on": stated, "ended_on": None, **_particulars(work, at, source)}


def _spell(person_id: int, work: Work, since: date, on: date, at: datetime, source: Source) -> Employment:
    return Employment(person_id=person_id, **opening(work, since, on, at, source))


def _write(spell: Employment, work: Work, at: datetime, source: Source) -> None:
    for name, value in _particulars(work, at, source).items():
        setattr(spell, name, value)


def _particulars(work: Work, at: datetime, source: Source) -> dict[str, Any]:
    values = {name: getattr(work, name) for name in FIELDS}
    values = {name: _text(value) if isinstance(value, Decimal) else value for name, value in values.items()}
    return values | {"source": source.value, "noted_at": at}


def _text(amount: Decimal) -> str:
    """Yuan and months to two places: a spreadsheet's third of a month is no longer than that."""
    return format(round(amount, 2).normalize(), "f")
