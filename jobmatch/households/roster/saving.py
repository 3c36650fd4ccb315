"""One household of a list into the database: departures, the record, the list's word; all in the caller's step."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.households import recognise, service
from jobmatch.households.codes import LeaveReason, Source
from jobmatch.households.model import Household
from jobmatch.households.roster.comparing import Planned
from jobmatch.households.roster.entries import Entry, save_entry

Leave = Callable[[Session, int, int, date, LeaveReason, datetime, Actor], None]
"""As `service.leave`: a person, a household, from which day on, why, when and by whom."""


@dataclass(frozen=True)
class Save:
    """In which run, for which day, when and by whom something is saved, and how somebody leaves a household."""

    run_id: int
    as_of: date
    at: datetime
    actor: Actor
    leave: Leave = service.leave


def save(session: Session, planned: Planned, how: Save) -> None:
    """Write a good household, or note a refused one so that it waits for its correction; never half of either."""
    if planned.judged.refused:
        save_entry(session, _waiting(planned, how.as_of), how.run_id)
        return
    record, entry = planned.judged.record, planned.entry
    household_id = entry.household_id if entry else None
    if household_id is not None:
        record = replace(record, number=session.get_one(Household, household_id).number)
        for departure in planned.departures_due:
            person = recognise.person(session, recognise.settled(departure.person, how.as_of), household_id)
            current = recognise.open_membership(session, person.id) if person else None
            if person and current and current.household_id == household_id:
                how.leave(session, person.id, household_id, departure.day, departure.because, how.at, how.actor)
    taken = service.take_in(
        session,
        record,
        said_before=entry.taken if entry else None,
        said_elsewhere=planned.said_elsewhere,
        on=planned.on,
        at=how.at,
        actor=how.actor,
        source=Source.OFFICE_ROSTER,
    )
    said = planned.judged.record
    done = Entry(
        planned.key, taken.household_id, how.as_of, False, said, said, (), planned.still_missing, _faults(planned)
    )
    save_entry(session, done, how.run_id)


def _waiting(planned: Planned, as_of: date) -> Entry:
    entry = planned.entry
    return Entry(
        key=planned.key,
        household_id=entry.household_id if entry else None,
        as_of=as_of,
        refused=True,
        said=planned.judged.record,
        taken=entry.taken if entry else None,
        departures=planned.departures_due,
        missing=planned.still_missing,
        faults=_faults(planned),
    )


def _faults(planned: Planned) -> tuple[dict[str, object], ...]:
    return tuple(fault.document() for fault in planned.judged.faults)
