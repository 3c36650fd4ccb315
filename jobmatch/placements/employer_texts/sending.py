"""Sending what is due: begun in one transaction, handed to the channel outside of any, noted in another.

Who dies between the two leaves a text of which nobody knows whether it went out; it is not sent again,
and the office sees it. Whether it is still true, and whom to reach, is asked at the beginning.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor
from jobmatch.households.checks.persons import is_mobile
from jobmatch.placements.employer_texts import links
from jobmatch.placements.employer_texts.model import EmployerText, TextKind
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.push.channels import Letter
from jobmatch.push.hours import next_waking
from jobmatch.settings import settings
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

FILE = "employer-texts.jsonl"
NOT_TRUE, NO_NUMBER, TOO_LATE = "no_longer_true", "no_number", "too_late"
STALE = timedelta(days=3)
"""What could not be sent for so long is not news any more; the next reminder says it anew."""


@dataclass(frozen=True)
class Begun:
    """A text that is marked as begun; `letter` is None where there is nothing to send any more."""

    text_id: int
    letter: Letter | None


def begin_next(session: Session, at: datetime) -> Begun | None:
    """Begin with the text that is due longest; None where none is, or at night."""
    text = _next(session, at) if at == next_waking(at) else None
    return None if text is None else Begun(text.id, _begin(session, text, at))


def note_sent(session: Session, text_id: int, at: datetime, actor: Actor) -> None:
    """The provider has taken it."""
    text = session.get_one(EmployerText, text_id)
    text.sent_at = at
    audit.record(session, actor, "employer_text", f"vacancy:{text.vacancy_id}", at, text.kind.value)


def _next(session: Session, at: datetime) -> EmployerText | None:
    return session.scalar(
        select(EmployerText)
        .where(EmployerText.begun_at.is_(None), EmployerText.due_at <= at)
        .order_by(EmployerText.due_at, EmployerText.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _begin(session: Session, text: EmployerText, at: datetime) -> Letter | None:
    """Mark it as begun; the letter, or None with the reason where there is nothing to send any more."""
    text.begun_at = at
    vacancy = session.get_one(Vacancy, text.vacancy_id)
    phone = vacancy.contact_phone or ""
    if not _is_true(session, text, vacancy):
        text.ended = NOT_TRUE
    elif at - text.due_at > STALE:
        text.ended = TOO_LATE
    elif not is_mobile(phone):
        text.ended = NO_NUMBER
    else:
        return Letter(phone, text.kind.value, {}, words(text, vacancy, at), None, text.id)
    return None


def _is_true(session: Session, text: EmployerText, vacancy: Vacancy) -> bool:
    if text.referral_id is not None:
        waits = session.get_one(Referral, text.referral_id).state == ReferralState.INTRODUCED
        return waits and (text.kind is not TextKind.PAUSED or vacancy.state is VacancyState.PAUSED)
    confirmed = f"{TextKind.UNCONFIRMED}:{vacancy.id}:{vacancy.last_confirmed}"
    return vacancy.state is VacancyState.PUBLISHED and text.mark == confirmed


def words(text: EmployerText, vacancy: Vacancy, at: datetime) -> str:
    """What an employer reads: no name of anybody, since a text is read by whoever holds the telephone."""
    root, title = settings().public_address.rstrip("/"), vacancy.title[:30]
    if text.referral_id is None:
        where = f"登录点一下：{root}/hiring" if root else "请登录点一下，或者打电话给就业局"
        return f"【就近找活】您招的“{title}”好久没有核实了，还要人吗？{where} 不说，岗位过几天就收起来。"
    token = links.make(text.referral_id, clock.local_day(at))
    where = f"点开看是哪个，点一下就能回话：{root}/a/{token}" if root else "请登录回话，或者打电话给社区服务中心。"
    if text.kind is TextKind.INTRODUCED:
        return f"【就近找活】有人愿意来做您招的“{title}”，等您回话。{where}"
    if text.kind is TextKind.PAUSED:
        return f"【就近找活】“{title}”先停了：有人愿意来，一直没等到您回话。回了话就接着招。{where}"
    return f"【就近找活】愿意来做“{title}”的人还在等您回话，要不要都说一声。{where}"
