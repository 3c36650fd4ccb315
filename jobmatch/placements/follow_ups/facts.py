"""What the calendar of follow-ups has to know of households, read with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.orm import Session, selectinload

from jobmatch import clock
from jobmatch.households import profile
from jobmatch.households.codes import NOT_WORKING, WORKING, EmploymentState, WorkArea
from jobmatch.households.model import Household
from jobmatch.households.reading import Reading
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.zero_employment import state_of
from jobmatch.placements.follow_ups.calendar import Home, Member, Placement, Without
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import AT_WORK, ReferralState, Verb
from jobmatch.placements.returns.model import FestivalReturn
from jobmatch.placements.zero_clock.life import STANDING
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.vacancies.model import Vacancy

FAR_AWAY = frozenset({WorkArea.PROVINCE, WorkArea.COUNTRY, WorkArea.ABROAD})
"""Beyond the county: nobody comes home every week."""
_OF_LOOKING = (FollowUpKind.SEEKING, FollowUpKind.UNWILLING)

_OF_THESE: BindParameter[int] = bindparam("households", expanding=True)
_SPELLS = select(ZeroSpell).where(ZeroSpell.household_id.in_(_OF_THESE), ZeroSpell.state.in_(STANDING))
_FESTIVALS = select(FestivalReturn).where(FestivalReturn.household_id.in_(_OF_THESE))
_TALKS = (
    select(FollowUp.household_id, FollowUp.kind, FollowUp.person_id, FollowUp.done_on)
    .where(FollowUp.household_id.in_(_OF_THESE), FollowUp.state == FollowUpState.DONE)
    .order_by(FollowUp.done_on)
)
_RUNNING = Referral.state.in_([ReferralState.HIRED, *AT_WORK])
_LEFT = (Referral.state == ReferralState.LEFT) & (Referral.left_on >= bindparam("recently"))
_JOBS = (
    select(Referral, Vacancy.start_on)
    .join(Vacancy, Vacancy.id == Referral.vacancy_id)
    .where(Referral.person_id.in_(bindparam("people", expanding=True)), or_(_RUNNING, _LEFT))
    .order_by(Referral.id)
    .options(selectinload(Referral.start_words), selectinload(Referral.moves))
)


def homes(session: Session, reading: Reading) -> list[Home]:
    """Each of some households as the calendar sees it on a day; who is no longer served has nothing to ask about."""
    served, records = reading.served, reading.records
    ids = [row.id for row in served]
    jobs = _jobs(session, [int(one.key) for number in ids for one in records[number].members], reading)
    without = {
        spell.household_id: Without(spell.id, spell.found_on) for spell in session.scalars(_SPELLS, {"households": ids})
    }
    talks = _talks(session, ids)
    festivals: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for one in session.scalars(_FESTIVALS, {"households": ids}):
        festivals[one.household_id].add((one.person_id, one.season))
    return [
        Home(
            row.id,
            members := tuple(_member(one, row, reading) for one in records[row.id].members),
            tuple(job for one in records[row.id].members for job in jobs[int(one.key)]),
            without.get(row.id),
            _no_wish_since(records[row.id], members, reading) if row.id not in without else None,
            talks[row.id],
            frozenset(festivals[row.id]),
        )
        for row in served
    ]


def _member(person: PersonRecord, row: Household, reading: Reading) -> Member:
    status, registered = person.work.status, clock.local_day(row.registered_at)
    idle = status in NOT_WORKING and profile.exclusion(person, reading.book, reading.division, reading.on) is None
    may_work = profile.stat_labour(person, reading.book, reading.division, reading.on) is not False
    willing = profile.is_willing(person)
    return Member(
        int(person.key),
        max(person.work.since or registered, registered),
        works=status in WORKING,
        works_away=status in WORKING and person.work.area in FAR_AWAY,
        # Who is past the age of the tables and was never asked is not rung up every other week.
        looks=idle and (willing is True or (willing is None and may_work)),
        unwilling=idle and may_work and willing is False,
    )


def _no_wish_since(record: HouseholdRecord, members: Iterable[Member], reading: Reading) -> date | None:
    if state_of(record, reading.book, reading.division, reading.on) is not EmploymentState.NO_WISH:
        return None
    return max(member.since for member in members)


def _jobs(session: Session, person_ids: Sequence[int], reading: Reading) -> dict[int, list[Placement]]:
    """The jobs of some people from the employer's yes on; those that were left a while ago no longer matter."""
    recently = reading.on - timedelta(days=reading.whole("follow_up_returned_until_days"))
    found = session.execute(_JOBS, {"people": list(person_ids), "recently": recently}).all()
    asked = _asked_about_arriving(session, [referral.id for referral, _ in found]) if found else {}
    jobs: dict[int, list[Placement]] = defaultdict(list)
    for referral, start_on in found:
        jobs[referral.person_id].append(
            Placement(
                referral.id, referral.person_id, _expected_on(referral, start_on), referral.started_on,
                referral.left_on, asked.get(referral.id),
            )
        )  # fmt: skip
    return jobs


def _expected_on(referral: Referral, start_on: date | None) -> date:
    """The first day by one side's word, else as it was agreed, else as the post says, else the day after the
    employer's yes; nobody could ask about it before that yes."""
    if referral.start_words:
        return min(word.first_day for word in referral.start_words)
    hired = max(clock.local_day(move.at) for move in referral.moves if move.verb == Verb.HIRE)
    if referral.begins_on is not None:
        return max(referral.begins_on, hired)
    return start_on if start_on is not None and start_on >= hired else hired + timedelta(days=1)


def _asked_about_arriving(session: Session, referral_ids: Sequence[int]) -> dict[int, date]:
    rows = session.execute(
        select(FollowUp.referral_id, FollowUp.done_on)
        .where(FollowUp.referral_id.in_(referral_ids), FollowUp.kind == FollowUpKind.WORK_DAY_1)
        .order_by(FollowUp.done_on)
    )
    return {number: day for number, day in rows if number is not None and day is not None}


def _talks(session: Session, household_ids: Sequence[int]) -> dict[int, dict[tuple[FollowUpKind, int | None], date]]:
    """The last talk of each kind with each person; any talk with a person is one about looking for work as well."""
    rows = session.execute(_TALKS, {"households": list(household_ids)})
    found: dict[int, dict[tuple[FollowUpKind, int | None], date]] = defaultdict(dict)
    for household_id, kind, person_id, done_on in rows:
        if done_on is not None:
            found[household_id][kind, person_id] = done_on
            if person_id is not None:
                found[household_id] |= {(of_looking, person_id): done_on for of_looking in _OF_LOOKING}
    return found
