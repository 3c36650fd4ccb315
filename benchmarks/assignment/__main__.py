"""`python -m benchmarks.assignment`: all openings of a province against all who wait, and whom messages would reach.

Forms of assignment side by side, in processor seconds as a share of the exact one's, medians of interleaved rounds. The
exact one runs in a process of its own and tells its memory. `--people 600000 --rounds 1` is a whole province.
"""

import argparse
from collections.abc import Callable
from statistics import median

import numpy as np

from benchmarks.assignment.apart import exact_apart
from benchmarks.assignment.crowds import crowds
from benchmarks.assignment.lists import LIST, invented
from benchmarks.assignment.simpler import deferred_acceptance, for_the_score_alone, greedy
from benchmarks.measuring import by_the_processor, say
from jobmatch.matching.market.auction import auction
from jobmatch.matching.market.bound import most_households
from jobmatch.matching.market.market import NONE, Market, Places
from jobmatch.matching.market.placement import worth
from jobmatch.matching.market.telling import tell
from jobmatch.matching.rules import load_rules

STEPS = (10, 20, 50, 100)  # of the auction, in thousandths of the best score


def main() -> None:
    """Prints the tables for an invented province."""
    wanted = argparse.ArgumentParser(prog="python -m benchmarks.assignment")
    wanted.add_argument("--people", type=int, default=60_000)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--longest", type=int, default=LIST, help="the most choices of a person")
    wanted.add_argument(
        "--together", type=float, default=0.01, help="share of households that go as pairs or not at all"
    )
    wanted.add_argument("--rounds", type=int, default=3)
    given = wanted.parse_args()
    alone = invented(given.people, given.seed, longest=given.longest)
    describe(alone)
    compare_forms(alone, given.rounds)
    compare_messages(alone)
    del alone  # so that two markets of a province need not stand in memory at once
    compare_groups(invented(given.people, given.seed, longest=given.longest, together=given.together))


def describe(market: Market) -> None:
    """What a table is about: people, posts, how choosy the lists are."""
    short, waiting = np.mean(np.diff(market.starts) < LIST), np.count_nonzero(market.waiting)
    say(
        f"{market.people:,} people, {waiting:,} of {len(market.waiting):,} households without an earner;"
        f" {len(market.openings):,} vacancies with {market.openings.sum(dtype=np.int64):,} places;"
        f" {len(market.person):,} choices, {short:.0%} of the people have fewer than {LIST}"
    )


def compare_forms(market: Market, rounds: int) -> None:
    """Households, score and cost of each form. The market has no groups."""
    forms: dict[str, Callable[[Market], Places]] = {
        f"auction, steps of {step / 10:g} % of the best score": _auction(market, step) for step in STEPS
    }
    forms |= {
        "greedy, households first": greedy,
        "deferred acceptance, households first": deferred_acceptance,
        "flow for the score alone": for_the_score_alone,
    }
    for form in forms.values():
        form(invented(20 * LIST, 1))  # what numba compiles is compiled before it is measured
    most_seconds, most = by_the_processor(most_households, market)
    exact_seconds: list[float] = []
    seconds: dict[str, list[float]] = {name: [] for name in forms}
    found, memory = {}, 0
    for _ in range(rounds):
        cost, best = exact_apart(market)
        exact_seconds.append(cost.seconds)
        memory = max(memory, cost.memory)
        for name, form in forms.items():
            spent, chosen = by_the_processor(form, market)
            seconds[name].append(spent)
            found[name] = worth(market, chosen)
    base = median(exact_seconds)
    say(f"no assignment can give more than {most:,} households an earner (maximum flow, {most_seconds:.1f} s)")
    say(f"exact: {base:.1f} s, {memory / 1e9:.2f} GB with the market, proven: {'yes' if best.proven else 'no'}")
    say(f"{'':<42}{'households':>12}{'÷ most':>9}{'score':>13}{'to exact':>10}{'people':>10}{'CPU ÷ exact':>13}")
    rows = [("exact, households first", best.worth, 1.0)]
    rows += [(name, found[name], median(seconds[name]) / base) for name in forms]
    for name, reached, share in rows:
        say(
            f"{name:<42}{reached.households:>12,}{reached.households / most:>9.2%}{reached.score:>13,}"
            f"{reached.score / best.worth.score - 1:>10.3%}{reached.people:>10,}{share:>13.2f}"
        )


def compare_messages(market: Market) -> None:
    """Telling by the assignment against telling everybody the first of the own list."""
    rules = load_rules()
    needs = np.where(market.waiting_household == NONE, 1, 0).astype(np.int32)
    seconds, found = by_the_processor(tell, market, auction(market).chosen, needs, rules)
    say(f"\nwho is told of what: {rules.told_per_seat} a seat, {rules.told_each} posts a person; {seconds:.1f} s")
    say(f"{'':<42}{'messages':>12}{'vacancies unheard of':>22}{'most a seat':>13}{'people left out':>17}")
    rows = {"by the assignment": found.told}
    rows |= {
        f"the first {top} of everybody's list": np.nonzero(market.place < top)[0] for top in (rules.told_each, LIST)
    }
    for name, told in rows.items():
        one = crowds(market, told)
        say(f"{name:<42}{one.messages:>12,}{one.unheard:>22.1%}{one.most:>13,.0f}{one.left_out:>17.2%}")


def compare_groups(market: Market) -> None:
    """What the forms reach where some go together or not at all, and how far from what nothing can exceed."""
    cost, best = exact_apart(market)
    assert best.bound is not None
    seconds, fast = by_the_processor(auction, market)
    say(f"\n{len(np.unique(market.person[market.bound[:, 0]])):,} people go with another or not at all")
    say(f"{'':<42}{'households':>12}{'score':>13}{'to the bound':>14}{'CPU s':>9}")
    for name, reached, spent in (
        ("bound: all go alone", best.bound, None),
        ("flows, groups by the prices of seats", best.worth, cost.seconds),
        ("auctions, groups by the prices of seats", fast.worth, seconds),
    ):
        gap, cpu = f"{reached.score / best.bound.score - 1:.3%}", "" if spent is None else f"{spent:.1f}"
        say(f"{name:<42}{reached.households:>12,}{reached.score:>13,}{gap:>14}{cpu:>9}")


def _auction(market: Market, thousandths: int) -> Callable[[Market], Places]:
    step = max(1, int(market.score.max()) * thousandths // 1000)
    return lambda market: auction(market, step=step).chosen


if __name__ == "__main__":
    main()
