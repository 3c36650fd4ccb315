"""Whom a stored class takes, as matching reads its rules: a seat asks it, and a list of classes says it beforehand."""

from datetime import date

from jobmatch.courses.enrolments.refusals import CannotJoinError, WhyNotJoin
from jobmatch.courses.facts import to_facts
from jobmatch.courses.model import Course
from jobmatch.households.model import Person
from jobmatch.matching.ages import completed_years
from jobmatch.matching.entry import Bar, bar, first_day
from jobmatch.matching.rules import load_rules


def shut_out(person: Person, course: Course, today: date) -> CannotJoinError | None:
    """The refusal that the class's own rules have for the person; None where they take them or nobody knows."""
    known = to_facts(course)
    first, born, had = first_day(known, today), person.birth_date, person.education
    age = None if born is None else completed_years(born, first)
    match bar(known, age, had, load_rules().education):
        case Bar.TOO_YOUNG:
            return CannotJoinError(
                WhyNotJoin.TOO_YOUNG, f"it takes people from {course.age_min} on", least=course.age_min, age=age
            )
        case Bar.TOO_OLD:
            return CannotJoinError(
                WhyNotJoin.TOO_OLD, f"it takes people up to {course.age_max}", most=course.age_max, age=age
            )
        case Bar.SCHOOLING:
            return CannotJoinError(
                WhyNotJoin.SCHOOLING, f"it asks for {course.education_min}", wanted=course.education_min, had=had
            )
        case None:
            return None
