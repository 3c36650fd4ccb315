"""The market is made once for rows that say the same, and made again for whatever somebody changed."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.courses.model import Course
from jobmatch.matches.kept import Kept
from jobmatch.parameters import ParameterRow
from jobmatch.vacancies.model import CertificateDemand, Employer, Vacancy
from tests.matches.conftest import DAY, TODAY

Ask = Callable[..., int]


@pytest.fixture
def ask(settled: Engine) -> Ask:
    """`ask(session)` counts how often the market was made until now."""
    kept, made = Kept[int](), [0]

    def make() -> int:
        made[0] += 1
        return made[0]

    return lambda session, on=TODAY: kept.get(session, on, parameters.load(session), make)


def test_rows_that_say_the_same_are_understood_once(settled: Engine, ask: Ask) -> None:
    for _ in range(3):
        with db.transaction(settled) as session:
            assert ask(session) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE vacancy SET filled = filled + 1 WHERE id = (SELECT max(id) FROM vacancy)",
        "UPDATE vacancy SET state = 'paused' WHERE id = (SELECT max(id) FROM vacancy)",
        "UPDATE employer SET level = 0 WHERE id = (SELECT max(id) FROM employer)",
        "UPDATE certificate_demand SET kind = 'crane' WHERE id = (SELECT max(id) FROM certificate_demand)",
        "UPDATE course SET enrolled_here = enrolled_here + 1 WHERE id = (SELECT max(id) FROM course)",
        "UPDATE parameter SET value = value + 1 WHERE name = 'minimum_wage_month'",
    ],
)
def test_what_another_process_changed_is_seen(settled: Engine, ask: Ask, change: str) -> None:
    with db.transaction(settled) as session:
        ask(session)
    with settled.begin() as connection:
        assert connection.execute(text(change)).rowcount
    with db.transaction(settled) as session:
        assert ask(session) == 2


@pytest.mark.parametrize("table", [Vacancy, Employer, CertificateDemand, Course])
def test_what_the_caller_changed_and_has_not_written_is_seen(settled: Engine, ask: Ask, table: type[db.Base]) -> None:
    with Session(settled) as session:
        ask(session)
        row = session.scalars(select(table).limit(1)).one()
        name = {Vacancy: "title", Employer: "level", CertificateDemand: "kind", Course: "title"}[table]
        setattr(row, name, 0 if name == "level" else "别的")
        assert ask(session) == 2


def test_another_day_and_another_figure_are_another_market(settled: Engine, ask: Ask) -> None:
    with db.transaction(settled) as session:
        assert (ask(session), ask(session, TODAY + DAY), ask(session)) == (1, 2, 1)
        parameters.set_value(session, ParameterRow("minimum_wage_month", "5203", Decimal(2222), TODAY, None, "test"))
        assert ask(session) == 3


def test_what_changed_while_it_was_made_is_not_kept(settled: Engine) -> None:
    kept, made = Kept[int](), [0]
    with Session(settled) as session:
        book = parameters.load(session)

        def make_slowly() -> int:
            made[0] += 1
            session.execute(text("UPDATE course SET enrolled_here = enrolled_here + 1"))
            return made[0]

        assert kept.get(session, TODAY, book, make_slowly) == 1
        session.execute(text("UPDATE course SET enrolled_here = enrolled_here - 1"))
        assert kept.get(session, TODAY, book, make_slowly) == 2, (
            "the rows are as before, what was made of them may not be"
        )
