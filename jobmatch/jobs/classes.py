"""What the clock does with classes: those whose first day has come begin, those whose last day is over have ended."""

from jobmatch.courses import classes
from jobmatch.courses.class_cycle import ClassVerb
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import Work


def go_by_the_calendar(work: Work) -> Figures:
    """Begin and end classes, whoever forgot to say so; one class a step."""
    done = {ClassVerb.BEGIN: 0, ClassVerb.END: 0}
    with work.step() as session:
        due = classes.due_by_calendar(session, work.today)
    for course_id, verb in due:
        with work.step() as session:
            if (course_id, verb) in classes.due_by_calendar(session, work.today):
                do = classes.begin if verb is ClassVerb.BEGIN else classes.end
                do(session, course_id, work.now(), work.actor)
                done[verb] += 1
    return {"begun": done[ClassVerb.BEGIN], "over": done[ClassVerb.END]}
