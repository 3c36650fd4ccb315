"""Two windows at one moment: a card is voided or its subsidy is claimed, never both, and nothing is undone twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.courses.attendance import service as attendance
from jobmatch.courses.attendance.model import Half, Mark
from jobmatch.courses.attendance.service import HalfDay
from jobmatch.courses.ending import service as ending
from jobmatch.courses.ending.model import WhyVoided
from jobmatch.courses.ending.refusals import CannotConcludeError
from jobmatch.courses.ending.service import Card
from jobmatch.courses.ending.voiding import void
from jobmatch.courses.enrolments.model import Exam
from jobmatch.courses.subsidies import service as subsidies
from jobmatch.courses.subsidies.service import CannotClaimError
from jobmatch.courses.taken_back import WhyTakenBack
from tests.trainers.conftest import NOW, TODAY, School
from tests.vacancies.posting_desk import CLERK

LATER = NOW + timedelta(minutes=1)
Act = Callable[[Session], object]


@pytest.fixture
def card(engine: Engine, school: School) -> int:
    """Somebody has the card of the class."""
    with db.transaction(engine) as session:
        seat = school.seats[0]
        half_day = HalfDay(TODAY, Half.MORNING)
        attendance.take(session, school.course_id, half_day, {seat: Mark.PRESENT}, lambda *_: (), NOW, CLERK)
        ending.conclude(session, seat, Exam.PASSED, NOW, CLERK)
        return ending.certify(session, seat, Card("A1", TODAY), NOW, CLERK).id


def together(engine: Engine, *acts: Act) -> list[bool]:
    """Whether each of two acts that begin at the same moment came about, in the order in which they were named."""
    begin = Barrier(len(acts), timeout=10)

    def one(act: Act) -> bool:
        begin.wait()
        try:
            with db.transaction(engine) as session:
                return bool(act(session))
        except (CannotClaimError, CannotConcludeError):
            return False

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(one, acts))


def test_a_card_is_voided_or_claimed_for_and_each_is_undone_once(engine: Engine, school: School, card: int) -> None:
    def claim(session: Session) -> object:
        return subsidies.claim_training(session, school.seats[0], Decimal(1000), LATER, CLERK).id

    def take_away(session: Session) -> object:
        return void(session, card, WhyVoided.DAYS, LATER, CLERK)

    voided, claimed = together(engine, take_away, claim)
    assert voided is not claimed
    if voided:
        assert together(engine, take_away, take_away) == [False, False]
        return

    def back(session: Session) -> object:
        return subsidies.take_back(session, 1, WhyTakenBack.SLIP, LATER, CLERK)

    assert sorted(together(engine, back, back)) == [False, True]
    assert sorted(together(engine, take_away, take_away)) == [False, True]
