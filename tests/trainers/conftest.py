"""A school with one class of today, and who sits for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from jobmatch import clock, db, parameters
from jobmatch.access import Actor, Role
from jobmatch.courses import classes, service
from jobmatch.courses.codes import ProviderKind
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments import service as enrolments
from tests.courses.enrolments.test_service import people
from tests.desk.office.office_desk import Office, sitting
from tests.vacancies.posting_desk import CLERK

TODAY, NOW = clock.today(), clock.now()
LICENSED_UNTIL = TODAY + timedelta(days=400)


@dataclass(frozen=True)
class School:
    """A place with a licensed school, and one class of it that comes together today, with two people."""

    url: str
    own: Actor
    other: Actor
    course_id: int
    seats: tuple[int, int]


@pytest.fixture
def school(engine: Engine) -> School:
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
        own, other = (service.register_provider(session, name, NOW, CLERK) for name in ("启航学校", "别的学校"))
        classes.set_licence(session, own.id, ProviderKind.SCHOOL, "520000000001", LICENSED_UNTIL, NOW, CLERK)
        content = CourseContent(
            title="叉车班",
            starts_on=TODAY,
            ends_on=TODAY,
            capacity=9,
            certificate="叉车证",
            certificate_kind="forklift",
        )
        held = service.hold(session, own, content, NOW, CLERK)
        one, two = (enrolments.join(session, person, held.id, NOW, CLERK).id for person in people(session, 2))
        actors = [Actor(f"school {each.id}", Role.TRAINER, provider_ids=frozenset({each.id})) for each in (own, other)]
        return School(engine.url.render_as_string(hide_password=False), *actors, held.id, (one, two))


@pytest.fixture
def desk(school: School) -> Iterator[Office]:
    with sitting(school.url, school.own) as made:
        yield made
