"""The entry rules of a class: whom a seat is refused, whom it is not, and that matching says the same."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.courses.enrolments import service
from jobmatch.courses.enrolments.refusals import CannotJoinError, WhyNotJoin
from jobmatch.courses.facts import to_facts
from jobmatch.households.codes import Education
from jobmatch.households.model import Person
from jobmatch.matches.facts import load_world_of
from jobmatch.matching.courses import admits
from tests.courses.enrolments.test_service import GUARD, a_class, people
from tests.vacancies.posting_desk import AT, CLERK, DAY

WELDER = replace(GUARD, title="焊工", education_min="junior_middle", age_min=18, age_max=50, capacity=9)
"""It begins on 8 June 2026."""
JUNIOR, PRIMARY = Education.JUNIOR_MIDDLE, Education.PRIMARY


@pytest.mark.parametrize(
    ("born", "had", "why"),
    [
        (date(2008, 6, 8), JUNIOR, None),
        (date(2008, 6, 9), JUNIOR, WhyNotJoin.TOO_YOUNG),
        (date(1975, 6, 9), JUNIOR, None),
        (date(1975, 6, 8), JUNIOR, WhyNotJoin.TOO_OLD),
        (date(1990, 1, 1), PRIMARY, WhyNotJoin.SCHOOLING),
        (date(1990, 1, 1), None, None),
        (None, JUNIOR, None),
    ],
)
def test_seats_and_matching_shut_out_the_same_people_and_nobody_for_what_is_not_known(
    session: Session, born: date | None, had: Education | None, why: WhyNotJoin | None
) -> None:
    course, (person_id,) = a_class(session, WELDER), people(session, 1)
    person = session.get_one(Person, person_id)
    person.birth_date, person.education = born, had
    session.flush()
    ground = load_world_of(session, person_id, DAY, parameters.load(session)).ground
    assert (admits(to_facts(course), ground.seekers[str(person_id)], ground.setting) is None) is (why is not None)
    if why is None:
        assert service.invite(session, person_id, course.id, AT, CLERK).state == "invited"
        assert service.join(session, person_id, course.id, AT, CLERK).state == "enrolled"
        return
    for verb in (service.invite, service.join):
        with pytest.raises(CannotJoinError) as refused:
            verb(session, person_id, course.id, AT, CLERK)
        assert refused.value.code is why


def test_a_seat_that_is_refused_says_what_is_missing(session: Session) -> None:
    course, (person_id,) = a_class(session, WELDER), people(session, 1)
    session.get_one(Person, person_id).education = PRIMARY
    with pytest.raises(CannotJoinError) as refused:
        service.join(session, person_id, course.id, AT, CLERK)
    assert refused.value.facts == {"wanted": "junior_middle", "had": PRIMARY}
    assert course.enrolled == 0
