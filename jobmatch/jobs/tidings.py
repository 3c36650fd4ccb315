"""The jobs that tell people something because a day has come: classes that open posts, and who saw their record."""

from datetime import datetime, time, timedelta

from jobmatch import clock, db, parameters
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import Work
from jobmatch.matches import service as matches
from jobmatch.matches.facts import load_world
from jobmatch.tidings import courses, record


def tell_of_courses(work: Work) -> Figures:
    """To whom a new class opens posts: households without anybody in work first, and no more than can join."""
    with work.step() as session:
        room = courses.room(session, work.now())
        if not any(places > 0 for places in room.values()):
            return {"of_courses": 0}
        loaded = load_world(session, work.today, None, parameters.load(session))
        everybody = [person for persons in loaded.seekers.values() for person in persons]
        waiting = courses.in_order_of_need(session, courses.to_be_told(session, everybody))
        matches.note_reading(session, "courses", None, len(waiting), work.now(), work.actor)
    told = 0
    for person_id in waiting:
        work.go_on()
        course = courses.best_class(loaded.ground, person_id, {one for one, places in room.items() if places > 0})
        if course is None:
            continue
        with work.step() as session:
            if courses.tell(session, person_id, course, work.now()):
                room[course] -= 1
                told += 1
    return {"of_courses": told}


def tell_of_record(work: Work) -> Figures:
    """What others did with people's records in the month before this one."""
    first = (work.today.replace(day=1) - timedelta(days=1)).replace(day=1)
    begins, ends = (datetime.combine(day, time(0), clock.SHANGHAI) for day in (first, work.today.replace(day=1)))
    work.go_on()
    with db.reading(work.engine) as session:
        months = record.of_month(session, begins, ends)
    for person_id, month in months.items():
        with work.step() as session:
            record.tell(session, person_id, month, first, work.now())
    return {"of_record": len(months)}
