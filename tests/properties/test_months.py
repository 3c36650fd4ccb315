"""Random months of people, posts, employers and clocks, held to a small model of what must then be true.

Hypothesis drives the program's own verbs, legal ones and others; a verb that the model calls illegal has to be refused
and to change nothing. After every step the database is what the model says.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Actor, Role
from jobmatch.households import consent
from jobmatch.households.codes import WORKING, ConsentGiven, ConsentPurpose
from jobmatch.households.model import Site
from jobmatch.households.working_life import Employment
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.model import MatchRun, Proposal
from jobmatch.placements import answering, employing, leaving, service, starting, staying, vacancy_gone
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSeatError
from jobmatch.placements.referral import DeclineReason, LeaveReason, RejectReason, StartProof
from jobmatch.placements.zero_clock import service as clock_of_households
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb as VacancyVerb
from jobmatch.vacancies.model import Vacancy
from tests.conftest import SOAKING
from tests.placements.hired import post
from tests.placements.zero_clock import families

FIRST = date(2026, 3, 2)
PLACES = (1, 1, 2)
"""How many each post takes: with more people than places the last seat is always fought for."""
HOMES = 3
REFUSALS = (
    IllegalMoveError, NoSeatError, employing.NotHiringError, employing.AlreadyHiredError, staying.TooEarlyError,
    service.NoSuchReferralError,
)  # fmt: skip

UNDECIDED = {"offered", "accepted", "introduced", "interview"}
AT_WORK = {"started", "on_job", "stable_3m", "stable_6m"}
HOLDING = AT_WORK | {"hired"}


@dataclass
class Way:
    """One referral as the model knows it: whose, where to, how far, and the words for a start so far."""

    person: int
    post: int
    state: str = "offered"
    words: set[StartProof] = field(default_factory=set)
    started: date | None = None


@dataclass
class Home:
    """One household as the model knows it: who belongs to it, and of each the days from which until which work ran."""

    people: tuple[int, ...]
    jobs: list[tuple[int, date, date | None]] = field(default_factory=list)

    def at_work(self, day: date) -> set[int]:
        return {who for who, since, until in self.jobs if since <= day and (until is None or day < until)}


def zero_days(home: Home, today: date) -> list[tuple[date, date | None]]:
    """The spells without an earner, day by day in the plainest way: found, and the day each ended, if it has.

    Whoever has been in work on thirty days running clears the household on the day after.
    """
    spells: list[tuple[date, date | None]] = []
    since: dict[int, date] = {}
    day = FIRST
    while day <= today:
        stands = bool(spells) and spells[-1][1] is None
        if stands and any(day - begun == timedelta(days=30) for begun in since.values()):
            spells[-1], stands = (spells[-1][0], day), False
        if not stands and not home.at_work(day):
            spells.append((day, None))
            since = {}
        since = {who: since.get(who, day) for who in home.at_work(day)}
        day += timedelta(days=1)
    return spells


class Months(RuleBasedStateMachine):
    """The town, its model, and what may happen in it."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.session = Session(engine)
        self.today = FIRST
        self.ways: dict[int, Way] = {}
        self.homes: dict[int, Home] = {}
        self.gone: set[int] = set()

    @initialize()
    def settle(self) -> None:
        for _ in range(HOMES):
            taken = families.settle(self.session, families.jobless(), on=FIRST)
            self.homes[taken.household_id] = Home(tuple(taken.people.values()))
        site = self.session.scalars(select(Site)).one()
        self.clerk = Actor("clerk", Role.CLERK, frozenset({site.code}))
        self.people = [person for home in self.homes.values() for person in home.people]
        self.posts = [post(self.session, f"{number}号厂", headcount=most) for number, most in enumerate(PLACES)]
        self.places = dict(zip(self.posts, PLACES, strict=True))
        run = MatchRun(
            as_of=FIRST, rules="test", rules_hash="0", started_at=self.at, people=len(self.people), proposals_new=0,
            proposals_changed=0, proposals_ended=0,
        )  # fmt: skip
        self.session.add(run)
        self.session.flush()
        self.proposals = {}
        for person in self.people:
            for purpose in (ConsentPurpose.MATCH_AND_TELL, ConsentPurpose.DISCLOSE_TO_EMPLOYER):
                consent.give(self.session, person, purpose, ConsentGiven.SIGNATURE, FIRST, self.at, witness="窗口")
            for vacancy in self.posts:
                proposal = Proposal(
                    person_id=person, vacancy_id=vacancy, found_on=FIRST, rank=1, score=70, explanation={},
                    rules_hash="0", run_id=run.id,
                )  # fmt: skip
                self.session.add(proposal)
                self.session.flush()
                self.proposals[person, vacancy] = proposal.id

    @property
    def at(self) -> datetime:
        return datetime.combine(self.today, time(4), UTC)

    # What people, workers and employers do

    @rule(
        person=st.integers(0, 2 * HOMES - 1),
        place=st.integers(0, len(PLACES) - 1),
        said=st.sampled_from(answering.Said),
    )
    def answer(self, person: int, place: int, said: answering.Said) -> None:
        whom, where = self.pair(person, place)
        way = self.running(whom, where)
        legal = way is None or way.state not in AT_WORK or said is answering.Said.WANT
        reason = DeclineReason.TOO_FAR if said is answering.Said.NO else None
        with self.expecting(legal):
            referral = answering.answer(
                self.session, self.proposals[whom, where], said, reason, self.at, self.clerk
            )  # fmt: skip
        if not legal or (way is not None and _means(way) is said):
            return
        if way is not None and way.state != "offered":
            way.state, way = "cancelled", None
        if way is None:
            way = self.ways[referral.id] = Way(whom, where)
        way.state = {"want": "accepted", "think": "offered", "no": "declined"}[said]

    @rule(person=st.integers(0, 2 * HOMES - 1), place=st.integers(0, len(PLACES) - 1))
    def goes_to_work(self, person: int, place: int) -> None:
        """The whole way from yes to the first day, as far as there is a seat."""
        self.answer(person, place, answering.Said.WANT)
        found = [(number, way) for number, way in self.ways.items() if way is self.running(*self.pair(person, place))]
        for number, way in found:
            self.step(number, way, "introduce")
            self.take_on(number, way)
            for proof in (StartProof.RESIDENT, StartProof.PAPER):
                self.say(number, way, proof)

    @precondition(lambda self: self.ways)
    @rule(data=st.data(), verb=st.sampled_from(("introduce", "invite", "reject", "cancel")))
    def small_step(self, data: st.DataObject, verb: str) -> None:
        self.step(*self.some_way(data), verb)

    def step(self, number: int, way: Way, verb: str) -> None:
        leads = {
            "introduce": {"accepted": "introduced"},
            "invite": {"introduced": "interview", "interview": "interview"},
            "reject": {"introduced": "rejected", "interview": "rejected", "rejected": "rejected"},
            "cancel": dict.fromkeys(UNDECIDED | {"hired"}, "cancelled"),
        }[verb]
        act: dict[str, Callable[[], Any]] = {
            "introduce": lambda: service.introduce(self.session, number, self.clerk, self.at),
            "invite": lambda: employing.invite(self.session, number, self.clerk, self.at),
            "reject": lambda: employing.reject(self.session, number, RejectReason.SKILL, self.clerk, self.at),
            "cancel": lambda: service.cancel(self.session, number, self.clerk, self.at),
        }
        with self.expecting(way.state in leads):
            act[verb]()
        way.state = leads.get(way.state, way.state)

    @precondition(lambda self: self.ways)
    @rule(data=st.data())
    def hire(self, data: st.DataObject) -> None:
        self.take_on(*self.some_way(data))

    def take_on(self, number: int, way: Way) -> None:
        others = [one for one in self.ways.values() if one.person == way.person and one is not way]
        again = way.state in HOLDING
        legal = again or (
            way.state in {"introduced", "interview"}
            and way.post not in self.gone
            and self.taken(way.post) < self.places[way.post]
            and all(one.state != "hired" for one in others)
        )
        with self.expecting(legal):
            employing.hire(self.session, number, self.clerk, self.at)
        if legal and not again:
            way.state = "hired"
            for one in others:
                if one.state in UNDECIDED:
                    one.state = "cancelled"

    @precondition(lambda self: self.ways)
    @rule(data=st.data(), proof=st.sampled_from(StartProof))
    def say_started(self, data: st.DataObject, proof: StartProof) -> None:
        self.say(*self.some_way(data), proof)

    def say(self, number: int, way: Way, proof: StartProof) -> None:
        legal = way.state in HOLDING or proof in way.words
        with self.expecting(legal):
            starting.attest(self.session, number, proof, self.today, self.clerk, self.at)
        if not legal or way.state not in HOLDING:
            return
        way.words.add(proof)
        if way.state == "hired" and len(way.words) == 2:
            for one in self.ways.values():
                if one.person == way.person and one.state in AT_WORK:
                    self.ends(one)
            way.state, way.started = "started", self.today
            self.home_of(way.person).jobs.append((way.person, self.today, None))

    @precondition(lambda self: self.holding())
    @rule(data=st.data(), verb=st.sampled_from(("stay", "hold_3m", "hold_6m")))
    def still_there(self, data: st.DataObject, verb: str) -> None:
        number, way = self.some_way(data, HOLDING)
        target, act = {
            "stay": ("on_job", staying.stay),
            "hold_3m": ("stable_3m", staying.hold_3m),
            "hold_6m": ("stable_6m", staying.hold_6m),
        }[verb]
        order = ("started", "on_job", "stable_3m", "stable_6m")
        said_before = way.state in AT_WORK and order.index(way.state) >= order.index(target)
        # Work before this job counts too where the gap is short, so the model asks the record since when.
        early = verb == "stay" and way.started is not None and self.today - way.started < timedelta(days=6)
        if verb == "stay" or said_before or way.state not in AT_WORK:
            with self.expecting(said_before or (way.state in AT_WORK and not early)):
                act(self.session, number, self.clerk, self.at)
        else:
            months = 3 if verb == "hold_3m" else 6
            with self.expecting(self.works_since(way.person) <= _months_before(self.today, months)):
                act(self.session, number, self.clerk, self.at)
        way.state = str(self.session.get_one(Referral, number).state)

    @precondition(lambda self: self.holding())
    @rule(data=st.data(), reason=st.sampled_from(LeaveReason))
    def leave(self, data: st.DataObject, reason: LeaveReason) -> None:
        number, way = self.some_way(data, HOLDING)
        with self.expecting(True):
            leaving.leave(self.session, number, self.today, reason, self.clerk, self.at)
        if way.state in AT_WORK:
            self.ends(way)
        else:
            way.state = "cancelled"

    @rule(place=st.integers(0, len(PLACES) - 1), verb=st.sampled_from((VacancyVerb.PAUSE, VacancyVerb.RESUME)))
    def pause(self, place: int, verb: VacancyVerb) -> None:
        vacancy = self.session.get_one(Vacancy, self.posts[place])
        wanted = VacancyState.PUBLISHED if verb is VacancyVerb.PAUSE else VacancyState.PAUSED
        with self.expecting(vacancy.state is wanted):
            vacancies.move(self.session, vacancy, verb, "", self.at, self.clerk)

    @rule(place=st.integers(0, 5 * len(PLACES) - 1))
    def withdraw(self, place: int) -> None:
        if place >= len(PLACES) or self.posts[place] in self.gone:
            return
        number = self.posts[place]
        vacancies.move(
            self.session, self.session.get_one(Vacancy, number), VacancyVerb.WITHDRAW, "", self.at, self.clerk
        )  # fmt: skip
        vacancy_gone.call_off(self.session, number, self.clerk, self.at)
        self.gone.add(number)
        for way in self.ways.values():
            if way.post == number and way.state in UNDECIDED:
                way.state = "cancelled"

    @rule(days=st.sampled_from((1, 3, 8, 29, 31, 45, 100)))
    def time_passes(self, days: int) -> None:
        """The evening's look at the clocks, then days on which nothing is written, and the look of a morning."""
        self.every_clock_shows_the_days_that_were()
        self.today += timedelta(days=days)
        self.every_clock_shows_the_days_that_were()

    # What must hold

    @invariant()
    def every_referral_is_where_the_model_has_it(self) -> None:
        self.session.flush()
        self.session.expire_all()
        stored = dict(self.session.execute(select(Referral.id, Referral.state)).all())
        assert {number: str(state) for number, state in stored.items()} == {
            number: way.state for number, way in self.ways.items()
        }

    @invariant()
    def no_seat_is_given_twice(self) -> None:
        for number, filled, headcount in self.session.execute(select(Vacancy.id, Vacancy.filled, Vacancy.headcount)):
            assert filled == self.taken(number) <= headcount

    @invariant()
    def nobody_has_two_full_time_jobs(self) -> None:
        works = select(Employment.person_id, func.count()).where(
            Employment.status.in_(WORKING), Employment.ended_on.is_(None)
        )
        now = dict(self.session.execute(works.group_by(Employment.person_id)).all())
        at_work = [way.person for way in self.ways.values() if way.state in AT_WORK]
        assert now == dict.fromkeys(at_work, 1)
        assert len(at_work) == len(set(at_work))

    def every_clock_shows_the_days_that_were(self) -> None:
        self.look()
        for number, home in self.homes.items():
            found = self.session.execute(
                select(ZeroSpell.found_on, ZeroSpell.ended_on)
                .where(ZeroSpell.household_id == number)
                .order_by(ZeroSpell.id)
            ).all()
            assert [tuple(row) for row in found] == zero_days(home, self.today)

    def teardown(self) -> None:
        self.session.close()

    # Small tools

    def look(self) -> None:
        system = access.operator("night")
        clock_of_households.look(self.session, list(self.homes), self.today, self.at, system)
        self.session.flush()

    @contextmanager
    def expecting(self, legal: bool) -> Iterator[None]:
        """Within it a verb is said: it has to be done, or refused with nothing changed."""
        refused = False
        try:
            with self.session.begin_nested():
                yield
        except REFUSALS:
            refused = True
        assert refused is not legal

    def some_way(self, data: st.DataObject, states: set[str] | None = None) -> tuple[int, Way]:
        among = [number for number, way in self.ways.items() if states is None or way.state in states]
        number = data.draw(st.sampled_from(among))
        return number, self.ways[number]

    def holding(self) -> list[Way]:
        return [way for way in self.ways.values() if way.state in HOLDING]

    def pair(self, person: int, place: int) -> tuple[int, int]:
        return self.people[person], self.posts[place]

    def running(self, person: int, where: int) -> Way | None:
        runs = UNDECIDED | HOLDING
        found = [one for one in self.ways.values() if (one.person, one.post) == (person, where) and one.state in runs]
        assert len(found) <= 1
        return found[0] if found else None

    def taken(self, where: int) -> int:
        return sum(way.post == where and way.state in HOLDING for way in self.ways.values())

    def home_of(self, person: int) -> Home:
        return next(home for home in self.homes.values() if person in home.people)

    def works_since(self, person: int) -> date:
        days = select(Employment.since, Employment.ended_on).where(
            Employment.person_id == person, Employment.status.in_(WORKING)
        )
        spans = sorted(
            self.session.execute(days).all(), key=lambda one: (one.since, one.ended_on or date.max), reverse=True
        )
        since = spans[0][0]
        for begun, ended in spans[1:]:
            if since - ended <= timedelta(days=15):
                since = begun
        return since

    def ends(self, way: Way) -> None:
        jobs = self.home_of(way.person).jobs
        assert way.started is not None
        jobs.remove((way.person, way.started, None))
        if way.started < self.today:
            jobs.append((way.person, way.started, self.today))
        way.state = "left"


def _means(way: Way) -> answering.Said:
    return answering.Said.THINK if way.state == "offered" else answering.Said.WANT


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))


def test_random_months_are_as_the_model_says(engine: Engine) -> None:
    often = settings(
        max_examples=400 if SOAKING else 40, stateful_step_count=50, deadline=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    run_state_machine_as_test(lambda: Months(engine), settings=often)


@pytest.mark.parametrize(
    ("jobs", "spells"),
    [
        ([], [(0, None)]),
        ([(1, 0, None)], []),
        ([(1, 0, 5)], [(5, None)]),
        ([(1, 3, 32)], [(0, None)]),
        ([(1, 3, 33)], [(0, 33), (33, None)]),
        ([(1, 3, None)], [(0, 33)]),
        ([(1, 3, 20), (1, 20, None)], [(0, 33)]),
        ([(1, 3, 20), (2, 10, None)], [(0, 40)]),
    ],
)
def test_the_model_counts_days_as_said(
    jobs: list[tuple[int, int, int | None]], spells: list[tuple[int, int | None]]
) -> None:
    def day(number: int | None) -> date | None:
        return None if number is None else FIRST + timedelta(days=number)

    home = Home((), [(who, FIRST + timedelta(days=since), day(until)) for who, since, until in jobs])
    found = zero_days(home, FIRST + timedelta(days=60))
    assert found == [(FIRST + timedelta(days=begun), day(ended)) for begun, ended in spells]
