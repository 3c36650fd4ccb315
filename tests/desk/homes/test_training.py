"""The training file of one of a family, on its page: every class with how it went."""

import re
from datetime import date

from jobmatch import clock, seats
from jobmatch.access import operator
from jobmatch.courses import service as courses
from jobmatch.courses.content import CourseContent
from jobmatch.db import transaction
from tests.lived import signed_in, village

__all__ = ["village"]


def test_a_class_that_was_joined_stands_in_the_person_s_file(village: str) -> None:
    with signed_in(village, "supervisor") as (app, client):
        homes = re.findall(r'href="(/homes/\d+)"', client.get("/homes").text)
        address = next(
            found
            for home in homes
            for found in re.findall(r'href="(/homes/\d+/people/\d+/training)"', client.get(home).text)
        )
        assert "还没有报过培训班" in client.get(address).text
        at, office = clock.now(), operator("tests")
        with transaction(app.extensions["jobmatch.engine"]) as session:
            school = courses.register_provider(session, "启航学校", at, office)
            content = CourseContent(title="育婴师初级", starts_on=date(2099, 1, 2), capacity=3)
            course = courses.hold(session, school, content, at, office)
            seats.agree_and_join(session, int(address.split("/")[4]), course.id, at, office)
        page = client.get(address).text
        assert "育婴师初级" in page
        assert "报上名了" in page
        assert client.get(re.sub(r"people/\d+", "people/99999", address)).status_code == 404
