"""A link by which an employer answers about one person without an account: signed, for one referral, good for a while.

Whoever holds it may do what the employer itself may do about that one person, and nothing else.
"""

from datetime import date, timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.placements.model import Referral
from jobmatch.seal import keyring
from jobmatch.vacancies.model import Vacancy

GOOD_FOR = timedelta(days=14)
LONGEST_TOKEN = 100


class NoSuchLinkError(LookupError):
    """The token was never made here, or is too old."""


def make(referral_id: int, today: date) -> str:
    """The token of a link to one referral, good from today on."""
    return _signer().dumps([referral_id, (today + GOOD_FOR).toordinal()])


def read(token: str, today: date) -> int:
    """The referral that a token leads to; raises NoSuchLinkError."""
    try:
        referral_id, last_day = _signer().loads(token[: LONGEST_TOKEN + 1])
    except BadSignature as error:
        raise NoSuchLinkError("this link was not made here") from error
    if today.toordinal() > last_day:
        raise NoSuchLinkError("this link is too old")
    return int(referral_id)


def bearer(session: Session, referral_id: int) -> Actor:
    """Who answers by a link: the employer of the post, by name of the link; raises NoSuchLinkError."""
    referral = session.get(Referral, referral_id)
    if referral is None:
        raise NoSuchLinkError("what this link led to is gone")
    employer_id = session.get_one(Vacancy, referral.vacancy_id).employer_id
    return Actor(f"employer {employer_id} by link", Role.EMPLOYER, employer_ids=frozenset({employer_id}))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(keyring().derived("employer-link"), salt="answer")
