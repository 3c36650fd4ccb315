"""Table M6: who of a site has no work, why, when last asked, and what comes next. For inside the site alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Refused
from jobmatch.households.model import Household, Person
from jobmatch.households.working_life import Intention
from jobmatch.placements.follow_ups.life import WAITING, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.reports import definitions
from jobmatch.reports.lines import MonthLines
from jobmatch.reports.scope import Scope
from jobmatch.reports.status import Status
from jobmatch.reports.table import Row, Table, Words
from jobmatch.visits.model import Visit

_LISTED = {Status.WILLING: 0, Status.UNABLE: 1, Status.UNWILLING: 2}


@dataclass(frozen=True)
class WithoutWork:
    """Somebody without work as counted, by number; the name is looked up when the table is read."""

    person_id: int | None
    household_id: int
    status: Status
    asked: bool


def without_work(lines: MonthLines, scope: Scope) -> tuple[WithoutWork, ...]:
    """Who stands in M6, in its order; nobody for whoever stands outside the site."""
    here = frozenset(scope.site_ids) if scope.inside else frozenset()
    listed = [one for one in lines.people if one.present and one.status in _LISTED and one.site_id in here]
    listed.sort(key=lambda one: (_LISTED[one.status], one.site_id or 0, one.household_id, one.person_id or 0))
    return tuple(WithoutWork(one.person_id, one.household_id, one.status, one.asked) for one in listed)


def unemployed(session: Session, listed: Sequence[WithoutWork], scope: Scope) -> Table:
    """M6; raises Refused for whoever stands outside the site."""
    if not scope.inside:
        raise Refused("names of people without work do not leave their site")
    people = [one.person_id for one in listed if one.person_id is not None]
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all())
    homes = {one.household_id for one in listed}
    numbers = dict(session.execute(select(Household.id, Household.number).where(Household.id.in_(homes))).all())
    why = select(Intention.person_id, Intention.unwilling_because).where(Intention.person_id.in_(people))
    reasons = dict(session.execute(why).all())
    last, following = _last_contacts(session, people, homes), _next_steps(session, people)
    rows = tuple(
        Row(
            f"person:{one.person_id or index}",
            Words(f"{index}", f"{index}"),
            {
                "name": names.get(one.person_id or 0, ""),
                "household": numbers.get(one.household_id, ""),
                "status": _standing(one),
                "because": reasons.get(one.person_id or 0),
                "contact": _day(_latest((last.get(f"p{one.person_id}"), last.get(f"h{one.household_id}")))),
                "next": _next(following.get(one.person_id or 0)),
            },
        )
        for index, one in enumerate(listed, start=1)
    )
    return Table("M6", definitions.title("M6"), definitions.columns("M6"), rows, definitions.notes("M6"))


def _standing(one: WithoutWork) -> Words:
    key = "unasked" if one.status is Status.WILLING and not one.asked else one.status.value
    return definitions.row("M6", key)


def _last_contacts(session: Session, people: list[int], homes: Iterable[int]) -> Mapping[str, date]:
    """The last day on which somebody talked with a person (`p7`) or the household (`h3`)."""
    found: dict[str, date] = {}
    visits = select(Visit.household_id, func.max(Visit.saved_at)).where(Visit.household_id.in_(list(homes)))
    for household_id, at in session.execute(visits.group_by(Visit.household_id)):
        if at is not None:
            found[f"h{household_id}"] = clock.local_day(at)
    asked = select(FollowUp.person_id, func.max(FollowUp.done_on)).where(
        FollowUp.person_id.in_(people), FollowUp.state == FollowUpState.DONE
    )
    for person_id, day in session.execute(asked.group_by(FollowUp.person_id)):
        if day is not None:
            found[f"p{person_id}"] = day
    moved = (
        select(Referral.person_id, func.max(ReferralMove.at))
        .join(Referral, Referral.id == ReferralMove.referral_id)
        .where(Referral.person_id.in_(people), ReferralMove.role != "system")
    )
    for person_id, at in session.execute(moved.group_by(Referral.person_id)):
        found[f"p{person_id}"] = max(clock.local_day(at), found.get(f"p{person_id}", date.min))
    return found


def _next_steps(session: Session, people: list[int]) -> Mapping[int, date]:
    planned = select(FollowUp.person_id, func.min(FollowUp.due_on)).where(
        FollowUp.person_id.in_(people), FollowUp.state.in_(WAITING)
    )
    return {one: day for one, day in session.execute(planned.group_by(FollowUp.person_id)) if one is not None}


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _next(day: date | None) -> Words:
    if day is None:
        return definitions.row("M6", "to_ask")
    follow_up = definitions.row("M6", "follow_up")
    return Words(f"{day} {follow_up.zh}", f"{day} {follow_up.en}")
