"""Storing one employer's posts of a list: the good ones published, the refused ones waiting with their faults.

The importing office answers for the list: its employers count as verified at the level that their kinds of post need.
Where two people must have seen a post, one is the office that filled in the list, the other whoever imports it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.vacancies import employers, service
from jobmatch.vacancies.adverts.findings import Finding
from jobmatch.vacancies.codes import Source, VacancyState
from jobmatch.vacancies.employers import Registration
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.listing.model import ListedPost
from jobmatch.vacancies.listing.posting import Posting
from jobmatch.vacancies.listing.repeats import title_key
from jobmatch.vacancies.listing.titles import ask
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.vacancies.offer import Offer
from jobmatch.vacancies.openness import level_needed
from jobmatch.vacancies.service import NotPublishableError
from jobmatch.workbooks.comparing import Before, Change, Key, Step
from jobmatch.workbooks.sources import Source as ListSource

_LONGEST_KEY = 100
_HELD = "the list has faults"


@dataclass(frozen=True)
class Judged:
    """A post ready to be stored; `good` has no fault of level E, `number` is ours where an exported list has it."""

    step: Step
    number: str | None
    employer: Registration
    offer: Offer
    findings: tuple[Finding, ...]
    good: bool


@dataclass(frozen=True)
class Act:
    """Who imports, for which day, at which instant."""

    as_of: date
    at: datetime
    actor: Actor


def key_of(posting: Posting) -> Key:
    """What a post is known again by next month: its employer and its title."""
    return posting.employer_key[:_LONGEST_KEY], title_key(posting.title)[:_LONGEST_KEY]


def remembered(session: Session, source: str) -> tuple[Before, ...]:
    """What a source said last time."""
    posts = session.scalars(select(ListedPost).where(ListedPost.source == source).order_by(ListedPost.id))
    return tuple(
        Before(one.id, (one.employer_key, one.title_key), one.said, one.faults, ended=one.ended_on is not None)
        for one in posts
    )


def store(session: Session, posts: Iterable[Judged], source: ListSource, act: Act) -> None:
    """Bring the posts of one employer to what the list says."""
    for post in posts:
        listed = _remember(session, post, source, act)
        vacancy = session.get(Vacancy, listed.vacancy_id) if listed.vacancy_id else None
        if post.good and post.step.change is Change.SAME and vacancy is not None:
            service.confirm(session, vacancy, source.said_on, act.at, act.actor)
        elif not post.good:
            _hold_back(session, vacancy, post, act)
        else:
            _keep(session, listed, vacancy, post, source, act)


def end(session: Session, gone: Sequence[Before], source: ListSource, act: Act) -> None:
    """Withdraw what a source no longer lists."""
    for one in gone:
        listed = session.get_one(ListedPost, one.id)
        listed.ended_on = act.as_of
        vacancy = session.get(Vacancy, listed.vacancy_id) if listed.vacancy_id else None
        if vacancy is not None and vacancy.state is not VacancyState.WITHDRAWN:
            service.move(session, vacancy, Verb.WITHDRAW, f"no longer in {source.name}", act.at, act.actor)


def _remember(session: Session, post: Judged, source: ListSource, act: Act) -> ListedPost:
    now = post.step.now
    if post.step.before is None:
        listed = ListedPost(
            source=source.name,
            employer_key=now.key[0],
            title_key=now.key[1],
            first_seen=act.as_of,
            said={},
            faults=[],
            vacancy_id=_own_post(session, post),
        )
        session.add(listed)
    else:
        listed = session.get_one(ListedPost, post.step.before.id)
        listed.employer_key = now.key[0]
    if post.step.change is not Change.SAME:
        listed.said, listed.faults, listed.refused = dict(now.said), [dict(one) for one in now.faults], not post.good
        listed.ended_on = None
    listed.last_seen = act.as_of
    session.flush()
    return listed


def _own_post(session: Session, post: Judged) -> int | None:
    """A post that was entered by hand and comes back in an exported list is the same post."""
    if post.number is None:
        return None
    employer = employers.find(session, post.employer.name, post.employer.credit_code)
    query = select(Vacancy.id).where(Vacancy.number == post.number, Vacancy.title == post.offer.title)
    return None if employer is None else session.scalar(query.where(Vacancy.employer_id == employer.id))


def _hold_back(session: Session, vacancy: Vacancy | None, post: Judged, act: Act) -> None:
    """A post that was good last time and is not now is not shown until a list corrects it."""
    if vacancy is not None and vacancy.state is VacancyState.PUBLISHED:
        codes = ", ".join(dict.fromkeys(str(fault["code"]) for fault in post.step.now.faults))
        service.move(session, vacancy, Verb.PAUSE, f"{_HELD}: {codes}", act.at, act.actor)


def _keep(
    session: Session, listed: ListedPost, vacancy: Vacancy | None, post: Judged, source: ListSource, act: Act
) -> None:
    offer = post.offer
    employer = _employer(session, post, source, act)
    if vacancy is None:
        vacancy = service.post(session, employer, offer, Source.IMPORT, act.at, act.actor)
        listed.vacancy_id = vacancy.id
        if offer.occupation is None:
            ask(session, offer.title, act.as_of)
    elif post.step.differing:
        _amend(session, vacancy, offer, post.step.differing, act)
    _make_public(session, vacancy, post, source, act)


def _amend(session: Session, vacancy: Vacancy, offer: Offer, names: Sequence[str], act: Act) -> None:
    """Write what the list says otherwise than before; a new title has a new occupation, unless a clerk has set it."""
    columns = [name for name in names if hasattr(offer, name)]
    if "title" in names and vacancy.occupation_confirmed_by is None:
        columns.append("occupation")
    service.amend(session, vacancy, offer, [*columns, "posted_text"], act.at, act.actor)


def _make_public(session: Session, vacancy: Vacancy, post: Judged, source: ListSource, act: Act) -> None:
    """Publish a draft, and what came back or was corrected; what staff paused or withdrew stays as they left it."""
    asked_again = post.step.change in (Change.CHANGED, Change.BACK)
    over = (VacancyState.REFUSED, VacancyState.WITHDRAWN, VacancyState.EXPIRED)
    if asked_again and vacancy.state in over:
        service.move(session, vacancy, Verb.SUBMIT, f"listed again in {source.name}", act.at, act.actor)
    if vacancy.state is VacancyState.PAUSED and _held_by_list(vacancy):
        service.move(session, vacancy, Verb.RESUME, "the list is corrected", act.at, act.actor)
    if vacancy.state is VacancyState.DRAFT or post.step.differing:
        for reviewer in (f"list of {source.office}", act.actor.name):
            service.review(session, vacancy, reviewer, "listed by an office", act.at, act.actor)
        service.note_findings(vacancy, post.findings)
    # The office spoke on the day of the list, which may lie before the day of its import.
    service.confirm(session, vacancy, source.said_on, act.at, act.actor)
    if vacancy.state is VacancyState.DRAFT:
        try:
            service.publish(session, vacancy, post.findings, act.as_of, act.at, act.actor)
        except NotPublishableError as refused:  # a barred employer, or a list so old that its posts are over
            service.move(session, vacancy, Verb.REFUSE, str(refused), act.at, act.actor)


def _held_by_list(vacancy: Vacancy) -> bool:
    pauses = [one for one in vacancy.reviews if one.verb == Verb.PAUSE]
    return bool(pauses) and pauses[-1].reason.startswith(_HELD)


def _employer(session: Session, post: Judged, source: ListSource, act: Act) -> Employer:
    employer = employers.register(session, post.employer, act.at, act.actor)
    level = level_needed(post.offer.kind)
    if employer.level < level:
        how = f"listed by {source.office}, which answers for its employers"
        employers.verify(session, employer, level, how, source.said_on, act.at, act.actor)
    return employer
