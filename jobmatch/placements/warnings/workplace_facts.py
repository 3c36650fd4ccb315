"""What the signals about employers need to know: who of ours works there, who has left lately, whose pay is missing."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from jobmatch.placements.model import STANDS, Referral, ReferralMove
from jobmatch.placements.referral import AT_WORK, LeaveReason, ReferralState, Verb
from jobmatch.placements.rights.life import RightsKind, RightsState
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings.rules import Workplace
from jobmatch.vacancies.model import Employer, Vacancy


def workplaces(session: Session, on: date, window: int) -> list[Workplace]:
    """Every employer at whom somebody of ours works, has left within the window, or was not paid."""
    since = on - timedelta(days=window)
    there = dict(
        session.execute(
            select(Vacancy.employer_id, func.count(func.distinct(Referral.person_id)))
            .join(Vacancy, Vacancy.id == Referral.vacancy_id)
            .where(Referral.state.in_(AT_WORK))
            .group_by(Vacancy.employer_id)
        ).all()
    )
    left: dict[int, set[int]] = defaultdict(set)
    stops: set[int] = set()
    leaving = session.execute(
        select(Vacancy.employer_id, Referral.person_id, ReferralMove.reason)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(ReferralMove, (ReferralMove.referral_id == Referral.id) & (ReferralMove.verb == Verb.LEAVE))
        .where(STANDS, Referral.state == ReferralState.LEFT, Referral.left_on > since, Referral.left_on <= on)
    )
    for employer, person, reason in leaving:
        left[employer].add(person)
        if reason == LeaveReason.LAID_OFF:
            stops.add(employer)
    unpaid = _unpaid(session, on)
    return [
        Workplace(employer, there.get(employer, 0), len(left[employer]), employer in stops, unpaid[employer])
        for employer in sorted({*there, *left, *unpaid})
    ]


def _unpaid(session: Session, on: date) -> Counter[int]:
    """People whose wages stand in arrears, by employer: as the referral says, else as the name does."""
    rows = session.execute(
        select(Employer.id, RightsTicket.person_id)
        .select_from(RightsTicket)
        .outerjoin(Referral, Referral.id == RightsTicket.referral_id)
        .outerjoin(Vacancy, Vacancy.id == Referral.vacancy_id)
        .join(
            Employer,
            or_(
                Employer.id == Vacancy.employer_id,
                RightsTicket.referral_id.is_(None) & (Employer.name == RightsTicket.employer),
            ),
        )
        .where(RightsTicket.kind == RightsKind.ARREARS, RightsTicket.state != RightsState.SETTLED)
        .where(RightsTicket.opened_on <= on)
    )
    return Counter(employer for employer, _ in {(employer, person) for employer, person in rows})
