"""Who may match whom: the own site, or everybody for whoever serves every site; candidates come from the own area."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select

from jobmatch import db, flow, parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.households.model import Household, Membership, Site
from jobmatch.matches.candidates import candidates_of
from jobmatch.matches.matched import Matched
from jobmatch.matches.model import Proposal
from jobmatch.vacancies.model import Vacancy
from tests.matches.conftest import NOON, TODAY, rows

Match = Callable[..., Matched]
MATCHERS = (Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM)
NOWHERE = "CMZ"


@pytest.fixture
def site(settled: Engine) -> str:
    """The site of the place; another one, where nobody lives, is there as well."""
    with db.transaction(settled) as session:
        code = session.scalars(select(Site.code)).one()
        session.add(Site(code=NOWHERE, name="楚米镇安置点", division="520322"))
    return code


@pytest.mark.parametrize("where", ["own", "other", "all"])
@pytest.mark.parametrize("role", list(Role))
def test_who_may_match_whom(match: Match, settled: Engine, site: str, role: Role, where: str) -> None:
    actor = Actor("x", role, frozenset({site}), household_ids=frozenset({1}))
    asked = {"own": site, "other": NOWHERE, "all": None}[where]
    if role in MATCHERS and where == "own":
        assert match(site=asked, actor=actor).changes.new > 0
        return
    with pytest.raises(Refused):
        match(site=asked, actor=actor)
    assert rows(settled, "SELECT * FROM proposal") == rows(settled, "SELECT * FROM match_run") == []


@pytest.mark.parametrize(("sites", "may"), [(None, True), (frozenset({"any"}), False), (frozenset[str](), False)])
def test_all_seats_are_assigned_by_whoever_serves_every_site(
    settled: Engine, sites: frozenset[str] | None, may: bool
) -> None:
    actor = Actor("x", Role.SUPERVISOR, sites)
    if may:
        assert flow.assign(settled, TODAY, NOON, actor).pairs
        return
    with pytest.raises(Refused):
        flow.assign(settled, TODAY, NOON, actor)


def test_candidates_are_those_of_the_own_area(match: Match, settled: Engine, site: str) -> None:
    match()
    with db.reading(settled) as session:
        proposal = session.scalars(select(Proposal).where(Proposal.ended_on.is_(None)).order_by(Proposal.id)).first()
        assert proposal is not None
        vacancy, book = session.get_one(Vacancy, proposal.vacancy_id), parameters.load(session)
        home = session.scalars(
            select(Household.id).join(Membership).where(Membership.person_id == proposal.person_id)
        ).first()
        assert home is not None

        def seen(role: Role, sites: frozenset[str] | None, *homes: int) -> list[int]:
            actor = Actor("x", role, sites, household_ids=frozenset(homes))
            return candidates_of(session, vacancy, TODAY, book, actor)

        everybody = seen(Role.SYSTEM, None)
        assert proposal.person_id in everybody
        assert seen(Role.CLERK, frozenset({site})) == everybody
        assert seen(Role.CLERK, frozenset({NOWHERE})) == seen(Role.CLERK, frozenset()) == []
        assert set(seen(Role.HELPER, frozenset({site}), home)) < {*everybody, -1}
        assert proposal.person_id in seen(Role.HELPER, frozenset({site}), home)
        assert seen(Role.EMPLOYER, None) == seen(Role.COUNTY, None) == []
