"""Stopped in the middle, an import has saved whole households only; run again, it finishes without doubling."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import operator
from jobmatch.households import service
from jobmatch.households.codes import Relation, Source
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.workbooks.model import ImportRun
from tests.households.roster import rosters
from tests.households.roster.conftest import JUNE, NOW, Import, Step


def stopping_after(engine: Engine, steps: int) -> Step:
    """Steps of which a later one is struck by Ctrl-C before it ends, when everything in it is already written."""
    numbers = count(1)

    @contextmanager
    def step() -> Iterator[Session]:
        number = next(numbers)
        with db.transaction(engine) as session:
            yield session
            session.flush()
            if number > steps:
                raise KeyboardInterrupt

    return step


def sizes(engine: Engine) -> tuple[int, int, int]:
    with db.reading(engine) as session:
        return tuple(  # type: ignore[return-value]
            session.scalar(select(func.count()).select_from(table)) for table in (Household, Person, Membership)
        )


@pytest.mark.parametrize("steps", range(2, 9))
def test_ctrl_c_leaves_whole_households_and_a_second_run_finishes(
    steps: int, take: Import, ready: Engine, tmp_path: Path
) -> None:
    path = rosters.write(tmp_path / "june.xlsx", [rosters.couple(str(number), number) for number in range(1, 6)])
    with pytest.raises(KeyboardInterrupt):
        take(path, step=stopping_after(ready, steps))
    households, people, memberships = sizes(ready)
    assert people == memberships == 2 * households
    assert households < 6
    take(path)
    assert sizes(ready) == (5, 10, 10)
    assert not any(take(path).changes.values())


def test_a_stopped_import_is_known_as_unfinished(take: Import, ready: Engine, tmp_path: Path) -> None:
    path = rosters.write(tmp_path / "june.xlsx", [rosters.couple("1")])
    with pytest.raises(KeyboardInterrupt):
        take(path, step=stopping_after(ready, 3))
    take(path)
    with db.reading(ready) as session:
        runs = list(session.scalars(select(ImportRun).order_by(ImportRun.id)))
    assert [run.counts is None for run in runs] == [True, False]
    assert runs[0].file_hash == runs[1].file_hash


def test_a_number_entered_for_somebody_else_meanwhile_refuses_its_household_alone(
    take: Import, ready: Engine, tmp_path: Path
) -> None:
    families = [rosters.couple(str(number), number) for number in range(1, 4)]
    path = rosters.write(tmp_path / "june.xlsx", families)
    stranger = HouseholdRecord(
        "9",
        (PersonRecord("1", "别人", families[1].members[0]["证件号码"], relation=Relation.HEAD),),
        site="东山社区安置点",
    )
    numbers = count(1)

    @contextmanager
    def step() -> Iterator[Session]:
        if next(numbers) == 4:  # the list is judged and its first household saved
            with db.transaction(ready) as session:
                service.take_in(
                    session, stranger, said_before=None, on=JUNE, at=NOW, actor=operator("counter"),
                    source=Source.OFFICE_ROSTER,
                )  # fmt: skip
        with db.transaction(ready) as session:
            yield session

    result = take(path, step=step)
    assert result.refused == ("2",)
    assert result.counts["households_good"] == 2
    assert [fault.code for fault in result.faults] == ["id_duplicate"]
