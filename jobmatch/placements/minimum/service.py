"""The verbs of the minimum: write down a service that was given, and say what is still owed to whom.

Posts and introductions are read off the referrals; what is sent to many at once is written nowhere and counts nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import audit, clock, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.courses.enrolments.cycle import Verb as EnrolmentVerb
from jobmatch.courses.enrolments.model import Enrolment, EnrolmentMove
from jobmatch.households import area, profile, store
from jobmatch.households.codes import WORKING
from jobmatch.households.model import Household, Membership
from jobmatch.households.record import PersonRecord
from jobmatch.households.working_life import Employment
from jobmatch.matches.model import Proposal
from jobmatch.parameters import ParameterBook
from jobmatch.placements.minimum import package
from jobmatch.placements.minimum.model import ServiceGiven, ServiceKind
from jobmatch.placements.minimum.package import Owed, Post, Service
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy

_TOLD = frozenset({Verb.OFFER, Verb.ASK})
_CLASS_ANSWERED = frozenset({EnrolmentVerb.ENROL, EnrolmentVerb.WAIT, EnrolmentVerb.DROP})
_ANSWERED = frozenset({Verb.ACCEPT, Verb.ACCEPT_WITNESSED, Verb.DECLINE})


class NotYetError(ValueError):
    """A service is written down when it has been given, not before."""


def give(
    session: Session, person_id: int, kind: ServiceKind, about: str, on: date, at: datetime, actor: Actor
) -> ServiceGiven:
    """Write down a talk, an advice or a course told and answered; `about` is `course:ID` or a few words.

    The same once more gives the row that is there. Raises Refused, NotYetError.
    """
    require(actor, Permission.SERVE_AT_COUNTER)
    today = clock.local_day(at)
    area.require_household_of(session, person_id, today, actor)
    if on > today:
        raise NotYetError("这一天还没有到。 This day has not come yet.")
    row = ServiceGiven(person_id=person_id, kind=kind, about=about, on=on, by=actor.name, at=at)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        same = select(ServiceGiven).where(
            ServiceGiven.person_id == person_id, ServiceGiven.kind == kind, ServiceGiven.about == about,
            ServiceGiven.on == on,
        )  # fmt: skip
        return session.scalars(same).one()
    audit.record(session, actor, "give_service", f"person:{person_id}", at, kind.value)
    session.flush()
    return row


def take_back(session: Session, service_id: int, at: datetime, actor: Actor) -> bool:
    """A service written down by a slip goes, on the same day, by who wrote it; whether it did. Raises Refused."""
    require(actor, Permission.SERVE_AT_COUNTER)
    row = session.get(ServiceGiven, service_id, with_for_update=True)
    if row is None:
        return False
    area.require_household_of(session, row.person_id, clock.local_day(at), actor)
    if row.by != actor.name or clock.local_day(row.at) != clock.local_day(at):
        return False
    session.delete(row)
    audit.record(session, actor, "take_back_service", f"person:{row.person_id}", at, row.kind.value)
    session.flush()
    return True


def owed(session: Session, person_ids: Collection[int], on: date) -> dict[int, Owed]:
    """What is owed on a day to those of some people who could work, want to and have none; the others are left out.

    The period runs from the day on which the person began to look for work, or was left without any. It asks for no
    permission: it is for callers who have shown that they may see these people.
    """
    book, home = parameters.load(session), settings().home_division
    seekers = _seekers(session, person_ids, book, home, on)
    due = package.package(book, home, on)
    posts, services = _posts(session, seekers), _services(session, seekers)
    return {
        person_id: package.owed(
            due, package.period(since, due.period_days, on), posts[person_id], services[person_id]
        )
        for person_id, since in seekers.items()
    }  # fmt: skip


def _seekers(
    session: Session, person_ids: Collection[int], book: ParameterBook, division: str, on: date
) -> dict[int, date]:
    """Since when each of those who are owed anything is without work and willing."""
    homes = select(Membership.household_id).where(
        Membership.person_id.in_(set(person_ids)),
        Membership.joined_on <= on,
        Membership.left_on.is_(None) | (Membership.left_on > on),
    )
    rows = session.scalars(
        select(Household).where(Household.id.in_(homes), Household.closed_on.is_(None) | (Household.closed_on > on))
    ).all()
    records = store.load_rows(session, rows, on)
    wanted = {
        int(one.key): (one, clock.local_day(row.registered_at))
        for row in rows
        for one in records[row.id].members
        if int(one.key) in person_ids and _is_owed(one, book, division, on)
    }
    left = _left_work(session, wanted, on)
    return {
        person_id: max((day for day in (_asked(one), left.get(person_id)) if day is not None), default=entered)
        for person_id, (one, entered) in wanted.items()
    }


def _is_owed(person: PersonRecord, book: ParameterBook, division: str, on: date) -> bool:
    idle = person.work.status not in WORKING
    return idle and profile.counts_as_labourer(person, book, division, on) and profile.is_willing(person) is True


def _asked(person: PersonRecord) -> date | None:
    return person.intention.seeking_since if person.intention is not None else None


def _left_work(session: Session, person_ids: Collection[int], on: date) -> dict[int, date]:
    """The first day without work after the last job, by person."""
    ended = select(Employment.person_id, Employment.ended_on).where(
        Employment.person_id.in_(person_ids), Employment.status.in_(WORKING), Employment.ended_on <= on
    )
    found: dict[int, date] = {}
    for person_id, day in session.execute(ended):
        if day is not None:
            found[person_id] = max(day, found.get(person_id, day))
    return found


def _posts(session: Session, person_ids: Collection[int]) -> dict[int, list[Post]]:
    """The posts that were ever told to some people, by person id."""
    rows = session.execute(
        select(Referral, Proposal, Vacancy.employer_id, Vacancy.occupation)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .outerjoin(Proposal, Proposal.id == Referral.proposal_id)
        .where(Referral.person_id.in_(person_ids))
        .order_by(Referral.id)
    ).all()
    moves: dict[int, list[ReferralMove]] = defaultdict(list)
    of_these = ReferralMove.referral_id.in_(select(Referral.id).where(Referral.person_id.in_(person_ids)))
    for move in session.scalars(select(ReferralMove).where(of_these).order_by(ReferralMove.id)):
        moves[move.referral_id].append(move)
    found: dict[int, list[Post]] = defaultdict(list)
    for referral, proposal, employer_id, occupation in rows:
        told = _day_of(moves[referral.id], _TOLD)
        if told is not None:
            found[referral.person_id].append(
                Post(
                    employer_id,
                    occupation,
                    answered_on=_day_of(moves[referral.id], _ANSWERED),
                    fitted=_held(proposal, told),
                    introduced_on=_day_of(moves[referral.id], {Verb.INTRODUCE}),
                )
            )
    return found


def _held(proposal: Proposal | None, day: date) -> bool:
    """Whether the post stood among those that fit the person on a day."""
    if proposal is None or day < proposal.found_on:
        return False
    return proposal.ended_on is None or day < proposal.ended_on


def _day_of(moves: Iterable[ReferralMove], verbs: Collection[Verb]) -> date | None:
    """The day of the first move by one of these verbs."""
    return next((clock.local_day(move.at) for move in moves if move.verb in verbs), None)


def _services(session: Session, person_ids: Collection[int]) -> dict[int, list[Service]]:
    found: dict[int, list[Service]] = defaultdict(list)
    for row in session.scalars(select(ServiceGiven).where(ServiceGiven.person_id.in_(person_ids))):
        found[row.person_id].append(Service(row.kind, row.about, row.on))
    for person_id, services in _classes_answered(session, person_ids).items():
        told = {one.about for one in found[person_id]}
        found[person_id] += [one for one in services if one.about not in told]
    return found


def _classes_answered(session: Session, person_ids: Collection[int]) -> dict[int, list[Service]]:
    """The classes that somebody was asked to and answered, by a seat, the line or a no, as their enrolments say."""
    rows = session.execute(
        select(Enrolment.person_id, Enrolment.course_id, func.min(EnrolmentMove.at))
        .join(EnrolmentMove, EnrolmentMove.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id.in_(person_ids), EnrolmentMove.verb.in_(_CLASS_ANSWERED))
        .group_by(Enrolment.person_id, Enrolment.course_id)
    )
    found: dict[int, list[Service]] = defaultdict(list)
    for person_id, course_id, at in rows:
        found[person_id].append(Service(ServiceKind.TRAINING, f"course:{course_id}", clock.local_day(at)))
    return found
