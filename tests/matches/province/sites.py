"""A small invented place in the database, its households spread over several sites and one of them at none."""

from dataclasses import replace

from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.demo.village import Village, village
from jobmatch.households.codes import ConstraintKind, Strength
from jobmatch.households.model import Household, Membership, Site
from jobmatch.households.working_life import ConstraintRow, Intention
from tests.matches.conftest import TODAY


def small_place() -> Village:
    """Sixteen households at one site and ten employers."""
    whole = village(16, 9, TODAY)
    return replace(whole, firms=whole.firms[:10])


def spread(engine: Engine, number: int) -> None:
    """Puts the households of one site to so many, some way apart; the last household belongs to none."""
    with db.transaction(engine) as session:
        (first,) = session.scalars(select(Site))
        others = [
            Site(
                code=f"S{place:02}", name=f"测试安置点{place}", division=first.division,
                latitude=(first.latitude or 0) + place / 100, longitude=first.longitude,
            )
            for place in range(1, number)
        ]  # fmt: skip
        session.add_all(others)
        sites = [first, *others]
        households = session.scalars(select(Household).order_by(Household.id)).all()
        for place, household in enumerate(households):
            household.site = sites[place % number]
        households[-1].site = None


def seekers(engine: Engine) -> dict[int, str | None]:
    """Who is willing to work, with the code of the site."""
    with db.reading(engine) as session:
        rows = session.execute(
            select(Membership.person_id, Site.code)
            .join(Intention, Intention.person_id == Membership.person_id)
            .join(Household, Household.id == Membership.household_id)
            .outerjoin(Site, Site.id == Household.site_id)
            .where(Intention.willing.is_(True), Membership.left_on.is_(None))
            .order_by(Membership.person_id)
        )
        return dict(rows.all())


def bind(engine: Engine, person: int, *others: int) -> None:
    """From now on somebody goes to work with others only."""
    with db.transaction(engine) as session:
        session.add(
            ConstraintRow(
                person_id=person, kind=ConstraintKind.TOGETHER, strength=Strength.HARD, with_people=list(others)
            )
        )
