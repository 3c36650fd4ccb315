"""A class that the county asks for because posts wait for its card, whatever its plan of all seats says."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from jobmatch import parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import demand
from jobmatch.courses.demand import TrainingDemand, Wanted
from jobmatch.matches.training_plans import NoSuchClassError
from jobmatch.matches.usual import Usual, usual_classes
from jobmatch.matching.courses import days_of
from jobmatch.settings import settings
from jobmatch.vacancies.browsing import is_open
from jobmatch.vacancies.model import CertificateDemand, Vacancy

MOST_POSTS = 20
"""So many posts are tied to one class: each of their employers is to be rung before it opens."""


def classes_for(session: Session, vacancy: Vacancy, as_of: date) -> Sequence[Usual]:
    """The classes that end with a card which this post demands and none is asked for yet, those near the post first."""
    return _leading(
        session, vacancy, _cards(vacancy) - {one.certificate_kind for one in standing(session, vacancy)}, as_of
    )


def standing(session: Session, vacancy: Vacancy) -> Sequence[TrainingDemand]:
    """What was asked for this post and is still to come, whether or not a school has taken it up.

    A post may demand two cards, so that a class for the one leaves the other to be asked for.
    """
    found = demand.standing(session, TrainingDemand.certificate_kind.in_(_cards(vacancy)))
    return [one for one in found if vacancy.id in one.vacancies]


def ask_for_post(
    session: Session, vacancy: Vacancy, offer: str, as_of: date, at: datetime, actor: Actor
) -> TrainingDemand:
    """The class is put on the list that schools plan from, tied to this post and to all that train first for the card.

    It has a seat for every place that is open, within what such a class takes. What stands already is not asked for
    twice. Raises NoSuchClassError where no such class leads to the post.
    """
    require(actor, Permission.PLAN_TRAINING)
    leading = _leading(session, vacancy, _cards(vacancy), as_of)
    one = next((known for known in leading if known.offer.course.id == offer), None)
    if one is None:
        raise NoSuchClassError(f"no class {offer} leads to vacancy {vacancy.id}")
    course = one.offer.course
    card = course.certificate or ""
    there = next((known for known in standing(session, vacancy) if known.certificate_kind == card), None)
    if there is not None:
        return there
    trained = select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == card, CertificateDemand.train_first)
    beside = _open(session, as_of, Vacancy.id.in_(trained) & (Vacancy.id != vacancy.id))
    posts = [vacancy, *beside][:MOST_POSTS]
    seats = max(one.offer.least, min(course.seats or one.offer.least, sum(post.openings or 1 for post in posts)))
    wanted = Wanted(
        key=f"post {vacancy.id} {offer} {as_of}", title=course.title or "", occupation=course.occupation,
        certificate_kind=card, site=one.site.name, division=one.site.division,
        days=days_of(course) or 1,
        least=one.offer.least, seats=seats, wanted_by=course.start or as_of,
        vacancies=tuple(post.id for post in posts), like=one.course.id,
    )  # fmt: skip
    return demand.ask(session, wanted, at, actor)


def _cards(vacancy: Vacancy) -> set[str]:
    return {one.kind for one in vacancy.certificates}


def _leading(session: Session, vacancy: Vacancy, cards: set[str], as_of: date) -> Sequence[Usual]:
    if not cards or not _open(session, as_of, Vacancy.id == vacancy.id):
        return ()
    found = [one for one in usual_classes(session, as_of).values() if one.offer.course.certificate in cards]
    return sorted(found, key=lambda one: (one.site.division != vacancy.division, one.site.code, one.offer.course.id))


def _open(session: Session, as_of: date, which: ColumnElement[bool]) -> Sequence[Vacancy]:
    days = parameters.load(session).whole("vacancy_confirmed_days", settings().home_division, as_of)
    query = select(Vacancy).join(Vacancy.employer).where(is_open(as_of, days), which).order_by(Vacancy.id)
    return session.scalars(query.options(selectinload(Vacancy.certificates))).all()
