"""Random months of starting and leaving, looked at on random days: what always holds of spells, and two at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.households.codes import EmploymentState
from jobmatch.households.earning import Stretch, joined
from jobmatch.placements.zero_clock import service
from jobmatch.placements.zero_clock.course import Facts, Help, Standing, steps
from jobmatch.placements.zero_clock.life import STANDING, ZERO, Verb, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from tests.placements.zero_clock.families import (
    DAY,
    MONDAY,
    SYSTEM,
    begin,
    jobless,
    look,
    lose,
    noon,
    settle,
    spells_of,
    story,
)

CLEAR = 30
DAYS = st.integers(0, 150)


@st.composite
def working_months(draw: st.DrawFn) -> tuple[Stretch, ...]:
    """When each of two members works, the last time perhaps without an end."""
    pieces = []
    for person in (1, 2):
        edges = sorted(draw(st.sets(DAYS, max_size=8)))
        for begin_, end in zip(edges[::2], [*edges[1::2], None], strict=False):
            pieces.append(Stretch(person, MONDAY + begin_ * DAY, None if end is None else MONDAY + end * DAY))
    return tuple(joined(pieces))


def walked(standing: Standing, facts: Facts, looks: Sequence[date]) -> list[tuple[Verb, date, int | None, date | None]]:
    """The moves of a spell that is looked at on some days, each look going on where the last has stopped."""
    found = []
    for on in sorted(looks):
        known = [
            replace(one, until=None) if one.until is not None and one.until > on else one
            for one in facts.stretches
            if one.since <= on
        ]  # nobody knows on a day what ends after it
        for step in steps(standing, Facts(known, facts.state, help=facts.help), on, CLEAR):
            found.append((step.verb, step.on, step.worker_id, step.working_since))
            state = ZeroState(ZERO.next_state(step.verb, standing.state, SYSTEM.role))
            works = state is ZeroState.IN_WORK
            standing = Standing(
                state, standing.found_on, step.on, standing.helped or step.verb is Verb.HELP,
                (step.worker_id or standing.worker_id) if works else None,
                (step.working_since or standing.working_since) if works else None,
            )  # fmt: skip
    return found


FOUND = Standing(ZeroState.FOUND, MONDAY, MONDAY, helped=False)


@given(working_months(), st.none() | DAYS)
def test_one_look_at_the_end_finds_what_daily_looks_found(months: tuple[Stretch, ...], helped: int | None) -> None:
    help_ = None if helped is None else Help(MONDAY + helped * DAY, "a talk")
    facts = Facts(months, EmploymentState.ZERO, help=help_)
    last = MONDAY + 200 * DAY
    daily = [MONDAY + n * DAY for n in range(201)]
    assert walked(FOUND, facts, [last]) == walked(FOUND, facts, daily)


@given(working_months(), st.lists(DAYS, min_size=1, max_size=6))
def test_the_days_of_a_spell_are_in_order_and_its_end_comes_after_thirty_days_of_work(
    months: tuple[Stretch, ...], looks: list[int]
) -> None:
    moves = walked(FOUND, Facts(months, EmploymentState.ZERO), [MONDAY + n * DAY for n in looks])
    days = [on for _, on, _, _ in moves]
    assert days == sorted(days)
    assert all(day >= MONDAY for day in days)
    if moves and moves[-1][0] is Verb.CLEAR:
        _, _, worker, since = [move for move in moves if move[0] is Verb.WORK][-1]
        assert since is not None
        assert moves[-1][1] >= since + CLEAR * DAY
        assert any(one.person_id == worker and all(one.covers(since + n * DAY) for n in range(CLEAR)) for one in months)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 1), st.booleans(), st.integers(1, 40)), max_size=12))
def test_over_random_months_one_clock_runs_and_every_span_of_days_reconciles(
    engine: Engine, acts: list[tuple[int, bool, int]]
) -> None:
    with Session(engine) as session:  # nothing of an example is kept for the next
        home = settle(session, jobless())
        people = list(home.people.values())
        day = MONDAY
        look(session, home.household_id, day)
        for who, works, later in acts:
            day += later * DAY
            (begin if works else lose)(session, people[who], day)
            look(session, home.household_id, day)
            assert look(session, home.household_id, day) == 0
        found = spells_of(session, home.household_id)
        assert sum(spell.state in STANDING for spell in found) <= 1
        for spell, following in zip(found, [*found[1:], None], strict=False):
            _in_order(spell)
            if following is not None:
                assert spell.ended_on is not None
                assert following.found_on >= spell.ended_on
        for begins in range(0, (day - MONDAY).days + 1, 13):
            _reconciles(found, MONDAY + begins * DAY, day)
        session.rollback()


def _in_order(spell: ZeroSpell) -> None:
    days = [on for _, on in story(spell)]
    assert days == sorted(days)
    assert days[0] == spell.found_on <= spell.help_due_on <= spell.work_due_on
    assert (spell.ended_on is None) is (spell.state in STANDING)


def _reconciles(found: Sequence[ZeroSpell], first: date, last: date) -> None:
    """Open at the beginning, and found, less ended, is open at the end; both days of the span belong to it."""

    def standing(day: date) -> int:
        return sum(one.found_on < day and (one.ended_on is None or one.ended_on >= day) for one in found)

    opened = sum(first <= one.found_on <= last for one in found)
    ended = sum(one.ended_on is not None and first <= one.ended_on <= last for one in found)
    assert standing(first) + opened - ended == standing(last + DAY)


def test_two_who_look_at_once_open_one_spell_and_move_it_once(engine: Engine) -> None:
    with db.transaction(engine) as session:
        home = settle(session, jobless())
        household_id, father = home.household_id, home.people["1"]
    _at_once(engine, household_id, MONDAY)
    with db.transaction(engine) as session:
        (spell,) = spells_of(session, household_id)
        assert story(spell) == [("find", MONDAY)]
        begin(session, father, MONDAY + DAY)
    _at_once(engine, household_id, MONDAY + 40 * DAY)
    with db.transaction(engine) as session:
        (spell,) = spells_of(session, household_id)
        assert story(spell) == [("find", MONDAY), ("work", MONDAY + DAY), ("clear", MONDAY + 31 * DAY)]


def _at_once(engine: Engine, household_id: int, on: date) -> None:
    gate, failed = Barrier(4), []

    def run() -> None:
        gate.wait()
        try:
            with db.transaction(engine) as session:
                service.look(session, [household_id], on, noon(on), SYSTEM)
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
