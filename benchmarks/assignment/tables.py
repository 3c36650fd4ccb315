"""The tables about one market: forms of assignment, lengths of the lists, whom messages reach, who goes together."""

from collections.abc import Callable, Iterable
from statistics import median

import numpy as np

from benchmarks.assignment.apart import exact_apart
from benchmarks.assignment.crowds import crowds
from benchmarks.assignment.lists import shortened
from benchmarks.assignment.simpler import deferred_acceptance, for_the_score_alone, greedy
from benchmarks.measuring import by_the_processor, say
from jobmatch.matching.market.auction import auction
from jobmatch.matching.market.bound import most_households
from jobmatch.matching.market.market import Market, Numbers, Places, market
from jobmatch.matching.market.placement import worth
from jobmatch.matching.market.telling import tell
from jobmatch.matching.rules import load_rules

STEPS = (1, 2, 5, 10)  # of the auction, in points
_TWO = market([0, 1], [0, 0], [1, 2], openings=[1], household=[0, 0], waiting=[True])


def compare_forms(of: Market, rounds: int) -> None:
    """Households, score and cost of each form. The market has no groups."""
    forms: dict[str, Callable[[Market], Places]] = {
        f"auction, steps of {step} of {of.score.max()} points": _auction(step) for step in STEPS
    }
    forms |= {
        "greedy, households first": greedy,
        "deferred acceptance, households first": deferred_acceptance,
        "flow for the score alone": for_the_score_alone,
    }
    for form in forms.values():
        form(_TWO)  # what numba compiles is compiled before it is measured
    most_seconds, most = by_the_processor(most_households, of)
    exact_seconds: list[float] = []
    seconds: dict[str, list[float]] = {name: [] for name in forms}
    found, memory = {}, 0
    for _ in range(rounds):
        cost, best = exact_apart(of)
        exact_seconds.append(cost.seconds)
        memory = max(memory, cost.memory)
        for name, form in forms.items():
            spent, chosen = by_the_processor(form, of)
            seconds[name].append(spent)
            found[name] = worth(of, chosen)
    base = median(exact_seconds)
    say(f"{len(of.person):,} choices; no assignment can give more than {most:,} households an earner")
    say(f"(maximum flow, {most_seconds:.1f} s)")
    say(f"exact: {base:.1f} s, {memory / 1e9:.2f} GB with the market, proven: {'yes' if best.proven else 'no'}")
    say(f"{'':<42}{'households':>12}{'÷ most':>9}{'score':>13}{'to exact':>10}{'people':>10}{'CPU ÷ exact':>13}")
    rows = [("exact, households first", best.worth, 1.0)]
    rows += [(name, found[name], median(seconds[name]) / base) for name in forms]
    for name, reached, share in rows:
        say(
            f"{name:<42}{reached.households:>12,}{reached.households / most:>9.2%}{reached.score:>13,}"
            f"{reached.score / best.worth.score - 1:>10.3%}{reached.people:>10,}{share:>13.2f}"
        )


def compare_lengths(whole: Market, lengths: Iterable[int]) -> None:
    """What longer lists would bring. The market has no groups."""
    say(f"\n{'lists of':<12}{'choices':>12}{'households':>12}{'score':>13}{'people':>10}{'exact, s':>10}{'GB':>7}")
    for most in lengths:
        of = shortened(whole, most)
        cost, best = exact_apart(of)
        say(
            f"{most:<12}{len(of.person):>12,}{best.worth.households:>12,}{best.worth.score:>13,}"
            f"{best.worth.people:>10,}{cost.seconds:>10.1f}{cost.memory / 1e9:>7.2f}"
        )


def compare_messages(whole: Market, needs: Numbers, lengths: Iterable[int]) -> None:
    """Telling by the assignment against telling everybody the first of the own list."""
    rules = load_rules()
    say(f"\nwho is told of what: {rules.told_per_seat} a seat, {rules.told_each} posts a person")
    say(f"{'':<42}{'messages':>12}{'vacancies unheard of':>22}{'most a seat':>13}{'people left out':>17}{'CPU s':>8}")
    for most in lengths:
        of = shortened(whole, most)
        seconds, found = by_the_processor(tell, of, auction(of).chosen, needs, rules)
        _say_crowds(f"by the assignment, lists of {most}", of, found.told, f"{seconds:.1f}")
    for top in (rules.told_each, *lengths):
        _say_crowds(f"the first {top} of everybody's list", whole, np.nonzero(whole.place < top)[0], "")


def compare_groups(of: Market) -> None:
    """What the forms reach where some go together or not at all, and how far from what nothing can exceed."""
    cost, best = exact_apart(of)
    assert best.bound is not None
    seconds, fast = by_the_processor(auction, of)
    say(f"\n{len(np.unique(of.person[of.bound[:, 0]])):,} people go with another or not at all, of whole lists;")
    say(f"{len(of.person):,} choices, {cost.memory / 1e9:.2f} GB, proven: {'yes' if best.proven else 'no'}")
    say(f"{'':<42}{'households':>12}{'score':>13}{'to the bound':>14}{'CPU s':>9}")
    for name, reached, spent in (
        ("bound: all go alone", best.bound, None),
        ("flows, groups by the prices of seats", best.worth, cost.seconds),
        ("auctions, groups by the prices of seats", fast.worth, seconds),
    ):
        gap, cpu = f"{reached.score / best.bound.score - 1:.3%}", "" if spent is None else f"{spent:.1f}"
        say(f"{name:<42}{reached.households:>12,}{reached.score:>13,}{gap:>14}{cpu:>9}")


def _say_crowds(name: str, of: Market, told: Places, seconds: str) -> None:
    one = crowds(of, told)
    say(f"{name:<42}{one.messages:>12,}{one.unheard:>22.1%}{one.most:>13,.0f}{one.left_out:>17.2%}{seconds:>8}")


def _auction(step: int) -> Callable[[Market], Places]:
    return lambda of: auction(of, step=step).chosen
