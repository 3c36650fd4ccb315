"""The jobs of a day on an invented place: what they do, and that once more changes nothing."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from jobmatch import db, parameters
from jobmatch.jobs import nightly, slots
from jobmatch.jobs.registry import JOBS, LOOPS
from jobmatch.jobs.slots import LostClaimError, Patience
from jobmatch.jobs.work import StoppedError, Work
from tests.matches.conftest import NOON, TODAY, place, rows, settled
from tests.placements.hired import introduced
from tests.placements.people import settle

__all__ = ["place", "settled"]

STATES = "SELECT state, count(*) FROM vacancy GROUP BY 1 ORDER BY 1"


def work_on(engine: Engine, at: datetime = NOON, stopping: Callable[[], bool] = lambda: False) -> Work:
    """A run of some slot."""
    with db.transaction(engine) as session:
        claim = slots.claim(session, f"job {at:%m-%d}", at, Patience(1, timedelta(0)), None, "test", at)
    assert claim is not None
    return Work(engine, claim, lambda: at, stopping)


def put(engine: Engine, statement: str, **values: object) -> None:
    with db.transaction(engine) as session:
        session.execute(text(statement), values)


def test_posts_are_closed_the_day_after_their_last(settled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "AT_ONCE", 2)
    put(settled, "UPDATE vacancy SET expires_on = :day", day=TODAY)
    work = work_on(settled)
    running = sum(number for state, number in rows(settled, STATES) if state in ("published", "paused", "filled"))
    assert running > 4
    assert nightly.expire(work) == {"closed": 0, "called_off": 0}
    put(settled, "UPDATE vacancy SET expires_on = :day", day=TODAY - timedelta(days=1))
    assert nightly.expire(work) == {"closed": running, "called_off": 0}
    assert nightly.expire(work) == {"closed": 0, "called_off": 0}
    assert ("expired", running) in rows(settled, STATES)


def test_who_waits_for_a_post_that_is_gone_waits_no_more(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        for person in (case.person_id, case.twin_id):
            introduced(session, person, case.vacancy_id)
    put(engine, "UPDATE vacancy SET state = 'withdrawn'")
    assert nightly.expire(work_on(engine)) == {"closed": 0, "called_off": 2}
    assert nightly.expire(work_on(engine, NOON + timedelta(days=1))) == {"closed": 0, "called_off": 0}
    assert rows(engine, "SELECT DISTINCT state FROM referral") == [("cancelled",)]


def test_the_match_of_a_night_stores_proposals_and_the_next_changes_nothing(settled: Engine) -> None:
    work = work_on(settled)
    first = nightly.match(work)
    assert first["new"] == len(rows(settled, "SELECT 1 FROM proposal")) > 0
    again = nightly.match(work)
    assert again == {**first, "new": 0}


def test_a_match_that_is_stopped_keeps_whole_households_and_the_next_goes_on(settled: Engine) -> None:
    asked: list[int] = []

    def stop_after_the_first() -> bool:
        asked.append(1)
        return len(asked) > 1  # once before it begins, once after each household

    with pytest.raises(StoppedError):
        nightly.match(work_on(settled, stopping=stop_after_the_first))
    kept = set(rows(settled, "SELECT id, person_id, vacancy_id FROM proposal"))
    assert kept
    rest = nightly.match(work_on(settled, NOON + timedelta(days=1)))
    everything = set(rows(settled, "SELECT id, person_id, vacancy_id FROM proposal"))
    assert kept < everything
    assert rest["new"] == len(everything) - len(kept)


def test_a_run_that_was_taken_over_takes_no_further_step(settled: Engine) -> None:
    work = work_on(settled)
    put(settled, "UPDATE job_slot SET run = 2")
    put(settled, "UPDATE vacancy SET expires_on = :day", day=date(2020, 1, 1))
    before = rows(settled, STATES)
    with pytest.raises(LostClaimError):
        nightly.expire(work)
    assert rows(settled, STATES) == before


def test_records_that_may_be_one_human_are_put_forward_once(settled: Engine) -> None:
    two = "(SELECT id FROM person ORDER BY id LIMIT 2)"
    same = "name, name_pinyin, birth_date, sex"
    one = "(SELECT {0} FROM person ORDER BY id LIMIT 1)"
    columns = ", ".join(f"{name} = {one.format(name)}" for name in same.split(", "))
    put(settled, f"UPDATE person SET {columns} WHERE id IN {two}")
    work = work_on(settled)
    assert nightly.look_for_duplicates(work)["pairs"] >= 1
    assert nightly.look_for_duplicates(work) == {"pairs": 0}


def test_what_has_to_be_asked_again_is_counted(settled: Engine) -> None:
    put(settled, "UPDATE household SET updated_at = :at", at=NOON - timedelta(days=89))
    put(settled, "UPDATE household SET updated_at = :at WHERE id <= 3", at=NOON - timedelta(days=91))
    put(settled, "UPDATE vacancy SET state = 'draft'")
    numbers = [row[0] for row in rows(settled, "SELECT id FROM vacancy ORDER BY id LIMIT 5")]
    days = (9, 10, 14, 15, None)
    for number, ago in zip(numbers, days, strict=True):
        put(
            settled, "UPDATE vacancy SET state = 'published', expires_on = NULL, last_confirmed = :day WHERE id = :id",
            day=None if ago is None else TODAY - timedelta(days=ago), id=number,
        )  # fmt: skip
    assert nightly.look_for_stale(work_on(settled)) == {"untouched": 3, "to_confirm": 2, "hidden": 2}


def test_old_runs_are_forgotten(settled: Engine) -> None:
    old = work_on(settled, NOON - nightly.KEPT - timedelta(days=1))
    with db.transaction(settled) as session:
        slots.finish(session, old.claim, {}, NOON)
    assert nightly.tidy(work_on(settled)) == {"visits": 0, "numbers": 0, "forgotten": 1}
    assert len(rows(settled, "SELECT 1 FROM job_slot")) == 1


def test_jobs_and_loops_have_names_of_their_own_that_fit() -> None:
    names = [one.name for one in (*JOBS, *LOOPS)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_a_loop_finds_nothing_where_nothing_waits(engine: Engine, loop: object) -> None:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    came_to: Mapping[str, int] = loop.run(engine, lambda: datetime(2026, 6, 1, tzinfo=UTC), "test")
    assert not any(came_to.values())
