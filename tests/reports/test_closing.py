"""A month is closed once, goes on where it was stopped, and then stands; corrections are new lines beside the old."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import access, db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.erasing import clearing
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.model import Household, Site
from jobmatch.households.working_life import Employment
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports import closing, ledger
from jobmatch.reports.lines import PersonLine
from jobmatch.reports.model import HouseholdMonth, ImmutableLineError, MonthClosing, PersonMonth
from jobmatch.reports.month import NoSuchMonthError
from jobmatch.reports.status import Place, Status
from tests.reports.conftest import BY, IN_AUGUST, IN_JULY, JULY, JUNE, NOON, close


def supervisor(session: Session) -> Actor:
    sites = frozenset(session.scalars(select(Site.code)))
    return Actor("supervisor", Role.SUPERVISOR, sites)


def line_of(session: Session, status: Status) -> PersonMonth:
    return session.scalars(
        select(PersonMonth).where(PersonMonth.status == status, PersonMonth.month == JUNE).order_by(PersonMonth.id)
    ).first() or pytest.fail(f"nobody of the village is {status}")


def test_a_closed_month_says_what_was_counted_and_goes_on_saying_it(settled: Engine) -> None:
    with db.transaction(settled) as session:
        counted = ledger.read(session, JUNE)
        close(session, JUNE, IN_JULY)
        stored = ledger.read(session, JUNE)
        assert not counted.closed
        assert stored.closed
        bare = [_without_wage(line) for line in counted.people]
        assert sorted(stored.people, key=lambda one: one.person_id or 0) == sorted(
            bare, key=lambda one: one.person_id or 0
        )
        assert sorted(stored.households, key=lambda one: one.household_id) == sorted(
            counted.households, key=lambda one: one.household_id
        )
        session.execute(update(Employment).values(status=EmploymentStatus.NOT_SEEKING))
        assert ledger.read(session, JUNE) == stored


def _without_wage(line: PersonLine) -> PersonLine:
    values = {name: getattr(line, name) for name in PersonLine.__dataclass_fields__}
    return PersonLine(**values | {"wage": None})


def test_a_month_is_closed_once(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        lines = session.scalar(select(func.count()).select_from(PersonMonth))
        close(session, JUNE, IN_JULY)
        assert session.scalar(select(func.count()).select_from(PersonMonth)) == lines
        closed = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "close_month")
        assert session.scalar(closed) == 1


def test_a_month_that_is_not_over_is_not_closed(settled: Engine) -> None:
    with db.transaction(settled) as session, pytest.raises(NoSuchMonthError):
        closing.close_next(session, JUNE, IN_JULY - timedelta(days=1), NOON, BY)


def test_nobody_closes_a_month_by_hand(settled: Engine) -> None:
    with db.transaction(settled) as session, pytest.raises(access.Refused):
        closing.close_next(session, JUNE, IN_JULY, NOON, supervisor(session))


def test_a_close_that_was_killed_goes_on_with_the_sites_that_are_left(settled: Engine) -> None:
    with db.transaction(settled) as session:
        closing.close_next(session, JUNE, IN_JULY, NOON, BY)
        assert not ledger.is_closed(session, JUNE)
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        people = session.scalars(select(PersonMonth.person_id)).all()
        assert len(people) == len(set(people))
        assert ledger.is_closed(session, JUNE)


def test_two_that_close_at_once_write_everybody_once(settled: Engine) -> None:
    barrier = Barrier(2)

    def run() -> None:
        barrier.wait()
        try:
            with db.transaction(settled) as session:
                close(session, JUNE, IN_JULY)
        except IntegrityError:
            pass  # the other one has begun it; the next slot finds it closed

    both = [Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    with db.reading(settled) as session:
        people = session.scalars(select(PersonMonth.person_id)).all()
        assert len(people) == len(set(people)) > 100
        assert ledger.is_closed(session, JUNE)


def test_missed_months_are_caught_up_one_after_the_other(settled: Engine) -> None:
    with db.transaction(settled) as session:
        assert closing.next_month(session, IN_JULY) == JUNE
        close(session, JUNE, IN_JULY)
        assert closing.next_month(session, IN_JULY) is None
        assert closing.next_month(session, IN_AUGUST + timedelta(days=40)) == JULY


def test_an_installation_without_anybody_has_nothing_to_close(session: Session) -> None:
    assert closing.next_month(session, IN_JULY) is None


@pytest.mark.parametrize("table", [PersonMonth, HouseholdMonth])
def test_a_line_is_neither_changed_nor_removed(
    settled: Engine, table: type[PersonMonth] | type[HouseholdMonth]
) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
    with Session(settled) as session:
        line = session.scalars(select(table)).first()
        assert line is not None
        line.because = "anders"
        with pytest.raises(ImmutableLineError):
            session.flush()
    with Session(settled) as session:
        session.delete(session.scalars(select(table)).first())
        with pytest.raises(ImmutableLineError):
            session.flush()
    with Session(settled) as session:
        with pytest.raises(ImmutableLineError):
            session.execute(update(table).values(because="anders"))
        with pytest.raises(ImmutableLineError):
            session.execute(delete(table))


def test_a_correction_is_a_new_line_and_the_household_follows(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        old = line_of(session, Status.WILLING)
        before = _household(session, old.household_id)
        changes = {"status": Status.EMPLOYED, "place": Place.OUT}
        new = closing.correct(session, old.id, changes, "合同写的是六月上班", NOON, supervisor(session))
        after = _household(session, old.household_id)
        assert (new.replaces_id, old.status) == (old.id, Status.WILLING)
        assert after == before + 1
        lines = [one for one in ledger.read(session, JUNE).people if one.person_id == old.person_id]
        assert [one.status for one in lines] == [Status.EMPLOYED]
        shown = ledger.corrections(session, JUNE)
        assert {one.table for one in shown} == {"person_month", "household_month"}
        assert all(one.because == "合同写的是六月上班" and one.by == "supervisor" for one in shown)
        with pytest.raises(closing.NoLineError):
            closing.correct(session, old.id, changes, "再来一次", NOON, supervisor(session))


def _household(session: Session, household_id: int) -> int:
    return next(one.employed for one in ledger.read(session, JUNE).households if one.household_id == household_id)


def test_who_is_corrected_to_be_without_work_works_nowhere(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        old = line_of(session, Status.EMPLOYED)
        new = closing.correct(session, old.id, {"status": Status.WILLING}, "五月就回来了", NOON, supervisor(session))
        assert (new.place, new.employer, new.wage_band, new.workshop) == (None, None, None, False)


@pytest.mark.parametrize(
    ("changes", "because"), [({"status": Status.FARMING}, " "), ({}, "没有变"), ({"site_id": 9}, "x")]
)
def test_a_correction_says_why_and_what(settled: Engine, changes: dict[str, object], because: str) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        old = line_of(session, Status.WILLING)
        with pytest.raises(closing.NoReasonError):
            closing.correct(session, old.id, changes, because, NOON, supervisor(session))


def test_only_the_supervisor_of_the_site_corrects(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        old = line_of(session, Status.WILLING)
        for role in set(Role) - {Role.SUPERVISOR}:
            with pytest.raises(access.Refused):
                closing.correct(session, old.id, {}, "x", NOON, Actor("x", role, None))
        with pytest.raises(access.Refused):
            closing.correct(session, old.id, {}, "x", NOON, Actor("x", Role.SUPERVISOR, frozenset({"ELSEWHERE"})))


def test_closing_meets_the_next_opening_though_something_was_written_down_late(settled: Engine) -> None:
    with db.transaction(settled) as session:
        household = session.scalars(select(Household.id).order_by(Household.id)).first()
        close(session, JUNE, IN_JULY)
        session.add(
            ZeroSpell(
                household_id=household, found_on=JUNE, found_how=Found.VISIT, help_due_on=JUNE, work_due_on=JUNE,
                state=ZeroState.FOUND,
            )
        )  # fmt: skip
        session.flush()
        close(session, JULY, IN_AUGUST)
        june, july = ledger.read(session, JUNE), ledger.read(session, JULY)
        assert sum(one.zero_closing for one in june.households) == sum(one.zero_opening for one in july.households) == 0
        line = next(one for one in july.households if one.household_id == household)
        assert (line.zero_found, line.zero_closing) == (1, 1)


def test_of_an_erased_person_the_counts_stay_and_the_rest_goes(settled: Engine) -> None:
    with db.transaction(settled) as session:
        close(session, JUNE, IN_JULY)
        old = line_of(session, Status.EMPLOYED)
        person_id, line_id, place = old.person_id, old.id, old.place
        assert person_id is not None
        clearing.clear(session, [person_id])
        left = session.get_one(PersonMonth, line_id)
        assert (left.status, left.place) == (Status.EMPLOYED, place)
        assert (left.employer, left.occupation, left.wage, left.since, left.proof) == (None,) * 5
        before = ledger.read(session, JUNE)
        assert len([one for one in before.people if one.person_id == person_id]) == 1


def test_when_evidence_goes_the_line_no_longer_says_of_whom(engine: Engine) -> None:
    from jobmatch.households.model import Person

    with db.transaction(engine) as session:
        person = Person(name="测试甲", name_pinyin="", updated_at=NOON)
        home = Household(number="T-1", registered_at=NOON, updated_at=NOON)
        session.add_all([person, home, MonthClosing(month=JUNE, begun_at=NOON, closed_at=NOON, closed_by="t")])
        session.flush()
        session.add(
            PersonMonth(
                month=JUNE, person_id=person.id, household_id=home.id, present=True, status=Status.EMPLOYED, asked=True,
                of_age=True, workshop=False, public_post=False, own_account=False, by_us=False, written_by="t",
                written_at=NOON,
            )
        )  # fmt: skip
        session.flush()
        clearing.remove(session, [person.id])
        assert session.scalars(select(PersonMonth.person_id)).all() == [None]
        assert session.scalar(select(func.count()).select_from(Person)) == 0
