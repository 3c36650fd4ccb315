"""Which refusals of a post speak of no wish to work, and which have a reason that speaks of something else. Pure.

Domain.md 5.3: what broke a hard constraint does not count, nor what the record cannot judge; doubt is the family's.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jobmatch.households.codes import ConstraintKind, Strength
from jobmatch.households.record import Constraint
from jobmatch.placements.referral import DeclineReason


class Weight(StrEnum):
    """Whether a refusal counts, and if not, why."""

    COUNTS = "counts"
    POST_DID_NOT_FIT = "post_did_not_fit"  # it broke a gate on that day, or nobody can tell any more
    CONSTRAINT = "constraint"
    BODY = "body"
    LESS_THAN_NEEDED = "less_than_needed"  # the pay lies below what the person said is the least
    NOT_FREE_YET = "not_free_yet"
    EMPLOYER_NOT_VERIFIED = "employer_not_verified"
    NEEDS_COMPANY = "needs_company"  # afraid to go alone: somebody goes along
    FOUND_WORK = "found_work"
    NOT_SAID = "not_said"


@dataclass(frozen=True)
class Refusal:
    """One refused post and what held on the day of the no. `pay` and `least_pay` are yuan of a month, None unknown.

    `constraints` are those in force that day, `limits` says whether the body sets any; `occupation` is the post's.
    """

    referral_id: int
    person_id: int
    on: date
    reason: DeclineReason
    fitted: bool
    constraints: tuple[Constraint, ...] = ()
    limits: bool = False
    available_from: date | None = None
    least_pay: Decimal | None = None
    pay: Decimal | None = None
    occupation: str | None = None
    employer_verified: bool = True


_EXPLAINED_BY: dict[DeclineReason, frozenset[ConstraintKind]] = {
    DeclineReason.TOO_FAR: frozenset(
        {ConstraintKind.FURTHEST, ConstraintKind.HOME_EVERY_NIGHT, ConstraintKind.TRANSPORT, ConstraintKind.CARE}
    ),
    DeclineReason.CARE: frozenset({ConstraintKind.CARE, ConstraintKind.HOURS, ConstraintKind.HOME_EVERY_NIGHT}),
    DeclineReason.SHIFT: frozenset({ConstraintKind.NIGHT, ConstraintKind.HOURS, ConstraintKind.CARE}),
    DeclineReason.NO_LODGING: frozenset({ConstraintKind.DORM}),
    DeclineReason.FAMILY: frozenset({ConstraintKind.TOGETHER, ConstraintKind.CARE, ConstraintKind.RELIGION_OR_FOOD}),
}
"""Which constraints explain which no; work that is refused (D6) is compared by its occupation."""

_NEVER: dict[DeclineReason, Weight] = {
    DeclineReason.AFRAID: Weight.NEEDS_COMPANY,
    DeclineReason.FOUND: Weight.FOUND_WORK,
    DeclineReason.OTHER: Weight.NOT_SAID,
}


def weigh(refusal: Refusal) -> Weight:
    """Whether a refusal counts towards "no wish"; a constraint of a strength that nobody asked for counts as hard."""
    if not refusal.fitted:
        return Weight.POST_DID_NOT_FIT
    if refusal.reason in _NEVER:
        return _NEVER[refusal.reason]
    firm = [one for one in refusal.constraints if one.strength is not Strength.PREFER]
    if any(one.kind in _EXPLAINED_BY.get(refusal.reason, ()) for one in firm):
        return Weight.CONSTRAINT
    match refusal.reason:
        case DeclineReason.LOW_WAGE if _below(refusal.pay, refusal.least_pay):
            return Weight.LESS_THAN_NEEDED
        case DeclineReason.BODY if refusal.limits:
            return Weight.BODY
        case DeclineReason.DISLIKED if any(_refuses(one, refusal.occupation) for one in firm):
            return Weight.CONSTRAINT
        case DeclineReason.LATER if refusal.available_from is not None and refusal.on < refusal.available_from:
            return Weight.NOT_FREE_YET
        case DeclineReason.DISTRUST if not refusal.employer_verified:
            return Weight.EMPLOYER_NOT_VERIFIED
    return Weight.COUNTS


def enough(refusals: Iterable[Refusal], services: int, posts: int) -> bool:
    """Whether one person refused, on so many days, so many posts each, of those that count."""
    a_day = Counter(one.on for one in refusals if weigh(one) is Weight.COUNTS)
    return sum(number >= posts for number in a_day.values()) >= services


def _refuses(constraint: Constraint, occupation: str | None) -> bool:
    """Without an occupation named on either side nobody can tell that it was another one."""
    if constraint.kind is not ConstraintKind.REFUSE:
        return False
    return None in (constraint.occupation, occupation) or constraint.occupation == occupation


def _below(pay: Decimal | None, least: Decimal | None) -> bool:
    return least is not None and (pay is None or pay < least)
