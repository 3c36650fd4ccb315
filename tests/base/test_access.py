"""Who may see and do what, cell by cell."""

import pytest

from jobmatch.access import (
    ANYBODY,
    Actor,
    Permission,
    Refused,
    Role,
    may,
    may_see_household,
    operator,
    require,
    require_household,
    serves_site,
)

SITE, OTHER_SITE = "S1", "S2"
MEMBERS = frozenset({1, 2})

SEES = {
    "a member": (Actor("r", Role.RESIDENT, person_ids=frozenset({2})), True),
    "somebody else": (Actor("r", Role.RESIDENT, person_ids=frozenset({9})), False),
    "anybody": (ANYBODY, False),
    "a clerk of the site": (Actor("c", Role.CLERK, sites=frozenset({SITE})), True),
    "a clerk of another site": (Actor("c", Role.CLERK, sites=frozenset({OTHER_SITE})), False),
    "the assigned helper": (Actor("h", Role.HELPER, household_ids=frozenset({7})), True),
    "another helper of the site": (Actor("h", Role.HELPER, sites=frozenset({SITE})), False),
    "a supervisor of all sites": (Actor("s", Role.SUPERVISOR, sites=None), True),
    "a county analyst": (Actor("a", Role.COUNTY, sites=None), False),
    "an employer": (Actor("e", Role.EMPLOYER, sites=None), False),
    "a trainer": (Actor("t", Role.TRAINER, sites=None), False),
    "an auditor": (Actor("u", Role.AUDITOR, sites=None), False),
    "the operator": (operator("root"), True),
}


@pytest.mark.parametrize(("who", "cell"), SEES.items(), ids=list(SEES))
def test_who_sees_a_household(who: str, cell: tuple[Actor, bool]) -> None:
    actor, sees = cell
    assert may_see_household(actor, 7, SITE, MEMBERS) is sees


def test_a_household_without_a_site_is_seen_by_nobody_of_one_site() -> None:
    assert not may_see_household(Actor("c", Role.CLERK, sites=frozenset({SITE})), 7, None, MEMBERS)


def test_a_refusal_says_what_is_refused() -> None:
    with pytest.raises(Refused, match="trainer may not import records"):
        require(Actor("t", Role.TRAINER), Permission.IMPORT_RECORDS)
    with pytest.raises(Refused, match="not in your area"):
        require_household(ANYBODY, 7, SITE, MEMBERS)


def test_the_county_s_analyst_changes_nothing_but_what_classes_are_asked_for_and_sees_nobody_by_name() -> None:
    county = Actor("a", Role.COUNTY, sites=None)
    assert {one for one in Permission if may(county, one)} == {
        Permission.BROWSE_VACANCIES, Permission.CHECK_HEALTH, Permission.READ_METRICS, Permission.SIGN_IN,
        Permission.USE_DESK, Permission.USE_PHONE, Permission.SEE_PUSHES, Permission.RECEIVE_EVENTS,
        Permission.WATCH_JOBS, Permission.SEE_REPORTS, Permission.JOIN_TO_HIRE, Permission.ANSWER_BY_LINK,
        Permission.OVERSEE_COUNTY, Permission.WATCH_VACANCIES, Permission.LIST_HOUSEHOLDS, Permission.WAIT_IN_HALL,
        Permission.PLAN_TRAINING, Permission.SEE_TRAINING_DEMAND, Permission.SEE_CLASS_CHECKS,
    }  # fmt: skip


def test_a_helper_serves_no_site_and_staff_their_own() -> None:
    assert serves_site(Actor("c", Role.CLERK, sites=frozenset({SITE})), SITE)
    assert not serves_site(Actor("c", Role.CLERK, sites=frozenset({SITE})), None)
    assert not serves_site(Actor("h", Role.HELPER, sites=frozenset({SITE})), SITE)


@pytest.mark.parametrize("permission", list(Permission))
def test_every_permission_is_decided_for_every_role(permission: Permission) -> None:
    for role in Role:
        assert may(Actor("x", role), permission) in {True, False}


def test_the_public_may_browse_and_sign_in_and_nothing_else() -> None:
    held = {p for p in Permission if all(may(Actor("x", role), p) for role in Role)}
    assert held == {
        Permission.BROWSE_VACANCIES, Permission.CHECK_HEALTH, Permission.READ_METRICS, Permission.SIGN_IN,
        Permission.RECEIVE_EVENTS, Permission.JOIN_TO_HIRE, Permission.ANSWER_BY_LINK, Permission.WAIT_IN_HALL,
    }  # fmt: skip


def test_an_employer_never_verifies_itself() -> None:
    assert not may(Actor("e", Role.EMPLOYER), Permission.VERIFY_EMPLOYER)


def test_the_system_never_decides_that_two_people_are_one() -> None:
    assert not may(operator("root"), Permission.DECIDE_DUPLICATES)
