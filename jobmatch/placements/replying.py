"""How many of those who waited for an employer's answer got one in time: the reply rate of the last ninety days.

Who was introduced in these days has waited, once there is an answer or the days are over that an employer has for it
(`employer_reminder_3_days`, the day of the last reminder). In time is an answer within these days, whoever brought it:
the employer, a link, or the worker who rang. Whose wait ended before by other ways has asked nothing of the employer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.parameters import ParameterBook
from jobmatch.placements.model import STANDS, Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy

WINDOW = timedelta(days=90)
_ANSWERS = frozenset({Verb.INVITE, Verb.HIRE, Verb.REJECT})
_ENDS = _ANSWERS | {Verb.CANCEL, Verb.GIVE_WAY}


@dataclass(frozen=True)
class Replies:
    """Of `asked` who waited for an answer, `in_time` got one within `days` days."""

    in_time: int
    asked: int
    days: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent; None where nobody has waited."""
        return None if not self.asked else round(100 * self.in_time / self.asked)


def replies(
    session: Session, employer_ids: Collection[int], book: ParameterBook, today: date, at: datetime
) -> dict[int, Replies]:
    """The rate of each of some employers, in one statement."""
    days = book.whole("employer_reminder_3_days", settings().home_division, today)
    rows = session.execute(
        select(Vacancy.employer_id, ReferralMove.referral_id, ReferralMove.verb, ReferralMove.at)
        .join(Referral, Referral.id == ReferralMove.referral_id)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(
            Vacancy.employer_id.in_(employer_ids), ReferralMove.at >= at - WINDOW, STANDS,
            ReferralMove.verb.in_([verb.value for verb in (Verb.INTRODUCE, *_ENDS)]),
        )
        .order_by(ReferralMove.referral_id, ReferralMove.id)
    )  # fmt: skip
    introduced: dict[int, tuple[int, datetime]] = {}
    ended: dict[int, tuple[str, datetime]] = {}
    for row in rows:
        if row.verb == Verb.INTRODUCE:
            introduced[row.referral_id] = (row.employer_id, row.at)
        elif row.referral_id in introduced:
            ended.setdefault(row.referral_id, (row.verb, row.at))
    counted = {employer_id: [0, 0] for employer_id in employer_ids}
    for referral_id, (employer_id, since) in introduced.items():
        verb, until = ended.get(referral_id, ("", at))
        in_time = verb in _ANSWERS and until <= since + timedelta(days=days)
        if verb in _ANSWERS or until >= since + timedelta(days=days):
            counted[employer_id][0] += in_time
            counted[employer_id][1] += 1
    return {employer_id: Replies(good, asked, days) for employer_id, (good, asked) in counted.items()}
