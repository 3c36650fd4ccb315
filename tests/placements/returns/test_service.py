"""Who comes home and goes again, and seats on buses: changeable words, and no seat twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.db import transaction
from jobmatch.placements.returns import service
from jobmatch.placements.returns.model import Comes, FestivalReturn, Goes, TransportSeat
from jobmatch.placements.returns.seasons import UnknownSeasonError
from jobmatch.placements.returns.service import Word
from tests.placements.people import Case, settle

AT = datetime(2027, 2, 8, 2, tzinfo=UTC)
LEAVES = date(2027, 2, 21)
LEAVES_AT = datetime(2027, 2, 21, 0, tzinfo=UTC)
GOES = Word(Comes.BACK, Goes.SAME, LEAVES, "440604", wants_seat=True)
CLERK = Actor("a clerk", Role.CLERK, frozenset({"S1"}))
STRANGER = Actor("x", Role.CLERK, frozenset({"ELSE"}))


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


def register(session: Session, person_id: int, word: Word = GOES) -> FestivalReturn:
    return service.register(session, person_id, 2027, word, CLERK, AT)


def bus(session: Session, seats: int = 2, division: str = "440604") -> int:
    return service.open_group(session, "S1", 2027, division, LEAVES_AT, seats, CLERK, AT).id


def test_a_word_is_kept_once_a_season_and_may_be_changed(session: Session, case: Case) -> None:
    first = register(session, case.person_id)
    assert (first.back_on, first.destination) == (date(2027, 2, 8), "440604")
    assert register(session, case.person_id).id == first.id
    stays = register(session, case.person_id, Word(Comes.BACK, Goes.HOME))
    assert (stays.id, stays.goes, stays.wants_seat) == (first.id, Goes.HOME, False)
    events = session.scalars(select(AuditEvent.action).where(AuditEvent.action == "festival_register")).all()
    assert len(events) == 2


def test_a_year_without_a_known_festival_is_refused(session: Session, case: Case) -> None:
    with pytest.raises(UnknownSeasonError):
        service.register(session, case.person_id, 2060, GOES, CLERK, AT)


def test_who_wants_a_seat_is_proposed_until_there_is_one(session: Session, case: Case) -> None:
    one, other = register(session, case.person_id), register(session, case.twin_id)
    (proposal,) = service.propose(session, "S1", 2027, 50, CLERK)
    assert (proposal.division, proposal.leaves_on, proposal.return_ids) == ("440600", LEAVES, (one.id, other.id))
    service.seat(session, bus(session), one.id, CLERK, AT)
    (left,) = service.propose(session, "S1", 2027, 50, CLERK)
    assert left.return_ids == (other.id,)


def test_a_seat_is_given_once_and_the_last_one_to_one(session: Session, case: Case) -> None:
    group = bus(session, seats=1)
    one, other = register(session, case.person_id), register(session, case.twin_id)
    given = service.seat(session, group, one.id, CLERK, AT)
    assert service.seat(session, group, one.id, CLERK, AT).id == given.id
    with pytest.raises(service.NoSeatLeftError):
        service.seat(session, group, other.id, CLERK, AT)
    service.give_back(session, one.id, CLERK, AT)
    assert service.seat(session, group, other.id, CLERK, AT).number == 1


def test_a_second_bus_gives_no_second_seat(session: Session, case: Case) -> None:
    one = register(session, case.person_id)
    service.seat(session, bus(session), one.id, CLERK, AT)
    with pytest.raises(service.OtherWayError):
        service.seat(session, bus(session), one.id, CLERK, AT)


@pytest.mark.parametrize(
    "word",
    [
        Word(Comes.BACK, Goes.SAME, LEAVES + timedelta(days=1), "440604", wants_seat=True),
        Word(Comes.BACK, Goes.NEW, LEAVES, "330106", wants_seat=True),
        Word(Comes.BACK, Goes.SAME, LEAVES, "440604"),
        Word(Comes.STAYS),
    ],
)
def test_another_way_another_day_or_no_wish_gives_the_seat_back(session: Session, case: Case, word: Word) -> None:
    group, one = bus(session), register(session, case.person_id)
    service.seat(session, group, one.id, CLERK, AT)
    register(session, case.person_id, word)
    assert session.scalars(select(TransportSeat)).all() == []
    with pytest.raises(service.OtherWayError):
        service.seat(session, group, one.id, CLERK, AT)


def test_a_bus_has_seats_and_leaves_ahead(session: Session, case: Case) -> None:
    with pytest.raises(service.NoBusError):
        service.open_group(session, "S1", 2027, "440604", LEAVES_AT, 0, CLERK, AT)
    with pytest.raises(service.NoBusError):
        service.open_group(session, "S1", 2027, "440604", AT, 50, CLERK, AT)


def test_a_bus_that_has_left_takes_nobody(session: Session, case: Case) -> None:
    group, one = bus(session), register(session, case.person_id)
    with pytest.raises(service.OtherWayError):
        service.seat(session, group, one.id, CLERK, LEAVES_AT)


def test_only_the_own_site_registers_groups_and_seats(session: Session, case: Case) -> None:
    group, one = bus(session), register(session, case.person_id)
    with pytest.raises(Refused):
        service.register(session, case.person_id, 2027, GOES, STRANGER, AT)
    with pytest.raises(Refused):
        service.propose(session, "S1", 2027, 50, STRANGER)
    with pytest.raises(Refused):
        service.open_group(session, "S1", 2027, "440604", LEAVES_AT, 50, STRANGER, AT)
    with pytest.raises(Refused):
        service.seat(session, group, one.id, STRANGER, AT)
    assert service.registered(session, 2027, STRANGER) == []
    assert [row.id for row in service.registered(session, 2027, CLERK)] == [one.id]


def test_two_at_once_do_not_get_the_last_seat_both(engine: Engine) -> None:
    with transaction(engine) as session:
        case = settle(session)
        group = bus(session, seats=1)
        ids = [register(session, person).id for person in (case.person_id, case.twin_id)]

    def take(return_id: int) -> bool:
        try:
            with transaction(engine) as session:
                service.seat(session, group, return_id, CLERK, AT)
        except service.NoSeatLeftError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, ids)) == [False, True]
    with transaction(engine) as session:
        assert len(session.scalars(select(TransportSeat)).all()) == 1
