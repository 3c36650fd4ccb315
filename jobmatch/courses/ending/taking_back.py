"""A result that was written by mistake is taken back, as long as nothing came of it: no certificate and no subsidy
that stands.

The log keeps what was said and that it was taken back. That somebody has begun work since is no obstacle: nobody said
that it comes of the class, and the program finds it again. Of a result nobody is told by a message, so there is none to
put right.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from jobmatch import access
from jobmatch.access import Actor, Permission
from jobmatch.courses import moving as classes
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.ending.refusals import CannotConcludeError, WhyNotConclude
from jobmatch.courses.enrolments.cycle import RESULTS, EnrolmentState
from jobmatch.courses.enrolments.model import STANDS, Enrolment, EnrolmentMove, FailReason
from jobmatch.courses.enrolments.moving import move_back, stands
from jobmatch.courses.subsidies.model import SubsidyClaim

_STARTS_OF_WORK = access.operator("starts of work")


def take_back_results(
    session: Session, course_id: int, move_ids: Collection[int], at: datetime, actor: Actor
) -> list[Enrolment]:  # fmt: skip
    """Take back results of a class by the moves that wrote them; one that another followed stays as it is.

    Returns whose were taken back. Raises CannotConcludeError where something came of one, and then all stand; Refused.
    """
    classes.own(session, course_id, Permission.TEACH, actor)
    meant = select(EnrolmentMove.enrolment_id).where(EnrolmentMove.id.in_(move_ids))
    named = select(Enrolment).where(Enrolment.course_id == course_id, Enrolment.id.in_(meant)).order_by(Enrolment.id)
    with_log = named.options(selectinload(Enrolment.moves)).execution_options(populate_existing=True)
    found = [one for one in session.scalars(with_log) if (last := _results(one)) and last[-1].id in move_ids]
    _require_nothing_came(session, [one.id for one in found])
    for one in found:
        if one.state == EnrolmentState.PLACED:
            move_back(session, one, at, _STARTS_OF_WORK)
        move_back(session, one, at, actor)
        before = _results(one)
        one.exam = before[-1].exam if before else None
        one.failed_because = FailReason.EXAM if before else None
    session.flush()
    return found


def results_of(session: Session, enrolment_ids: Collection[int]) -> dict[int, list[EnrolmentMove]]:
    """The results that stand of each of some enrolments, the first exam first."""
    found: dict[int, list[EnrolmentMove]] = {one: [] for one in enrolment_ids}
    written = select(EnrolmentMove).where(EnrolmentMove.enrolment_id.in_(enrolment_ids), STANDS)
    for one in session.scalars(written.where(EnrolmentMove.verb.in_(RESULTS)).order_by(EnrolmentMove.id)):
        found[one.enrolment_id].append(one)
    return found


def cards_of(session: Session, enrolment_ids: Collection[int]) -> dict[int, CourseCertificate]:
    """The certificate that holds of each of some enrolments, of those of whom one is written."""
    holds = CourseCertificate.enrolment_id.in_(enrolment_ids) & CourseCertificate.voided_at.is_(None)
    return {one.enrolment_id: one for one in session.scalars(select(CourseCertificate).where(holds))}


def _require_nothing_came(session: Session, enrolment_ids: Collection[int]) -> None:
    if cards_of(session, enrolment_ids):
        raise CannotConcludeError(WhyNotConclude.CARD_WRITTEN, "its certificate is written")
    claim = select(SubsidyClaim.id).where(
        SubsidyClaim.enrolment_id.in_(enrolment_ids), SubsidyClaim.taken_back_at.is_(None)
    )
    if session.scalar(claim.limit(1)) is not None:
        raise CannotConcludeError(WhyNotConclude.CLAIMED, "a subsidy was claimed for it")


def _results(enrolment: Enrolment) -> list[EnrolmentMove]:
    return [one for one in stands(enrolment) if one.verb in RESULTS]
