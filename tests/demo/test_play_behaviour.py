"""How the invented people decide: always the same for the same dice, and as season, way and pay give cause for."""

from collections import Counter
from random import Random

import pytest

from jobmatch.demo.play import behaviour
from jobmatch.demo.play.behaviour import Shown, Verdict, dice
from jobmatch.demo.play.calendar import Season
from jobmatch.placements.answering import Said
from jobmatch.placements.referral import DeclineReason, LeaveReason, RejectReason

MANY = 2000
NEAR = Shown(near=True, pay=3500, floor=2500, lodged=False, score=70)
FAR = Shown(near=False, pay=3500, floor=2500, lodged=False, score=70)


def throws() -> list[Random]:
    return [dice(7, "throw", number) for number in range(MANY)]


def test_dice_depend_on_what_they_are_about_and_on_nothing_else() -> None:
    assert dice(1, "work", 5).random() == dice(1, "work", 5).random()
    assert len({dice(seed, "work", person).random() for seed in (1, 2) for person in (5, 6)}) == 4


def yes(post: Shown, season: Season = Season.ORDINARY, first: bool = True) -> int:
    return sum(behaviour.answer(post, season, first, rng).said is Said.WANT for rng in throws())


def test_yes_comes_oftener_to_what_is_near_pays_is_told_first_and_not_before_the_festival() -> None:
    usual = yes(NEAR)
    poor = Shown(near=True, pay=2400, floor=2500, lodged=False, score=70)
    assert MANY * 0.3 < usual < MANY * 0.9
    assert usual > yes(FAR)
    assert usual > yes(poor)
    assert usual > yes(NEAR, first=False)
    assert usual > yes(NEAR, Season.RETURNING)


def test_a_no_has_a_reason_and_nothing_else_has_one() -> None:
    for rng in throws():
        said = behaviour.answer(FAR, Season.ORDINARY, False, rng)
        assert (said.reason is not None) == (said.said is Said.NO)


def reasons(post: Shown, season: Season = Season.ORDINARY) -> Counter[DeclineReason]:
    return Counter(behaviour.why_not(post, season, rng) for rng in throws())


def test_why_not_is_what_the_post_gives_cause_for() -> None:
    near, far = reasons(NEAR), reasons(FAR)
    assert far[DeclineReason.TOO_FAR] > 5 * near[DeclineReason.TOO_FAR]
    assert far[DeclineReason.NO_LODGING] > 5 * near[DeclineReason.NO_LODGING]
    poor = reasons(Shown(near=True, pay=2400, floor=2500, lodged=False, score=70))
    assert poor[DeclineReason.LOW_WAGE] > 2 * near[DeclineReason.LOW_WAGE]
    assert reasons(NEAR, Season.RETURNING)[DeclineReason.LATER] > 3 * near[DeclineReason.LATER]
    assert set(near) == set(DeclineReason), "every reason is given by somebody"


def left(days: int, near: bool, season: Season = Season.ORDINARY) -> float:
    """Of how many thousand working days one is the last, on average."""
    return sum(behaviour.leaves(days, near, season, dice(9, n)) for n in range(20_000)) / 20


def test_the_first_weeks_are_the_hardest_and_the_far_go_home_before_the_festival() -> None:
    assert left(5, True) > left(60, True) > left(200, True) > 0
    assert left(200, False, Season.RETURNING) > 5 * left(200, True, Season.RETURNING)
    assert left(60, True, Season.HARVEST) > left(60, True)


def test_most_of_those_who_begin_are_there_after_three_months_and_not_all_after_six() -> None:
    by_time = {day: left(day, True) / 1000 for day in (0, 14, 90)}
    after_three = (1 - by_time[0]) ** 14 * (1 - by_time[14]) ** 76
    after_six = after_three * (1 - by_time[90]) ** 90
    assert 0.7 < after_three < 0.9
    assert 0.55 < after_six < after_three


@pytest.mark.parametrize(
    ("days", "near", "season", "reason"),
    [
        (100, True, Season.CLOSING, LeaveReason.LAID_OFF),
        (100, False, Season.RETURNING, LeaveReason.ENDED),
        (5, True, Season.ORDINARY, LeaveReason.TOO_HARD),
        (100, False, Season.HARVEST, LeaveReason.HOMESICK),
    ],
)
def test_why_somebody_left_is_what_season_and_time_give_cause_for(
    days: int, near: bool, season: Season, reason: LeaveReason
) -> None:
    found = Counter(behaviour.why_left(days, near, season, rng) for rng in throws())
    assert found[reason] == max(found.values())
    assert set(found) == set(LeaveReason)


def test_who_was_not_seen_is_not_absent_a_second_time() -> None:
    seen = Counter(behaviour.why_rejected(True, rng) for rng in throws())
    unseen = Counter(behaviour.why_rejected(False, rng) for rng in throws())
    assert RejectReason.ABSENT not in seen
    assert unseen[RejectReason.ABSENT] > MANY / 10


def test_who_was_met_is_told_yes_or_no_and_who_was_not_may_hear_nothing() -> None:
    assert {behaviour.verdict(True, rng) for rng in throws()} == {Verdict.HIRES, Verdict.REJECTS}
    assert {behaviour.verdict(False, rng) for rng in throws()} == set(Verdict)


def test_the_first_pay_is_mostly_what_was_promised_and_sometimes_a_good_deal_less() -> None:
    paid = [behaviour.first_pay(3000, rng) / 3000 for rng in throws()]
    assert 0.08 < sum(share < 0.91 for share in paid) / MANY < 0.16
    assert min(paid) < 0.7
    assert max(paid) <= 1.07


def test_nobody_says_before_the_day_that_he_has_gone_or_found_work() -> None:
    for question, tap in (("there", "no"), ("arrived", "no"), ("looking", "found")):
        taps = ("yes", tap, "later")
        assert {behaviour.tap(question, taps, rng) for rng in throws()} == {"yes", "later"}


def test_only_a_post_of_the_county_is_near() -> None:
    assert behaviour.is_near("520322100")
    assert not behaviour.is_near("441900")
    assert not behaviour.is_near(None)


def test_the_season_moves_people_home_and_away() -> None:
    home, stops, finds = behaviour.self_moving(Season.ORDINARY)
    assert behaviour.self_moving(Season.RETURNING)[0] > 10 * home
    assert behaviour.self_moving(Season.CLOSING)[1] > stops
    assert behaviour.self_moving(Season.LEAVING)[2] > 5 * finds
    assert set(map(len, map(behaviour.self_moving, Season))) == {3}
