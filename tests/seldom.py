"""What hardly ever happens in a village that lives through two months, once each: no page of it is never looked at.

A coach after the festival, a slip for somebody without a telephone, a wish to be forgotten, somebody taught at work,
one human in two records, and a list with a fault.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import clock, db, parameters
from jobmatch.access import Actor, Role
from jobmatch.concerns import forgetting
from jobmatch.households.codes import Sex
from jobmatch.households.duplicates import propose
from jobmatch.households.identity import FICTITIOUS, check_digit
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.jobs.uploads import work_off
from jobmatch.placements.follow_ups.intervals import intervals_on
from jobmatch.placements.model import Referral
from jobmatch.placements.on_the_job import service as on_the_job
from jobmatch.placements.referral import AT_WORK
from jobmatch.placements.returns import service as returns
from jobmatch.placements.returns.model import Comes, Goes
from jobmatch.placements.returns.seasons import season_on
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery, Message, Recipient
from jobmatch.push.templates import Template
from jobmatch.settings import settings
from jobmatch.uploads import service as uploads
from jobmatch.uploads.life import Verb
from jobmatch.workbooks.lists import Kind
from tests.households.people import HEAD, HOUSEHOLD, take_in
from tests.uploads.desk import write

FOSHAN, SEATS, MORNING = "440600", 45, time(8)
HOLIDAY = timedelta(days=9)
"""From New Year's Day until most of them go."""


def happen(engine: Engine, folder: Path) -> None:
    """All of it, today, at the first site, under the hands of its clerk."""
    at = clock.now()
    with db.transaction(engine) as session:
        site = session.scalars(select(Site).order_by(Site.code)).first()
        assert site is not None
        clerk = Actor(f"clerk-{site.code.lower()}", Role.CLERK, frozenset({site.code}))
        people = _people(session, site)
        _a_coach(session, site, people[:2], clerk, at)
        _a_slip(session, site, at)
        forgetting.ask(session, people[2].id, at, clerk)
        _a_training_at_work(session, clerk, at)
        _one_human_twice(session, site, people[3])
        handed = uploads.HandedIn("0" * 32, Kind.HOUSEHOLDS, clock.today(), "六月 花名册.xlsx", _list(folder))
        uploads.hand_in(session, handed, at, clerk)
    work_off(engine, Verb.READ, clock.now)


def _people(session: Session, site: Site) -> Sequence[Person]:
    """Adults who live there, one of a family."""
    return session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .join(Household, Household.id == Membership.household_id)
        .where(Household.site_id == site.id, Household.closed_on.is_(None), Membership.left_on.is_(None))
        .where(Membership.relation == HEAD.relation, Person.id_number_index.is_not(None))
        .order_by(Person.id)
        .limit(4)
    ).all()


def _a_coach(session: Session, site: Site, people: Sequence[Person], clerk: Actor, at: datetime) -> None:
    """Fixed, with a seat for the first of those who want one."""
    today = clock.local_day(at)
    days = intervals_on(parameters.load(session), settings().home_division, today)
    season = season_on(today, days.festival_asked, days.festival_over)
    leaves = max(season.new_year + HOLIDAY, today + timedelta(days=1))
    word = returns.Word(Comes.BACK, Goes.SAME, leaves, FOSHAN, wants_seat=True)
    said = [returns.register(session, one.id, season.year, word, clerk, at) for one in people]
    hour = datetime.combine(leaves, MORNING, clock.SHANGHAI)
    coach = returns.open_group(session, site.code, season.year, FOSHAN, hour, SEATS, clerk, at)
    returns.seat(session, coach.id, said[0].id, clerk, at)


def _a_slip(session: Session, site: Site, at: datetime) -> None:
    """To be handed to somebody who may be told."""
    whom = session.scalars(
        select(Recipient)
        .join(Membership, Membership.person_id == Recipient.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Household.site_id == site.id, Membership.left_on.is_(None))
        .where(Recipient.agrees, Recipient.opted_out_at.is_(None))
        .order_by(Recipient.id.desc())
    ).first()
    assert whom is not None
    message = Message(
        recipient=whom, template=Template.RECORD_CHANGED, fields={}, state=MessageState.UNDER_WAY,
        dedupe_key="seldom", due_at=at, created_at=at,
    )  # fmt: skip
    session.add(Delivery(message=message, channel=Way.SLIP, state=DeliveryState.DUE, next_at=at, created_at=at))


def _a_training_at_work(session: Session, clerk: Actor, at: datetime) -> None:
    """By the employer of whoever began first, from the first day on."""
    hired = session.scalars(select(Referral).where(Referral.state.in_(AT_WORK)).order_by(Referral.id)).first()
    assert hired is not None
    assert hired.started_on is not None
    terms = on_the_job.Terms(hired.started_on, 3, Decimal(3000), "平车锁边", "韦师傅")
    on_the_job.agree(session, hired.id, terms, at, clerk)


def _one_human_twice(session: Session, site: Site, whom: Person) -> None:
    """Taken in a second time, with another home, and a number that is not the own."""
    assert whom.birth_date is not None
    stem = f"{FICTITIOUS}{whom.birth_date:%Y%m%d}{997 if whom.sex is Sex.MALE else 998}"
    twin = replace(HEAD, name=whom.name, id_number=stem + check_digit(stem))
    home = replace(HOUSEHOLD, site=site.name, office_number="52032201810099", members=(twin,))
    taken = take_in(session, home, on=clock.today())
    propose.find_for(session, list(taken.people.values()), clock.today())


def _list(folder: Path) -> bytes:
    return write("households", folder).read_bytes()
