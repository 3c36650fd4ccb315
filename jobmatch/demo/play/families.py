"""Families that come and people who go: newcomers are registered at the counter, the old die, the young marry away."""

from dataclasses import replace
from datetime import date
from random import Random

from sqlalchemy import func, select

from jobmatch import flow, parameters
from jobmatch.demo.homes import Home, Settlers
from jobmatch.demo.layout import Layout
from jobmatch.demo.play.calendar import months_after
from jobmatch.demo.play.day import Day
from jobmatch.demo.sites import SitePlan
from jobmatch.departing import leave_home
from jobmatch.households import agreeing
from jobmatch.households.codes import LeaveReason, Relation
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import RUNNING

# By the month, of the households of a place.
_NEW, _DYING, _MARRYING = 1 / 500, 1 / 900, 1 / 900
_MADE_UP_AT_ONCE = 12
_OLD, _MARRIAGEABLE = 68, range(20, 31)


def register_newcomers(day: Day, layout: Layout) -> None:
    """By the month: families who moved in are taken in at the counter of their site, and say what they agree to."""
    rng = day.dice("newcomers")
    coming = [rng.choice(layout.sites) for _ in range(_some(layout.households * _NEW, rng))]
    if coming:
        settlers = Settlers(rng, day.on, _taken(day))
        for site in coming:
            few = replace(site, households=_MADE_UP_AT_ONCE)
            _register(day, site, rng.choice(settlers.homes_of(few, _next_number(day, site))))


def let_go(day: Day, layout: Layout) -> None:
    """By the month: some of the old die, some of the young marry into another county."""
    oldest_young = months_after(day.on, -12 * _MARRIAGEABLE.stop)
    youngest = months_after(day.on, -12 * _MARRIAGEABLE.start)
    dying = layout.households * _DYING
    marrying = layout.households * _MARRYING
    _go(day, LeaveReason.DIED, _born(day, date.min, months_after(day.on, -12 * _OLD)), dying)
    _go(day, LeaveReason.MARRIED, _born(day, oldest_young, youngest), marrying)


def _register(day: Day, site: SitePlan, home: Home) -> None:
    clerk, at = day.staff.clerks[site.code], day.at(10)
    taken = flow.take_in(day.session, home.record, parameters.load(day.session), site.division, day.on, at, clerk)
    for agreed in home.agreements:
        if agreed.withdrawn_on is None:
            person_id = taken.people[agreed.person_key]
            agreeing.agree(day.session, person_id, agreed.purpose, agreed.given, at, clerk, witness=clerk.name)


def _taken(day: Day) -> frozenset[str]:
    """The ID numbers and telephones that somebody has."""
    known = day.session.execute(select(Person.id_number, Person.phone)).all()
    return frozenset(number for row in known for number in row if number is not None)


def _next_number(day: Day, site: SitePlan) -> int:
    there = select(func.count()).select_from(Household).join(Site, Site.id == Household.site_id)
    return day.session.scalars(there.where(Site.code == site.code)).one() + 1


def _born(day: Day, after: date, until: date) -> list[int]:
    """Who was born then, lives in a household, is not its head, and is on no way to a job; by id."""
    busy = select(Referral.person_id).where(Referral.state.in_(RUNNING))
    return list(
        day.session.scalars(
            select(Person.id)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.left_on.is_(None), Membership.relation != Relation.HEAD, Person.died_on.is_(None),
                Person.birth_date >= after, Person.birth_date < until, Person.id.not_in(busy),
            )
            .order_by(Person.id)
        )
    )  # fmt: skip


def _go(day: Day, because: LeaveReason, among: list[int], mean: float) -> None:
    rng = day.dice(because)
    going = rng.sample(among, min(len(among), _some(mean, rng)))
    homes = day.homes(going)
    for person_id in going:
        home = homes[person_id]
        day.touched.add(home.household_id)
        leave_home(day.session, person_id, home.household_id, day.on, because, day.at(11), day.staff.clerk(home))


def _some(mean: float, rng: Random) -> int:
    """A whole number that is so large on average."""
    return int(mean + rng.random())
