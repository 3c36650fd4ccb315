"""Which texts to employers are written, and when: at the introduction, while no answer comes, and about stale posts.

Each is written once, in the transaction of what it tells; whether it still holds is asked when it is sent.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.parameters import ParameterBook
from jobmatch.placements.employer_texts.model import EmployerText, TextKind
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import ReferralState, Verb
from jobmatch.push.hours import next_waking
from jobmatch.settings import settings
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy

REMINDERS = (TextKind.REMINDER_1, TextKind.REMINDER_2, TextKind.REMINDER_3)


def tell_of(session: Session, referral: Referral, at: datetime) -> None:
    """Somebody was introduced: the employer hears of it at the next waking hour."""
    _write(session, [_text(TextKind.INTRODUCED, referral.vacancy_id, referral.id, at)])


def remind(session: Session, book: ParameterBook, today: date, at: datetime, most: int) -> int:
    """Write the reminders that a day calls for, of those whom nobody answers; the newest step only. Tells how many."""
    days = [book.whole(f"employer_{kind}_days", settings().home_division, today) for kind in REMINDERS]
    waiting = session.execute(
        select(Referral.id, Referral.vacancy_id, ReferralMove.at)
        .join(ReferralMove, (ReferralMove.referral_id == Referral.id) & (ReferralMove.verb == Verb.INTRODUCE))
        .where(Referral.state == ReferralState.INTRODUCED, ReferralMove.at <= at - timedelta(days=min(days)))
        .order_by(Referral.id)
    ).all()
    texts = []
    for row in waiting:
        step = max(number for number, after in enumerate(days) if row.at <= at - timedelta(days=after))
        texts.append(_text(REMINDERS[step], row.vacancy_id, row.id, at))
    return _write(session, texts, most)


def tell_of_pause(session: Session, vacancy_id: int, referral_id: int, at: datetime) -> None:
    """The post is paused since nobody answered the one who waits longest: the employer hears of it once."""
    _write(session, [_text(TextKind.PAUSED, vacancy_id, referral_id, at)])


def ask_whether_open(session: Session, book: ParameterBook, today: date, at: datetime, most: int) -> int:
    """Write to whose posts nobody has confirmed for long, once for each day of the last word. Tells how many."""
    days = book.whole("employer_unconfirmed_days", settings().home_division, today)
    stale = session.execute(
        select(Vacancy.id, Vacancy.last_confirmed)
        .where(Vacancy.state == VacancyState.PUBLISHED, Vacancy.last_confirmed <= today - timedelta(days=days))
        .order_by(Vacancy.id)
    ).all()
    texts = [
        EmployerText(
            mark=f"{TextKind.UNCONFIRMED}:{row.id}:{row.last_confirmed}", kind=TextKind.UNCONFIRMED, vacancy_id=row.id,
            due_at=next_waking(at),
        )
        for row in stale
    ]  # fmt: skip
    return _write(session, texts, most)


def _text(kind: TextKind, vacancy_id: int, referral_id: int, at: datetime) -> EmployerText:
    return EmployerText(
        mark=f"{kind}:{referral_id}", kind=kind, vacancy_id=vacancy_id, referral_id=referral_id, due_at=next_waking(at)
    )


def _write(session: Session, texts: Collection[EmployerText], most: int = 1) -> int:
    marks = [text.mark for text in texts]
    known = set(session.scalars(select(EmployerText.mark).where(EmployerText.mark.in_(marks)))) if marks else set()
    fresh = [text for text in texts if text.mark not in known][:most]
    session.add_all(fresh)
    session.flush()
    return len(fresh)
