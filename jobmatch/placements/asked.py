"""What came of each vacancy so far: how many people were asked, said yes or no, were taken or refused, and why not."""

from collections import Counter, defaultdict
from collections.abc import Collection

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from jobmatch.placements.model import STANDS, Referral, ReferralMove
from jobmatch.placements.referral import Verb

_ANSWERS = {
    "asked": (Verb.OFFER,),
    "yes": (Verb.ACCEPT, Verb.ACCEPT_WITNESSED),
    "no": (Verb.DECLINE,),
    "refused": (Verb.REJECT,),
}


def answers() -> Subquery:
    """One row a vacancy that anybody was asked about: its id and how many referrals were ever `asked`, said `yes`, said
    `no`, and were `refused` by the employer."""
    counts = [
        func.count(func.distinct(case((ReferralMove.verb.in_(verbs), ReferralMove.referral_id)))).label(name)
        for name, verbs in _ANSWERS.items()
    ]
    return (
        select(Referral.vacancy_id, *counts)
        .join(ReferralMove, ReferralMove.referral_id == Referral.id)
        .where(STANDS)
        .group_by(Referral.vacancy_id)
        .subquery()
    )


def reasons(session: Session, verb: Verb, vacancies: Collection[int]) -> dict[int, Counter[str]]:
    """How often each reason was given with a verb (`decline`, `reject`), by vacancy."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    rows = session.execute(
        select(Referral.vacancy_id, ReferralMove.reason, func.count())
        .join(ReferralMove, ReferralMove.referral_id == Referral.id)
        .where(Referral.vacancy_id.in_(vacancies), ReferralMove.verb == verb, STANDS)
        .where(ReferralMove.reason.is_not(None))
        .group_by(Referral.vacancy_id, ReferralMove.reason)
    )
    for vacancy_id, reason, count in rows:
        found[vacancy_id][str(reason)] += count
    return dict(found)
