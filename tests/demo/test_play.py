"""A place lives through months by the verbs: the same for the same seed, gone on with after a kill, and reconciled."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import Engine, func, select

from jobmatch import db, parameters
from jobmatch.access import operator
from jobmatch.audit import AuditEvent
from jobmatch.demo.layout import layout
from jobmatch.demo.place import Place
from jobmatch.demo.plant import begun, plant
from jobmatch.demo.play import calendar
from jobmatch.demo.play.day import staff_of
from jobmatch.demo.play.playing import play
from jobmatch.households.codes import WORKING
from jobmatch.households.working_life import Employment
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import AT_WORK, HOLDS_SEAT, REFERRAL, ReferralState
from jobmatch.reports import ledger
from jobmatch.reports.m1_employment import TOTAL
from jobmatch.reports.m2_changes import MEASURES
from jobmatch.reports.service import Report, monthly
from jobmatch.reports.table import Mark, Table
from jobmatch.vacancies.model import Vacancy
from jobmatch.workbooks.progress import Advance, Progress, silent
from tests import databases
from tests.demo.digest import digest

TODAY = date(2026, 11, 21)
BY = operator("test")


class PowerCutError(Exception):
    """The day is never finished."""


def planted(engine: Engine, seed: int, months: int, size: str = "village", today: date = TODAY) -> Place:
    """A place as of so many months ago, with the figures in force."""
    begins = calendar.months_after(today, -months)
    place = Place(layout(size), seed, begins, months)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), place, begins, calendar.instant(begins, 12), BY)
    return place


def lived(engine: Engine, place: Place, progress: Progress = silent) -> None:
    """The place lives through its months."""
    play(engine, lambda: db.transaction(engine), place, BY, progress)


@contextmanager
def database() -> Iterator[Engine]:
    """An engine on a database of its own."""
    with databases.sqlite_database() as url:
        engine = db.engine_for(url)
        yield engine
        engine.dispose()


def test_a_village_lives_through_two_months_and_its_books_agree(engine: Engine) -> None:
    place = planted(engine, 1, 2)
    lived(engine, place)
    with db.reading(engine) as session:
        assert begun(session) is not None, "whoever plays does not say that the place is whole"
        states = Counter(session.scalars(select(Referral.state)))
        assert set(states) & {ReferralState.STARTED, ReferralState.ON_JOB}, states
        assert states[ReferralState.DECLINED], states
    require_books_agree(engine)
    require_tables_agree(engine, place)


def require_tables_agree(engine: Engine, place: Place) -> None:
    """All tables of every closed month add up, across and down, agree, and begin where the month before ended."""
    reports = closed_reports(engine, place)
    for report in reports:
        assert {one.code for one in report.tables} == {"M1", "M2", "M3", "M4", "M5", "M6"}
        for table in (*report.tables, *report.behind.values()):
            require_adds_up(table)
        require_say_the_same(report)
    for before, after in pairwise(reports):
        m1, m2 = table_of(after, "M1"), table_of(after, "M2")
        for row in m1.rows:
            if row.key in {one.key for one in table_of(before, "M1").rows}:
                closing = table_of(before, "M1").value(row.key, "zero_closing")
                assert row.values["zero_opening"] == closing, row.key
        for measure in MEASURES:
            assert m2.value("opening", measure) == table_of(before, "M2").value("closing", measure), measure


def closed_reports(engine: Engine, place: Place) -> list[Report]:
    """The report of every month that the play has closed, as the supervisor of all sites reads it today."""
    with db.reading(engine) as session:
        closed = ledger.closed_months(session)
        assert len(closed) >= place.months, closed
        at, by = calendar.instant(calendar.months_after(place.today, place.months), 8), staff_of(place.layout, BY)
        return [monthly(session, month, at, by.supervisor) for month in closed]


def require_adds_up(table: Table) -> None:
    """Every sum of a table that is not masked is that of its parts."""
    counts = dict(table.unseen) | {
        (row.key, column): value for row in table.rows for column, value in row.values.items()
    }
    for one in table.sums:
        cells = [(counts[cell], sign) for cell, sign in one.parts if cell in counts]
        if Mark.HIDDEN not in (counts.get(one.total), *(value for value, _ in cells)):
            came_to = sum(sign * value for value, sign in cells if isinstance(value, int))
            assert counts.get(one.total, came_to) == came_to, (table.code, one.total)


def require_say_the_same(report: Report) -> None:
    """What two tables of a month count, or a table and a figure, is one number."""
    m1, m2, m6 = (table_of(report, code) for code in ("M1", "M2", "M6"))
    whole = TOTAL if TOTAL in {row.key for row in m1.rows} else m1.rows[0].key
    assert [m2.value("closing", one) for one in MEASURES] == [m1.value(whole, one) for one in MEASURES]
    assert len(m6.rows) == sum(
        value for one in ("willing", "unwilling", "unable") if isinstance(value := m1.value(whole, one), int)
    )
    figure = {one.definition.code: one.value for one in report.figures}
    assert figure["K8"] == table_of(report, "M3").value("total", "enrolled")
    assert figure["K1a"] == m1.value(whole, "per_labour_household")
    assert figure["K1b"] == m1.value(whole, "per_household")


def table_of(report: Report, code: str) -> Table:
    """A table that is there."""
    found = report.table(code)
    assert found is not None
    return found


def require_books_agree(engine: Engine) -> None:
    """Seats, states, logs and spells say the same of everybody."""
    with db.reading(engine) as session:
        referrals = session.scalars(select(Referral)).all()
        for referral in referrals:
            state = ""
            for done in referral.moves:
                assert done.source == state
                assert done.target in REFERRAL.states
                state = done.target
            assert state == referral.state
        taken = Counter(one.vacancy_id for one in referrals if one.state in HOLDS_SEAT)
        for vacancy in session.scalars(select(Vacancy)):
            assert taken[vacancy.id] <= vacancy.filled <= (vacancy.headcount or vacancy.filled), vacancy.number
        at_work = {one.person_id for one in referrals if one.state in AT_WORK}
        earning = set(
            session.scalars(
                select(Employment.person_id).where(Employment.ended_on.is_(None), Employment.status.in_(WORKING))
            )
        )
        assert at_work <= earning
        twice = session.execute(
            select(Employment.person_id)
            .where(Employment.ended_on.is_(None))
            .group_by(Employment.person_id)
            .having(func.count() > 1)
        ).all()
        assert not twice, "nobody has two spells that run"


def test_the_same_seed_lives_the_same_life_and_another_seed_another() -> None:
    lives = []
    for seed in (3, 3, 4):
        with database() as engine:
            lived(engine, planted(engine, seed, 1))
            lives.append(digest(engine))
    assert lives[0] == lives[1]
    assert lives[0]["referral"] != lives[2]["referral"]


def test_a_play_that_was_cut_off_goes_on_after_its_last_whole_day() -> None:
    with database() as engine:
        lived(engine, planted(engine, 5, 1))
        whole = digest(engine)
    with database() as engine:
        place = planted(engine, 5, 1)
        with pytest.raises(PowerCutError):
            lived(engine, place, power_cut_after(12))
        with db.reading(engine) as session:
            days = session.scalar(select(func.count()).where(AuditEvent.action == "demo.day"))
        assert days == 12
        lived(engine, place)
        assert digest(engine) == whole


def power_cut_after(days: int) -> Progress:
    """A progress that stops the play once so many days are told."""

    @contextmanager
    def progress(doing: str, total: int) -> Iterator[Advance]:
        told = 0

        def advance(steps: int) -> None:
            nonlocal told
            told += steps
            if doing == "playing" and told == days:
                raise PowerCutError

        yield advance

    return progress


@pytest.mark.soak
def test_every_state_of_a_referral_occurs_in_a_year_of_the_county() -> None:
    with database() as engine:
        place = planted(engine, 1, 12, "county")
        lived(engine, place)
        with db.reading(engine) as session:
            reached = set(session.scalars(select(ReferralMove.target).distinct()))
        assert reached == set(ReferralState)
        require_books_agree(engine)
        require_tables_agree(engine, place)
