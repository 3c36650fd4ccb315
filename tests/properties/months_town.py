"""The town in which random months happen, with its model beside it, and what must hold after every step."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant
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
from jobmatch.placements import employing, service, staying
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSeatError
from jobmatch.placements.zero_clock import service as clock_of_households
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports import closing, ledger
from jobmatch.reports import month as months
from jobmatch.reports.m1_employment import employment
from jobmatch.reports.m2_changes import changes
from jobmatch.reports.scope import scope_of
from jobmatch.reports.table import Table
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import post
from tests.placements.zero_clock import families
from tests.properties.months_model import AT_WORK, FIRST, HOLDING, UNDECIDED, Home, Way, stands, zero_days

PLACES = (1, 1, 2)
"""How many each post takes: with more people than places the last seat is always fought for."""
HOMES = 3
REFUSALS = (
    IllegalMoveError, NoSeatError, employing.NotHiringError, employing.AlreadyHiredError, staying.TooEarlyError,
    service.NoSuchReferralError,
)  # fmt: skip


class Town(RuleBasedStateMachine):
    """Households without an earner, posts with few places, and everybody proposed everywhere."""

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

    def every_month_is_closed_and_reconciles(self) -> None:
        night, scope = access.operator("night"), scope_of(self.session, self.clerk)
        while (month := closing.next_month(self.session, self.today)) is not None:
            while closing.close_next(self.session, month, self.today, self.at, night) is not None:
                pass
            closed, last = ledger.closed_months(self.session), months.last_day(month)
            before = ledger.read(self.session, closed[-2]) if len(closed) > 1 else None
            lines = ledger.read(self.session, month)
            table = employment(lines, scope)
            require_sums(table)
            require_sums(changes(before, lines, scope))
            told = {key: table.rows[0].values[key] for key in ("labourers", "employed", "willing", "zero_closing")}
            earners = sum(len(home.at_work(last)) for home in self.homes.values())
            waiting = sum(stands(zero_days(home, self.today), last) for home in self.homes.values())
            assert told == {
                "labourers": 2 * HOMES, "employed": earners, "willing": 2 * HOMES - earners, "zero_closing": waiting,
            }  # fmt: skip

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


def require_sums(table: Table) -> None:
    """Every total of a table is what its parts come to."""
    counts = {(row.key, column): value for row in table.rows for column, value in row.values.items()} | dict(
        table.unseen
    )
    for one in table.sums:
        came_to = sum(sign * counts[cell] for cell, sign in one.parts if cell in counts)
        assert counts[one.total] == came_to, (table.code, one.total)
