"""`python -m benchmarks.province`: the best twenty of a whole province, and what they are measured against.

Everybody of a province of 600,000 labourers against 60,000 vacancies. Sites are drawn at random and the figures scaled;
forms and peer take turns, round after round, and medians are printed. Processor seconds, but for the time of one form.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.measuring import by_the_processor, peak_memory, say
from benchmarks.province.forms import Spent, engine, floor
from benchmarks.province.peer import Peer, recall
from benchmarks.province.peer import run as search
from benchmarks.province.people import Chunk
from benchmarks.province.selectivity import measure
from benchmarks.province.size import PROVINCE, Size
from benchmarks.province.source import Synthetic
from jobmatch.matches.province.changes import update
from jobmatch.matches.province.offers import Offers
from jobmatch.matches.province.run import run
from jobmatch.matches.province.source import Part
from jobmatch.matching.engine.engine import TOP
from jobmatch.matching.engine.forms import COMPILED, PLAIN

ROUNDS, SITES, FORMS, SEEN, CHANGING = 3, 6, 600, 30, 60
SELECTIVITY = 200


def main() -> None:
    """Prints the figures one by one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PROVINCE.people, help="labourers of the province")
    parser.add_argument("--sites", type=int, default=SITES, help="sites that are measured, drawn at random")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--memory-of", metavar="FOLDER", help=argparse.SUPPRESS)
    given = parser.parse_args()
    size = Size(given.people)
    dice = np.random.default_rng(given.seed)
    sites = tuple(sorted(dice.choice(size.sites, min(given.sites, size.sites), replace=False).tolist()))
    source = Synthetic(size, sites)
    if given.memory_of:
        run(source, Path(given.memory_of))
        say(str(peak_memory()))
        return
    parts = [source.people(part) for part in source.parts()]
    _compare(size, source, parts)
    _one_form(source, parts)
    _changes(size)
    _memory(given.people, given.sites, given.seed)
    _one_vacancy(given.people, given.seed)


def _compare(size: Size, source: Synthetic, parts: list[Part]) -> None:
    world = source.offers()
    chunk = Chunk(
        tuple(one for part in parts for one in part.households), tuple(one for part in parts for one in part.people)
    )
    few = Chunk(chunk.households, chunk.people[:: max(1, len(chunk.people) // SELECTIVITY)])
    say(f"{size.people:,} labourers, {len(world.vacancies):,} vacancies; measured: {len(chunk.people):,} people")
    say(f"selectivity of {measure(world, few)}")
    peer, homes = Peer(world), {site.id: site for site in world.sites}
    forms = {name: Offers(world, name) for name in (COMPILED, PLAIN)}
    spent: dict[str, list[tuple[float, float]]] = {COMPILED: [], PLAIN: []}
    searched, floors = [], []
    for turn in range(ROUNDS + 1):
        lists = {}
        for name, offers in forms.items():
            one = Spent()
            lists[name] = engine(offers, parts, one)
            if turn:  # the first round fills what is kept from run to run
                spent[name].append(one.each_ms())
        assert lists[COMPILED] == lists[PLAIN], "the two forms differ"
        done = search(peer, homes, chunk)
        scored, filtered, pairs = floor(forms[COMPILED], parts)
        if turn:
            searched.append(1000 * done.seconds / len(done.lists))
            floors.append((scored / filtered, 1e9 * filtered / pairs))
    tantivy = median(searched)
    say(f"{'form':<12}{'reading, ms':>12}{'matching, ms':>14}{'province, s':>13}{'tantivy ÷ this':>16}")
    say(f"{'tantivy':<12}{'':>12}{tantivy:>14.2f}{tantivy * size.people / 1000:>13,.0f}{1:>16}")
    for name, rounds in spent.items():
        reading, matching = (median(column) for column in zip(*rounds, strict=True))
        whole = reading + matching
        say(f"{name:<12}{reading:>12.3f}{matching:>14.3f}{whole * size.people / 1000:>13,.0f}{tantivy / whole:>16.1f}")
    above, pair = (median(column) for column in zip(*floors, strict=True))
    say(f"filter, score and list ÷ filter alone: {above:.1f} ({pair:.2f} ns a pair to filter)")
    say(f"recall of tantivy's twenty among ours: {recall(lists[COMPILED], done.lists):.2f}")


def _one_form(source: Synthetic, parts: list[Part]) -> None:
    """The time somebody waits whose form has just come in, in one thread of a server that has seen other sites."""
    offers = Offers(source.offers())
    others = [number for number in range(source.size.sites) if number not in source.sites]
    seen = Synthetic(source.size, tuple(others[:: max(1, len(others) // SEEN)]))
    for site in seen.parts():
        offers.meet(seen.people(site)).lists(most=TOP)
    people = [(part, one) for part in parts for one in part.people]
    waited = []
    for part, one in people[:: max(1, len(people) // FORMS)]:
        household = next(each for each in part.households if each.id == one.household)
        began = time.perf_counter()
        offers.meet(Part((household,), (one,))).lists(most=TOP)
        waited.append(1000 * (time.perf_counter() - began))
    say(f"one form: median {median(waited):.1f} ms, slowest hundredth from {quantiles(waited, n=100)[-1]:.1f} ms")


def _changes(size: Size) -> None:
    """Both runs on some sites and on a third of them: the difference is what sites cost, the rest comes once."""
    sites = tuple(range(0, size.sites, max(1, size.sites // CHANGING)))
    few = sites[::3]
    spent = [_run_and_mend(size, some) for some in (few, sites)]
    more = len(sites) - len(few)
    if not more:
        return
    full, mended = (
        spent[0][which] + (spent[1][which] - spent[0][which]) / more * (size.sites - len(few)) for which in (0, 1)
    )
    say(f"1 % of vacancies changed ÷ full run: {mended / full:.2f} ({mended:,.0f} and {full:,.0f} s for the province)")


def _run_and_mend(size: Size, sites: tuple[int, ...]) -> tuple[float, float]:
    """Processor seconds of a run over some sites, and of mending it, with everything that comes before."""
    with TemporaryDirectory() as folder:
        whole, _ = by_the_processor(run, Synthetic(size, sites), Path(folder))
        again, _ = by_the_processor(update, Synthetic(size, sites, later=True), Path(folder))
    return whole, again


def _memory(people: int, sites: int, seed: int) -> None:
    with TemporaryDirectory() as folder:
        words = ["--people", str(people), "--sites", str(sites), "--seed", str(seed), "--memory-of", folder]
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.province", *words], check=True, capture_output=True, text=True
        )
    say(f"memory of the batch, at most: {int(done.stdout) / (1 << 20):,.0f} MB (the vacancies' facts among it)")


def _one_vacancy(people: int, seed: int) -> None:
    """In a process of its own, so that its memory is what everybody takes."""
    words = ["--people", str(people), "--seed", str(seed)]
    subprocess.run([sys.executable, "-m", "benchmarks.province.reach", *words], check=True)


if __name__ == "__main__":
    main()
