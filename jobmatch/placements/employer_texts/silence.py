"""An employer who was reminded to the end and says nothing has the post paused, until there is an answer or a word.

The days of silence are counted from the last reminder that was really sent: who could not be reached is no silent
employer. A pause is the answer to one silence: whoever lifts it without answering is not paused again for the same one.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor
from jobmatch.parameters import ParameterBook
from jobmatch.placements.employer_texts.model import EmployerText, TextKind
from jobmatch.placements.employer_texts.writing import tell_of_pause
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import by_rule
from jobmatch.placements.referral import ReferralState
from jobmatch.settings import settings
from jobmatch.vacancies import service
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Verb
from jobmatch.vacancies.model import Review, Vacancy


def pause_silent(session: Session, book: ParameterBook, today: date, at: datetime, most: int, actor: Actor) -> int:
    """Pause the posts where somebody waits in silence, so many at most, and tell each employer. Tells how many.

    Whoever was introduced stays introduced, and can still be hired.
    """
    days = timedelta(days=book.whole("employer_silence_days", settings().home_division, today))
    unanswered = session.execute(
        select(Referral.vacancy_id, Referral.id, EmployerText.sent_at)
        .join(EmployerText, EmployerText.referral_id == Referral.id)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(
            Referral.state == ReferralState.INTRODUCED, Vacancy.state == VacancyState.PUBLISHED,
            EmployerText.kind == TextKind.REMINDER_3, EmployerText.sent_at <= at - days,
        )
        .order_by(EmployerText.sent_at, Referral.id)
    ).all()  # fmt: skip
    paused_at = _last_pauses(session, {row.vacancy_id for row in unanswered})
    longest: dict[int, int] = {}
    for row in unanswered:
        before = paused_at.get(row.vacancy_id)
        if before is None or row.sent_at + days > before:
            longest.setdefault(row.vacancy_id, row.id)
    done = 0
    for vacancy_id, referral_id in sorted(longest.items())[:most]:
        vacancy = session.get_one(Vacancy, vacancy_id, with_for_update=True, populate_existing=True)
        if vacancy.state is VacancyState.PUBLISHED:
            service.move(session, vacancy, Verb.SILENCE, "no answer after the last reminder", at, actor)
            tell_of_pause(session, vacancy_id, referral_id, at)
            done += 1
    session.flush()
    return done


def go_on_after_answer(session: Session, vacancy_id: int, at: datetime, actor: Actor) -> None:
    """An answer lifts the pause that silence brought, once nobody who was reminded of is still left waiting."""
    vacancy = session.get_one(Vacancy, vacancy_id)
    if not paused_in_silence(session, [vacancy]):
        return
    waits = select(Referral.id).where(
        Referral.vacancy_id == vacancy_id, Referral.state == ReferralState.INTRODUCED,
        Referral.id.in_(select(EmployerText.referral_id).where(
            EmployerText.kind == TextKind.REMINDER_3, EmployerText.sent_at.is_not(None)
        )),
    )  # fmt: skip
    if session.scalar(waits.limit(1)) is None:
        service.move(session, vacancy, Verb.RESUME, "the employer has answered", at, by_rule(actor))


def paused_in_silence(session: Session, vacancies: Collection[Vacancy]) -> frozenset[int]:
    """The ids of those posts that silence has paused, and not somebody."""
    paused = [one.id for one in vacancies if one.state is VacancyState.PAUSED]
    if not paused:
        return frozenset()
    last: dict[int, str] = {}
    rows = session.execute(
        select(Review.vacancy_id, Review.verb)
        .where(Review.vacancy_id.in_(paused), Review.verb.in_((Verb.PAUSE.value, Verb.SILENCE.value)))
        .order_by(Review.id)
    )
    last.update((row.vacancy_id, row.verb) for row in rows)
    return frozenset(vacancy_id for vacancy_id, verb in last.items() if verb == Verb.SILENCE)


def _last_pauses(session: Session, vacancy_ids: Collection[int]) -> dict[int, datetime]:
    """When silence paused a post the last time."""
    rows = session.execute(
        select(Review.vacancy_id, func.max(Review.at).label("at"))
        .where(Review.vacancy_id.in_(vacancy_ids), Review.verb == Verb.SILENCE.value)
        .group_by(Review.vacancy_id)
    )
    return {row.vacancy_id: row.at for row in rows}
