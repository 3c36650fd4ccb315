"""Which refusals speak of no wish: one line for each reason, with what explains it and without."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from jobmatch.households.codes import ConstraintKind, Strength
from jobmatch.households.record import Constraint
from jobmatch.placements.referral import DeclineReason
from jobmatch.placements.zero_clock.refusals import Refusal, Weight, enough, weigh

ON = date(2026, 6, 1)
PLAIN = Refusal(1, 1, ON, DeclineReason.LOW_WAGE, fitted=True, pay=Decimal(3000), occupation="sewing")


def holding(kind: ConstraintKind, strength: Strength = Strength.HARD, **more: str) -> tuple[Constraint, ...]:
    return (Constraint(kind, strength, **more),)


@pytest.mark.parametrize(
    ("reason", "weight"),
    [
        (DeclineReason.AFRAID, Weight.NEEDS_COMPANY),
        (DeclineReason.FOUND, Weight.FOUND_WORK),
        (DeclineReason.OTHER, Weight.NOT_SAID),
        *(
            (reason, Weight.COUNTS)
            for reason in DeclineReason
            if reason not in (DeclineReason.AFRAID, DeclineReason.FOUND, DeclineReason.OTHER)
        ),
    ],
)
def test_without_anything_that_explains_it_a_no_counts_unless_it_says_nothing_about_wish(
    reason: DeclineReason, weight: Weight
) -> None:
    assert weigh(replace(PLAIN, reason=reason)) is weight


EXPLAINED = {
    DeclineReason.TOO_FAR: (ConstraintKind.FURTHEST, ConstraintKind.HOME_EVERY_NIGHT),
    DeclineReason.CARE: (ConstraintKind.HOURS, ConstraintKind.CARE),
    DeclineReason.SHIFT: (ConstraintKind.NIGHT, ConstraintKind.HOURS),
    DeclineReason.DISLIKED: (ConstraintKind.REFUSE,),
    DeclineReason.NO_LODGING: (ConstraintKind.DORM,),
    DeclineReason.FAMILY: (ConstraintKind.TOGETHER,),
}


@pytest.mark.parametrize(("reason", "kind"), [(reason, kind) for reason, kinds in EXPLAINED.items() for kind in kinds])
def test_a_constraint_explains_a_no_unless_it_is_a_mere_preference(reason: DeclineReason, kind: ConstraintKind) -> None:
    refusal = replace(PLAIN, reason=reason, constraints=holding(kind))
    assert weigh(refusal) is Weight.CONSTRAINT
    assert weigh(replace(refusal, constraints=holding(kind, Strength.UNKNOWN))) is Weight.CONSTRAINT
    assert weigh(replace(refusal, constraints=holding(kind, Strength.PREFER))) is Weight.COUNTS


@pytest.mark.parametrize(
    ("refused", "weight"), [("sewing", Weight.CONSTRAINT), (None, Weight.CONSTRAINT), ("cook", Weight.COUNTS)]
)
def test_work_that_is_refused_is_compared_by_its_occupation(refused: str | None, weight: Weight) -> None:
    constraint = Constraint(ConstraintKind.REFUSE, Strength.HARD, occupation=refused)
    assert weigh(replace(PLAIN, reason=DeclineReason.DISLIKED, constraints=(constraint,))) is weight


@pytest.mark.parametrize(
    ("refusal", "weight"),
    [
        (replace(PLAIN, fitted=False), Weight.POST_DID_NOT_FIT),
        (replace(PLAIN, least_pay=Decimal(3500)), Weight.LESS_THAN_NEEDED),
        (replace(PLAIN, least_pay=Decimal(3000)), Weight.COUNTS),
        (replace(PLAIN, least_pay=Decimal(3000), pay=None), Weight.LESS_THAN_NEEDED),
        (replace(PLAIN, reason=DeclineReason.BODY, limits=True), Weight.BODY),
        (replace(PLAIN, reason=DeclineReason.LATER, available_from=ON + timedelta(1)), Weight.NOT_FREE_YET),
        (replace(PLAIN, reason=DeclineReason.LATER, available_from=ON), Weight.COUNTS),
        (replace(PLAIN, reason=DeclineReason.DISTRUST, employer_verified=False), Weight.EMPLOYER_NOT_VERIFIED),
    ],
)
def test_what_held_that_day_explains_a_no(refusal: Refusal, weight: Weight) -> None:
    assert weigh(refusal) is weight


def test_three_days_of_three_posts_each_are_enough_and_one_less_is_not() -> None:
    nine = [replace(PLAIN, referral_id=n, on=ON + timedelta(n // 3)) for n in range(9)]
    assert enough(nine, 3, 3)
    assert not enough(nine[:8], 3, 3)
    assert not enough([*nine[:8], replace(nine[8], fitted=False)], 3, 3)
    assert not enough([replace(one, on=ON) for one in nine], 3, 3)
