"""Stored courses as the facts that matching reads; nothing is added that nobody said.

What a class asks of whoever enters is its rule and no wish, so a schooling stands there as a demand.
"""

from jobmatch.courses.model import Course
from jobmatch.matching import facts
from jobmatch.matching.codes import Basis, Education


def to_facts(course: Course) -> facts.Course:
    """The facts of a course; its id and those of the posts it was ordered for are the database's, as text."""
    education = course.education_min
    return facts.Course(
        id=str(course.id),
        title=course.title,
        occupation=course.occupation,
        certificate=course.certificate_kind or course.certificate,
        start=course.starts_on,
        end=course.ends_on,
        certificate_by=course.certificate_by,
        seats=course.seats,
        day_start=course.daily_from,
        day_end=course.daily_to,
        place=facts.Place(course.division, course.latitude, course.longitude),
        boarding=course.boarding,
        fee=course.fee,
        age=_age(course),
        education=None if education is None else facts.EducationDemand(Education(education), Basis.LAW),
        vacancies=None if course.ordered_for is None else tuple(str(one) for one in course.ordered_for),
    )


def _age(course: Course) -> facts.AgeLimit | None:
    if course.age_min is None and course.age_max is None:
        return None
    return facts.AgeLimit(course.age_min, course.age_max, strict=True)
