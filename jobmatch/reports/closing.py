"""Closing a month: its lines are written once, site by site, and then stand; and putting a line right by a new one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import access, audit
from jobmatch.access import Actor, Permission
from jobmatch.households.model import Membership, Site
from jobmatch.reports import kept, ledger
from jobmatch.reports import month as months
from jobmatch.reports.belonging import at_site, not_written
from jobmatch.reports.lines import PersonLine
from jobmatch.reports.model import HouseholdMonth, MonthClosing, PersonMonth, SiteClosing
from jobmatch.reports.status import Place, Status

_NO_SITE = ""
_CORRECTABLE = frozenset({"status", "asked", "place", "workshop", "public_post", "own_account", "wage_band"})


class NoLineError(LookupError):
    """The ledger has no such line, or it was put right already by a newer one."""


class NoReasonError(ValueError):
    """A correction says why, and changes something that counts."""


def next_month(session: Session, on: date) -> date | None:
    """The month that is to be closed next: the first that is over and not closed; None where all are.

    The ledger of an installation begins with the month before it was first closed: what stood earlier nobody wrote
    down in time.
    """
    newest = session.scalar(select(func.max(MonthClosing.month)).where(MonthClosing.closed_at.is_not(None)))
    over = months.before(months.of(on))
    if newest is None:
        anybody = session.scalar(select(func.min(Membership.joined_on)).where(Membership.joined_on < months.of(on)))
        return None if anybody is None else over
    return months.after(newest) if newest < over else None


def close_next(session: Session, month: date, on: date, at: datetime, actor: Actor) -> int | None:
    """Write the lines of the next site of a month; returns how many people, None when the month is closed now.

    One call is one step: whoever is stopped goes on with the sites that are left. A household that moves meanwhile has
    one line: of the site at which it was found first, or of where it is at the end. Raises NoSuchMonthError for a month
    that is not over, and Refused.
    """
    access.require(actor, Permission.CLOSE_MONTH)
    if months.last_day(month) >= on:
        raise months.NoSuchMonthError(f"{months.written(month)} is not over; it is closed on the first of the next")
    closing = _begun(session, month, at, actor)
    if closing.closed_at is not None:
        return None
    written = set(session.scalars(select(SiteClosing.site_code).where(SiteClosing.month == month)))
    for site_id, code in _sites(session):
        if code not in written:
            people, households = _write(session, month, at_site(site_id), at, actor)
            session.add(SiteClosing(month=month, site_code=code, people=people, households=households, written_at=at))
            session.flush()
            return people
    _write(session, month, true(), at, actor)
    closing.closed_at, closing.closed_by = at, actor.name
    kept.forget(session)
    audit.record(session, actor, "close_month", f"month:{months.written(month)}", at, f"{len(written)} sites")
    session.flush()
    return None


def correct(
    session: Session, line_id: int, changes: Mapping[str, Any], because: str, at: datetime, actor: Actor
) -> PersonMonth:
    """A line of a person is put right: a new one stands beside it, and a new one of the household with its counts.

    Raises Refused, NoLineError, and NoReasonError without a reason or a change. For the supervisor of the site.
    """
    access.require(actor, Permission.CORRECT_LEDGER)
    old = session.get(PersonMonth, line_id)
    if old is None or session.scalar(select(PersonMonth.id).where(PersonMonth.replaces_id == line_id)) is not None:
        raise NoLineError(f"line {line_id} is not the newest line of anybody")
    site = session.get(Site, old.site_id) if old.site_id is not None else None
    access.require_site(actor, site.code if site is not None else None)
    changed = {name: value for name, value in changes.items() if getattr(old, name) != value}
    if not because.strip() or not changed or not set(changed) <= _CORRECTABLE:
        raise NoReasonError("say why, and what is different: where the person stood, or at which work")
    new = PersonMonth(**_consistent({name: getattr(old, name) for name in PersonLine.__dataclass_fields__} | changed))
    new.month, new.replaces_id, new.because = old.month, old.id, because.strip()[:200]
    new.written_by, new.written_at = actor.name, at
    try:
        with session.begin_nested():
            session.add(new)
    except IntegrityError as error:
        raise NoLineError(f"somebody has just put line {line_id} right") from error
    _recount(session, new, at, actor)
    kept.forget(session)
    audit.record(session, actor, "correct_ledger", f"person:{old.person_id}", at, ", ".join(sorted(changed)))
    session.flush()
    return new


def _consistent(line: dict[str, Any]) -> dict[str, Any]:
    """Who is not employed works nowhere; of who is, at least it is said that the place is not known."""
    if line["status"] is Status.EMPLOYED:
        return line | {"place": line["place"] or Place.UNKNOWN}
    at_no_work = dict.fromkeys(("workshop", "public_post", "own_account", "by_us"), False)
    return line | dict.fromkeys(_OF_WORK) | at_no_work


_OF_WORK = (
    "place", "employer", "occupation", "industry", "channel", "since", "wage", "wage_band", "contract", "insurance",
    "proof",
)  # fmt: skip


def _begun(session: Session, month: date, at: datetime, actor: Actor) -> MonthClosing:
    closing = session.get(MonthClosing, month, with_for_update=True)
    if closing is None:
        closing = MonthClosing(month=month, begun_at=at, closed_at=None, closed_by=actor.name)
        session.add(closing)
        session.flush()
    return closing


def _sites(session: Session) -> list[tuple[int | None, str]]:
    found = session.execute(select(Site.id, Site.code).order_by(Site.code))
    return [*((site_id, code) for site_id, code in found), (None, _NO_SITE)]


def _write(session: Session, month: date, here: ColumnElement[bool], at: datetime, actor: Actor) -> tuple[int, int]:
    """The lines of the households `here` that have none; returns how many people and households."""
    people, households = ledger.count(session, here & not_written(month), month, unwritten=True)
    signed = {"month": month, "written_by": actor.name, "written_at": at}
    # With what is unknown written as such all rows look alike, and go into one statement instead of hundreds.
    alike = {"render_nulls": True}
    if people:
        lines = [ledger.values_of(line) | signed for line in people]
        session.execute(insert(PersonMonth), lines, execution_options=alike)
    if households:
        homes = [ledger.values_of(line) | signed for line in households]
        session.execute(insert(HouseholdMonth), homes, execution_options=alike)
    return len(people), len(households)


def _recount(session: Session, corrected: PersonMonth, at: datetime, actor: Actor) -> None:
    """The household's line follows its people's; how its clock stood is the clock's own word and stays."""
    lines = ledger.read(session, corrected.month, [corrected.site_id])
    members = [one for one in lines.people if one.household_id == corrected.household_id]
    was = next(one for one in lines.households if one.household_id == corrected.household_id)
    labourers = sum(1 for one in members if one.labourer)
    employed = sum(1 for one in members if one.employed)
    now = replace(was, labourers=labourers, employed=employed)
    if now == was:
        return
    newest = session.scalars(
        select(HouseholdMonth.id)
        .where(HouseholdMonth.month == corrected.month, HouseholdMonth.household_id == corrected.household_id)
        .order_by(HouseholdMonth.id.desc())
    ).first()
    session.add(
        HouseholdMonth(
            **ledger.values_of(now), month=corrected.month, replaces_id=newest, because=corrected.because,
            written_by=actor.name, written_at=at,
        )
    )  # fmt: skip
