"""Classes that a county asks its schools for: the list that an ordered class (订单式) is planned from.

Whoever plans for the county asks, and may take it back; a school or an office takes a demand up when it plans a class
for it. Each move leaves a line in the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ColumnElement, Date, ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, Session, contains_eager, mapped_column, relationship

from jobmatch import audit
from jobmatch.access import Actor, Permission, Role, require, require_provider
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.model import Course
from jobmatch.db import Base, words
from jobmatch.life_cycle import LifeCycle, move
from jobmatch.privacy import NOT_PERSONAL


class DemandState(StrEnum):
    """How it stands: nobody has taken it up, a class is planned for it, it is not wanted any more."""

    OPEN = "open"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """What is done with a demand; `ask` begins one."""

    ASK = "ask"
    TAKE = "take"
    GIVE_BACK = "give_back"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


_PLANNERS = {Role.COUNTY, Role.ADMINISTRATOR, Role.SYSTEM}
_SCHOOLS = {Role.TRAINER, Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
DEMAND = LifeCycle(
    "demand for a class",
    move(Verb.TAKE, DemandState.OPEN, DemandState.TAKEN, by=_SCHOOLS),
    # A class that is cancelled leaves the demand to somebody else.
    move(Verb.GIVE_BACK, DemandState.TAKEN, DemandState.OPEN, by=_SCHOOLS),
    move(Verb.WITHDRAW, DemandState.OPEN, DemandState.WITHDRAWN, by=_PLANNERS),
    # What was taken back by a slip is asked for again.
    move(Verb.REOPEN, DemandState.WITHDRAWN, DemandState.OPEN, by=_PLANNERS),
)


class NoSuchDemandError(LookupError):
    """There is no such demand."""


@dataclass(frozen=True)
class Wanted:
    """The class that is asked for. `like` is a course of the same kind that was held, by id; `vacancies` are the posts
    that wait for it, by id; `key` says what it was asked out of, so that the same is not asked for twice."""

    key: str
    title: str
    occupation: str | None
    certificate_kind: str
    site: str
    division: str | None
    days: int
    least: int
    seats: int
    wanted_by: date
    vacancies: tuple[int, ...]
    like: int | None


class TrainingDemand(Base):
    """One class that is asked for, with how it stands."""

    __tablename__ = "training_demand"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(100))
    occupation: Mapped[str | None] = mapped_column(String(60))
    certificate_kind: Mapped[str] = mapped_column(String(60))
    site: Mapped[str] = mapped_column(String(100))
    division: Mapped[str | None] = mapped_column(String(12))
    days: Mapped[int]
    least: Mapped[int]
    seats: Mapped[int]
    wanted_by: Mapped[date] = mapped_column(Date)
    vacancies: Mapped[list[int]] = mapped_column(JSON)
    like_course_id: Mapped[int | None] = mapped_column(ForeignKey(Course.id))
    course_id: Mapped[int | None] = mapped_column(ForeignKey(Course.id), index=True)
    state: Mapped[DemandState] = mapped_column(words(DemandState))
    asked_at: Mapped[datetime]
    moved_at: Mapped[datetime]

    course: Mapped[Course | None] = relationship(foreign_keys=course_id)


def ask(session: Session, wanted: Wanted, at: datetime, actor: Actor) -> TrainingDemand:
    """The county asks for a class; what it has asked for already stands, and what it took back is asked for again."""
    require(actor, Permission.PLAN_TRAINING)
    found = session.scalar(select(TrainingDemand).where(TrainingDemand.key == wanted.key))
    if found is not None:
        return found if found.state is not DemandState.WITHDRAWN else _move(session, found, Verb.REOPEN, at, actor)
    demand = TrainingDemand(
        key=wanted.key, title=wanted.title, occupation=wanted.occupation, certificate_kind=wanted.certificate_kind,
        site=wanted.site, division=wanted.division, days=wanted.days, least=wanted.least, seats=wanted.seats,
        wanted_by=wanted.wanted_by, vacancies=list(wanted.vacancies), like_course_id=wanted.like,
        state=DemandState.OPEN, asked_at=at, moved_at=at,
    )  # fmt: skip
    session.add(demand)
    session.flush()
    audit.record(session, actor, "training_demand.ask", f"training_demand:{demand.id}", at, wanted.key)
    return demand


def withdraw(session: Session, demand_id: int, at: datetime, actor: Actor) -> TrainingDemand:
    """The county wants it no more. Raises NoSuchDemandError, IllegalMoveError where a class is planned for it."""
    require(actor, Permission.PLAN_TRAINING)
    return _move(session, _held(session, demand_id), Verb.WITHDRAW, at, actor)


def take(session: Session, demand_id: int, course: Course, at: datetime, actor: Actor) -> TrainingDemand:
    """A class is planned for it. Raises NoSuchDemandError, IllegalMoveError where somebody was sooner."""
    require(actor, Permission.CHANGE_COURSE)
    require_provider(actor, course.provider_id)
    demand = _move(session, _held(session, demand_id), Verb.TAKE, at, actor)
    demand.course_id = course.id
    return demand


def give_back(session: Session, demand_id: int, at: datetime, actor: Actor) -> TrainingDemand:
    """The class is not held after all. Raises NoSuchDemandError, IllegalMoveError."""
    require(actor, Permission.CHANGE_COURSE)
    demand = _held(session, demand_id)
    if demand.course is not None:
        require_provider(actor, demand.course.provider_id)
    _move(session, demand, Verb.GIVE_BACK, at, actor)
    demand.course_id = None
    return demand


def standing(session: Session, *where: ColumnElement[bool]) -> Sequence[TrainingDemand]:
    """What is asked for and still to come, the oldest first: nobody has taken it up, or its class is not over."""
    over = Course.state.in_((ClassState.ENDED, ClassState.CANCELLED))
    return session.scalars(
        select(TrainingDemand)
        .outerjoin(TrainingDemand.course)
        .where(TrainingDemand.state != DemandState.WITHDRAWN, or_(Course.id.is_(None), ~over), *where)
        .options(contains_eager(TrainingDemand.course))
        .order_by(TrainingDemand.id)
    ).all()


def _held(session: Session, demand_id: int) -> TrainingDemand:
    """The demand, held until the end of the transaction, so that two schools do not both take it."""
    found = session.scalar(
        select(TrainingDemand)
        .where(TrainingDemand.id == demand_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NoSuchDemandError(f"there is no demand {demand_id}")
    return found


def _move(session: Session, demand: TrainingDemand, verb: Verb, at: datetime, actor: Actor) -> TrainingDemand:
    came_from = demand.state
    demand.state = DemandState(DEMAND.next_state(verb, came_from, actor.role))
    demand.moved_at = at
    audit.record(
        session, actor, f"training_demand.{verb}", f"training_demand:{demand.id}", at, f"{came_from} → {demand.state}"
    )
    return demand
