"""Import of a training plan: read and judge it, compare it with the last one, store it class by class.

Each class is one transaction. A dry run reads and compares, and writes nothing.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import audit, db
from jobmatch.access import Actor, Permission, require
from jobmatch.courses import cancelling, service
from jobmatch.courses.class_cycle import NOT_OVER, ClassState
from jobmatch.courses.content import CourseContent
from jobmatch.courses.enrolments.moving import offer_free_seats
from jobmatch.courses.enrolments.service import invite_again
from jobmatch.courses.model import Course
from jobmatch.courses.moving import locked
from jobmatch.courses.plan.model import ListedCourse
from jobmatch.courses.plan.outcome import Changes, ImportedCourses, counts_of
from jobmatch.courses.plan.reading import Read, read_plan
from jobmatch.courses.plan.records import understood
from jobmatch.places.reading import HOME
from jobmatch.workbooks.comparing import Before, Change, Comparison, Key, News, Now, compare, kept, news_of, said_of
from jobmatch.workbooks.lists import Step
from jobmatch.workbooks.model import begin_run, end_run
from jobmatch.workbooks.outcome import all_counts
from jobmatch.workbooks.progress import SAVING, Progress, silent
from jobmatch.workbooks.sources import Source

# What the program makes of an office's words may improve without the office having said anything new.
_DERIVED = frozenset({"occupation", "certificate_kind"})
_LONGEST = 100


@dataclass(frozen=True)
class _Plan:
    """What is to be done for one source; `classes` are in the order of `compared.steps`."""

    source: Source
    classes: tuple[Read, ...]
    compared: Comparison


@dataclass(frozen=True)
class _Act:
    """Who imports, for which day, at which instant."""

    as_of: date
    at: datetime
    actor: Actor


def import_courses(
    engine: Engine,
    path: Path,
    *,
    as_of: date,
    dry_run: bool,
    records: bool,
    overrides: Mapping[str, Decimal],
    allow_fictitious: bool,
    actor: Actor,
    at: datetime,
    progress: Progress = silent,
    home: str = HOME,
    step: Step = db.transaction,
) -> ImportedCourses:
    """Import a training plan as of a day; `home` is the county (6 digits) of plans that name none themselves.

    No dated parameter and no identity number bears on a plan: `overrides` and `allow_fictitious` are those of every
    import. Each class is one `step`. Raises NotAWorkbookError or NoTableError, with nothing stored, for a file that is
    no plan.
    """
    require(actor, Permission.IMPORT_RECORDS)
    plan = read_plan(path, as_of, home, progress)
    by_name = {source.name: source for source in plan.sources}
    with db.reading(engine) as session:
        plans = [_compared(session, source, plan.classes) for source in by_name.values()]
    counts = counts_of(plan)
    if not dry_run:
        found = json.dumps(all_counts(counts, plan.faults))
        _store(engine, step, plans, _Act(as_of, at, actor), path, found, progress)
    return ImportedCourses(
        counts,
        plan.faults,
        _changes(plans),
        tuple(understood(one.lesson) for one in plan.classes) if records else (),
        counts.courses_refused,
        _news(plans),
    )


def _compared(session: Session, source: Source, classes: Sequence[Read]) -> _Plan:
    own = tuple(one for one in classes if one.source.name == source.name)
    now = [
        Now(index, _key(one), said_of(one.lesson.content, _DERIVED), kept(one.faults)) for index, one in enumerate(own)
    ]
    listed = session.scalars(select(ListedCourse).where(ListedCourse.source == source.name).order_by(ListedCourse.id))
    before = [
        Before(one.id, (one.provider, one.title), one.said, one.faults, ended=one.ended_on is not None)
        for one in listed
    ]
    return _Plan(source, own, compare(before, now))


def _key(one: Read) -> Key:
    return (one.lesson.provider or "")[:_LONGEST], one.lesson.content.title


def _changes(plans: Sequence[_Plan]) -> Changes:
    steps = [step.change for plan in plans for step in plan.compared.steps]
    return Changes(
        courses_new=steps.count(Change.NEW),
        courses_changed=steps.count(Change.CHANGED) + steps.count(Change.BACK),
        courses_ended=sum(len(plan.compared.gone) for plan in plans),
    )


def _news(plans: Sequence[_Plan]) -> News:
    pairs = [pair for plan in plans for pair in zip(plan.compared.steps, plan.classes, strict=True)]
    return news_of(step.change for step, read in pairs if read.is_good)


def _store(
    engine: Engine, step: Step, plans: Sequence[_Plan], act: _Act, path: Path, counts: str, progress: Progress
) -> None:
    with step(engine) as session:
        run = begin_run(session, "courses", path, act.as_of, act.at, act.actor)
        audit.record(session, act.actor, "courses.import", f"import:{run}", act.at, path.name)
    with progress(SAVING, sum(len(plan.classes) for plan in plans)) as advance:
        for plan in plans:
            for index in range(len(plan.classes)):
                with step(engine) as session:
                    _bring(session, plan, index, act)
                advance(1)
            with step(engine) as session:
                _end(session, plan, act)
    with step(engine) as session:
        end_run(session, run, counts)


def _bring(session: Session, plan: _Plan, index: int, act: _Act) -> None:
    """Bring one class to what the plan says; one that is refused now waits with its faults."""
    step, read = plan.compared.steps[index], plan.classes[index]
    if step.before is None:
        listed = ListedCourse(source=plan.source.name, provider=step.now.key[0], title=step.now.key[1])
        listed.first_seen = act.as_of
        session.add(listed)
    else:
        listed = session.get_one(ListedCourse, step.before.id)
    listed.last_seen = act.as_of
    if step.change is Change.SAME:
        return
    listed.said, listed.faults = dict(step.now.said), [dict(fault) for fault in step.now.faults]
    listed.refused, listed.ended_on = not read.is_good, None
    course = session.get(Course, listed.course_id) if listed.course_id else None
    if not read.is_good:
        _hold_back(session, course, act)
    elif course is None:
        provider = service.register_provider(session, read.lesson.provider or "", act.at, act.actor)
        listed.course_id = service.hold(session, provider, read.lesson.content, act.at, act.actor).id
    else:
        _amend(session, course, read.lesson.content, step.differing, act)


def _hold_back(session: Session, course: Course | None, act: _Act) -> None:
    """A class that was good last time and is not now is proposed to nobody until a plan corrects it."""
    if course is not None and _can_be_called_off(session, course):
        cancelling.cancel(session, course, act.as_of, "the plan has faults", act.at, act.actor)


def _amend(session: Session, course: Course, content: CourseContent, names: Sequence[str], act: _Act) -> None:
    if {"title", "certificate"} & set(names):
        names = (*names, *_DERIVED)
    course = locked(session, course.id)
    service.amend(session, course, content, names, act.at, act.actor)
    offer_free_seats(session, course, act.at)
    if course.state is ClassState.CANCELLED:
        service.reinstate(session, course, "planned again", act.at, act.actor)
        invite_again(session, course, act.at)


def _end(session: Session, plan: _Plan, act: _Act) -> None:
    """Cancel what a source no longer plans, unless it is over anyway."""
    for one in plan.compared.gone:
        listed = session.get_one(ListedCourse, one.id)
        listed.ended_on = act.as_of
        course = session.get(Course, listed.course_id) if listed.course_id else None
        to_come = course is not None and (course.ends_on is None or course.ends_on >= act.as_of)
        if course is not None and to_come and _can_be_called_off(session, course):
            cancelling.cancel(session, course, act.as_of, f"no longer in {plan.source.name}", act.at, act.actor)


def _can_be_called_off(session: Session, course: Course) -> bool:
    return course.state in NOT_OVER and not cancelling.has_results(session, course)
