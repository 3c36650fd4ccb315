"""What was paid for one human's training before, in classes and at work, so that nothing is paid twice.

What is claimed counts as paid until it is taken back; when the money comes is the treasury's affair.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.courses.on_the_job.model import TrainedMonth, WorkTraining
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind


@dataclass(frozen=True)
class Paid:
    """One training: what was taught at which level, under which title, when it was (first) claimed, and where."""

    occupation: str
    level: int | None
    title: str
    on: date
    work_training_id: int | None = None


def paid_trainings(session: Session, people: Collection[int]) -> list[Paid]:
    """Of all records of one human; the living allowance is no payment for a training."""
    classes = session.execute(
        select(Course.occupation, Course.level, Course.title, SubsidyClaim.claimed_on)
        .join(Enrolment, Enrolment.id == SubsidyClaim.enrolment_id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.person_id.in_(people), SubsidyClaim.kind == SubsidyKind.TRAINING)
        .where(SubsidyClaim.taken_back_at.is_(None))
    )
    at_work = session.execute(
        select(
            WorkTraining.id, WorkTraining.occupation, WorkTraining.level, WorkTraining.skill,
            func.min(TrainedMonth.claimed_on),
        )
        .join(TrainedMonth, TrainedMonth.training_id == WorkTraining.id)
        .where(WorkTraining.person_id.in_(people), TrainedMonth.taken_back_at.is_(None))
        .group_by(WorkTraining.id, WorkTraining.occupation, WorkTraining.level, WorkTraining.skill)
    )  # fmt: skip
    return [
        *(Paid(occupation or title, level, title, on) for occupation, level, title, on in classes),
        *(Paid(occupation, level, skill, on, one) for one, occupation, level, skill, on in at_work),
    ]
