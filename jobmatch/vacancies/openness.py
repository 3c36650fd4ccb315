"""Whether a vacancy is open on a day, with the reason if it is not: pure, from its state, its dates and its employer.

A vacancy is shown and matched only while it is open. The same rule as an SQL condition stands in `browsing.py`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jobmatch.vacancies.codes import LEVEL_NEEDED, VacancyKind, VacancyState

LEVEL_ELSE = 2


class Reason(StrEnum):
    """Why a vacancy is open or not, the first that applies."""

    OPEN = "open"
    NOT_PUBLISHED = "not_published"
    BLACKLISTED = "blacklisted"
    EMPLOYER_NOT_VERIFIED = "employer_not_verified"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    NOT_CONFIRMED = "not_confirmed"
    FULL = "full"


@dataclass(frozen=True)
class Standing:
    """What openness depends on; `openings` None where nobody said how many places there are."""

    state: VacancyState
    kind: VacancyKind
    publish_from: date | None
    expires_on: date | None
    last_confirmed: date | None
    openings: int | None
    employer_level: int
    blacklisted_since: date | None


@dataclass(frozen=True)
class Openness:
    """The answer for one day; `until` is the last day on which it stays open if nobody does anything."""

    open: bool
    reason: Reason
    until: date | None = None


def level_needed(kind: VacancyKind) -> int:
    """The verification level from which an employer may publish a kind of post (domain.md 3.4)."""
    return LEVEL_NEEDED.get(kind, LEVEL_ELSE)


def openness(standing: Standing, as_of: date, confirmed_days: int) -> Openness:
    """Whether a vacancy is open on `as_of`; `confirmed_days` is the parameter `vacancy_confirmed_days`.

    The last day of validity and the last day of freshness both still count.
    """
    confirmed = standing.last_confirmed
    fresh_until = None if confirmed is None else confirmed + timedelta(days=confirmed_days)
    reason = _reason(standing, as_of, fresh_until)
    if reason is not Reason.OPEN:
        return Openness(False, reason)
    ends = [day for day in (fresh_until, standing.expires_on) if day is not None]
    return Openness(True, reason, min(ends))


def _reason(standing: Standing, as_of: date, fresh_until: date | None) -> Reason:
    if standing.state is not VacancyState.PUBLISHED:
        return Reason.NOT_PUBLISHED
    if standing.blacklisted_since is not None and standing.blacklisted_since <= as_of:
        return Reason.BLACKLISTED
    if standing.employer_level < level_needed(standing.kind):
        return Reason.EMPLOYER_NOT_VERIFIED
    if standing.publish_from is not None and standing.publish_from > as_of:
        return Reason.NOT_YET
    if standing.expires_on is not None and standing.expires_on < as_of:
        return Reason.EXPIRED
    if fresh_until is None or fresh_until < as_of:
        return Reason.NOT_CONFIRMED
    if standing.openings is not None and standing.openings <= 0:
        return Reason.FULL
    return Reason.OPEN
