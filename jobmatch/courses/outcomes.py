"""What came of classes: who of those that completed them was in work after 30, 90 and 180 days, and in which field.

A day that has not come yet counts nobody. Work is in the field when its occupation is the trained one, or so near to it
as matching takes for related (`nearness_from`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.households.codes import WORKING
from jobmatch.households.working_life import HELD_A_DAY, Employment
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary

AFTER = (30, 90, 180)
SOON = timedelta(days=90)
LEARNED = frozenset({EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED, EnrolmentState.PLACED})


@dataclass
class After:
    """How it stood so many days after the last day of class: of whom it can be said, in work, in the field."""

    due: int = 0
    employed: int = 0
    in_field: int = 0


@dataclass
class Outcome:
    """What came of some classes. `soon` began work within 90 days of the `soon_due` whose 90 days are over."""

    enrolled: int = 0
    completed: int = 0
    certified: int = 0
    soon_due: int = 0
    soon: int = 0
    after: dict[int, After] = field(default_factory=lambda: {days: After() for days in AFTER})


def of_courses(session: Session, course_ids: Collection[int], on: date) -> dict[int, Outcome]:
    """The outcome of each class by id, as it stands on a day."""
    rows = session.execute(
        select(
            Enrolment.course_id, Enrolment.state, Enrolment.person_id, Course.ends_on, Course.occupation,
            CourseCertificate.id.is_not(None).label("certified"),
        )
        .join(Course, Course.id == Enrolment.course_id)
        .outerjoin(
            CourseCertificate,
            (CourseCertificate.enrolment_id == Enrolment.id) & CourseCertificate.voided_at.is_(None),
        )
        .where(Enrolment.course_id.in_(course_ids))
    ).all()  # fmt: skip
    learners = {row.person_id for row in rows if row.state in LEARNED}
    work = defaultdict(list)
    for spell in session.scalars(
        select(Employment).where(Employment.person_id.in_(learners), Employment.status.in_(WORKING), HELD_A_DAY)
    ):
        work[spell.person_id].append(spell)
    found: dict[int, Outcome] = {one: Outcome() for one in course_ids}
    for course_id, state, person_id, ends_on, occupation, certified in rows:
        outcome = found[course_id]
        outcome.enrolled += state in _SAT
        outcome.completed += state in LEARNED
        outcome.certified += certified
        if state in LEARNED and ends_on is not None:
            _count(outcome, work[person_id], ends_on, occupation, on)
    return found


def of_providers(session: Session, provider_ids: Collection[int], on: date) -> dict[int, Outcome]:
    """The outcome of each provider by id: that of all its classes together."""
    classes = session.execute(select(Course.id, Course.provider_id).where(Course.provider_id.in_(provider_ids))).all()
    each = of_courses(session, [course_id for course_id, _ in classes], on)
    return {
        provider_id: together(each[course_id] for course_id, its in classes if its == provider_id)
        for provider_id in provider_ids
    }


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """Several outcomes as one."""
    whole = Outcome()
    for one in outcomes:
        whole.enrolled += one.enrolled
        whole.completed += one.completed
        whole.certified += one.certified
        whole.soon_due += one.soon_due
        whole.soon += one.soon
        for days, then in one.after.items():
            whole.after[days].due += then.due
            whole.after[days].employed += then.employed
            whole.after[days].in_field += then.in_field
    return whole


_SAT = LEARNED | {EnrolmentState.ENROLLED, EnrolmentState.ATTENDING, EnrolmentState.FAILED}


def _count(outcome: Outcome, spells: Sequence[Employment], ends_on: date, occupation: str | None, on: date) -> None:
    if ends_on + SOON <= on:
        outcome.soon_due += 1
        outcome.soon += any(ends_on <= spell.since <= ends_on + SOON for spell in spells)
    for days, then in outcome.after.items():
        day = ends_on + timedelta(days=days)
        if day > on:
            continue
        that_day = [
            spell for spell in spells if spell.since <= day and (spell.ended_on is None or spell.ended_on > day)
        ]
        then.due += 1
        then.employed += bool(that_day)
        then.in_field += any(_is_akin(spell.occupation or spell.title, occupation) for spell in that_day)


@cache
def _is_akin(one: str | None, other: str | None) -> bool:
    """Whether two occupations, in the words of the record, are the same or related; unknown ones are not."""
    if not one or not other:
        return False
    vocabulary = Vocabulary.load()
    mine, theirs = vocabulary.read(one).occupation, vocabulary.read(other).occupation
    if mine is None or theirs is None:
        return one == other
    return vocabulary.nearness(mine, theirs) >= load_rules().factors.nearness_from
