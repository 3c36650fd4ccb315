"""Where referrals move: one place for finding one under its lock, for the move with its log, and for the seat it holds.

Every verb of the stage goes through `move`, so none can forget the log or the seat. Who may is asked by `find` and
`find_for_employer`. Locks are taken in one order, people before referrals before vacancies before households, and leave
the keys shared, so that rows which only point there are written meanwhile.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, Refused, Role, require, require_household
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.placements.meeting import Meeting, require_ahead
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import HOLDS_SEAT, KNOWN_TO_EMPLOYER, REFERRAL, Verb
from jobmatch.placements.same_human import kept_record
from jobmatch.vacancies import service as vacancies
from jobmatch.vacancies.model import Vacancy

_NEWEST = (
    select(Membership.household_id)
    .where(Membership.person_id == bindparam("person"))
    .order_by(Membership.left_on.is_not(None), Membership.id.desc())
    .limit(1)
)
_BELONGS = or_(Membership.left_on.is_(None), Membership.left_on > bindparam("today"))
_LAST_HOME = (
    select(Household.id, Site.code, Membership.person_id)
    .outerjoin(Membership, and_(Membership.household_id == Household.id, _BELONGS))
    .outerjoin(Site, Site.id == Household.site_id)
    .where(Household.id == _NEWEST.scalar_subquery())
)


class NoSuchReferralError(LookupError):
    """There is no such referral, or the proposal it would open from no longer holds."""


class NoSeatError(ValueError):
    """Every place of the vacancy is taken."""


def find(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """A referral under its lock, for the person or for whoever serves the household; raises Refused."""
    require(actor, Permission.MOVE_REFERRAL)
    referral = _locked(session, referral_id)
    if referral is None:
        raise NoSuchReferralError(f"there is no referral {referral_id}")
    if actor.role is Role.RESIDENT and referral.person_id not in actor.person_ids:
        raise Refused("only the person who was offered this vacancy can answer")
    require_area(session, actor, referral.person_id, clock.local_day(at))
    return referral


def find_for_employer(session: Session, referral_id: int, actor: Actor, at: datetime) -> Referral:
    """A referral under its lock, also for the employer it leads to, from the introduction on; raises Refused.

    Of everything else an employer hears what a wrong number would be told: that there is nothing.
    """
    if actor.role is not Role.EMPLOYER:
        return find(session, referral_id, actor, at)
    require(actor, Permission.ANSWER_REFERRAL)
    own = select(Vacancy.id).where(Vacancy.employer_id.in_(actor.employer_ids))
    shown = select(Referral.id).where(
        Referral.id == referral_id, Referral.vacancy_id.in_(own), Referral.state.in_(KNOWN_TO_EMPLOYER)
    )
    referral = _locked(session, referral_id) if session.scalar(shown) is not None else None
    if referral is None or referral.state not in KNOWN_TO_EMPLOYER:
        raise NoSuchReferralError(f"there is no referral {referral_id}")
    return referral


def move(
    session: Session, referral: Referral, verb: Verb, actor: Actor, at: datetime, reason: str | None = None
) -> Referral:
    """Move a referral that is held under its lock; raises IllegalMoveError, and NoSeatError with nothing changed."""
    source = referral.state
    target = REFERRAL.next_state(verb, source, actor.role)
    _follow_seat(session, referral.vacancy_id, source in HOLDS_SEAT, target in HOLDS_SEAT, at, actor)
    referral.state = target
    log(session, referral, verb, source, actor, at, reason)
    return referral


def move_back(session: Session, referral: Referral, done: ReferralMove, actor: Actor, at: datetime) -> Referral:
    """Take back the last move of a referral that is held under its lock; raises as `move`."""
    source = referral.state
    target = REFERRAL.state_before(done.verb, done.source, source, actor.role)
    _follow_seat(session, referral.vacancy_id, source in HOLDS_SEAT, target in HOLDS_SEAT, at, actor)
    referral.state = target
    log(session, referral, Verb.TAKE_BACK, source, actor, at, undoes_id=done.id)
    return referral


def log(
    session: Session, referral: Referral, verb: Verb, source: str, actor: Actor, at: datetime,
    reason: str | None = None, undoes_id: int | None = None,
) -> None:  # fmt: skip
    """Write the row and the event of a move that was made."""
    more = {"reason": reason, "undoes_id": undoes_id}
    done = ReferralMove.of(verb, source, referral.state, at, actor, referral=referral, **more)
    session.add(done)
    detail = f"vacancy:{referral.vacancy_id} {done.source}>{done.target}"
    audit.record(session, actor, f"referral_{verb}", f"person:{referral.person_id}", at, detail)
    session.flush()


def agree_on(referral: Referral, meeting: Meeting, at: datetime) -> None:
    """When to be where, and whom to ask for; raises MeetingError for an hour that is over."""
    require_ahead(meeting.at, referral.meet_at, at)
    referral.meet_at, referral.meet_place, referral.meet_whom = meeting.at, meeting.place, meeting.whom


def note_meeting(session: Session, referral: Referral, meeting: Meeting, actor: Actor, at: datetime) -> Referral:
    """Another hour or place, with its event; raises MeetingError."""
    agree_on(referral, meeting, at)
    audit.record(
        session, actor, "referral_meet", f"person:{referral.person_id}", at, f"vacancy:{referral.vacancy_id}"
    )  # fmt: skip
    session.flush()
    return referral


def lock_people(session: Session, person_ids: Collection[int]) -> None:
    """Whoever changes more than one referral of somebody holds the person first: two employers cannot both win."""
    held = select(Person.id).where(Person.id.in_(person_ids)).order_by(Person.id).with_for_update(key_share=True)
    session.execute(held).all()


def require_area(session: Session, actor: Actor, person_id: int, today: date) -> None:
    """Raises Refused unless the actor may see the person's household, or is the person.

    Of somebody who has left, whoever served the last household can still say what became of the job: the place must
    not hang on nobody.
    """
    if person_id in actor.person_ids:
        return
    found = session.execute(_LAST_HOME, {"person": kept_record(session, person_id), "today": today}).all()
    if not found:
        raise Refused("this person belongs to no household that is served here")
    household_id, site, _ = found[0]
    require_household(actor, household_id, site, frozenset(member for _, _, member in found if member is not None))


def is_served(session: Session, person_id: int) -> bool:
    """Whether the person is alive and lives in a household of ours, so that something new can begin for them."""
    kept = kept_record(session, person_id)
    home = select(Membership.id).where(Membership.person_id == kept, Membership.left_on.is_(None)).limit(1)
    died_on = session.scalars(select(Person.died_on).where(Person.id == kept)).one()
    return died_on is None and session.scalar(home) is not None


def by_rule(actor: Actor) -> Actor:
    """What follows from a move that was allowed is written by the program, in the name of whoever made the move.

    An employer writes in no household's record and a resident in no vacancy; that somebody has started, or a place is
    free, is written there all the same.
    """
    return Actor(actor.name, Role.SYSTEM, sites=None)


def _locked(session: Session, referral_id: int) -> Referral | None:
    session.flush()
    return session.get(Referral, referral_id, with_for_update={"key_share": True}, populate_existing=True)


def _follow_seat(session: Session, vacancy_id: int, held: bool, holds: bool, at: datetime, actor: Actor) -> None:
    if held == holds:
        return
    session.flush()
    vacancy = session.get_one(Vacancy, vacancy_id, with_for_update={"key_share": True}, populate_existing=True)
    if held:
        vacancies.free(session, vacancy, 1, at, by_rule(actor))
        return
    try:
        vacancies.fill(session, vacancy, 1, at, by_rule(actor))
    except vacancies.NoSuchPlacesError as error:
        raise NoSeatError("the last place has just been given to somebody else; ask for another one") from error
