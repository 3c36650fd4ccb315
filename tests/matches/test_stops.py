"""What stops people from a vacancy: each is counted once, and what is not about the two of them is nobody's."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from jobmatch import db, parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.matches.stops import counted, stops_of
from jobmatch.matching.notes import Fix, Gate, Note, Soft, note
from jobmatch.matching.ranking import Blocked, Match, PersonRanking
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from tests.matches.conftest import NOON, TODAY

HEALTH = note(Gate.CERT, "certificate", kind="health")
FAR = note(Gate.LOC, "place")


def stopped(*notes: Note) -> PersonRanking:
    return PersonRanking("1", (), (Blocked("1", "7", notes),))


def fits(*, fixes: tuple[Any, ...] = (), soft: tuple[Soft, ...] = ()) -> PersonRanking:
    return PersonRanking("1", (Match("1", "7", 1, 50, None, None, (), fixes, soft, (), ()),), ())


def test_whom_one_thing_alone_stops_is_told_from_whom_several_stop() -> None:
    found = counted([stopped(HEALTH), stopped(HEALTH, FAR), stopped(FAR, FAR), fits(soft=(Soft.LOW_WAGE,))])
    assert (found.people, found.fitting) == (4, 1)
    assert found.only == {Gate.CERT: 1, Gate.LOC: 1}
    assert found.gates == {Gate.CERT: 2, Gate.LOC: 2}
    assert found.certificates == {"health": 1}
    assert found.soft == {Soft.LOW_WAGE: 1}


def test_who_lacks_two_papers_is_not_said_to_lack_one() -> None:
    assert counted([stopped(HEALTH, note(Gate.CERT, "certificate", kind="guard"))]).certificates == {}


def test_who_may_be_proposed_nothing_is_left_out_and_a_closed_post_is_nobodys_fault() -> None:
    found = counted([stopped(note(Gate.CONSENT, "consent"), FAR), stopped(note(Gate.EXPIRED, "expired")), fits()])
    assert (found.people, found.fitting) == (2, 2)
    assert not found.gates


def test_what_can_be_had_is_counted_among_those_who_fit() -> None:
    found = counted([fits(fixes=(note(Fix.HEALTHCERT, "health"), note(Fix.HEALTHCERT, "health")))])
    assert found.fixes == {Fix.HEALTHCERT: 1}


def test_everybody_who_looks_for_work_is_looked_at_once_and_the_log_says_so(settled: Engine) -> None:
    county = Actor("analyst", Role.COUNTY, None)
    with db.transaction(settled) as session:
        vacancy = session.scalars(select(Vacancy).where(Vacancy.state == VacancyState.PUBLISHED)).first()
        assert vacancy
        found = stops_of(session, vacancy, TODAY, parameters.load(session), NOON, county)
        noted = session.scalars(select(AuditEvent).where(AuditEvent.action == "match.stops")).one()
        assert (noted.actor, noted.subject) == (county.name, f"vacancy:{vacancy.id}")
    assert found.people >= found.fitting + sum(found.only.values())
    assert found.people


def test_a_helper_may_not_ask(settled: Engine) -> None:
    with db.reading(settled) as session:
        book = parameters.load(session)
        with pytest.raises(Refused):
            stops_of(session, Vacancy(id=1), TODAY, book, NOON, Actor("h", Role.HELPER))
