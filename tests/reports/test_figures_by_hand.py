"""K1, K5, K8, K10 and K11 of worlds so small that each was worked out by hand, with nothing to divide by as well."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.concerns.model import Concern, ConcernKind, ConcernState
from jobmatch.courses.model import Course, Provider
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.reports import fairness, outcomes
from jobmatch.reports.fairness import Seeker
from jobmatch.reports.figures import Counts, Figure, figures
from jobmatch.reports.m1_employment import TOTAL, employment
from jobmatch.reports.scope import Scope, scope_of
from jobmatch.reports.service import monthly
from jobmatch.reports.status import Status
from jobmatch.reports.table import Mark
from jobmatch.visits.model import Visit
from tests.placements.people import DAY, NOON, TODAY, Case, settle
from tests.reports.conftest import BY
from tests.reports.test_tables import COUNTY, month_of, person

JUNE, LAST = date(2026, 6, 1), date(2026, 6, 30)
STALE = 90


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def scope(session: Session, case: Case) -> Scope:
    return scope_of(session, BY, site="S1")


def counted(session: Session, scope: Scope, today: date = LAST) -> Counts:
    return outcomes.counts(session, JUNE, today, STALE, 0, scope)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of 2026 in Guizhou."""
    return datetime(2026, month, day, hour, minute, tzinfo=clock.SHANGHAI)


def figure(code: str, counts: Counts, *, statuses: tuple[Status, ...] = ()) -> Figure:
    """One figure of some counts, over the people of M1 in these states, three a household."""
    m1 = employment(month_of([person(number, status) for number, status in enumerate(statuses)]), COUNTY)
    return next(one for one in figures(m1, TOTAL, counts, None, {}) if one.definition.code == code)


NOTHING = Counts((), 0, 0, (), 0, 0, 0, 0, 0, (), 0, 0, 0, 0, ())


def test_k1_divides_by_labour_households_and_by_all_of_them() -> None:
    employed, old = Status.EMPLOYED, Status.NO_LABOURER
    # Three households of three: two earners and a child, one earner and two who look, three old people.
    people = (employed, employed, old, employed, Status.WILLING, Status.WILLING, old, old, old)
    a, b = (figure(code, NOTHING, statuses=people) for code in ("K1a", "K1b"))
    assert (a.numerator, a.denominator, a.value) == (3, 2, Decimal("1.5"))
    assert (b.numerator, b.denominator, b.value) == (3, 3, Decimal(1))


def test_k1_of_a_place_without_labour_says_nothing_by_the_one_and_none_by_the_other() -> None:
    a, b = (figure(code, NOTHING, statuses=(Status.NO_LABOURER,) * 3) for code in ("K1a", "K1b"))
    assert (a.numerator, a.denominator, a.value) == (0, 0, None)
    assert (b.numerator, b.denominator, b.value) == (0, 1, Decimal(0))


def visit(session: Session, case: Case, number: int, saved: datetime | None, shown: datetime | None) -> None:
    session.add(
        Visit(
            code=f"V{number}", household_id=case.household_id, people={}, opened_by="a clerk", opened_at=NOON,
            touched_by="a clerk", touched_at=NOON, saved_at=saved, shown_at=shown, closed_at=NOON,
        )
    )  # fmt: skip
    session.flush()


def test_k5_is_the_middle_of_the_minutes_and_counts_every_form_of_the_month(
    session: Session, case: Case, scope: Scope
) -> None:
    visits = (
        (at(6, 2, 10), at(6, 2, 10, 4)),
        (at(6, 30, 23, 50), at(7, 1, 0, 10)),  # saved in June's last minutes
        (at(6, 9, 9), None),  # no post yet
        (at(5, 31, 23, 59), at(6, 1, 0, 3)),  # May's
        (None, None),  # never saved
    )
    for number, (saved, shown) in enumerate(visits):
        visit(session, case, number, saved, shown)
    found = figure("K5", counted(session, scope))
    # 4 and 20 minutes, 12 in the middle; two of three forms led to a post.
    assert (found.value, found.numerator, found.denominator) == (Decimal(12), 2, 3)


def test_k5_of_forms_without_a_post_and_of_no_forms_has_no_minutes(session: Session, case: Case, scope: Scope) -> None:
    empty = figure("K5", counted(session, scope))
    visit(session, case, 1, at(6, 9, 9), None)
    without = figure("K5", counted(session, scope))
    assert [(one.value, one.numerator, one.denominator) for one in (empty, without)] == [(None, 0, 0), (None, 0, 1)]


def test_k8_is_what_m3_has_enrolled_and_naught_without_a_class(session: Session, case: Case) -> None:
    def k8() -> tuple[object, object]:
        report = monthly(session, JUNE, at(7, 1, 9), BY, site="S1")
        (found,) = (one for one in report.figures if one.definition.code == "K8")
        m3 = report.table("M3")
        assert m3 is not None
        assert found.value == m3.value("total", "enrolled")
        return found.value, found.denominator

    assert k8() == (0, None)
    school = Provider(name="测试学校", registered_at=NOON)
    begins = (date(2026, 6, 3), date(2026, 6, 15), date(2026, 7, 2))
    for number, (day, enrolled) in enumerate(zip(begins, (12, 8, 30), strict=True)):
        session.add(
            Course(
                number=f"K{number}", provider=school, title="课", starts_on=day, ends_on=day + 9 * DAY, capacity=40,
                enrolled_elsewhere=enrolled, created_at=NOON, updated_at=NOON,
            )
        )  # fmt: skip
    session.flush()
    assert k8() == (20, None), "the third class is July's"


def concern(
    session: Session, person_id: int, kind: ConcernKind, said_at: datetime, settled_at: datetime | None = None
) -> None:
    session.add(
        Concern(
            person_id=person_id, kind=kind, about="phone", said_by="somebody", said_at=said_at,
            state=ConcernState.OPEN if settled_at is None else ConcernState.SETTLED, settled_at=settled_at,
        )
    )  # fmt: skip
    session.flush()


def test_k10_counts_the_complaints_of_the_month_and_the_days_of_what_was_put_right_in_it(
    session: Session, case: Case, scope: Scope
) -> None:
    complaint, correction, us = ConcernKind.COMPLAINT, ConcernKind.CORRECTION, case.person_id
    concern(session, us, complaint, at(6, 1, 0))
    concern(session, us, complaint, at(6, 30, 23, 59), at(7, 3, 9))
    concern(session, us, complaint, at(5, 31, 23, 59))
    concern(session, us, complaint, at(7, 1, 0))
    concern(session, us, correction, at(5, 28, 20), at(6, 2, 8))  # five days by the calendar
    concern(session, us, correction, at(6, 9, 8), at(6, 9, 17))  # the same day
    concern(session, us, correction, at(6, 20, 8), at(6, 21, 8))  # one day
    concern(session, us, correction, at(6, 20, 8), at(7, 1, 8))  # July's
    concern(session, us, correction, at(6, 20, 8))  # open
    concern(session, us, ConcernKind.FEEDBACK, at(6, 20, 8), at(6, 29, 8))
    elsewhere = Person(name="测试丙", name_pinyin="", updated_at=NOON)
    there = Household(
        number="TZ-S2-1", site=Site(code="S2", name="安置点二", division="520322"), registered_at=NOON, updated_at=NOON
    )
    session.add_all([elsewhere, Membership(household=there, person=elsewhere, joined_on=TODAY)])
    session.flush()
    concern(session, elsewhere.id, complaint, at(6, 15, 9))
    found = counted(session, scope)
    a, b = figure("K10a", found), figure("K10b", found)
    assert a.value == 2
    assert (b.value, b.denominator) == (Decimal(1), 3)


def test_k10_of_a_quiet_month_is_no_complaint_and_no_days(session: Session, scope: Scope) -> None:
    found = counted(session, scope)
    assert figure("K10a", found).value == 0
    assert (figure("K10b", found).value, figure("K10b", found).denominator) == (None, 0)


def seekers(group: str, number: int, offered: int, hired: int) -> list[Seeker]:
    """So many of one sex, the first of them told of a post, the first of these hired."""
    return [Seeker((group,), place < offered, place < hired) for place in range(number)]


def test_k11_is_the_gap_between_the_offer_rates_of_groups_of_five_and_more() -> None:
    people = [
        *seekers("sex.male", 10, 9, 6), *seekers("sex.female", 20, 10, 5), *seekers("sex.unknown", 2, 0, 0),
    ]  # fmt: skip
    table, gap = fairness.table_of(people)
    # 0.9 of the men and 0.5 of the women were told of a post; two of whom nobody knows the sex are not compared.
    assert gap == Decimal("0.4")
    of_all = [table.value("all", key) for key in ("seekers", "offered", "offer_rate", "hire_rate")]
    assert of_all == [32, 19, Decimal(19) / 32, Decimal(11) / 19]
    assert table.value("sex.unknown", "seekers") is Mark.HIDDEN


def test_k11_has_no_gap_where_nobody_was_told_of_anything_and_no_hire_rate() -> None:
    table, gap = fairness.table_of([*seekers("sex.male", 6, 0, 0), *seekers("sex.female", 7, 0, 0)])
    assert gap is None
    assert (table.value("all", "offer_rate"), table.value("all", "hire_rate")) == (Decimal(0), None)
    nobody, none = fairness.table_of([])
    assert (none, nobody.value("all", "seekers"), nobody.value("all", "offer_rate")) == (None, 0, None)


def test_k11_of_groups_that_fare_alike_is_naught() -> None:
    _, gap = fairness.table_of([*seekers("sex.male", 10, 5, 1), *seekers("sex.female", 6, 3, 3)])
    assert gap == 0


def test_who_was_asked_in_a_talk_is_fresh_by_k9(session: Session, case: Case, scope: Scope) -> None:
    stale = counted(session, scope, TODAY + 120 * DAY)
    session.add(
        FollowUp(
            kind=FollowUpKind.AWAY_FAMILY, mark="away_family:household:1", household_id=case.household_id,
            due_on=TODAY, state=FollowUpState.DONE, done_on=TODAY + timedelta(days=60),
        )
    )  # fmt: skip
    session.flush()
    asked = counted(session, scope, TODAY + 120 * DAY)
    assert [(one.fresh, one.served) for one in (stale, asked)] == [(0, 1), (1, 1)]
