"""One played day: its session, its clock, its dice, who is on duty, and which households something happened to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.demo.layout import Layout
from jobmatch.demo.play import behaviour, calendar
from jobmatch.demo.play.calendar import Season
from jobmatch.demo.users import demo_users
from jobmatch.households.model import Household, Membership, Site


@dataclass(frozen=True)
class Home:
    """Where a person lives, and who looks after the household."""

    household_id: int
    site: str
    helper: str | None


@dataclass(frozen=True)
class Staff:
    """Who acts for the offices: a clerk for every site, the supervisor of them all, and the program at night."""

    clerks: Mapping[str, Actor]
    supervisor: Actor
    program: Actor

    def clerk(self, home: Home) -> Actor:
        """Who sits at the counter of the site."""
        return self.clerks[home.site]

    def helper(self, home: Home) -> Actor:
        """Who looks after the household; the clerk where nobody does."""
        if home.helper is None:
            return self.clerk(home)
        return Actor(home.helper, Role.HELPER, frozenset({home.site}), household_ids=frozenset({home.household_id}))


@dataclass(frozen=True)
class Day:
    """A day of the play in one transaction; `touched` are the households in which something happened that
    no verb has looked after."""

    session: Session
    seed: int
    on: date
    staff: Staff
    touched: set[int] = field(default_factory=set)

    @property
    def season(self) -> Season:
        """What moves people today."""
        return calendar.season(self.on)

    def at(self, hour: int, minute: int = 0) -> datetime:
        """An hour of the day."""
        return calendar.instant(self.on, hour, minute)

    def dice(self, *about: object) -> Random:
        """Dice for a decision of today."""
        return behaviour.dice(self.seed, self.on, *about)

    def homes(self, person_ids: Collection[int]) -> dict[int, Home]:
        """Where some people live now; who lives nowhere is missing."""
        found = self.session.execute(
            select(Membership.person_id, Household.id, Site.code, Household.helper_name)
            .join(Household, Household.id == Membership.household_id)
            .join(Site, Site.id == Household.site_id)
            .where(Membership.person_id.in_(person_ids), Membership.left_on.is_(None))
            .order_by(Membership.id)
        )
        return {person: Home(household, site, helper) for person, household, site, helper in found}


def resident(person_id: int) -> Actor:
    """The person on the own telephone."""
    return Actor(f"person:{person_id}", Role.RESIDENT, person_ids=frozenset({person_id}))


def staff_of(layout: Layout, program: Actor) -> Staff:
    """The staff of a place, by the names with which they sign in later."""
    users = demo_users(layout)
    actors = {user.name: Actor(user.shown_name, user.role, user.sites) for user in users}
    clerks = {code: actors[user.name] for user in users if user.role is Role.CLERK for code in user.sites}
    return Staff(clerks, actors["supervisor"], program)
