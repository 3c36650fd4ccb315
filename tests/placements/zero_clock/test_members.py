"""The clock's cases of who belongs to a household: it splits, somebody comes of age, grows old, dies, moves away."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from jobmatch.households import service as households
from jobmatch.households.codes import Capacity, EmploymentState, LeaveReason, Relation, Sex
from jobmatch.households.model import Household
from jobmatch.households.record import HouseholdRecord, PersonRecord, Work
from jobmatch.placements.zero_clock.life import ZeroState
from tests.placements.zero_clock.families import (
    COUPLE,
    DAY,
    FATHER,
    MONDAY,
    MOTHER,
    SEEKING,
    SYSTEM,
    begin,
    end,
    found,
    look,
    noon,
    settle,
    spells_of,
    story,
)


def test_of_a_household_that_splits_both_halves_are_looked_at(session: Session) -> None:
    home = settle(session, COUPLE, MONDAY - 10 * DAY)
    new = households.split(
        session, home.household_id, {home.people["2"]: Relation.HEAD}, MONDAY, noon(MONDAY), SYSTEM
    )  # fmt: skip
    for household_id in (home.household_id, new.id):
        look(session, household_id, MONDAY)
    assert spells_of(session, home.household_id) == []
    assert [spell.found_on for spell in spells_of(session, new.id)] == [MONDAY]


def test_the_half_without_the_earner_keeps_the_clock(session: Session) -> None:
    home, father, _ = found(session)
    begin(session, father, MONDAY + DAY)
    look(session, home, MONDAY + DAY)
    new = households.split(session, home, {father: Relation.HEAD}, MONDAY + 5 * DAY, noon(MONDAY + 5 * DAY), SYSTEM)
    for household_id in (home, new.id):
        look(session, household_id, MONDAY + 5 * DAY)
    (spell,) = spells_of(session, home)
    assert story(spell)[-1] == ("fall_back", MONDAY + 5 * DAY)
    assert spells_of(session, new.id) == []


def test_a_member_who_turns_sixteen_makes_a_household_with_labour(session: Session) -> None:
    child = PersonRecord(
        "3", "测试小石", sex=Sex.MALE, birth_date=MONDAY.replace(year=2010), relation=Relation.SON,
        education=MOTHER.education, capacity=Capacity.ORDINARY, work=SEEKING, willing=True,
    )  # fmt: skip
    old = replace(FATHER, birth_date=date(1950, 1, 1), work=Work(), willing=False)
    home = settle(session, HouseholdRecord(None, (old, child), site="安置点一"), MONDAY - 30 * DAY).household_id
    look(session, home, MONDAY - DAY)
    assert session.get_one(Household, home).employment_state is EmploymentState.NO_LABOUR
    assert spells_of(session, home) == []
    look(session, home, MONDAY + 3 * DAY)  # nobody looked for three days
    assert [spell.found_on for spell in spells_of(session, home)] == [MONDAY]


def test_who_reaches_the_upper_age_leaves_a_household_without_labour(session: Session) -> None:
    older = replace(FATHER, birth_date=MONDAY.replace(year=1966), work=SEEKING)
    home = settle(session, HouseholdRecord(None, (older,), site="安置点一"), MONDAY - 20 * DAY).household_id
    look(session, home, MONDAY - DAY)
    look(session, home, MONDAY + 2 * DAY)
    (spell,) = spells_of(session, home)
    assert (spell.state, spell.ended_on) == (ZeroState.NO_LABOUR, MONDAY)
    assert spell.moves[-1].because == "nobody left who could work"


def test_who_retires_from_work_leaves_the_others_without_an_earner(session: Session) -> None:
    retiring = replace(FATHER, birth_date=date(1963, 1, 1))
    home = settle(session, HouseholdRecord(None, (retiring, MOTHER), site="安置点一"), MONDAY - 20 * DAY)
    look(session, home.household_id, MONDAY - DAY)
    assert spells_of(session, home.household_id) == []
    end(session, home.people["1"], MONDAY)
    look(session, home.household_id, MONDAY)
    assert [spell.found_on for spell in spells_of(session, home.household_id)] == [MONDAY]


def test_the_death_of_the_earner_starts_the_clock_the_same_day(session: Session) -> None:
    home = settle(session, COUPLE, MONDAY - 20 * DAY)
    households.leave(
        session, home.people["1"], home.household_id, MONDAY, LeaveReason.DIED, noon(MONDAY), SYSTEM
    )  # fmt: skip
    look(session, home.household_id, MONDAY)
    assert [spell.found_on for spell in spells_of(session, home.household_id)] == [MONDAY]


def test_the_death_of_who_cleared_the_household_is_a_relapse(session: Session) -> None:
    home, father, _ = found(session)
    begin(session, father, MONDAY)
    day = MONDAY + 40 * DAY
    look(session, home, day - DAY)
    households.leave(session, father, home, day, LeaveReason.DIED, noon(day), SYSTEM)
    look(session, home, day)
    first, second = spells_of(session, home)
    assert (first.state, second.found_on, second.relapse_of_id) == (ZeroState.CLEARED, day, first.id)


def test_a_household_that_is_no_longer_served_is_gone_and_says_so(session: Session) -> None:
    home, father, mother = found(session)
    for person_id in (father, mother):
        households.leave(session, person_id, home, MONDAY + DAY, LeaveReason.MOVED, noon(MONDAY + DAY), SYSTEM)
    look(session, home, MONDAY + 3 * DAY)
    (spell,) = spells_of(session, home)
    assert (spell.state, spell.ended_on) == (ZeroState.GONE, MONDAY + DAY)
    assert session.get_one(Household, home).employment_state is None
