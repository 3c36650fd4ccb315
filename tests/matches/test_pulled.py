"""Whom a class brings to a stored post, for staff by person and for the county as figures."""

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import access, db
from jobmatch.access import Actor, Role
from jobmatch.households.working_life import Intention
from jobmatch.matches.bridges import bridges_of
from jobmatch.matches.pulled import pull_lists
from jobmatch.vacancies.model import CertificateDemand
from tests.matches.conftest import BY, NOON, TODAY

COUNTY = Actor("county", Role.COUNTY, sites=None)
ELSEWHERE = Actor("clerk", Role.CLERK, sites=frozenset({"no such site"}))


def guards_wanted(session: Session) -> tuple[int, ...]:
    """The posts that a guard's card opens, now that everybody would like to be one."""
    for wish in session.scalars(select(Intention).where(Intention.willing.is_(True))):
        wish.wanted = ["保安员"]
    session.flush()
    return tuple(session.scalars(select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == "guard")))


def test_a_post_pulls_whom_a_bridge_leads_to_it(settled: Engine) -> None:
    with db.transaction(settled) as session:
        posts = guards_wanted(session)
        lists = pull_lists(session, posts, 15, TODAY, NOON, BY)
        pairs = {(one.person, post) for post, found in lists.items() for one in found.people}
        assert pairs
        led = {
            (person, post)
            for person in session.scalars(select(Intention.person_id).where(Intention.willing.is_(True)))
            for bridge in bridges_of(session, person, TODAY)
            for post in (*bridge.opens, *bridge.later)
        }
        assert {pair for pair in led if pair[1] in posts} <= pairs


def test_the_county_is_told_how_many_and_staff_only_of_their_own(settled: Engine) -> None:
    with db.transaction(settled) as session:
        posts = guards_wanted(session)
        whole = pull_lists(session, posts, 15, TODAY, NOON, BY)
        for actor in (COUNTY, ELSEWHERE):
            for post, found in pull_lists(session, posts, 15, TODAY, NOON, actor).items():
                assert found.people == ()
                assert (found.all, found.in_time) == (whole[post].all, whole[post].in_time)
        with pytest.raises(access.Refused):
            pull_lists(session, posts, 15, TODAY, NOON, Actor("firm", Role.EMPLOYER))
