"""Titles that the vocabulary is not sure of: the list of them for a clerk, and answers that hold from their day on."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.listing.model import TitleQuestion
from jobmatch.vacancies.listing.repeats import title_key
from jobmatch.vacancies.model import Vacancy

LONGEST = 100


class NoSuchOccupationError(ValueError):
    """The answer is neither a name nor a code of an occupation."""


@dataclass(frozen=True)
class OpenTitle:
    """A title to be answered, with what the vocabulary proposes."""

    title: str
    asked_on: date
    question_zh: str
    proposals: tuple[str, ...]


def answers(session: Session, as_of: date) -> dict[str, str]:
    """The occupations that clerks gave to titles up to a day, by title key."""
    query = select(TitleQuestion.title_key, TitleQuestion.occupation).where(
        TitleQuestion.occupation.is_not(None), TitleQuestion.answered_on <= as_of
    )
    return {key: occupation for key, occupation in session.execute(query) if occupation is not None}


def open_titles(session: Session) -> tuple[OpenTitle, ...]:
    """The titles that nobody has answered, the longest waiting first."""
    found = []
    for one in session.scalars(unanswered().order_by(TitleQuestion.asked_on, TitleQuestion.id)):
        reading = Vocabulary.load().read(one.title)
        proposals = tuple(option.name for option in reading.options)
        found.append(OpenTitle(one.title, one.asked_on, reading.question_zh, proposals))
    return tuple(found)


def unanswered() -> Select[TitleQuestion]:
    """The titles that wait for an answer, in no order."""
    return select(TitleQuestion).where(TitleQuestion.occupation.is_(None))


def take_back(session: Session, question_id: int, at: datetime, actor: Actor) -> None:
    """The answer was a slip of the finger: the title waits again, and so do the posts that got the occupation by it."""
    require(actor, Permission.CHANGE_VACANCY)
    question = session.get(TitleQuestion, question_id, with_for_update=True, populate_existing=True)
    if question is None or question.occupation is None:
        return
    given = select(Vacancy).where(
        Vacancy.occupation == question.occupation, Vacancy.occupation_confirmed_by == question.answered_by
    )
    for vacancy in session.scalars(given):
        if title_key(vacancy.title)[:LONGEST] == question.title_key:
            vacancy.occupation, vacancy.occupation_confirmed_by = None, None
    audit.record(session, actor, "title.take_back", f"title:{question.id}", at, question.occupation)
    question.occupation, question.answered_by = None, None
    question.answered_on, question.answered_at = None, None
    session.flush()


def ask(session: Session, title: str, on: date) -> None:
    """Put a title on the list, once."""
    key = title_key(title)[:LONGEST]
    if key and session.scalar(select(TitleQuestion.id).where(TitleQuestion.title_key == key)) is None:
        session.add(TitleQuestion(title_key=key, title=title[:LONGEST], asked_on=on))
        session.flush()


def answer(session: Session, title: str, occupation: str, on: date, at: datetime, actor: Actor) -> int:
    """A clerk says what a title means: it is an alias from `on` on, and posts that waited for it get the occupation.

    `occupation` is a name or code of the classification; returns how many posts it was written to.
    """
    require(actor, Permission.CHANGE_VACANCY)
    meant = Vocabulary.load().canonical(occupation)
    if meant is None:
        raise NoSuchOccupationError(f"{occupation} is no occupation of the classification; give its name or code")
    ask(session, title, on)
    key = title_key(title)[:LONGEST]
    question = session.scalars(select(TitleQuestion).where(TitleQuestion.title_key == key)).one()
    question.occupation, question.answered_by = meant.name, actor.name[:LONGEST]
    question.answered_on, question.answered_at = on, at
    waiting = session.scalars(select(Vacancy).where(Vacancy.occupation.is_(None)).order_by(Vacancy.id))
    same = [vacancy for vacancy in waiting if title_key(vacancy.title)[:LONGEST] == key]
    for vacancy in same:
        vacancy.occupation, vacancy.occupation_confirmed_by = meant.name, actor.name[:LONGEST]
    audit.record(session, actor, "title.answer", f"title:{question.id}", at, meant.name)
    return len(same)
