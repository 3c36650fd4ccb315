"""The life of a slot: begun once, taken over from the dead alone, tried again so often; a lost claim writes nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from jobmatch import db
from jobmatch.access import Role
from jobmatch.jobs import slots
from jobmatch.jobs.life import SLOT, SlotState, Verb
from jobmatch.jobs.slots import Claim, LostClaimError, Patience, Sign
from jobmatch.life_cycle import IllegalMoveError
from tests.matches.conftest import rows

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
NEXT = NOON + timedelta(hours=1)
A_MINUTE = timedelta(minutes=1)
TWICE = Patience(2, A_MINUTE)


def begin(
    engine: Engine, slot: datetime | None = NOON, silent: Sign | None = None, at: datetime = NOON, owner: str = "a"
) -> Claim | None:
    with db.transaction(engine) as session:
        return slots.claim(session, "match", slot, TWICE, silent, owner, at)


def begun(engine: Engine, silent: Sign | None = None, at: datetime = NOON) -> Claim:
    claim = begin(engine, silent=silent, at=at)
    assert claim is not None
    return claim


def sign(engine: Engine) -> Sign | None:
    with db.reading(engine) as session:
        return slots.sign_of_life(session, "match")


def broken(engine: Engine, claim: Claim, at: datetime = NOON) -> None:
    with db.transaction(engine) as session:
        slots.fail(session, claim, "ValueError at jobmatch/flow.py:1", at)


def stands(engine: Engine) -> list[tuple[object, ...]]:
    return rows(engine, "SELECT state, run, failures, owner FROM job_slot ORDER BY slot")


@pytest.mark.parametrize(("verb", "source"), list(product(Verb, SlotState)))
def test_a_move_leads_where_the_table_says_or_nowhere(verb: Verb, source: SlotState) -> None:
    targets = {move.target for move in SLOT.moves if move.verb == verb and source in move.sources}
    if not targets:
        with pytest.raises(IllegalMoveError):
            SLOT.next_state(verb, source, Role.SYSTEM)
    else:
        assert {SLOT.next_state(verb, source, Role.SYSTEM)} == targets


def test_a_slot_that_is_done_is_not_begun_again(engine: Engine) -> None:
    claim = begun(engine)
    with db.transaction(engine) as session:
        slots.finish(session, claim, {"new": 3}, NOON)
    assert begin(engine) is None
    assert stands(engine) == [("done", 1, 0, "a")]


def test_while_somebody_is_at_a_job_nobody_begins_another_slot_of_it(engine: Engine) -> None:
    begun(engine)
    assert begin(engine, owner="b") is None
    with pytest.raises(IntegrityError):
        begin(engine, NEXT, owner="b")
    assert stands(engine) == [("running", 1, 0, "a")]


def test_who_fell_silent_is_followed_at_once_and_writes_nothing_more(engine: Engine) -> None:
    lost = begun(engine)
    assert begun(engine, silent=sign(engine)).run == 2
    late: list[Callable[..., None]] = [slots.finish, slots.fail]
    for verb in late:
        with pytest.raises(LostClaimError), db.transaction(engine) as session:
            verb(session, lost, {}, NOON)
    for quiet in (slots.beat, slots.stop):
        with pytest.raises(LostClaimError), db.transaction(engine) as session:
            quiet(session, lost, NOON)
    assert stands(engine) == [("running", 2, 1, "a")]


def test_who_gave_a_sign_meanwhile_is_not_followed(engine: Engine) -> None:
    claim, heard = begun(engine), sign(engine)
    with db.transaction(engine) as session:
        slots.beat(session, claim, NOON)
    assert begin(engine, silent=heard, owner="b") is None
    assert stands(engine) == [("running", 1, 0, "a")]


def test_who_fell_silent_makes_way_for_the_next_slot(engine: Engine) -> None:
    begun(engine)
    assert begin(engine, NEXT, sign(engine), owner="b") is not None
    assert stands(engine) == [("failed", 1, 1, "a"), ("running", 1, 0, "b")]


def test_what_kills_every_worker_is_given_up(engine: Engine) -> None:
    begun(engine)
    begun(engine, silent=sign(engine))
    assert begin(engine, silent=sign(engine)) is None
    assert begin(engine, at=NOON + timedelta(days=1)) is None
    assert rows(engine, "SELECT state, failures, error FROM job_slot") == [("failed", 2, slots.SILENT_RUN)]


def test_what_broke_off_is_tried_again_after_a_while_and_then_left(engine: Engine) -> None:
    broken(engine, begun(engine))
    assert begin(engine, at=NOON + A_MINUTE / 2) is None
    broken(engine, begun(engine, at=NOON + A_MINUTE), NOON + A_MINUTE)
    assert begin(engine, at=NOON + 3 * A_MINUTE) is None
    assert stands(engine) == [("failed", 2, 2, "a")]


def test_a_clock_that_was_set_back_does_not_make_a_failure_wait(engine: Engine) -> None:
    broken(engine, begun(engine))
    assert begun(engine, at=NOON - timedelta(minutes=30)).run == 2


def test_what_was_stopped_goes_on_at_once_and_counts_as_no_failure(engine: Engine) -> None:
    claim = begun(engine)
    with db.transaction(engine) as session:
        slots.stop(session, claim, NOON)
    assert begun(engine).run == 2
    assert stands(engine) == [("running", 2, 0, "a")]


def test_old_slots_are_forgotten_and_those_at_work_stay(engine: Engine) -> None:
    claim = begun(engine)
    with db.transaction(engine) as session:
        assert slots.forget(session, NEXT) == 0
        slots.finish(session, claim, {}, NOON)
    with db.transaction(engine) as session:
        assert slots.forget(session, NOON) == 0
        assert slots.forget(session, NEXT) == 1
