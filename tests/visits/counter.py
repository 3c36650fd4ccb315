"""A counter to test at: a site with its clerk, a family that is known, and answers given one by one."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from jobmatch import flow, parameters
from jobmatch.access import Actor, Role
from jobmatch.households import store
from jobmatch.households.model import Site
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.sites import find
from jobmatch.visits import service
from jobmatch.visits.model import Visit, VisitAnswer
from tests.households.people import BOOK, HOME, HOUSEHOLD, ON, SITE, take_in

AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
CLERK = Actor("小娄", Role.CLERK, frozenset({"PLSQ"}))
COLLEAGUE = Actor("小田", Role.CLERK, frozenset({"PLSQ"}))
STRANGER = Actor("小陈", Role.CLERK, frozenset({"ELSE"}))
_tokens = count()


def open_site(session: Session) -> Site:
    """The site, as an office's list enters it, and the first parameters."""
    parameters.plant_first_rows(session)
    site = find(session, SITE)
    if site is None:
        site = Site(code="PLSQ", name=SITE, division=HOME)
        session.add(site)
        session.flush()
    return site


def known_family(session: Session, record: HouseholdRecord = HOUSEHOLD) -> Visit:
    """A family of the office's list sits down."""
    done = take_in(session, record)
    return service.begin(session, done.household_id, "first", None, AT, CLERK)


def new_family(session: Session, opening: str = "first") -> Visit:
    """A family that nobody knows sits down."""
    open_site(session)
    return service.begin(session, None, opening, "PLSQ", AT, CLERK)


def say(session: Session, visit: Visit, actor: Actor = CLERK, at: datetime = AT, **answers: Any) -> None:
    """Answers by key, with `__` for the dot: `new1__name="罗国强"`; a number's end is written twice, as it is asked."""
    for key, value in answers.items():
        answer(session, visit, key.replace("__", "."), value, actor=actor, at=at)
        if key.endswith("__id_number"):
            answer(session, visit, key.replace("__id_number", ".id_end"), value[-4:], actor=actor, at=at)


def answer(
    session: Session, visit: Visit, key: str, value: object, seen: int | None = None, token: str | None = None,
    actor: Actor = CLERK, at: datetime = AT,
) -> VisitAnswer:  # fmt: skip
    """One answer, on top of the one that is there unless `seen` says otherwise."""
    kept = {one.key: one.revision for one in visit.answers}
    shown = kept.get(key, 0) if seen is None else seen
    done = service.answer(session, visit.code, key, value, shown, token or f"t{next(_tokens)}", at, actor)
    session.refresh(visit)
    return done


def save(
    session: Session, visit: Visit, at: datetime = AT, actor: Actor = CLERK, confirmed: service.Topics | None = None
) -> flow.SavedForm:
    """The form as it stands is taken in."""
    done = flow.save_form(session, visit.code, BOOK, HOME, at, actor, confirmed or {})
    session.flush()
    session.refresh(visit)
    return done


def member(session: Session, visit: Visit, name: str) -> PersonRecord:
    """A member of the family as the database has it today."""
    assert visit.household_id is not None
    record = store.load(session, visit.household_id, ON)
    return next(one for one in record.members if one.name == name)
