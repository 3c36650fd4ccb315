"""Tables and key figures of a world so small that each number can be worked out by hand, as the test does."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.courses.codes import CourseType
from jobmatch.courses.model import Course, Provider
from jobmatch.households.codes import Capacity, Education
from jobmatch.households.model import Person
from jobmatch.households.working_life import Intention
from jobmatch.placements.minimum.model import ServiceGiven, ServiceKind
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports import outcomes
from jobmatch.reports.m3_training import training
from jobmatch.reports.m4_posts import posts
from jobmatch.reports.m5_services import services
from jobmatch.reports.outcomes import counts
from jobmatch.reports.scope import Scope, scope_of
from jobmatch.vacancies.model import Vacancy
from tests.placements.people import DAY, NOON, TODAY, Case, settle
from tests.reports.conftest import BY

MONTH, END = date(2026, 6, 1), date(2026, 6, 30)
STALE = 90


@pytest.fixture
def case(session: Session) -> Case:
    """Two at one site who have looked for work for ten days, and one post for two of them."""
    made = settle(session)
    for person_id in (made.person_id, made.twin_id):
        person = session.get_one(Person, person_id)
        person.birth_date, person.education, person.capacity = date(1990, 6, 1), Education.PRIMARY, Capacity.ORDINARY
        session.add(
            Intention(person_id=person_id, willing=True, seeking_since=TODAY - 10 * DAY, asked_on=TODAY - 10 * DAY)
        )
    session.flush()
    return made


@pytest.fixture
def scope(session: Session, case: Case) -> Scope:
    return scope_of(session, BY, site="S1")


def referral(session: Session, person_id: int, vacancy_id: int, *verbs: tuple[Verb, date], **facts: object) -> Referral:
    """A referral with its moves, each at noon of a day."""
    made = Referral(person_id=person_id, vacancy_id=vacancy_id, state="left", opened_at=NOON, **facts)
    made.moves = [
        ReferralMove(verb=verb, source="", target="", by="a helper", role="helper", at=NOON + (on - TODAY))
        for verb, on in verbs
    ]
    session.add(made)
    session.flush()
    return made


def test_m3_counts_the_classes_of_a_month_and_not_those_that_were_called_off(session: Session) -> None:
    school = Provider(name="测试学校", registered_at=NOON)
    session.add_all(
        Course(
            number=f"K{number}", provider=school, title="课", type=kind, starts_on=begins, ends_on=ends,
            cancelled_on=called_off, capacity=capacity, enrolled_elsewhere=enrolled, created_at=NOON, updated_at=NOON,
        )
        for number, (kind, begins, ends, called_off, capacity, enrolled) in enumerate((
            (CourseType.EMPLOYMENT_SKILL, date(2026, 6, 3), date(2026, 6, 20), None, 30, 12),
            (CourseType.EMPLOYMENT_SKILL, date(2026, 5, 20), date(2026, 6, 2), None, 20, 20),
            (CourseType.EMPLOYMENT_SKILL, date(2026, 6, 5), date(2026, 6, 9), date(2026, 6, 4), 40, 1),
            (CourseType.EMPLOYMENT_SKILL, date(2026, 7, 1), date(2026, 7, 9), None, 50, 9),
        ))
    )  # fmt: skip
    session.flush()
    table = training(session, MONTH, [None])
    # 30 + 20 places, 12 + 20 people; the third was called off, the fourth is July's.
    assert [table.value("total", key) for key in ("classes", "places", "enrolled")] == [2, 50, 32]


def test_m4_counts_the_hires_of_the_month_and_the_days_that_they_took(session: Session, case: Case) -> None:
    session.get_one(Vacancy, case.vacancy_id).occupation = "缝纫工"
    referral(session, case.person_id, case.vacancy_id, (Verb.HIRE, TODAY + 4 * DAY))
    referral(session, case.twin_id, case.vacancy_id, (Verb.HIRE, TODAY + 10 * DAY))
    referral(session, case.twin_id, case.vacancy_id, (Verb.HIRE, TODAY + 30 * DAY))
    table = posts(session, MONTH, END)
    # One post of two places since the first; hired on the fifth and the eleventh: 4 and 10 days, 7 in the middle.
    row = [table.value("by_occupation", key) for key in ("vacancies", "headcount", "filled", "days")]
    assert row == [1, 2, 2, Decimal(7)]
    assert table.value("by_occupation:缝纫工", "filled") == table.value("by_kind", "filled") == 2


def test_m5_counts_each_referral_once_a_column_and_who_is_owed_nothing_more(
    session: Session, case: Case, scope: Scope
) -> None:
    referral(session, case.person_id, case.vacancy_id, (Verb.ASK, TODAY), (Verb.OFFER, TODAY), (Verb.ACCEPT, TODAY))
    referral(session, case.twin_id, case.vacancy_id, (Verb.OFFER, TODAY - DAY), (Verb.HIRE, TODAY + 9 * DAY))
    row = {key: services(session, MONTH, END, scope).value("total", key) for key in _M5}
    assert row == {
        "households": 1, "offered": 1, "accepted": 1, "hired": 1, "held": 0, "seekers": 2, "complete": 0, "minimum": 0,
    }  # fmt: skip


_M5 = ("households", "offered", "accepted", "hired", "held", "seekers", "complete", "minimum")


def test_the_minimum_of_m5_is_the_share_of_those_to_whom_nothing_is_owed(
    session: Session, case: Case, scope: Scope
) -> None:
    for name in ("posts", "introductions"):
        _set(session, f"minimum_{name}", 0)
    given = {"kind": ServiceKind.TRAINING, "about": "缝纫班", "on": TODAY, "by": "a clerk", "at": NOON}
    session.add(ServiceGiven(person_id=case.person_id, **given))
    session.flush()
    table = services(session, MONTH, TODAY, scope)
    # One training is owed to each of the two, and one has had it.
    assert [table.value("total", key) for key in ("seekers", "complete", "minimum")] == [2, 1, Decimal("0.5")]
    assert table.unseen["total", "left"] == 1


def _set(session: Session, name: str, value: int) -> None:
    first = next(one for one in parameters.first_rows() if one.name == name)
    parameters.set_value(session, parameters.ParameterRow(name, first.division, Decimal(value), TODAY, None, "a test"))


def test_k3_takes_the_days_to_the_work_that_cleared_and_the_relapses(
    session: Session, case: Case, scope: Scope
) -> None:
    def spell(found: date, state: ZeroState, **facts: object) -> ZeroSpell:
        made = ZeroSpell(
            household_id=case.household_id, found_on=found, found_how=Found.SYSTEM, help_due_on=found,
            work_due_on=found, state=state, **facts,
        )  # fmt: skip
        session.add(made)
        session.flush()
        return made

    first = spell(
        date(2026, 3, 2), ZeroState.CLEARED, working_since=date(2026, 3, 6), ended_on=date(2026, 4, 5)
    )  # fmt: skip
    spell(
        date(2026, 4, 20), ZeroState.CLEARED, working_since=date(2026, 4, 30), ended_on=date(2026, 5, 30),
        relapse_of_id=first.id,
    )  # fmt: skip
    spell(date(2026, 6, 20), ZeroState.FOUND)
    found = counts(session, MONTH, END, STALE, 0, scope)
    # Cleared after 4 and after 10 days; the first was lost again, what has only been found is not counted.
    assert (sorted(found.days_to_work), found.cleared, found.relapsed) == ([4, 10], 2, 1)


def test_k6_asks_only_of_those_whose_months_are_over(session: Session, case: Case, scope: Scope) -> None:
    def start(days_ago: int, stayed: int | None) -> None:
        began = END - timedelta(days=days_ago)
        left = None if stayed is None else began + timedelta(days=stayed)
        referral(session, case.person_id, case.vacancy_id, started_on=began, left_on=left)

    start(200, None)
    start(200, 100)
    start(200, 20)
    start(100, 89)
    start(89, None)
    found = counts(session, MONTH, END, STALE, 0, scope)
    # Ninety days are over for four, and two of them stayed so long; half a year for three, and one is still there.
    assert (found.held_3m, found.started_3m, found.held_6m, found.started_6m) == (2, 4, 1, 3)


def test_k7_divides_the_first_wage_by_what_a_beginner_was_promised(session: Session, case: Case, scope: Scope) -> None:
    session.get_one(Vacancy, case.vacancy_id).wage_guaranteed = Decimal(3000)
    for wage in ("3000", "2250", "2700"):
        referral(session, case.person_id, case.vacancy_id, started_on=TODAY, first_wage=wage)
    found = outcomes.paid(session, END, scope)
    assert sorted(one.truth for one in found) == [Decimal("0.75"), Decimal("0.9"), Decimal(1)]
    below = outcomes.employers_below(found, Decimal("0.95"), fewest=1)
    assert [(row.key, row.values["people"], row.values["truth"]) for row in below.rows] == [
        ("employer:测试厂", 3, Decimal("0.9"))
    ]
    assert not outcomes.employers_below(found, Decimal("0.8"), fewest=1).rows


def test_k9_counts_the_households_that_were_gone_through_within_ninety_days(
    session: Session, case: Case, scope: Scope
) -> None:
    fresh = counts(session, MONTH, TODAY + 90 * DAY, STALE, 0, scope)
    stale = counts(session, MONTH, TODAY + 92 * DAY, STALE, 0, scope)
    assert [(one.fresh, one.served) for one in (fresh, stale)] == [(1, 1), (0, 1)]
