"""What the signals about households need to know, read for many at once with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.households import profile
from jobmatch.households.codes import WORKING, EmploymentStatus, LeaveReason
from jobmatch.households.history import Stay
from jobmatch.households.model import Household
from jobmatch.households.profile import Exclusion
from jobmatch.households.reading import Reading
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.working_life import Employment
from jobmatch.placements import class_hours
from jobmatch.placements.follow_ups.scripts import Means
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import AT_WORK, OPEN
from jobmatch.placements.returns.model import FestivalReturn, Goes
from jobmatch.placements.rights.life import RightsKind, RightsState
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings.limits import Limits
from jobmatch.placements.warnings.rules import Home, Member
from jobmatch.placements.warnings.told import Told, told_of
from jobmatch.placements.zero_clock.life import STANDING
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.vacancies.model import Vacancy

_IDLE = frozenset({EmploymentStatus.UNEMPLOYED, EmploymentStatus.SEEKING})
_PLANS = (Goes.SAME, Goes.NEW)
_OF_THESE: BindParameter[int] = bindparam("people", expanding=True)
_ARREARS = (
    select(RightsTicket.id, RightsTicket.person_id)
    .where(RightsTicket.person_id.in_(_OF_THESE), RightsTicket.kind == RightsKind.ARREARS)
    .where(RightsTicket.state != RightsState.SETTLED, RightsTicket.opened_on <= bindparam("day"))
    .order_by(RightsTicket.id)
)
_SEASONS = (
    select(Referral.person_id, Vacancy.season_end)
    .join(Vacancy, Vacancy.id == Referral.vacancy_id)
    .where(Referral.person_id.in_(_OF_THESE), Referral.state.in_(AT_WORK), Vacancy.season_end.is_not(None))
    .order_by(Vacancy.season_end.desc())
)
_WAITED_FOR = select(Referral.person_id).where(Referral.person_id.in_(_OF_THESE), Referral.state.in_(OPEN))
_GOES_AGAIN = select(FestivalReturn.person_id).where(
    FestivalReturn.person_id.in_(_OF_THESE), FestivalReturn.goes.in_(_PLANS),
    FestivalReturn.leaves_on >= bindparam("day"),
)  # fmt: skip
_RELAPSES = select(ZeroSpell).where(
    ZeroSpell.household_id.in_(bindparam("households", expanding=True)), ZeroSpell.state.in_(STANDING),
    ZeroSpell.relapse_of_id.is_not(None),
)  # fmt: skip
_STILL_THERE = (LeaveReason.NEW_RELATION, LeaveReason.CORRECTION)


@dataclass(frozen=True)
class _Known:
    """What other tables say of people, by person id."""

    season_ends: dict[int, date]
    has_plan: set[int]
    arrears: dict[int, list[int]]
    seats: dict[int, list[int]]
    jobs: dict[int, list[Employment]]


def homes(session: Session, reading: Reading, limits: Limits) -> list[Home]:
    """Each of some households as warnings see it on a day; of those no longer served there is nothing to warn."""
    served, records = reading.served, reading.records
    ids = [row.id for row in served]
    stays = {number: [one for one in reading.past.of_home(number) if one.joined_on <= reading.on] for number in ids}
    known = _known(session, {one.person_id for some in stays.values() for one in some}, reading)
    told = told_of(session, ids, reading.on - timedelta(days=limits.told))
    relapses = {spell.household_id: spell.id for spell in session.scalars(_RELAPSES, {"households": ids})}
    return [
        _home(row, records[row.id], stays[row.id], known, told[row.id], relapses.get(row.id), reading, limits)
        for row in served
    ]


def _home(
    row: Household, record: HouseholdRecord, stays: Sequence[Stay], known: _Known, told: Told,
    relapse: int | None, reading: Reading, limits: Limits,
) -> Home:  # fmt: skip
    members = tuple(_member(one, known, told, reading, limits) for one in record.members)
    works = any(member.works for member in members)
    return Home(
        row.id,
        max(clock.local_day(row.updated_at), told.heard_on or date.min),
        members,
        earner_left_on=None if works else _last_earner_left_on(stays, known.jobs, reading.on),
        carer_lost_on=_carer_lost_on(record, stays, known.jobs, reading) if works else None,
        no_carer=told.says(Means.CARER_LOST, None),
        unable=told.says(Means.EARNER_UNABLE, None),
        relapse=relapse,
        per_head=record.per_capita_net,
    )  # fmt: skip


def _member(person: PersonRecord, known: _Known, told: Told, reading: Reading, limits: Limits) -> Member:
    number, work = int(person.key), person.work
    works = work.status in WORKING
    ends = [known.season_ends[number]] if number in known.season_ends else []
    if work.status is EmploymentStatus.PUBLIC_POST and work.since is not None:
        ends.append(_contract_ends_on(work.since, limits.contract_months, reading.on))
    worked = [job for job in known.jobs[number] if job.ended_on is not None and job.ended_on <= reading.on]
    unable = profile.exclusion(person, reading.book, reading.division, reading.on) is Exclusion.UNABLE
    return Member(
        number,
        works=works,
        ends_on=min(ends) if works and ends else None,
        idle_since=max(job.ended_on for job in worked if job.ended_on) if worked and work.status in _IDLE else None,
        has_plan=number in known.has_plan,
        unable=unable or told.says(Means.EARNER_UNABLE, number),
        missed=told.missed.get(number, ()),
        arrears=tuple(known.arrears[number]),
        seats=tuple(known.seats[number]),
    )


def _contract_ends_on(since: date, months: int, on: date) -> date:
    """The end of the contract of a public post that runs on a day; one is made after the other for so many months."""
    contract = 1
    while profile.months_later(since, contract * months) < on:
        contract += 1
    return profile.months_later(since, contract * months)


def _last_earner_left_on(stays: Iterable[Stay], jobs: dict[int, list[Employment]], on: date) -> date | None:
    """The last day on which a member stopped working, or who works stopped being a member."""
    ends = [
        end
        for stay in stays
        for job in jobs[stay.person_id]
        for end in [min(job.ended_on or date.max, stay.left_on or date.max)]
        if max(job.since, stay.joined_on) < end <= on and not _is_written_anew(stay, stays, end)
    ]
    return max(ends, default=None)


def _is_written_anew(stay: Stay, stays: Iterable[Stay], end: date) -> bool:
    """A new relation to the head ends a membership and begins the next; nobody has gone."""
    return stay.left_on == end and any(
        one.person_id == stay.person_id and one.joined_on <= end < (one.left_on or date.max) for one in stays
    )


def _carer_lost_on(
    record: HouseholdRecord, stays: Iterable[Stay], jobs: dict[int, list[Employment]], reading: Reading
) -> date | None:  # fmt: skip
    """When a member who did not work died or left for good, where somebody is left who may need care."""
    on = reading.on
    if all(profile.counts_as_labourer(one, reading.book, reading.division, on) for one in record.members):
        return None
    there = {int(one.key) for one in record.members}
    gone = [
        stay.left_on
        for stay in stays
        if stay.left_on is not None and stay.left_on <= on and stay.person_id not in there
        and stay.left_because not in _STILL_THERE and _is_grown(stay, reading)
        and not any((job.ended_on or date.max) >= stay.left_on for job in jobs[stay.person_id])
    ]  # fmt: skip
    return max(gone, default=None)


def _is_grown(stay: Stay, reading: Reading) -> bool:
    born = stay.birth_date
    adult = reading.whole("labour_age_from")
    return born is None or profile.months_later(born, 12 * adult) <= reading.on


def _known(session: Session, people: set[int], reading: Reading) -> _Known:
    on, asked = reading.on, {"people": list(people), "day": reading.on}
    jobs = {
        person: [job for job in reading.past.of_person(person) if job.status in WORKING and job.since <= on]
        for person in people
    }
    arrears: dict[int, list[int]] = defaultdict(list)
    for ticket, person in session.execute(_ARREARS, asked):
        arrears[person].append(ticket)
    seats: dict[int, list[int]] = defaultdict(list)
    sitting = class_hours.seats_of(session, people)
    beside_work = class_hours.taken_up_since(session, sitting, on)
    for seat in sitting:
        if seat.id in beside_work:
            seats[seat.person_id].append(seat.id)
    seasons = session.execute(_SEASONS, asked)
    waited_for = session.scalars(_WAITED_FOR, asked)
    goes_again = session.scalars(_GOES_AGAIN, asked)
    return _Known(
        {person: ends for person, ends in seasons if ends is not None},
        {*waited_for, *goes_again},
        arrears,
        seats,
        jobs,
    )
