"""What a worker cannot solve for a family goes to whoever answers for the site, in the worker's own words, and comes
back with an answer.

One question of a household stands at a time: who asks again adds nothing while nobody has answered. The answer is read
on the page of the household by whoever serves it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, delete, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission, Role
from jobmatch.db import Base, words
from jobmatch.households import area
from jobmatch.households.model import Household
from jobmatch.life_cycle import IllegalMoveError, LifeCycle, move
from jobmatch.moves import MoveRow
from jobmatch.privacy import NOT_PERSONAL, Purpose, sensitive
from jobmatch.seal import Sealed


class HelpState(StrEnum):
    """How it stands."""

    ASKED = "asked"
    ANSWERED = "answered"


class Verb(StrEnum):
    """What is done with a question; `ask` begins one."""

    ASK = "ask"
    ANSWER = "answer"
    REOPEN = "reopen"


HELP = LifeCycle(
    "question to the supervisor",
    move(Verb.ANSWER, HelpState.ASKED, HelpState.ANSWERED, by={Role.SUPERVISOR}),
    # An answer that was a slip is taken back.
    move(Verb.REOPEN, HelpState.ANSWERED, HelpState.ASKED, by={Role.SUPERVISOR}),
)
_STANDS = text("state = 'asked'")


class NoSuchQuestionError(LookupError):
    """There is no such question."""


class NoWordsError(ValueError):
    """A question and its answer are made of words."""


class HelpAsked(Base):
    """One question about one household."""

    __tablename__ = "help_asked"
    __table_args__ = (
        Index("uq_help_asked_standing", "household_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    state: Mapped[HelpState] = mapped_column(words(HelpState), info=NOT_PERSONAL)
    question: Mapped[str] = mapped_column(
        Sealed("help_asked.question"), info=sensitive("what a worker could not solve", Purpose.SUPPORT)
    )
    answer: Mapped[str | None] = mapped_column(
        Sealed("help_asked.answer"), info=sensitive("what the supervisor said to it", Purpose.SUPPORT)
    )

    household: Mapped[Household] = relationship()
    moves: Mapped[list["HelpMove"]] = relationship(order_by="HelpMove.id")


class HelpMove(MoveRow):
    """One move of one question: who and when, from where to where. Rows are only added."""

    __tablename__ = "help_move"

    help_asked_id: Mapped[int] = mapped_column(ForeignKey("help_asked.id"), index=True)


def ask(session: Session, household_id: int, question: str, at: datetime, actor: Actor) -> HelpAsked:
    """Somebody who serves the family asks; gives the question that stands already. Raises Refused, NoWordsError."""
    access.require(actor, Permission.FOLLOW_UP)
    area.require_household(session, session.get_one(Household, household_id), clock.local_day(at), actor)
    if not question.strip():
        raise NoWordsError("say what you cannot solve")
    standing = _standing(session, household_id)
    if standing is not None:
        return standing
    asked = HelpAsked(household_id=household_id, state=HelpState.ASKED, question=question.strip())
    try:
        with session.begin_nested():
            session.add(asked)
    except IntegrityError:  # two have pressed at the same moment
        found = _standing(session, household_id)
        assert found is not None
        return found
    _log(session, asked, Verb.ASK, "", at, actor)
    return asked


def answer(session: Session, question_id: int, words_of_it: str, at: datetime, actor: Actor) -> HelpAsked:
    """The supervisor says what to do. Raises Refused, NoSuchQuestionError, NoWordsError, IllegalMoveError."""
    asked = _found(session, question_id, at, actor)
    if not words_of_it.strip():
        raise NoWordsError("say what is to be done")
    source, asked.state = asked.state, HelpState(HELP.next_state(Verb.ANSWER, asked.state, actor.role))
    asked.answer = words_of_it.strip()
    _log(session, asked, Verb.ANSWER, source, at, actor)
    return asked


def reopen(session: Session, question_id: int, at: datetime, actor: Actor) -> HelpAsked:
    """The answer is taken back. Raises as `answer`, and IllegalMoveError where the household has asked anew."""
    asked = _found(session, question_id, at, actor)
    target = HelpState(HELP.next_state(Verb.REOPEN, asked.state, actor.role))
    if _standing(session, asked.household_id) is not None:
        raise IllegalMoveError("the family has asked anew: answer that")
    source, asked.state, asked.answer = asked.state, target, None
    _log(session, asked, Verb.REOPEN, source, at, actor)
    return asked


def waiting(session: Session, actor: Actor) -> Sequence[HelpAsked]:
    """The questions of the actor's area that nobody has answered, the oldest first."""
    access.require(actor, Permission.LEAD_HELPERS)
    return session.scalars(
        select(HelpAsked)
        .join(Household, Household.id == HelpAsked.household_id)
        .where(HelpAsked.state == HelpState.ASKED, Household.closed_on.is_(None), area.seen_by(actor))
        .order_by(HelpAsked.id)
    ).all()


def newest_of(session: Session, household_id: int) -> HelpAsked | None:
    """The last question about a household; for callers who have shown that they may see it."""
    found = select(HelpAsked).where(HelpAsked.household_id == household_id).order_by(HelpAsked.id.desc()).limit(1)
    return session.scalar(found)


def forget(session: Session, household_ids: Collection[int]) -> None:
    """What was asked about families of which somebody is erased goes: nobody can tell of whom the words speak."""
    gone = select(HelpAsked.id).where(HelpAsked.household_id.in_(household_ids))
    session.execute(delete(HelpMove).where(HelpMove.help_asked_id.in_(gone)))
    session.execute(delete(HelpAsked).where(HelpAsked.household_id.in_(household_ids)))


def _found(session: Session, question_id: int, at: datetime, actor: Actor) -> HelpAsked:
    access.require(actor, Permission.LEAD_HELPERS)
    asked = session.get(HelpAsked, question_id, with_for_update={"key_share": True}, populate_existing=True)
    if asked is None:
        raise NoSuchQuestionError(f"there is no question {question_id}")
    area.require_household(session, asked.household, clock.local_day(at), actor)
    return asked


def _standing(session: Session, household_id: int) -> HelpAsked | None:
    same = select(HelpAsked).where(HelpAsked.household_id == household_id, HelpAsked.state == HelpState.ASKED)
    return session.scalar(same)


def _log(session: Session, asked: HelpAsked, verb: Verb, source: str, at: datetime, actor: Actor) -> None:
    session.flush()
    session.add(HelpMove.of(verb, source, asked.state, at, actor, help_asked_id=asked.id))
    audit.record(session, actor, f"help_{verb}", f"household:{asked.household_id}", at)
    session.flush()
