"""Random months of people, posts, employers and clocks, held to a small model of what must then be true.

Hypothesis drives the program's own verbs, legal ones and others; a verb that the model calls illegal has to be refused
and to change nothing. After every step the database is what the model says, and every month closes and reconciles.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from sqlalchemy import Engine

from jobmatch.placements import answering, employing, leaving, service, starting, staying, vacancy_gone
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import DeclineReason, LeaveReason, RejectReason, StartProof
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb as VacancyVerb
from jobmatch.vacancies.model import Vacancy
from tests.conftest import SOAKING
from tests.properties.months_model import AT_WORK, FIRST, HOLDING, UNDECIDED, Home, Way, means, months_before, zero_days
from tests.properties.months_town import HOMES, PLACES, Town

# Who leaves for the others has to be asked first; until then no clock can say how the home stands.
WANT_WORK = sorted(set(LeaveReason) - leaving.TO_ASK)


class Months(Town):
    """What may happen: what people, workers and employers do, and time."""

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
        if not legal or (way is not None and means(way) is said):
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
            with self.expecting(self.works_since(way.person) <= months_before(self.today, months)):
                act(self.session, number, self.clerk, self.at)
        way.state = str(self.session.get_one(Referral, number).state)

    @precondition(lambda self: self.holding())
    @rule(data=st.data(), reason=st.sampled_from(WANT_WORK))
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
        self.every_month_is_closed_and_reconciles()


def test_random_months_are_as_the_model_says(engine: Engine) -> None:
    often = settings(
        max_examples=400 if SOAKING else 12, stateful_step_count=50, deadline=None,
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
