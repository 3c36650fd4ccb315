"""The messages about a referral: where to be when, the reminder of it, and an employer's answer; each told once.

Whoever changes the referral writes them in the same transaction; `telling` and `correcting` say when.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.in_step import recipient
from jobmatch.placements.model import Referral
from jobmatch.places import division_name
from jobmatch.push import service as push
from jobmatch.push.life import MessageState
from jobmatch.push.model import Message
from jobmatch.push.templates import CORRECTS, Template
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.model import Vacancy

EVENING = time(18)
TOO_LATE_TO_REMIND = timedelta(hours=2)
"""Who is expected so soon has only just heard it."""
_REFERRAL_PAGE = "pages/referrals/referrals"


def tell_of_meeting(session: Session, referral: Referral, at: datetime) -> None:
    """Where to be when, as it is agreed now, and the reminder of it."""
    push.enqueue(
        session, recipient(session, referral.person_id, at), Template.ANSWER, _meeting_facts(session, referral),
        f"answer:{_mark(referral)}", at, expires_at=referral.meet_at, page=_REFERRAL_PAGE,
        about=f"referral:{referral.id}",
    )  # fmt: skip
    remind_of_meeting(session, referral, at)


def remind_of_meeting(session: Session, referral: Referral, at: datetime) -> None:
    """The evening before; who is expected very soon has only just heard it."""
    if referral.meet_at is None or referral.meet_at - at <= TOO_LATE_TO_REMIND:
        return
    before = clock.local_day(referral.meet_at) - timedelta(days=1)
    evening = datetime.combine(before, EVENING, clock.SHANGHAI)
    push.enqueue(
        session, recipient(session, referral.person_id, at), Template.MEETING_TOMORROW,
        _meeting_facts(session, referral), f"meeting:{_mark(referral)}", at, due_at=max(evening, at),
        expires_at=referral.meet_at, page=_REFERRAL_PAGE, about=f"referral:{referral.id}",
    )  # fmt: skip


def _meeting_facts(session: Session, referral: Referral) -> dict[str, object]:
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    return job_facts(vacancy) | {
        "when": _when(referral.meet_at),
        "place": referral.meet_place or _place(vacancy),
        "whom": referral.meet_whom,
        "meet_at": None if referral.meet_at is None else referral.meet_at.isoformat(),
    }


def _mark(referral: Referral) -> str:
    agreed = None if referral.meet_at is None else referral.meet_at.isoformat()
    return f"{referral.id}:{agreed}:{len(referral.moves)}"


def tell_of_answer(session: Session, referral: Referral, facts: dict[str, object], at: datetime) -> Message:
    """An answer that leads to no meeting: told once, and again where another one was told since.

    A correction of the same answer that nobody has heard yet is not told: it is so after all.
    """
    before = told_of(session, referral)
    true = [one for one in before if "answer" in one.fields and one.state is not MessageState.VOID]
    if true and CORRECTS.get(true[-1].fields.get("answer")) == facts["answer"]:
        true = true[:-1] if push.withdraw(session, true[-1], "no_longer_true", at) else true
    if true and all(true[-1].fields.get(fact) == facts.get(fact) for fact in ("answer", "begins_on")):
        return true[-1]
    again = f":{len(before)}" if any("answer" in one.fields for one in before) else ""
    return push.enqueue(
        session, recipient(session, referral.person_id, at),
        Template.CORRECTION if facts["answer"] in CORRECTS else Template.ANSWER, facts,
        f"{facts['answer']}:{referral.id}{again}", at, page=_REFERRAL_PAGE, about=f"referral:{referral.id}",
    )  # fmt: skip


def told_of(session: Session, referral: Referral) -> Sequence[Message]:
    """Every message about a referral, the first first."""
    return session.scalars(select(Message).where(Message.about == f"referral:{referral.id}").order_by(Message.id)).all()


def job_facts(vacancy: Vacancy) -> dict[str, object]:
    """What names a post to somebody who heard of it before."""
    at_home = vacancy.kind is VacancyKind.HOUSEHOLD
    return {
        "title": vacancy.title,
        "employer": "一户人家" if at_home else vacancy.employer.name,
        "place": _place(vacancy),
    }


def _place(vacancy: Vacancy) -> str | None:
    """Where it is; of a home no more than the county."""
    told = None if vacancy.kind is VacancyKind.HOUSEHOLD else vacancy.address
    return told or (division_name(vacancy.division) if vacancy.division else None)


def _when(at: datetime | None) -> str | None:
    return None if at is None else f"{say_day(clock.local_day(at))}{at.astimezone(clock.SHANGHAI):%H:%M}"


def say_day(day: date) -> str:
    """A day as it is read out, with its day of the week."""
    return f"{day.month}月{day.day}日（星期{'一二三四五六日'[day.weekday()]}）"
