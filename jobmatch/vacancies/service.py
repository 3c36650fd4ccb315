"""The verbs of a vacancy: post, amend, review, publish, confirm, fill and free places, pause, withdraw, expire.

Every move of its life leaves a row (`vacancy_review`) and an audit event in the same transaction. Which moves are legal
stands in `life.py`, whether a vacancy is open on a day in `openness.py`, employers are in `employers.py`.
"""

import secrets
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.vacancies import life, offer
from jobmatch.vacancies.adverts.findings import Finding, Level
from jobmatch.vacancies.codes import Source, VacancyState
from jobmatch.vacancies.life import Obstacle, Verb
from jobmatch.vacancies.model import AdvertFinding, Employer, Review, Vacancy
from jobmatch.vacancies.offer import Offer
from jobmatch.vacancies.openness import Openness, Standing, openness

MOST_PLACES = 999
PASS, TAKE_BACK = "pass", "take_back"


class NotPublishableError(ValueError):
    """The vacancy may not be published; `obstacles` says everything that stands in the way."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__("this post cannot be published: " + ", ".join(o.value.replace("_", " ") for o in obstacles))
        self.obstacles = tuple(obstacles)


class NoSuchPlacesError(ValueError):
    """More places are to be filled or freed than there are."""


def post(session: Session, employer: Employer, content: Offer, source: Source, at: datetime, actor: Actor) -> Vacancy:
    """Enter a post as a draft; nobody but staff sees it before it is published."""
    require(actor, Permission.CHANGE_VACANCY)
    vacancy = Vacancy(
        number=f"new-{secrets.token_hex(8)}",
        source=source,
        employer_id=employer.id,
        state=VacancyState.DRAFT,
        filled=0,
        created_at=at,
        updated_at=at,
        reviews=[],
        findings=[],
    )
    offer.write(vacancy, content, tuple(one.name for one in fields(Offer)))
    session.add(vacancy)
    session.flush()
    vacancy.number = f"G{vacancy.id:06d}"
    audit.record(session, actor, "vacancy.post", _subject(vacancy), at)
    return vacancy


def amend(session: Session, vacancy: Vacancy, content: Offer, names: Sequence[str], at: datetime, actor: Actor) -> None:
    """Write the named fields of an offer; the other columns keep what others corrected meanwhile.

    Who passed the vacancy before has not seen it as it stands now, and counts no longer.
    """
    require(actor, Permission.CHANGE_VACANCY)
    if names:
        offer.write(vacancy, content, names)
        vacancy.updated_at = at
        audit.record(session, actor, "vacancy.amend", _subject(vacancy), at, ", ".join(names))
        settle_places(session, vacancy, at, actor)


def review(session: Session, vacancy: Vacancy, reviewer: str, reason: str, at: datetime, actor: Actor) -> None:
    """Somebody has looked at the vacancy as it now stands and found it good; `reviewer` is who looked."""
    require(actor, Permission.CHANGE_VACANCY)
    _log(vacancy, PASS, reviewer, at, reason)
    audit.record(session, actor, "vacancy.review", _subject(vacancy), at)


def take_back(session: Session, vacancy: Vacancy, at: datetime, actor: Actor) -> None:
    """Who passed the vacancy by mistake has not passed it; the words of others stand."""
    require(actor, Permission.CHANGE_VACANCY)
    _log(vacancy, TAKE_BACK, actor.name, at, "")
    audit.record(session, actor, "vacancy.take_back", _subject(vacancy), at)


def publish(
    session: Session, vacancy: Vacancy, findings: Sequence[Finding], as_of: date, at: datetime, actor: Actor
) -> None:
    """Make a draft public from `as_of`, and confirmed on that day where nobody has confirmed it before.

    Raises NotPublishableError and leaves it a draft.
    """
    require(actor, Permission.CHANGE_VACANCY)
    note_findings(vacancy, findings)
    in_the_way = in_the_way_of(session, vacancy, findings, as_of)
    if in_the_way:
        raise NotPublishableError(in_the_way)
    move(session, vacancy, Verb.PUBLISH, "", at, actor)
    vacancy.publish_from = vacancy.publish_from or as_of
    vacancy.last_confirmed = vacancy.last_confirmed or as_of
    settle_places(session, vacancy, at, actor)


def in_the_way_of(session: Session, vacancy: Vacancy, findings: Sequence[Finding], as_of: date) -> tuple[Obstacle, ...]:
    """Everything that keeps the vacancy, as it stands and is found, from being published on a day."""
    employer = session.get_one(Employer, vacancy.employer_id)
    candidacy = life.Candidacy(
        kind=vacancy.kind,
        blocking_findings=sum(finding.level is Level.BLOCK for finding in findings),
        employer_level=employer.level,
        blacklisted_since=employer.blacklisted_since,
        reviewers=reviewers(vacancy),
        expires_on=vacancy.expires_on,
    )
    return life.obstacles(candidacy, as_of)


def note_findings(vacancy: Vacancy, findings: Sequence[Finding]) -> None:
    """Keep what the last check of the advert found, instead of what an earlier one did."""
    vacancy.findings = [
        AdvertFinding(
            rule=one.rule[:10],
            level=one.level.value,
            words=one.words[:200],
            because=one.explanation.because[:300],
            instead=one.explanation.instead[:300],
        )
        for one in findings
    ]


def move(session: Session, vacancy: Vacancy, verb: Verb, reason: str, at: datetime, actor: Actor) -> None:
    """Any move of the life cycle; raises IllegalMoveError. Publishing goes through `publish`."""
    require(actor, Permission.CHANGE_VACANCY)
    vacancy.state = VacancyState(life.VACANCY.next_state(verb, vacancy.state, actor.role))
    _log(vacancy, verb, actor.name, at, reason)
    audit.record(session, actor, f"vacancy.{verb}", _subject(vacancy), at, reason)


def confirm(session: Session, vacancy: Vacancy, on: date, at: datetime, actor: Actor) -> None:
    """The employer says again that the post is open; an earlier day than the last one known changes nothing."""
    require(actor, Permission.CHANGE_VACANCY)
    if vacancy.last_confirmed is not None and vacancy.last_confirmed >= on:
        return
    vacancy.last_confirmed = on
    audit.record(session, actor, "vacancy.confirm", _subject(vacancy), at)


def say_places(session: Session, vacancy: Vacancy, free_now: int, at: datetime, actor: Actor) -> None:
    """The employer says how many places are free now, 0 or more; those that are filled stay filled.

    With none left the vacancy is full, with some it is open again.
    """
    require(actor, Permission.CHANGE_VACANCY)
    if not 0 <= free_now <= MOST_PLACES:
        raise NoSuchPlacesError(f"a post has 0 to {MOST_PLACES} free places, not {free_now}")
    if vacancy.openings != free_now:
        vacancy.headcount = vacancy.filled + free_now
        audit.record(session, actor, "vacancy.say_places", _subject(vacancy), at, str(free_now))
        settle_places(session, vacancy, at, actor)


def fill(session: Session, vacancy: Vacancy, places: int, at: datetime, actor: Actor) -> None:
    """Take places; the vacancy closes by itself when none is left. Raises NoSuchPlacesError beyond the headcount."""
    require(actor, Permission.CHANGE_VACANCY)
    if places < 1 or (vacancy.headcount is not None and vacancy.filled + places > vacancy.headcount):
        raise NoSuchPlacesError(f"{places} places cannot be filled: {vacancy.openings} are free")
    vacancy.filled += places
    audit.record(session, actor, "vacancy.fill_places", _subject(vacancy), at, str(places))
    settle_places(session, vacancy, at, actor)


def free(session: Session, vacancy: Vacancy, places: int, at: datetime, actor: Actor) -> None:
    """Give places back (somebody left or did not come); a vacancy that was full opens again."""
    require(actor, Permission.CHANGE_VACANCY)
    if not 1 <= places <= vacancy.filled:
        raise NoSuchPlacesError(f"{places} places cannot be freed: {vacancy.filled} are filled")
    vacancy.filled -= places
    audit.record(session, actor, "vacancy.free_places", _subject(vacancy), at, str(places))
    settle_places(session, vacancy, at, actor)


def expire(session: Session, as_of: date, at: datetime, actor: Actor, most: int | None = None) -> int:
    """Close every vacancy whose last day has passed, at most so many in one step; returns how many."""
    running = (VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.FILLED)
    over = select(Vacancy).where(Vacancy.state.in_(running), Vacancy.expires_on < as_of).order_by(Vacancy.id)
    vacancies = list(session.scalars(over.limit(most).with_for_update()))
    for vacancy in vacancies:
        move(session, vacancy, Verb.EXPIRE, "", at, actor)
    return len(vacancies)


def reviewers(vacancy: Vacancy) -> tuple[str, ...]:
    """Who passed the vacancy since it was last changed and has not taken it back, each once."""
    passed: dict[str, None] = {}
    for one in vacancy.reviews:
        if one.verb == PASS and one.at >= vacancy.updated_at:
            passed[one.by] = None
        elif one.verb == TAKE_BACK:
            passed.pop(one.by, None)
    return tuple(passed)


def openness_on(vacancy: Vacancy, as_of: date, confirmed_days: int) -> Openness:
    """Whether a stored vacancy is open on a day, with the reason."""
    employer = vacancy.employer
    standing = Standing(
        state=vacancy.state,
        kind=vacancy.kind,
        publish_from=vacancy.publish_from,
        expires_on=vacancy.expires_on,
        last_confirmed=vacancy.last_confirmed,
        openings=vacancy.openings,
        employer_level=employer.level,
        blacklisted_since=employer.blacklisted_since,
    )
    return openness(standing, as_of, confirmed_days)


def settle_places(session: Session, vacancy: Vacancy, at: datetime, actor: Actor) -> None:
    """A post without a free place is full, and one that was full is open again when there is one."""
    if vacancy.openings == 0 and vacancy.state in (VacancyState.PUBLISHED, VacancyState.PAUSED):
        move(session, vacancy, Verb.FILL, "no place left", at, actor)
    elif vacancy.openings != 0 and vacancy.state is VacancyState.FILLED:
        move(session, vacancy, Verb.REOPEN, "a place is free again", at, actor)


def _log(vacancy: Vacancy, verb: str, by: str, at: datetime, reason: str) -> None:
    vacancy.reviews.append(Review(verb=verb, by=by[:100], at=at, reason=reason[:300]))


def _subject(vacancy: Vacancy) -> str:
    return f"vacancy:{vacancy.id}"
