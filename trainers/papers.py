"""The certificates of a class on paper: a sheet a person, with the code behind which it is seen to be genuine."""

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk import codes
from desk.codes import Code, Kind
from desk.labels import CERTIFICATE
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.courses.enrolments.service import roster
from jobmatch.web import current_actor, permission, session
from trainers.blueprint import COURSE, own_class, pages


@pages.get(f"/{COURSE}/certificates")
@permission(Permission.TEACH)
def papers(course_id: int) -> ResponseReturnValue:
    """Of those whose names this account may hear."""
    course, today = own_class(course_id), clock.today()
    names = {one.id: name for one, name in roster(session(), course.id, clock.now(), current_actor()) if name}
    written = select(CourseCertificate).where(CourseCertificate.enrolment_id.in_(names))
    written = written.where(CourseCertificate.voided_at.is_(None)).order_by(CourseCertificate.id)
    return render_template(
        "trainers/papers.html", course=course, today=today, named=CERTIFICATE,
        cards=[
            (names[card.enrolment_id], card, codes.picture(Code(Kind.CERTIFICATE, card.id, today)))
            for card in session().scalars(written)
        ],
    )  # fmt: skip
