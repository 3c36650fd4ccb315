"""Whoever was told that a certificate is there hears that it was written wrongly; what nobody heard yet is not told."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import telling
from jobmatch.courses.ending.model import CourseCertificate
from jobmatch.push import service as push
from jobmatch.push.life import MessageState
from jobmatch.push.model import Message
from jobmatch.push.templates import CARD_BY_MISTAKE, SeatNews, Template

_WHAT = "前面说证书办好了，是记错了，正在改"
_PAGE = "pages/courses/courses"


def tell_of_void(session: Session, card: CourseCertificate, at: datetime) -> Message | None:
    """Write the correction of what was told of a certificate; None where nobody has heard of it."""
    enrolment = card.enrolment
    about = f"seat:{enrolment.id}"
    told = select(Message).where(Message.about == about, Message.state != MessageState.VOID).order_by(Message.id.desc())
    news = next((one for one in session.scalars(told) if one.fields.get("news") == SeatNews.CERTIFIED), None)
    if news is None or push.withdraw(session, news, "no_longer_true", at):
        return None
    course = enrolment.course
    facts = {"news": CARD_BY_MISTAKE, "title": course.title, "employer": course.provider.name, "what": _WHAT}
    return push.enqueue(
        session, telling.recipient(session, enrolment.person_id, at), Template.CORRECTION, facts,
        f"seat_void:{card.id}", at, page=_PAGE, about=about,
    )  # fmt: skip
