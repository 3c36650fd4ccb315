"""A certificate that was written wrongly is voided, as long as no subsidy stands on it, and a right one is written.

What is voided stays, with when, by whom and why, and counts nowhere: not in the person's record, not behind its code,
not in what came of the class. The enrolment is as it was before it.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit
from jobmatch.access import Actor, Role
from jobmatch.courses.ending.model import CourseCertificate, WhyVoided
from jobmatch.courses.ending.refusals import CannotConcludeError, WhyNotConclude
from jobmatch.courses.enrolments.cycle import EnrolmentState
from jobmatch.courses.enrolments.moving import move_back
from jobmatch.courses.enrolments.refusals import NoSuchEnrolmentError
from jobmatch.courses.enrolments.service import find_taught
from jobmatch.courses.subsidies.model import SubsidyClaim, SubsidyKind
from jobmatch.households import papers

_STARTS_OF_WORK = access.operator("starts of work")


def void(session: Session, card_id: int, because: WhyVoided, at: datetime, actor: Actor) -> CourseCertificate | None:
    """A certificate does not hold, and never did; None for one that was voided before.

    Raises CannotConcludeError while a training subsidy stands on it, with nothing written; Refused.
    """
    card = session.get(CourseCertificate, card_id)
    if card is None:
        raise NoSuchEnrolmentError(f"there is no certificate {card_id}")
    enrolment = find_taught(session, card.enrolment_id, actor)
    session.refresh(card)
    if card.voided_at is not None:
        return None
    _require_no_subsidy(session, enrolment.id)
    card.voided_at, card.voided_by, card.voided_because = at, actor.name[:100], because
    if enrolment.state == EnrolmentState.PLACED:
        move_back(session, enrolment, at, _STARTS_OF_WORK)
    move_back(session, enrolment, at, actor)
    # As it was written there: by the program, for whoever taught the class.
    by_program = Actor(actor.name, Role.SYSTEM, sites=None)
    papers.let_go(session, enrolment.person_id, card.kind, card.number, at, by_program)
    detail = f"course:{enrolment.course_id} {because}"
    audit.record(session, actor, "void_certificate", f"person:{enrolment.person_id}", at, detail)
    return card


def voided_of(session: Session, enrolment_ids: Collection[int]) -> dict[int, CourseCertificate]:
    """The certificate of each of some enrolments that was voided last."""
    voided = CourseCertificate.enrolment_id.in_(enrolment_ids) & CourseCertificate.voided_at.is_not(None)
    return {
        one.enrolment_id: one
        for one in session.scalars(select(CourseCertificate).where(voided).order_by(CourseCertificate.id))
    }


def _require_no_subsidy(session: Session, enrolment_id: int) -> None:
    claim = select(SubsidyClaim.id).where(
        SubsidyClaim.enrolment_id == enrolment_id, SubsidyClaim.kind == SubsidyKind.TRAINING,
        SubsidyClaim.taken_back_at.is_(None),
    )  # fmt: skip
    if session.scalar(claim.limit(1)) is not None:
        raise CannotConcludeError(WhyNotConclude.CLAIMED, "a subsidy was claimed for it")
