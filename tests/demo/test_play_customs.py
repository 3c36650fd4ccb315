"""How soon things are seen to and how often they are brought up: within what is believable, for whatever dice."""

from datetime import date, timedelta
from random import Random

from jobmatch.concerns.model import ConcernKind
from jobmatch.demo.play import customs
from jobmatch.demo.play.behaviour import dice
from jobmatch.placements.returns.model import Comes, Goes
from jobmatch.placements.rights.life import RightsKind
from jobmatch.placements.warnings.model import Level

MANY = 2000


def throws() -> list[Random]:
    return [dice(7, "custom", number) for number in range(MANY)]


def test_most_families_hear_of_a_post_within_the_ten_minutes_and_some_wait_in_line() -> None:
    waited = sorted(customs.minutes_to_first_post(rng) for rng in throws())
    assert waited[0] >= 1
    assert waited[MANY // 2] <= 10 < waited[-1]


def test_a_red_warning_never_waits_longer_than_it_may_and_few_others_do() -> None:
    assert max(customs.days_to_act(Level.RED, 1, rng) for rng in throws()) <= 1
    late = [customs.days_to_act(Level.YELLOW, 7, rng) > 7 for rng in throws()]
    assert 0.05 < sum(late) / MANY < 0.15


def test_papers_mostly_come_back_at_a_call_and_wages_never_without_the_inspectorate() -> None:
    papers = [customs.days_of_a_wrong(RightsKind.PAPERS, rng) for rng in throws()]
    assert 0.5 < sum(told is None for told, _ in papers) / MANY < 0.7
    for kind in RightsKind:
        for told, settled in (customs.days_of_a_wrong(kind, rng) for rng in throws()):
            assert told is None or told < settled
    assert None not in {customs.days_of_a_wrong(RightsKind.ARREARS, rng)[0] for rng in throws()}


def test_a_complaint_takes_longer_than_a_wrong_entry_and_comes_seldomer() -> None:
    def middle(kind: ConcernKind) -> int:
        return sorted(customs.days_to_settle(kind, rng) for rng in throws())[MANY // 2]

    assert middle(ConcernKind.COMPLAINT) > 2 * middle(ConcernKind.CORRECTION)
    assert customs.BROUGHT_UP[ConcernKind.COMPLAINT] == min(customs.BROUGHT_UP.values())


def test_most_come_home_for_the_festival_and_only_who_goes_again_says_when_and_where() -> None:
    new_year = date(2026, 2, 17)
    words = [customs.festival(new_year, "441900", rng) for rng in throws()]
    assert sum(one.comes is not Comes.STAYS for one in words) > MANY / 2
    for one in words:
        goes = one.goes in (Goes.SAME, Goes.NEW)
        assert (one.leaves_on is not None, one.destination is not None) == (goes, goes)
        assert goes or not one.wants_seat
        assert one.leaves_on is None or one.leaves_on > new_year + timedelta(days=6)
