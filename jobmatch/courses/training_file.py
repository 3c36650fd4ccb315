"""The training file: of one person all classes, with hours, attendance, exam, certificate and what was paid; and what
an employer taught at work.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, require
from jobmatch.courses.attendance.service import Tally, tallies
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.model import Course
from jobmatch.courses.on_the_job.model import WorkTraining
from jobmatch.courses.subsidies.model import SubsidyClaim
from jobmatch.households.area import require_person
from jobmatch.vacancies.model import Vacancy

_LEARNED = frozenset({EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED, EnrolmentState.PLACED})


@dataclass(frozen=True)
class Page:
    """One class of the file; `voided` are certificates that were written wrongly.

    Of the subsidies those that were taken back too, which say so.
    """

    enrolment: Enrolment
    course: Course
    came: Tally
    certificate: CourseCertificate | None
    voided: tuple[CourseCertificate, ...]
    subsidies: tuple[SubsidyClaim, ...]


@dataclass(frozen=True)
class TrainingFile:
    """All classes of one person, the newest first; `hours` and `days` are those of the classes completed.

    `at_work` are the trainings at work, the newest first.
    """

    pages: tuple[Page, ...]
    hours: int
    days: int
    at_work: tuple[WorkTraining, ...] = ()


def training_file(session: Session, person_id: int, at: datetime, actor: Actor) -> TrainingFile:
    """The file of a person, for the person and for whoever serves the household; noted in the log. Raises Refused."""
    require(actor, Permission.READ_HOUSEHOLD)
    require_person(session, person_id, clock.local_day(at), actor)
    audit.record(session, actor, "read_courses", f"person:{person_id}", at)
    with_course = select(Enrolment).options(joinedload(Enrolment.course).joinedload(Course.provider))
    found = session.scalars(with_course.where(Enrolment.person_id == person_id)).all()
    ids = [one.id for one in found]
    came = tallies(session, ids)
    cards = session.scalars(select(CourseCertificate).where(CourseCertificate.enrolment_id.in_(ids))).all()
    claims = session.scalars(select(SubsidyClaim).where(SubsidyClaim.enrolment_id.in_(ids)).order_by(SubsidyClaim.id))
    paid = claims.all()
    pages = [
        Page(
            one, one.course, came[one.id],
            next((card for card in cards if card.enrolment_id == one.id and card.voided_at is None), None),
            tuple(card for card in cards if card.enrolment_id == one.id and card.voided_at is not None),
            tuple(claim for claim in paid if claim.enrolment_id == one.id),
        )
        for one in found
    ]  # fmt: skip
    learned = [page.course for page in pages if page.enrolment.state in _LEARNED]
    return TrainingFile(
        tuple(sorted(pages, key=lambda page: (page.course.starts_on or date.max, page.enrolment.id), reverse=True)),
        sum(course.hours or 0 for course in learned),
        sum(course.days or 0 for course in learned),
        tuple(session.scalars(_taught_at_work(person_id))),
    )


def _taught_at_work(person_id: int) -> Select[WorkTraining]:
    post = joinedload(WorkTraining.vacancy).joinedload(Vacancy.employer)
    taught = select(WorkTraining).options(post, selectinload(WorkTraining.claims))
    return taught.where(WorkTraining.person_id == person_id).order_by(WorkTraining.begins_on.desc())
