"""The employment office looks at a draft before anybody else does: passes it, or sends it back with words.

Labour export and private households need two different people (domain.md 3.1): the second is asked after the first.
What was done by mistake is taken back by the same verbs of `service.py`, and the log keeps both.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Permission, require
from jobmatch.vacancies import service
from jobmatch.vacancies.adverts.findings import Finding
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Obstacle, Verb
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.service import NotPublishableError


class Passed(StrEnum):
    """What came of passing a draft."""

    PUBLISHED = "published"
    SECOND_NEEDED = "second_needed"


class ChangedMeanwhileError(ValueError):
    """The draft is not what the reviewer looked at: it was changed, published or sent back meanwhile."""


class SamePersonError(ValueError):
    """Who passed the draft passes it again; the second must be somebody else."""


class NoWordsError(ValueError):
    """A draft is sent back without a word of what to mend."""


def held(session: Session, vacancy_id: int) -> Vacancy | None:
    """A vacancy, held so that two who decide about it at once decide one after the other; None where there is none."""
    found: Vacancy | None = session.scalar(
        select(Vacancy).where(Vacancy.id == vacancy_id).with_for_update(),
        execution_options={"populate_existing": True},
    )
    return found


def approve(
    session: Session,
    vacancy: Vacancy,
    seen: datetime,
    findings: Sequence[Finding],
    as_of: date,
    at: datetime,
    who: Actor,
) -> Passed:
    """Somebody looked at the draft as it stood at `seen` (its `updated_at`) and found it good; with enough people it
    is public from `as_of`.

    Raises ChangedMeanwhileError, SamePersonError, and NotPublishableError where more is missing than a second person.
    """
    require(who, Permission.REVIEW_VACANCY)
    if vacancy.state is not VacancyState.DRAFT or vacancy.updated_at != seen:
        raise ChangedMeanwhileError("somebody has changed this draft or decided about it meanwhile")
    if who.name in service.reviewers(vacancy):
        raise SamePersonError("a second person has to look at this draft")
    in_the_way = service.in_the_way_of(session, vacancy, findings, as_of)
    if set(in_the_way) - {Obstacle.REVIEWERS_MISSING}:
        raise NotPublishableError(in_the_way)
    service.review(session, vacancy, who.name, "", at, who)
    if Obstacle.REVIEWERS_MISSING in service.in_the_way_of(session, vacancy, findings, as_of):
        service.note_findings(vacancy, findings)
        return Passed.SECOND_NEEDED
    service.publish(session, vacancy, findings, as_of, at, who)
    return Passed.PUBLISHED


def send_back(session: Session, vacancy: Vacancy, seen: datetime, words: str, at: datetime, who: Actor) -> None:
    """The draft goes back to whoever posted it, with words of what to mend.

    Raises ChangedMeanwhileError and NoWordsError.
    """
    require(who, Permission.REVIEW_VACANCY)
    if vacancy.state is not VacancyState.DRAFT or vacancy.updated_at != seen:
        raise ChangedMeanwhileError("somebody has changed this draft or decided about it meanwhile")
    if not words.strip():
        raise NoWordsError("say what to mend")
    service.move(session, vacancy, Verb.REFUSE, words.strip(), at, who)


def take_back(session: Session, vacancy: Vacancy, at: datetime, who: Actor) -> None:
    """Undo what this person decided last: the draft waits to be looked at again. Nothing where others went on since."""
    require(who, Permission.REVIEW_VACANCY)
    moves = [one for one in vacancy.reviews if one.verb in (service.PASS, Verb.PUBLISH, Verb.REFUSE)]
    if not moves or moves[-1].by != who.name:
        return
    if vacancy.state is VacancyState.REFUSED:
        service.move(session, vacancy, Verb.SUBMIT, "", at, who)
        return
    if vacancy.state is VacancyState.PUBLISHED:
        service.move(session, vacancy, Verb.RECALL, "", at, who)
    if vacancy.state is VacancyState.DRAFT and who.name in service.reviewers(vacancy):
        service.take_back(session, vacancy, at, who)
