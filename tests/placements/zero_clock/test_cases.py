"""The clock's cases by date: when it begins, by when something has to be done, and when it is over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from jobmatch.households import service as households
from jobmatch.households.codes import EmploymentState, EmploymentStatus, Source
from jobmatch.households.model import Household
from jobmatch.households.record import HouseholdRecord, Intention, Work
from jobmatch.placements.zero_clock.life import STANDING, ZeroState
from tests.placements.zero_clock.families import (
    COUPLE,
    DAY,
    FACTORY,
    FATHER,
    MONDAY,
    MOTHER,
    ODD_JOBS,
    SEEKING,
    SYSTEM,
    begin,
    end,
    found,
    jobless,
    look,
    lose,
    noon,
    reckon,
    settle,
    spells_of,
    story,
)


def test_the_last_earner_leaves_on_a_friday_before_a_holiday(session: Session) -> None:
    friday = date(2026, 4, 3)  # Monday the 6th is a holiday
    home, _, _ = found(session, friday)
    (spell,) = spells_of(session, home)
    assert (spell.found_on, spell.help_due_on, spell.work_due_on) == (friday, date(2026, 4, 9), date(2026, 4, 13))
    assert (spell.state, spell.relapse_of_id, story(spell)) == (ZeroState.FOUND, None, [("find", friday)])


def test_a_make_up_working_saturday_counts(session: Session) -> None:
    thursday = date(2026, 5, 7)  # Saturday the 9th is worked
    home, _, _ = found(session, thursday)
    (spell,) = spells_of(session, home)
    assert (spell.help_due_on, spell.work_due_on) == (date(2026, 5, 11), date(2026, 5, 13))


def test_two_earners_who_leave_on_one_day_give_one_spell(session: Session) -> None:
    both = replace(COUPLE, members=(FATHER, replace(MOTHER, work=FACTORY)))
    home = settle(session, both)
    look(session, home.household_id, MONDAY)
    assert spells_of(session, home.household_id) == []
    friday = date(2026, 6, 5)
    lose(session, home.people["1"], friday)
    look(session, home.household_id, friday)
    assert spells_of(session, home.household_id) == []
    lose(session, home.people["2"], friday)
    look(session, home.household_id, friday)
    assert [spell.found_on for spell in spells_of(session, home.household_id)] == [friday]


@pytest.mark.parametrize(
    ("days", "state", "spells"),
    [(28, ZeroState.FOUND, 1), (29, ZeroState.FOUND, 1), (30, ZeroState.CLEARED, 2), (31, ZeroState.CLEARED, 2)],
)
def test_work_clears_a_household_only_if_it_lasts_through_the_thirtieth_day(
    session: Session, days: int, state: ZeroState, spells: int
) -> None:
    home, father, _ = found(session)
    begin(session, father, MONDAY + 2 * DAY)
    look(session, home, MONDAY + 2 * DAY)
    gone = MONDAY + (2 + days) * DAY
    lose(session, father, gone)
    look(session, home, gone)
    first, *more = spells_of(session, home)
    assert (first.state, len(more) + 1) == (state, spells)
    if state is ZeroState.CLEARED:
        assert first.ended_on == MONDAY + 32 * DAY
        assert (more[0].found_on, more[0].relapse_of_id) == (gone, first.id)
    else:
        assert story(first)[-1] == ("fall_back", gone)
        assert (first.worker_id, first.working_since) == (None, None)


@pytest.mark.parametrize("day", [29, 30, 31])
def test_an_earner_found_again_so_late_counts_from_the_new_first_day(session: Session, day: int) -> None:
    home, father, mother = found(session)
    begin(session, father, MONDAY + DAY)
    lose(session, father, MONDAY + 10 * DAY)
    again = MONDAY + day * DAY
    begin(session, mother, again)
    look(session, home, again)
    (spell,) = spells_of(session, home)
    assert (spell.state, spell.worker_id, spell.working_since) == (ZeroState.IN_WORK, mother, again)
    look(session, home, again + 29 * DAY)
    assert spells_of(session, home)[0].state is ZeroState.IN_WORK
    look(session, home, again + 30 * DAY)
    (spell,) = spells_of(session, home)
    assert (spell.state, spell.ended_on) == (ZeroState.CLEARED, again + 30 * DAY)


@pytest.mark.parametrize(("days", "relapses"), [(1, True), (90, True), (91, False)])
def test_lost_again_within_ninety_days_is_a_relapse(session: Session, days: int, relapses: bool) -> None:
    home, father, _ = found(session)
    begin(session, father, MONDAY)
    look(session, home, MONDAY + 30 * DAY)
    (cleared,) = spells_of(session, home)
    assert cleared.ended_on == MONDAY + 30 * DAY
    lost = cleared.ended_on + days * DAY
    lose(session, father, lost)
    look(session, home, lost)
    _, again = spells_of(session, home)
    assert again.relapse_of_id == (cleared.id if relapses else None)


def test_what_came_and_went_while_nobody_reckoned_opens_nothing_and_the_last_loss_has_its_day(session: Session) -> None:
    home = settle(session, COUPLE, MONDAY - 100 * DAY)
    father, mother = home.people["1"], home.people["2"]
    lose(session, father, MONDAY)
    begin(session, mother, MONDAY + 3 * DAY)
    lose(session, mother, MONDAY + 9 * DAY)
    begin(session, father, MONDAY + 12 * DAY)
    lose(session, father, MONDAY + 60 * DAY)
    late = MONDAY + 70 * DAY
    assert look(session, home.household_id, late) == 1
    (open_again,) = spells_of(session, home.household_id)
    # Nobody reckoned in between: what was before the last loss nobody was told, and nothing of it is made up.
    assert open_again.found_on == MONDAY + 60 * DAY


def test_a_clock_that_nobody_looked_at_goes_through_all_its_days(session: Session) -> None:
    home, father, mother = found(session)
    begin(session, mother, MONDAY + 3 * DAY)
    lose(session, mother, MONDAY + 9 * DAY)
    begin(session, father, MONDAY + 12 * DAY)
    lose(session, father, MONDAY + 60 * DAY)
    look(session, home, MONDAY + 70 * DAY)
    first, second = spells_of(session, home)
    assert story(first) == [
        ("find", MONDAY),
        ("work", MONDAY + 3 * DAY),
        ("fall_back", MONDAY + 9 * DAY),
        ("work", MONDAY + 12 * DAY),
        ("clear", MONDAY + 42 * DAY),
    ]
    assert (second.found_on, second.relapse_of_id) == (MONDAY + 60 * DAY, first.id)


def test_looking_twice_changes_nothing(session: Session) -> None:
    home, father, _ = found(session)
    begin(session, father, MONDAY + DAY)
    assert look(session, home, MONDAY + 2 * DAY) == 1
    before = [story(spell) for spell in spells_of(session, home)]
    assert look(session, home, MONDAY + 2 * DAY) == 0
    assert [story(spell) for spell in spells_of(session, home)] == before


def test_flexible_work_clears_only_above_the_subsistence_line(session: Session) -> None:
    home, father, mother = found(session)
    begin(session, father, MONDAY + DAY, ODD_JOBS)
    look(session, home, MONDAY + DAY)
    assert spells_of(session, home)[0].state is ZeroState.FOUND
    begin(session, father, MONDAY + 2 * DAY, replace(ODD_JOBS, wage_month=FACTORY.wage_month))
    look(session, home, MONDAY + 2 * DAY)
    assert spells_of(session, home)[0].working_since == MONDAY + 2 * DAY
    begin(session, mother, MONDAY + 3 * DAY, Work(status=EmploymentStatus.PUBLIC_POST))
    end(session, father, MONDAY + 4 * DAY)
    look(session, home, MONDAY + 4 * DAY)
    (spell,) = spells_of(session, home)
    assert (spell.state, spell.worker_id, spell.working_since) == (ZeroState.IN_WORK, mother, MONDAY + 3 * DAY)


def test_a_change_of_employer_without_a_day_between_is_one_stretch(session: Session) -> None:
    home, father, _ = found(session)
    begin(session, father, MONDAY)
    begin(session, father, MONDAY + 20 * DAY, replace(FACTORY, employer="另一家厂"))
    look(session, home, MONDAY + 30 * DAY)
    assert spells_of(session, home)[0].state is ZeroState.CLEARED


def test_a_household_without_wish_stays_on_the_clock_until_the_reason_is_written(session: Session) -> None:
    unwilling = [replace(one, work=Work(status=EmploymentStatus.NOT_SEEKING), willing=False) for one in COUPLE.members]
    home = settle(session, jobless())
    look(session, home.household_id, MONDAY)
    told = replace(COUPLE, members=tuple(replace(one, key=str(home.people[one.key])) for one in unwilling))
    again(session, home, told, MONDAY + DAY)
    look(session, home.household_id, MONDAY + DAY)
    (spell,) = spells_of(session, home.household_id)
    assert spell.state in STANDING
    because = tuple(replace(one, intention=Intention(unwilling_because="照顾生病的老人")) for one in told.members)
    again(session, home, replace(told, members=because), MONDAY + 2 * DAY)
    look(session, home.household_id, MONDAY + 2 * DAY)
    (spell,) = spells_of(session, home.household_id)
    assert (spell.state, spell.ended_on) == (ZeroState.NO_WISH, MONDAY + 2 * DAY)
    assert spell.moves[-1].because == "照顾生病的老人"
    willing = tuple(replace(one, willing=True, work=SEEKING) for one in told.members)
    back = MONDAY + timedelta(days=50)
    again(session, home, replace(told, members=willing), back)
    look(session, home.household_id, back)
    assert [spell.found_on for spell in spells_of(session, home.household_id)] == [MONDAY, back]


def again(session: Session, home: households.TakenIn, record: HouseholdRecord, on: date) -> None:
    """The same household, heard again at the counter."""
    known = households.load(session, home.household_id, on)
    taken = households.take_in(
        session, replace(record, number=known.number), said_before=known, on=on, at=noon(on), actor=SYSTEM,
        source=Source.COUNTER, meant={member.key: int(member.key) for member in known.members},
    )  # fmt: skip
    assert taken.household_id == home.household_id
    session.flush()


def test_a_household_of_unknown_wish_has_no_clock(session: Session) -> None:
    silent = tuple(replace(one, work=Work(), willing=None) for one in COUPLE.members)
    home = settle(session, replace(COUPLE, members=silent)).household_id
    reckon(session, home, MONDAY)
    assert look(session, home, MONDAY) == 0
    assert session.get_one(Household, home).employment_state is EmploymentState.UNKNOWN
