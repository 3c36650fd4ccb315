"""What is written of households whose clock is looked at: work that counts, who has helped, why nobody wants to work.

Read in a fixed number of queries for however many households.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.households import earning, profile
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.model import Membership
from jobmatch.households.reading import Reading
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.working_life import Employment, Intention
from jobmatch.parameters import ParameterBook
from jobmatch.placements.follow_ups.life import FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.minimum.model import ServiceGiven
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.placements.zero_clock.course import Facts, Help

_RECENT = timedelta(days=31)
"""So far back a birthday or a departure is taken for what has just changed a household."""
_LONGEST = 200
_OF_THESE: BindParameter[int] = bindparam("households", expanding=True)
_AT_HOME = (
    select(Membership.household_id, Membership.person_id)
    .where(
        Membership.household_id.in_(_OF_THESE),
        Membership.joined_on <= bindparam("day"),
        Membership.left_on.is_(None) | (Membership.left_on > bindparam("day")),
    )
    .subquery()
)
_TOLD = (
    select(_AT_HOME.c.household_id, ReferralMove.at, Referral.id)
    .join(Referral, Referral.person_id == _AT_HOME.c.person_id)
    .join(ReferralMove, ReferralMove.referral_id == Referral.id)
    .where(ReferralMove.verb == Verb.OFFER)
)
_ASKED = select(FollowUp.household_id, FollowUp.done_on, FollowUp.id).where(
    FollowUp.household_id.in_(_OF_THESE), FollowUp.state == FollowUpState.DONE
)
_GIVEN = select(_AT_HOME.c.household_id, ServiceGiven.on, ServiceGiven.id).join(
    ServiceGiven, ServiceGiven.person_id == _AT_HOME.c.person_id
)
_WANTS = (
    select(Membership.household_id, Intention.asked_on)
    .join(Intention, Intention.person_id == Membership.person_id)
    .where(Membership.household_id.in_(_OF_THESE), Membership.left_on.is_(None), Intention.willing.is_(True))
)


def counts_as_work(subsistence: Decimal) -> Callable[[Employment], bool]:
    """Which work clears a household: what counts as employment by the tables as well."""

    def counts(spell: Employment) -> bool:
        # Opening a seal takes its time, and decides of flexible work alone.
        wage = spell.wage_month if spell.status is EmploymentStatus.FLEXIBLE else None
        return earning.is_employment(spell.status, None if wage is None else Decimal(wage), subsistence)

    return counts


def facts_of(session: Session, found: Mapping[int, date], known: Reading) -> dict[int, Facts]:
    """The facts of some of the households that were read, by id; `found` says since when each is without an earner."""
    book, division, on, records = known.book, known.division, known.on, known.records
    counts = counts_as_work(book.value("subsistence_line_month", division, on))
    helped = _helped(session, found, on)
    upper = known.whole("labour_age_below")
    return {
        row.id: Facts(
            stretches=[
                one
                for one in earning.stretches(known.past, row.id, counts)
                if not _is_child(records[row.id], one.person_id, book, division, on)
            ],
            state=row.employment_state,
            since=row.closed_on or _changed(records[row.id], _departures(known, row.id), upper, on),
            help=helped.get(row.id),
            no_wish_because=_why_no_wish(records[row.id], book, division, on),
        )
        for row in map(known.rows.__getitem__, found)
    }


def _is_child(record: HouseholdRecord, person_id: int, book: ParameterBook, division: str, on: date) -> bool:
    """The work of a child clears nothing, whatever a list says."""
    member = next((one for one in record.members if int(one.key) == person_id), None)
    under_age = profile.Exclusion.UNDER_AGE
    return member is not None and profile.exclusion(member, book, division, on) is under_age


def _why_no_wish(record: HouseholdRecord, book: ParameterBook, division: str, on: date) -> str | None:
    """The reasons of all who could work and do not want to; None while one of them is missing."""
    able = [member for member in record.members if profile.counts_as_labourer(member, book, division, on)]
    reasons = [_reason(member) for member in able]
    given = [reason for reason in reasons if reason]
    return "；".join(dict.fromkeys(given))[:_LONGEST] if given and len(given) == len(reasons) else None


def _reason(member: PersonRecord) -> str | None:
    return member.intention.unwilling_because if member.intention is not None else None


def _changed(record: HouseholdRecord, departures: Sequence[date], upper: int, on: date) -> date | None:
    """The last day on which somebody reached the upper age or left, if that was a short while ago."""
    births = [one.birth_date for one in record.members if one.birth_date is not None]
    days = [*departures, *(_birthday(birth, upper) for birth in births)]
    return max((day for day in days if on - _RECENT <= day <= on), default=None)


def _birthday(birth: date, age: int) -> date:
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def _departures(known: Reading, household_id: int) -> list[date]:
    left = (stay.left_on for stay in known.past.of_home(household_id))
    return [day for day in left if day is not None and day <= known.on]


def _helped(session: Session, found: Mapping[int, date], on: date) -> dict[int, Help]:
    """The first act for each household since it was found: a post told, a follow-up answered, a service given."""
    acts: dict[int, list[Help]] = defaultdict(list)
    for household_id, day, what in _acts(session, list(found), on):
        if found[household_id] <= day <= on:
            acts[household_id].append(Help(day, what))
    return {household_id: min(done, key=lambda act: (act.on, act.what)) for household_id, done in acts.items()}


def _acts(session: Session, household_ids: Sequence[int], on: date) -> Iterable[tuple[int, date, str]]:
    asked = {"households": list(household_ids), "day": on}
    for household_id, at, referral_id in session.execute(_TOLD, asked):
        yield household_id, clock.local_day(at), f"referral:{referral_id} told"
    for household_id, done_on, follow_up_id in session.execute(_ASKED, asked):
        if done_on is not None:
            yield household_id, done_on, f"follow_up:{follow_up_id} answered"
    for household_id, given_on, service_id in session.execute(_GIVEN, asked):
        yield household_id, given_on, f"service:{service_id} given"


def wants_again(session: Session, household_ids: Iterable[int]) -> dict[int, date]:
    """The newest day on which a member who wants work said so, by household."""
    rows = session.execute(_WANTS, {"households": list(household_ids)})
    found: dict[int, date] = {}
    for household_id, asked_on in rows:
        found[household_id] = max(asked_on, found.get(household_id, asked_on))
    return found
