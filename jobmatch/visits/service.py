"""The verbs of a visit: open, answer, look, go on at another desk, note what was saved, close.

Every answer is kept at once and alone; one that was changed on another screen meanwhile is not overwritten in silence.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission
from jobmatch.households import area, sites, store
from jobmatch.households.model import Household
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.take_in import TakenIn
from jobmatch.visits import asked
from jobmatch.visits.answers import Answer, tidied
from jobmatch.visits.fields import HOME, Topic, field_of
from jobmatch.visits.form import Filled, filled
from jobmatch.visits.model import Visit, VisitAnswer

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_CODE_LENGTH = 6
ASKED = frozenset(
    {
        "name", "id_number", "relation", "education", "school_stage", "capacity", "status", "willing", "site",
        "home_phone", "no_phone_because", "cost_business", "monitor_category", "health",
    }
)  # fmt: skip
"""The fields without which a form is not whole. What a wife does not know of her husband's post far away (employer,
industry, channel) is asked at the next call, and keeps nobody from a job."""
Topics: TypeAlias = Mapping[str, Collection[Topic]]
GOES_ON_DAYS = 7
"""So long an open visit is offered to be gone on with."""


class NoSuchVisitError(LookupError):
    """There is no such visit, or it has been finished."""


class UnsavedError(ValueError):
    """Answers of the visit are not in the family's record yet."""


class OtherAnswerError(ValueError):
    """Another screen has answered this meanwhile, and otherwise; somebody has to say which holds."""

    def __init__(self, answer: VisitAnswer) -> None:
        super().__init__("another screen has answered this meanwhile")
        self.value: Answer = answer.value
        self.revision, self.by = answer.revision, answer.by


@dataclass(frozen=True)
class Standing:
    """A visit as it stands: what is known, the answers so far, and the form that both make."""

    known: HouseholdRecord | None
    answers: dict[str, Answer]
    revisions: dict[str, int]
    form: Filled


def begin(
    session: Session, household_id: int | None, opening: str, site: str | None, at: datetime, actor: Actor
) -> Visit:
    """Open a visit of a known household, or of a new one at a site of the actor's; the open one where there is one.

    `opening` is the mark of the form that asks, so that a form sent twice opens one. Raises Refused.
    """
    access.require(actor, Permission.SERVE_AT_COUNTER)
    on = clock.local_day(at)
    again = select(Visit).where(Visit.opening == opening, Visit.closed_at.is_(None))
    if household_id is not None:
        household = _household(session, household_id)
        area.require_household(session, household, on, actor)
        again = select(Visit).where(Visit.household_id == household_id, Visit.closed_at.is_(None))
        place = household.site
        audit.record(session, actor, "open_visit", f"household:{household_id}", at)
    else:
        place = sites.find(session, site) if site else None
        # A helper serves households; a new one is registered by whoever serves the site.
        if place is None:
            raise access.Refused("this site is not in your area")
        access.require_site(actor, place.code)
    found = session.scalar(again)
    if found is not None:
        return found
    visit = Visit(
        code="".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH)), site=place, household_id=household_id,
        opening=opening if household_id is None else None, people={}, opened_by=actor.name, opened_at=at,
        touched_by=actor.name, touched_at=at,
    )  # fmt: skip
    try:
        with session.begin_nested():
            session.add(visit)
    except IntegrityError:
        return session.scalars(again).one()  # another desk was quicker by a moment
    return visit


def find(session: Session, code: str, on: date, actor: Actor, *, lock: bool = False) -> Visit:
    """The open visit of a code, if it belongs to the actor's area; raises NoSuchVisitError, Refused."""
    access.require(actor, Permission.SERVE_AT_COUNTER)
    query = select(Visit).where(Visit.code == code.strip().upper(), Visit.closed_at.is_(None))
    if lock:
        # Whoever waited for another desk looks again: what was read before the wait may be old.
        query = query.with_for_update(of=Visit).execution_options(populate_existing=True)
    visit = session.scalar(query)
    if visit is None:
        raise NoSuchVisitError(f"there is no open visit {code}")
    if visit.household_id is not None:
        area.require_household(session, _household(session, visit.household_id), on, actor)
    else:
        access.require_site(actor, visit.site.code if visit.site is not None else None)
    if lock:
        session.refresh(visit, ["answers"])
    return visit


def answer(
    session: Session, code: str, key: str, given: object, seen: int, token: str, at: datetime, actor: Actor
) -> VisitAnswer:
    """Keep one answer. `seen` is the revision that the screen shows, `token` the mark of this sending.

    The same sending again changes nothing. Raises BadAnswerError, UnknownFieldError, OtherAnswerError,
    NoSuchVisitError, Refused.
    """
    on = clock.local_day(at)
    visit = find(session, code, on, actor, lock=True)
    value = tidied(field_of(key), given, on)
    kept = session.scalar(select(VisitAnswer).where(VisitAnswer.visit_id == visit.id, VisitAnswer.key == key))
    if kept is None:
        kept = VisitAnswer(
            visit_id=visit.id, key=key, value=value, revision=0, taken=0, token="", by=actor.name, at=at
        )  # fmt: skip
        session.add(kept)
    elif kept.token == token or (kept.value == value and kept.revision != seen):
        return kept
    elif kept.revision != seen:
        raise OtherAnswerError(kept)
    kept.value, kept.token, kept.by, kept.at = value, token, actor.name, at
    kept.revision += 1
    visit.touched_by, visit.touched_at = actor.name, at
    session.flush()
    return kept


def standing(session: Session, visit: Visit, on: date, home: str) -> Standing:
    """The visit with what is known of its household today; `home` is the county of places that name none."""
    known = store.load(session, visit.household_id, on) if visit.household_id is not None else None
    answers = {kept.key: kept.value for kept in visit.answers if kept.revision > kept.taken}
    if known is None and visit.site is not None:
        answers = {"home.site": visit.site.name} | answers
    revisions = {kept.key: kept.revision for kept in visit.answers}
    return Standing(known, answers, revisions, filled(known, answers, visit.people, on, home))


def going_on(session: Session, at: datetime, actor: Actor) -> list[Visit]:
    """The open visits of the actor's area in the last days, newest first: for whoever takes over a desk."""
    access.require(actor, Permission.SERVE_AT_COUNTER)
    query = select(Visit).where(Visit.closed_at.is_(None), Visit.touched_at >= at - timedelta(days=GOES_ON_DAYS))
    found = session.scalars(query.order_by(Visit.touched_at.desc())).all()
    if actor.role is access.Role.HELPER:
        return [visit for visit in found if visit.household_id in actor.household_ids]
    return [visit for visit in found if actor.works_at(visit.site.code if visit.site else None)]


def note_saved(
    session: Session,
    visit: Visit,
    taken: TakenIn,
    answers: dict[str, Answer],
    confirmed: Topics,
    on: date,
    at: datetime,
) -> None:
    """The form became a household's record: who was new has an id now, and what was answered was asked today.

    `confirmed` is what was read back and said to be right as it stands, by form key.
    """
    new = {key: person_id for key, person_id in taken.people.items() if not key.isdecimal()}
    if new:
        visit.people = visit.people | new
    visit.household_id = taken.household_id
    visit.saved_at = at
    topics: dict[str, set[Topic]] = {}
    said = [(key.partition(".")[0], {field_of(key).topic}) for key in answers]
    for whom, about in [*said, *confirmed.items()]:
        topics.setdefault(str(visit.people.get(whom, whom)), set()).update(about)
    if Topic.HOME in topics.pop(HOME, set()):
        asked.note_home(session, taken.household_id, at)
    members = {str(person_id) for person_id in taken.people.values()}
    asked.note(session, {int(whom): about for whom, about in topics.items() if whom in members}, on)
    for kept in visit.answers:
        kept.taken = kept.revision
    session.flush()


def note_shown(visit: Visit, at: datetime) -> None:
    """The first explained offer was shown: the end of the ten minutes (K5)."""
    visit.shown_at = visit.shown_at or at


def close(session: Session, code: str, at: datetime, actor: Actor, *, throw_away: bool = False) -> None:
    """The family has gone; what was answered stands in its record, and is removed here.

    Raises UnsavedError while something does not stand there yet, unless it is to be thrown away.
    """
    visit = find(session, code, clock.local_day(at), actor, lock=True)
    if not throw_away and any(kept.revision > kept.taken for kept in visit.answers):
        raise UnsavedError(f"visit {code} has answers that are not in the record yet")
    visit.closed_at = at
    visit.people = {}
    visit.answers.clear()
    session.flush()


def sweep(session: Session, at: datetime) -> int:
    """Close what nobody has touched for a week, so that answers never taken in do not stay; returns how many."""
    old = session.scalars(
        select(Visit).where(Visit.closed_at.is_(None), Visit.touched_at < at - timedelta(days=GOES_ON_DAYS))
    ).all()
    for visit in old:
        visit.closed_at, visit.people = at, {}
        visit.answers.clear()
    session.flush()
    return len(old)


def _household(session: Session, household_id: int) -> Household:
    found = session.get(Household, household_id)
    if found is None:
        raise store.UnknownHouseholdError(f"there is no household with the id {household_id}")
    return found
