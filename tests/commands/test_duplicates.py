"""`duplicates` at the command line: numbers that do not belong together are refused in words, as no name is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from jobmatch import clock, db, telling
from jobmatch.demo.village import village
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Person
from jobmatch.households.roster.export import write_records
from jobmatch.push import service as push
from jobmatch.push.model import LinkRole
from tests.commands.conftest import Ended

Command = Callable[..., Ended]
WORKER = ("--decided-by", "王芳")


@pytest.fixture
def pair(command: Command, database_url: str, tmp_path: Path) -> tuple[int, int, int]:
    """A pair that waits, as (pair, person, person)."""
    command("init")
    roster = tmp_path / "roster.xlsx"
    write_records(roster, village(3, 1, clock.today()).households, clock.today())
    command("import", "households", roster, "--allow-fictitious-ids")
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        one, other, *_ = session.scalars(select(Person).order_by(Person.id))
        other.name, other.birth_date, other.sex, other.phone = one.name, one.birth_date, one.sex, one.phone
        other.id_number = None
        first, second = one.id, other.id
        waiting = DuplicatePair(
            smaller_id=first,
            larger_id=second,
            score=10,
            evidence=["same_name"],
            state=PairState.OPEN,
            found_on=clock.today(),
        )
        session.add(waiting)
        session.flush()
        number = waiting.id
    engine.dispose()
    return number, first, second


def test_pairs_are_told_in_words(command: Command, pair: tuple[int, int, int]) -> None:
    listed = command("duplicates", "list").out
    assert f"(person {pair[1]}) = " in listed
    assert "[" not in listed


def test_the_record_to_keep_is_one_of_the_two(command: Command, pair: tuple[int, int, int]) -> None:
    refused = command("duplicates", "same", pair[0], "--keep", pair[2] + 1, *WORKER)
    assert (refused.status, f"person {pair[1]} and person {pair[2]}" in refused.err) == (2, True)


@pytest.mark.parametrize("words", [("same", 99, "--keep", 1), ("different", 99), ("undo", 99)])
def test_a_number_that_is_not_there_is_named(command: Command, words: tuple[str | int, ...]) -> None:
    command("init")
    refused = command("duplicates", *words, *WORKER)
    assert (refused.status, " 99" in refused.err) == (2, True)


@pytest.mark.parametrize("number", ["x", "0", "-1", "1.5", "9" * 30, "9" * 5000])
@pytest.mark.parametrize("words", [("duplicates", "different", *WORKER), ("show", "person")])
def test_what_is_no_number_of_a_record_is_refused_in_one_line(
    command: Command, words: tuple[str, ...], number: str
) -> None:
    command("init")
    refused = command(*words, "--", number)
    assert (refused.status, "unexpected" in refused.err, refused.err.count("\n")) == (2, False, 1)


def test_nobody_decides_without_a_name(command: Command, pair: tuple[int, int, int]) -> None:
    refused = command("duplicates", "different", pair[0], "--decided-by", " ")
    assert (refused.status, "empty" in refused.err) == (2, True)


def test_a_telephone_leads_to_the_record_that_stays_until_the_merge_is_taken_back(
    command: Command, database_url: str, pair: tuple[int, int, int]
) -> None:
    waiting, kept, gone = pair
    engine = db.engine_for(database_url)

    def reached() -> list[int]:
        with db.reading(engine) as session:
            return [whom.person_id for _, whom in push.links_of_openid(session, "o-1")]

    with db.transaction(engine) as session:
        to = telling.recipient(session, gone, clock.now())
        push.link(session, "o-1", to, LinkRole.SELF, "a clerk", clock.now())
    done = command("duplicates", "same", waiting, "--keep", kept, "--decided-by", "a supervisor")
    assert (done.status, reached()) == (0, [kept])
    merge = done.out.split("`duplicates undo ")[1].split()[0]
    assert command("duplicates", "undo", merge, "--decided-by", "a supervisor").status == 0
    assert reached() == [gone]
    engine.dispose()
