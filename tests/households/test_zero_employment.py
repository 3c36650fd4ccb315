"""How a household stands with work, as it is stored: reckoned from spells, with the year before where that is known."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.households import earning, reading, service, spells, zero_employment
from jobmatch.households.codes import EmploymentState, EmploymentStatus, LeaveReason, Source
from jobmatch.households.duplicates import decide
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.earning import Stretch, joined
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import Work
from jobmatch.households.working_life import Employment
from tests.households.people import AT, HEAD, HOUSEHOLD, ON, OPERATOR, SEEKING, WIFE, WORK, take_in

DAY = timedelta(days=1)
COUPLE = replace(HOUSEHOLD, members=(HEAD, WIFE))


def state(session: Session, household_id: int) -> tuple[EmploymentState | None, date | None]:
    row = session.get_one(Household, household_id)
    return row.employment_state, row.zero_employment_since


def work(session: Session, person_id: int, on: date, status: EmploymentStatus = EmploymentStatus.EMPLOYED) -> None:
    """What a person does from a day on."""
    spells.end(session, person_id, on)
    at = datetime.combine(on, AT.timetz())
    fresh = spells.opening(Work(status=status), on, on, at, Source.COUNTER)
    session.add(Employment(person_id=person_id, **fresh))
    session.flush()


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ([(1, 0, 5), (1, 5, 9)], [(1, 0, 9)]),
        ([(1, 0, 5), (1, 6, 9)], [(1, 0, 5), (1, 6, 9)]),
        ([(1, 0, 9), (1, 2, 5)], [(1, 0, 9)]),
        ([(1, 2, None), (1, 0, 3)], [(1, 0, None)]),
        ([(2, 0, 5), (1, 3, 9)], [(2, 0, 5), (1, 3, 9)]),
        ([(1, 4, 4)], []),
    ],
)
def test_pieces_of_work_that_touch_are_one_stretch(
    pieces: list[tuple[int, int, int | None]], whole: list[tuple[int, int, int | None]]
) -> None:
    def stretch(person: int, begin: int, end: int | None) -> Stretch:
        return Stretch(person, ON + begin * DAY, None if end is None else ON + end * DAY)

    assert list(joined(stretch(*one) for one in pieces)) == [stretch(*one) for one in whole]


def test_the_state_is_stored_with_the_household(session: Session) -> None:
    done = take_in(session)
    assert state(session, done.household_id) == (EmploymentState.EMPLOYED, None)
    for person_id in done.people.values():
        service.leave(session, person_id, done.household_id, ON + DAY, LeaveReason.MOVED, AT, OPERATOR)
    assert state(session, done.household_id) == (None, None)


def test_told_late_it_is_the_day_on_which_the_last_work_ended(session: Session) -> None:
    done = take_in(session, COUPLE)
    work(session, done.people["1"], ON + 3 * DAY, EmploymentStatus.SEEKING)
    zero_employment.reckon(session, [done.household_id], ON + 9 * DAY)
    assert state(session, done.household_id) == (EmploymentState.ZERO, ON + 3 * DAY)
    zero_employment.reckon(session, [done.household_id], ON + 12 * DAY)
    assert state(session, done.household_id) == (EmploymentState.ZERO, ON + 3 * DAY)


def test_nobody_is_without_an_earner_from_before_the_household_was_entered(session: Session) -> None:
    since = replace(COUPLE, members=(replace(HEAD, work=replace(SEEKING, since=ON - 90 * DAY), willing=True), WIFE))
    done = take_in(session, since)
    assert state(session, done.household_id) == (EmploymentState.ZERO, ON)


def test_the_work_of_a_child_provides_for_nobody(session: Session) -> None:
    child = replace(
        WIFE, id_number=None, no_id_because="没带", birth_date=ON.replace(year=2012), work=WORK, willing=None
    )
    done = take_in(session, replace(COUPLE, members=(replace(HEAD, work=SEEKING, willing=True), child)))
    assert state(session, done.household_id)[0] is EmploymentState.ZERO


def months(session: Session, household_id: int, on: date) -> Decimal | None:
    row = session.get_one(Household, household_id)
    known = reading.read(session, [row], on)
    return earning.months_before(known.past, row, known.records[household_id], on)


def test_a_year_that_nobody_has_written_down_is_unknown(session: Session) -> None:
    done = take_in(session, COUPLE)
    assert months(session, done.household_id, ON + 300 * DAY) is None
    year = ON + 400 * DAY
    assert months(session, done.household_id, year) == Decimal(365) * 12 / 365
    session.add(Person(name="测试新人", name_pinyin="", birth_date=date(1990, 1, 1), updated_at=AT))
    session.flush()
    new = session.scalars(select(Person).where(Person.name == "测试新人")).one()
    session.add(Membership(household_id=done.household_id, person_id=new.id, joined_on=ON))
    session.flush()
    assert months(session, done.household_id, year) is None


def test_hardly_any_work_in_a_known_year_is_none_until_it_has_lasted_thirty_days(session: Session) -> None:
    """The two halves of the base definition: what clears a household is never undone by the year before it."""
    done = take_in(session, replace(COUPLE, members=(replace(HEAD, work=SEEKING, willing=True), WIFE)))
    start = ON + 400 * DAY
    work(session, done.people["1"], start)
    for days, expected in ((1, EmploymentState.ZERO), (29, EmploymentState.ZERO), (30, EmploymentState.EMPLOYED)):
        zero_employment.reckon(session, [done.household_id], start + days * DAY)
        assert state(session, done.household_id)[0] is expected


def test_a_household_new_in_the_register_with_somebody_in_work_is_not_zero(session: Session) -> None:
    done = take_in(session, COUPLE)
    zero_employment.reckon(session, [done.household_id], ON + DAY)
    assert state(session, done.household_id)[0] is EmploymentState.EMPLOYED


def test_a_merge_that_is_taken_back_is_reckoned_anew(session: Session) -> None:
    first = take_in(session, replace(COUPLE, members=(HEAD,)))
    jobless = replace(WIFE, relation=HEAD.relation)
    second = take_in(session, replace(COUPLE, office_number="2", members=(jobless,), home_phone=None))
    kept, gone = first.people["1"], second.people["2"]
    pair = DuplicatePair(smaller_id=kept, larger_id=gone, score=9, evidence=[], state=PairState.OPEN, found_on=ON)
    session.add(pair)
    session.flush()
    clerk = Actor("clerk", Role.CLERK, sites=None)
    done = decide.say_same(session, pair.id, kept, ON, AT, clerk)
    assert state(session, second.household_id) == (None, None)
    decide.undo(session, done.id, ON + DAY, AT + DAY, clerk)
    assert state(session, second.household_id)[0] is EmploymentState.ZERO
