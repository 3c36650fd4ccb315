"""Seats: the last one is never given twice, two at once do no harm, and what is filled is always who holds it."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import Role
from jobmatch.households.codes import WORKING
from jobmatch.households.model import Membership, Person
from jobmatch.households.working_life import Employment
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import employing, leaving, service, starting, vacancy_gone
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.moving import NoSeatError
from jobmatch.placements.referral import (
    AT_WORK,
    HOLDS_SEAT,
    REFERRAL,
    RUNNING,
    LeaveReason,
    ReferralState,
    RejectReason,
    StartProof,
    Verb,
)
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb as VacancyVerb
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import introduced, post
from tests.placements.people import NOON, TODAY, Case, settle


def at_once(*acts: Callable[[], str]) -> list[str]:
    """Each act at the same moment in a thread of its own; what each says of its end, or the name of its error."""
    together = Barrier(len(acts))

    def run(act: Callable[[], str]) -> str:
        together.wait()
        try:
            return act()
        except (NoSeatError, employing.AlreadyHiredError, IllegalMoveError) as error:
            return type(error).__name__

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def hiring(engine: Engine, case: Case, referral_id: int, role: Role = Role.CLERK) -> Callable[[], str]:
    def hire() -> str:
        with db.transaction(engine) as session:
            return employing.hire(session, referral_id, case.actor(role), NOON).state

    return hire


def test_the_last_seat_is_never_given_twice(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        last = post(session, "小店")
        referrals = [introduced(session, person, last).id for person in (case.person_id, case.twin_id)]
    said = at_once(*(hiring(engine, case, one) for one in referrals))
    assert sorted(said) == ["NoSeatError", "hired"]
    with db.reading(engine) as session:
        assert Counter(session.scalars(select(Referral.state))) == {"hired": 1, "introduced": 1}
        vacancy = session.get_one(Vacancy, last)
        assert (vacancy.filled, vacancy.state) == (1, VacancyState.FILLED)
        assert len(session.scalars(select(ReferralMove)).all()) == 1


def test_two_employers_at_once_cannot_both_win_one_person(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        referrals = [introduced(session, case.person_id, post(session, name)).id for name in ("甲厂", "乙厂")]
    said = at_once(*(hiring(engine, case, one) for one in referrals))
    assert sorted(said) == ["IllegalMoveError", "hired"]
    with db.reading(engine) as session:
        assert Counter(session.scalars(select(Referral.state))) == {"hired": 1, "cancelled": 1}
        assert session.scalar(select(func.sum(Vacancy.filled))) == 1


def test_two_workers_who_hire_the_same_person_at_once_take_one_seat(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        referral = introduced(session, case.person_id, case.vacancy_id).id
    said = at_once(*(hiring(engine, case, referral, role) for role in (Role.CLERK, Role.HELPER)))
    assert said == ["hired", "hired"]
    with db.reading(engine) as session:
        assert session.get_one(Vacancy, case.vacancy_id).filled == 1
        assert len(session.scalars(select(ReferralMove)).all()) == 1


def test_two_words_at_once_are_one_start(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        referral = introduced(session, case.person_id, case.vacancy_id).id
        employing.hire(session, referral, case.actor(Role.CLERK), NOON)

    def saying(proof: StartProof, role: Role) -> Callable[[], str]:
        def say() -> str:
            with db.transaction(engine) as session:
                return starting.attest(session, referral, proof, TODAY, case.actor(role), NOON).state

        return say

    said = at_once(saying(StartProof.RESIDENT, Role.RESIDENT), saying(StartProof.EMPLOYER, Role.HELPER))
    assert sorted(said) == ["hired", "started"]
    with db.reading(engine) as session:
        assert [one.status for one in session.scalars(select(Employment))] == ["employed"]


def test_a_seat_that_is_left_and_taken_at_once_is_counted_once(engine: Engine) -> None:
    with db.transaction(engine) as session:
        case = settle(session)
        last = post(session, "小店")
        leaves, comes = (introduced(session, person, last).id for person in (case.person_id, case.twin_id))
        employing.hire(session, leaves, case.actor(Role.CLERK), NOON)

    def call_off() -> str:
        with db.transaction(engine) as session:
            return service.cancel(session, leaves, case.actor(Role.RESIDENT), NOON).state

    said = at_once(call_off, hiring(engine, case, comes))
    assert said in (["cancelled", "hired"], ["cancelled", "NoSeatError"])
    with db.reading(engine) as session:
        assert session.get_one(Vacancy, last).filled == said.count("hired")


class Town:
    """Random days of people, posts and employers, by the verbs alone; what is refused is refused whole."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session, self.dice = session, Random(seed)
        self.case = settle(session)
        people = [Person(name=f"令狐{number}", name_pinyin="", updated_at=NOON) for number in range(4)]
        session.add_all(people)
        session.flush()
        session.add_all(
            Membership(household_id=self.case.household_id, person_id=one.id, joined_on=TODAY) for one in people
        )
        self.people = [self.case.person_id, self.case.twin_id, *(one.id for one in people)]
        self.posts = [
            post(session, f"{number}号厂", headcount=1 + number % 2, hours_per_day=3 if number < 2 else None)
            for number in range(5)
        ]
        self.today = TODAY

    @property
    def at(self) -> datetime:
        return datetime.combine(self.today, NOON.timetz())

    def day(self) -> None:
        self.today += timedelta(days=self.dice.randint(0, 9))
        for _ in range(8):
            with suppress(
                IllegalMoveError, NoSeatError, employing.NotHiringError, employing.AlreadyHiredError,
                starting.FirstDayError, leaving.LastDayError,
            ):  # fmt: skip
                self.dice.choice(
                    (self.ask, self.ask, self.answer, self.answer, self.come, self.come, self.go, self.post)
                )()

    def ask(self) -> None:
        person, vacancy = self.dice.choice(self.people), self.dice.choice(self.posts)
        runs = select(Referral.id).where(
            Referral.person_id == person, Referral.vacancy_id == vacancy, Referral.state.in_(RUNNING)
        )
        if self.session.scalar(runs) is None:
            introduced(self.session, person, vacancy)

    def answer(self) -> None:
        one, clerk = self.referral(), self.case.actor(Role.CLERK)
        if self.dice.random() < 0.8:
            employing.hire(self.session, one.id, clerk, self.at)
        else:
            employing.reject(self.session, one.id, RejectReason.OTHER, clerk, self.at)

    def come(self) -> None:
        one, clerk = self.referral(ReferralState.HIRED), self.case.actor(Role.CLERK)
        for proof in self.dice.sample(list(StartProof), 2):
            first = self.today - timedelta(days=self.dice.randint(-1, 5))
            starting.attest(self.session, one.id, proof, first, clerk, self.at)

    def go(self) -> None:
        one, clerk = self.referral(*HOLDS_SEAT), self.case.actor(Role.CLERK)
        last = self.today - timedelta(days=self.dice.randint(0, 5))
        leaving.leave(self.session, one.id, last, self.dice.choice(list(LeaveReason)), clerk, self.at)

    def post(self) -> None:
        vacancy = self.session.get_one(Vacancy, self.dice.choice(self.posts))
        verb = self.dice.choice((VacancyVerb.PAUSE, VacancyVerb.RESUME, VacancyVerb.WITHDRAW))
        vacancies.move(self.session, vacancy, verb, "", self.at, self.case.actor(Role.CLERK))
        vacancy_gone.call_off(self.session, vacancy.id, self.case.actor(Role.CLERK), self.at)

    def referral(self, *states: str) -> Referral:
        among = select(Referral).where(Referral.state.in_(states or list(ReferralState)))
        found = self.session.scalars(among.order_by(Referral.id)).all()
        if not found:
            raise IllegalMoveError("nobody is there")
        return self.dice.choice(found)


def check(session: Session, today: date) -> None:
    holding = dict(
        session.execute(
            select(Referral.vacancy_id, func.count())
            .where(Referral.state.in_(HOLDS_SEAT))
            .group_by(Referral.vacancy_id)
        ).all()
    )
    for vacancy in session.scalars(select(Vacancy)):
        assert vacancy.filled == holding.get(vacancy.id, 0)
        assert vacancy.headcount is None or vacancy.filled <= vacancy.headcount
        if vacancy.openings == 0:
            assert vacancy.state is not VacancyState.PUBLISHED
    for person_id in session.scalars(select(Person.id)).all():
        runs = session.execute(
            select(Referral.state, Vacancy.hours_per_day)
            .join(Vacancy, Vacancy.id == Referral.vacancy_id)
            .where(Referral.person_id == person_id)
        ).all()
        for states in (AT_WORK, (ReferralState.HIRED,)):
            hours = [one.hours_per_day for one in runs if one.state in states]
            assert len(hours) <= 1 or all(hours), "two jobs beside each other, of which one is full time"
        days = select(Employment).where(Employment.person_id == person_id, Employment.status.in_(WORKING))
        spells = sorted(session.scalars(days), key=lambda one: (one.since, one.id))
        works_now = any(one.ended_on is None or one.ended_on > today for one in spells)
        assert works_now == any(one.state in AT_WORK for one in runs)
        for earlier, later in pairwise(spells):
            assert earlier.ended_on is not None
            assert earlier.ended_on <= max(later.since, earlier.since)
    for move in session.scalars(select(ReferralMove)):
        assert any(
            (move.verb, move.target) == (one.verb, one.target) and move.source in one.sources for one in REFERRAL.moves
        )


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_the_seats_filled_are_those_that_somebody_holds(session: Session, seed: int) -> None:
    town = Town(session, seed)
    for _ in range(40):
        town.day()
        check(session, town.today)
    verbs = Counter(session.scalars(select(ReferralMove.verb)))
    assert {Verb.HIRE, Verb.START, Verb.LEAVE, Verb.GIVE_WAY} <= set(verbs)
