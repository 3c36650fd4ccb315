"""The line of a centre: no number is called twice, nobody is lost, and a slip of the finger is taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import clock, db
from jobmatch.access import Actor, Refused, Role
from jobmatch.households.model import Site
from jobmatch.waiting import hall, line
from jobmatch.waiting.line import call_next, finish, nobody_came, take, take_back
from jobmatch.waiting.model import LINE, WaitState, WaitVerb
from tests.life_cycles import walked

AT = clock.now()
CLERK = Actor("a clerk", Role.CLERK, frozenset({"S1"}))
OTHER = Actor("another clerk", Role.CLERK, frozenset({"S1"}))
WINDOW = {Role.CLERK, Role.SUPERVISOR}


@pytest.fixture
def site(session: Session) -> Site:
    """A centre at which three have taken a number."""
    made = Site(code="S1", name="蟠龙社区安置点", division="520322")
    session.add(made)
    session.flush()
    for minute in range(3):
        take(session, made, AT + timedelta(minutes=minute))
    return made


def waiting(session: Session, site: Site) -> list[int]:
    return [one.number for one in line.line(session, site, clock.local_day(AT)).waiting]


def called(session: Session, site: Site) -> list[int]:
    return [one.number for one in line.line(session, site, clock.local_day(AT)).called]


def test_a_number_goes_only_where_the_table_leads() -> None:
    assert walked(LINE, WaitState, WaitVerb) == {
        ("waiting", "call"): ("called", WINDOW),
        ("called", "finish"): ("done", WINDOW),
        ("called", "send_back"): ("waiting", WINDOW),
        ("called", "give_up"): ("gone", WINDOW),
        ("done", "reopen"): ("called", WINDOW),
        ("gone", "reopen"): ("called", WINDOW),
    }


def test_two_windows_call_two_numbers_and_a_second_press_calls_nobody_else(session: Session, site: Site) -> None:
    first = call_next(session, site, 0, AT, CLERK)
    assert first is not None
    second = call_next(session, site, 0, AT, OTHER)
    assert second is not None
    assert (first.number, second.number) == (1, 2)
    assert call_next(session, site, 0, AT, CLERK) is first
    assert waiting(session, site) == [3]


def test_calling_the_next_is_done_with_the_one_before_and_both_are_taken_back(session: Session, site: Site) -> None:
    first = call_next(session, site, 0, AT, CLERK)
    assert first is not None
    second = call_next(session, site, first.id, AT, CLERK)
    assert second is not None
    assert (first.state, second.state) == (WaitState.DONE, WaitState.CALLED)
    for _ in range(2):
        take_back(session, site, second.id, WaitState.CALLED, first.id, CLERK)
        assert called(session, site) == [1]
        assert waiting(session, site) == [2, 3]


def test_who_is_not_there_comes_to_the_end_once(session: Session, site: Site) -> None:
    one = call_next(session, site, 0, AT, CLERK)
    assert one is not None
    nobody_came(session, site, one.id, AT + timedelta(minutes=5), CLERK)
    assert waiting(session, site) == [2, 3, 1]
    take_back(session, site, one.id, WaitState.WAITING, 0, CLERK)
    take_back(session, site, one.id, WaitState.WAITING, 0, CLERK)
    assert called(session, site) == [1]
    nobody_came(session, site, one.id, AT + timedelta(minutes=5), CLERK)
    for number in (2, 3, 1):
        now = call_next(session, site, one.id if number == 1 else 0, AT, OTHER)
        assert now is not None
        if number != 1:
            finish(session, site, now.id, OTHER)
    nobody_came(session, site, one.id, AT, OTHER)
    assert (one.state, waiting(session, site)) == (WaitState.GONE, [])
    take_back(session, site, one.id, WaitState.GONE, 0, OTHER)
    assert called(session, site) == [1]


def test_a_window_of_another_centre_calls_nobody(session: Session, site: Site) -> None:
    with pytest.raises(Refused):
        call_next(session, site, 0, AT, Actor("elsewhere", Role.CLERK, frozenset({"S2"})))
    with pytest.raises(Refused):
        hall.go(session, site, Actor("a helper", Role.HELPER, frozenset({"S1"})))


def test_the_night_empties_the_line_and_numbers_begin_anew(session: Session, site: Site) -> None:
    tomorrow = AT + timedelta(days=1)
    assert line.forget(session, clock.local_day(tomorrow)) == 3
    assert take(session, site, tomorrow).number == 1


def test_a_line_does_not_grow_without_end(session: Session, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "MOST_WAITING", 3)
    with pytest.raises(line.FullLineError):
        take(session, site, AT)


def test_a_call_for_help_stands_once_until_somebody_goes(session: Session, site: Site) -> None:
    hall.call(session, site, AT)
    hall.call(session, site, AT + timedelta(minutes=1))
    assert [one.since for one in hall.halls(session, ["S1"])] == [AT]
    assert hall.go(session, site, CLERK)
    assert not hall.go(session, site, OTHER)
    assert [one.since for one in hall.halls(session, ["S1"])] == [None]


def test_six_windows_and_six_people_at_once_never_share_a_number(engine: Engine) -> None:
    with db.transaction(engine) as session:
        session.add(Site(code="S1", name="蟠龙社区安置点", division="520322"))

    def one(window: int) -> tuple[int, int]:
        with db.transaction(engine) as session:
            taken = take(session, session.scalars(select(Site)).one(), AT).number
        with db.transaction(engine) as session:
            own = Actor(f"window {window}", Role.CLERK, frozenset({"S1"}))
            found = call_next(session, session.scalars(select(Site)).one(), 0, AT, own)
            assert found is not None
            return taken, found.number

    with ThreadPoolExecutor(6) as pool:
        pairs = list(pool.map(one, range(6)))
    assert sorted(taken for taken, _ in pairs) == sorted(found for _, found in pairs) == [1, 2, 3, 4, 5, 6]
