"""Two who write at the same moment about one person or one family wait for each other and both come through.

On PostgreSQL, which locks rows; on SQLite one writes after the other.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import access, db, flow
from jobmatch.access import Role
from jobmatch.households.codes import ConsentPurpose
from jobmatch.placements import answering, employing, leaving
from jobmatch.placements.follow_ups import planning
from jobmatch.placements.follow_ups import service as follow_ups
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.referral import LeaveReason
from jobmatch.placements.warnings import service as warnings
from tests.placements.hired import introduced, post, started
from tests.placements.people import DAY, NOON, agree, settle

NIGHT = access.operator("night")
LATER = NOON + 27 * DAY


class Meets:
    """Both sides wait for each other in the middle of what they do: one behind a call, the other behind its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.together, self.monkeypatch = Barrier(2, timeout=10), monkeypatch

    def after(self, module: Any, name: str) -> None:
        real, met = getattr(module, name), []

        def slow(*given: Any, **named: Any) -> Any:
            found = real(*given, **named)
            if not met:
                met.append(True)
                self.together.wait()
            return found

        self.monkeypatch.setattr(module, name, slow)


def both(*acts: Callable[[], str]) -> list[str]:
    with ThreadPoolExecutor(len(acts)) as threads:
        return [done.result(timeout=30) for done in [threads.submit(act) for act in acts]]


@pytest.fixture
def meets(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Meets:
    if engine.dialect.name != "postgresql":
        # There the second waits for the whole file before it takes any lock, so no order of locks can be wrong.
        pytest.skip("SQLite lets one write at a time")
    return Meets(monkeypatch)


@pytest.mark.parametrize("what", ["talks", "warnings"])
def test_somebody_leaves_while_the_night_looks_at_the_family(engine: Engine, meets: Meets, what: str) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        job = started(session, case).id
        flow.look_after(session, [case.household_id], NOON, NIGHT)
    meets.after(leaving, "hold_person")
    meets.after(planning if what == "talks" else warnings, "homes")

    def leave() -> str:
        with db.transaction(engine) as session:
            reason = LeaveReason.LAID_OFF
            return flow.leave(session, job, LATER.date(), reason, LATER, case.actor(Role.HELPER)).state

    def night() -> str:
        look = follow_ups.plan_next if what == "talks" else warnings.look_next
        with db.transaction(engine) as session:
            look(session, 0, 200, LATER.date(), LATER, NIGHT)
        return "looked"

    assert both(leave, night) == ["left", "looked"]
    with db.reading(engine) as session:
        assert session.scalars(select(FollowUp.id)).first() is not None


def test_somebody_says_yes_while_another_employer_hires(engine: Engine, meets: Meets) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        agree(session, case, ConsentPurpose.MATCH_AND_TELL)
        other = introduced(session, case.person_id, post(session, "乙厂")).id
        resident = case.actor(Role.RESIDENT)
        answering.answer(session, case.proposal_id, answering.Said.THINK, None, NOON, resident)
    held = Event()
    hold = employing.hold_person

    def hold_a_while(session: Session, referral_id: int) -> set[int]:
        found = hold(session, referral_id)
        held.set()
        sleep(0.5)  # long enough for the other side to take whatever it takes first
        return found

    meets.monkeypatch.setattr(employing, "hold_person", hold_a_while)

    def hire() -> str:
        with db.transaction(engine) as session:
            return employing.hire(session, other, case.actor(Role.CLERK), NOON + DAY).state

    def say_yes() -> str:
        held.wait(timeout=10)
        with db.transaction(engine) as session:
            said = answering.answer(session, case.proposal_id, answering.Said.WANT, None, NOON + DAY, resident)
            return said.state

    # The offer gave way to the hire; the yes stands in a referral of its own.
    assert both(hire, say_yes) == ["hired", "accepted"]
