"""A class that is asked for because posts wait for its card: tied to them, once, and only where a class leads there."""

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.access import Actor, Refused, Role
from jobmatch.courses.demand import DemandState, withdraw
from jobmatch.matches.asked_for_posts import ask_for_post, classes_for, standing
from jobmatch.matches.training_plans import NoSuchClassError
from jobmatch.vacancies.model import CertificateDemand, Vacancy
from tests.matches.conftest import NOON, TODAY

COUNTY, CLERK = Actor("county", Role.COUNTY, sites=None), Actor("clerk", Role.CLERK)


def test_a_post_that_trains_first_for_a_card_gets_its_class_asked_for_once(settled: Engine) -> None:
    with db.transaction(settled) as session:
        guards = select(CertificateDemand.vacancy_id).where(CertificateDemand.kind == "guard")
        post = session.scalars(select(Vacancy).where(Vacancy.id.in_(guards)).order_by(Vacancy.id)).first()
        assert post is not None
        offer = classes_for(session, post, TODAY)[0].offer
        with pytest.raises(Refused):
            ask_for_post(session, post, offer.course.id, TODAY, NOON, CLERK)
        with pytest.raises(NoSuchClassError):
            ask_for_post(session, post, "no class", TODAY, NOON, COUNTY)
        asked = ask_for_post(session, post, offer.course.id, TODAY, NOON, COUNTY)
        assert (asked.certificate_kind, asked.vacancies[0], asked.state) == ("guard", post.id, DemandState.OPEN)
        assert offer.least <= asked.seats <= (offer.course.seats or 0)
        assert ask_for_post(session, post, offer.course.id, TODAY, NOON, COUNTY) is asked
        assert standing(session, post) == [asked]
        assert not [one for one in classes_for(session, post, TODAY) if one.offer.course.certificate == "guard"]
        withdraw(session, asked.id, NOON, COUNTY)
        assert not standing(session, post)
        assert ask_for_post(session, post, offer.course.id, TODAY, NOON, COUNTY) is asked
        without = session.scalars(
            select(Vacancy).where(Vacancy.id.not_in(select(CertificateDemand.vacancy_id)))
        ).first()
        assert without is not None
        assert not classes_for(session, without, TODAY)
