"""Plans of classes as they are kept: which day, how many seats, what they would place, and each class with its reasons.

A plan names nobody: of people it keeps how many, and from which sites.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, String, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch import audit, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import demand
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.demand import DemandState, TrainingDemand, Wanted
from jobmatch.courses.model import Course
from jobmatch.db import Base
from jobmatch.matches.facts import load_world
from jobmatch.matches.people import READ_FIELDS
from jobmatch.matches.usual import Usual, usual_classes
from jobmatch.matching.courses import days_of
from jobmatch.matching.training.planning import CountyPlan, Proposal, county_plan
from jobmatch.privacy import NOT_PERSONAL

MOST_SEATS = 5_000


class NoSuchClassError(LookupError):
    """There is no such plan, or it has no such class."""


class WrongSeatsError(ValueError):
    """A plan is made for at least one seat and at most `MOST_SEATS`."""


class TrainingPlan(Base):
    """One plan: its day, the seats it might use, and what households without an earner come to with and without it."""

    __tablename__ = "training_plan"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date] = mapped_column(Date)
    seats: Mapped[int]
    rules_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    people: Mapped[int]
    waiting: Mapped[int]
    without: Mapped[int]
    before: Mapped[int]
    after: Mapped[int]
    bound: Mapped[int]
    classes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


@dataclass(frozen=True)
class PlannedClass:
    """One class of a plan. `hours` are the daily ones; `by_site` names of sites with how many need it, None unknown;
    `posts` are ids of vacancies with places and whether the card is there in time."""

    offer: str
    title: str
    occupation: str | None
    certificate: str
    site: str
    division: str | None
    like: int
    days: int
    hours: tuple[str, str] | None
    boarding: bool | None
    childcare: bool | None
    least: int
    seats: int
    gain: int
    learners: int
    staying: int
    asking: int
    by_site: tuple[tuple[str | None, int], ...]
    posts: tuple[tuple[int, int, bool], ...]


@dataclass(frozen=True)
class Made:
    """A plan before it is kept."""

    as_of: date
    seats: int
    rules_hash: str
    people: int
    plan: CountyPlan
    classes: tuple[PlannedClass, ...]


def make(session: Session, seats: int, as_of: date, actor: Actor) -> Made:
    """The plan of a day for at most so many new seats. It reads for seconds and keeps nothing, so that nobody who
    writes has to wait. Raises Refused, WrongSeatsError."""
    require(actor, Permission.PLAN_TRAINING)
    if not 1 <= seats <= MOST_SEATS:
        raise WrongSeatsError(f"a plan has 1 to {MOST_SEATS} seats")
    loaded = load_world(session, as_of, None, parameters.load(session))
    usual = usual_classes(session, as_of)
    plan = county_plan(loaded.ground, [one.offer for one in usual.values()], seats)
    sites = {str(one.site.id): one.site.name for one in usual.values()}
    classes = tuple(_told(one, usual[one.offer.course.id], sites) for one in plan.classes)
    rules = loaded.ground.setting.rules
    return Made(as_of, seats, rules.hash, len(loaded.ground.seekers), plan, classes)


def keep(session: Session, made: Made, at: datetime, actor: Actor) -> TrainingPlan:
    """The plan is written down, and that people's facts were read for it."""
    require(actor, Permission.PLAN_TRAINING)
    plan = made.plan
    row = TrainingPlan(
        as_of=made.as_of, seats=made.seats, rules_hash=made.rules_hash, made_at=at, people=made.people,
        waiting=plan.waiting, without=plan.without, before=plan.before, after=plan.after, bound=plan.bound,
        classes=[asdict(one) for one in made.classes],
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, actor, "training_plan.make", f"training_plan:{row.id}", at, f"{made.people} people: {READ_FIELDS}"
    )
    return row


def newest(session: Session, actor: Actor) -> TrainingPlan | None:
    """The plan that was made last."""
    require(actor, Permission.PLAN_TRAINING)
    return session.scalar(select(TrainingPlan).order_by(TrainingPlan.id.desc()).limit(1))


def find(session: Session, plan_id: int, actor: Actor) -> TrainingPlan:
    """A plan by its id. Raises NoSuchClassError."""
    require(actor, Permission.PLAN_TRAINING)
    found = session.get(TrainingPlan, plan_id)
    if found is None:
        raise NoSuchClassError(f"there is no plan {plan_id}")
    return found


def classes_of(plan: TrainingPlan) -> tuple[PlannedClass, ...]:
    """The classes as they were kept, the one that adds most first."""
    return tuple(_read(row) for row in plan.classes)


def ask_for(session: Session, plan_id: int, offer: str, at: datetime, actor: Actor) -> TrainingDemand:
    """A class of a plan is put on the list that schools plan from; what is asked for already stays as it is. Raises
    NoSuchClassError."""
    plan = find(session, plan_id, actor)
    one = next((known for known in classes_of(plan) if known.offer == offer), None)
    if one is None:
        raise NoSuchClassError(f"plan {plan_id} has no class {offer}")
    there = asked(session, plan).get(offer)
    if there is not None:
        return there
    course = usual_classes(session, plan.as_of).get(offer)
    wanted = Wanted(
        key=_key(plan, one), title=one.title, occupation=one.occupation, certificate_kind=one.certificate,
        site=one.site, division=one.division, days=one.days, least=one.least, seats=one.seats,
        wanted_by=plan.as_of if course is None or course.offer.course.start is None else course.offer.course.start,
        vacancies=tuple(vacancy for vacancy, _, _ in one.posts), like=one.like,
    )  # fmt: skip
    return demand.ask(session, wanted, at, actor)


def asked(session: Session, plan: TrainingPlan) -> Mapping[str, TrainingDemand]:
    """What is asked for already of a plan's classes, by offer: out of this plan, or before it was made.

    A plan counts the seats of a class that whoever wishes can join. Until then it proposes the class anew, and whoever
    asked for it last week is not to ask twice. Each demand stands for one class, by its card and site.
    """
    classes = classes_of(plan)
    offers = {_key(plan, one): one.offer for one in classes}
    own = TrainingDemand.key.in_(offers)
    wanted = select(TrainingDemand).where(own, TrainingDemand.state != DemandState.WITHDRAWN)
    stand = {offers[one.key]: one for one in session.scalars(wanted)}
    like = TrainingDemand.certificate_kind.in_({one.certificate for one in classes})
    uncounted = or_(TrainingDemand.course_id.is_(None), Course.state.in_((ClassState.PLANNED, ClassState.PUBLISHED)))
    earlier = list(demand.standing(session, ~own, like, uncounted))
    for one in classes:
        there = next((old for old in earlier if (old.certificate_kind, old.site) == (one.certificate, one.site)), None)
        if there is not None and one.offer not in stand:
            stand[one.offer] = there
            earlier.remove(there)
    return stand


def _key(plan: TrainingPlan, one: PlannedClass) -> str:
    return f"plan {plan.id} {one.offer}"


def _told(proposal: Proposal, usual: Usual, sites: dict[str, str]) -> PlannedClass:
    course = proposal.offer.course
    both = course.day_start is not None and course.day_end is not None
    return PlannedClass(
        offer=course.id,
        title=course.title or "",
        occupation=course.occupation,
        certificate=course.certificate or "",
        site=usual.site.name,
        division=usual.site.division,
        like=usual.course.id,
        days=days_of(course) or 0,
        hours=(f"{course.day_start:%H:%M}", f"{course.day_end:%H:%M}") if both else None,
        boarding=course.boarding,
        childcare=usual.course.childcare,
        least=proposal.offer.least,
        seats=proposal.seats,
        gain=proposal.gain,
        learners=len(proposal.learners),
        staying=proposal.staying,
        asking=proposal.asking,
        by_site=tuple((None if site is None else sites.get(site), count) for site, count in proposal.by_site),
        posts=tuple((int(post.vacancy), post.places, post.in_time) for post in proposal.posts),
    )


def _read(row: dict[str, Any]) -> PlannedClass:
    hours = row["hours"]
    return PlannedClass(
        **row
        | {
            "hours": None if hours is None else (hours[0], hours[1]),
            "by_site": tuple((name, count) for name, count in row["by_site"]),
            "posts": tuple((vacancy, places, in_time) for vacancy, places, in_time in row["posts"]),
        }
    )
