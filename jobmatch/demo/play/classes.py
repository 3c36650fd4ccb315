"""Classes that run: people sign up week by week, one that stays too small is called off, new ones are announced."""

from datetime import timedelta

from jobmatch.courses import cancelling, classes, service
from jobmatch.courses.class_cycle import ClassVerb
from jobmatch.demo import schools
from jobmatch.demo.layout import CountyPlan
from jobmatch.demo.play.day import Day

_DECIDED_BEFORE = timedelta(days=3)


def sign_up(day: Day) -> None:
    """By the week: seats are taken and given back, and what nobody wants is called off before it begins."""
    at, by = day.at(14), day.staff.supervisor
    _by_the_calendar(day)
    for course in service.upcoming(day.session, day.on):
        rng = day.dice("class", course.id)
        few = course.capacity_least is not None and course.enrolled < course.capacity_least
        soon = course.starts_on is not None and course.starts_on - day.on <= _DECIDED_BEFORE
        if few and soon:
            cancelling.cancel(day.session, course, day.on, "报名的人太少", at, by)
            continue
        wanted = rng.choices((0, 1, 2, 4), (4, 4, 2, 1))[0]
        free = course.seats
        seats = wanted if free is None else min(wanted, free)
        if seats:
            service.take_seats(day.session, course, seats, at, by)
        elif course.enrolled_elsewhere and rng.random() < 0.15:
            service.give_back_seats(day.session, course, 1, at, by)


def _by_the_calendar(day: Day) -> None:
    """What begins begins and what is over ends, as each night sees to it."""
    for verb, do in ((ClassVerb.BEGIN, classes.begin), (ClassVerb.END, classes.end)):
        for course_id, due in classes.due_by_calendar(day.session, day.on):
            if due is verb:
                do(day.session, course_id, day.at(1), day.staff.supervisor)


def announce(day: Day, counties: tuple[CountyPlan, ...]) -> None:
    """By the month: the schools announce a third of a season's classes."""
    for county in counties:
        found = schools.schools_of(county, county.courses // 3, day.dice("classes", county.division), day.on)
        for school in found:
            provider = service.register_provider(day.session, school.name, day.at(8), day.staff.supervisor)
            for lesson in school.lessons:
                service.hold(day.session, provider, lesson.content, day.at(8), day.staff.supervisor)
