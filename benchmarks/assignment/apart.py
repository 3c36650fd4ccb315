"""The exact assignment in a process of its own, which then says what it cost: processor seconds and greatest memory."""

import subprocess
import sys
import tempfile
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from benchmarks.measuring import by_the_processor, peak_memory
from jobmatch.matching.market.exact import exact
from jobmatch.matching.market.market import Market
from jobmatch.matching.market.placement import Placement, Worth


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of the assignment alone; bytes of the whole process, its market among them."""

    seconds: float
    memory: int


def exact_apart(market: Market) -> tuple[Cost, Placement]:
    """What it cost, and what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        there, back = Path(folder) / "market.npz", Path(folder) / "placement.npz"
        np.savez(there, **{field.name: getattr(market, field.name) for field in fields(Market)})
        subprocess.run([sys.executable, "-m", "benchmarks.assignment.apart", there, back], check=True)
        with np.load(back) as found:
            reached, bound = (Worth(*found[name].tolist()) for name in ("worth", "bound"))
            cost = Cost(float(found["seconds"]), int(found["memory"]))
            return cost, Placement(found["chosen"], reached, bound)


def main(there: str, back: str) -> None:
    """Reads a market, writes its placement."""
    with np.load(there) as arrays:
        market = Market(**{name: arrays[name] for name in arrays.files})
    seconds, found = by_the_processor(exact, market)
    assert found.bound is not None
    np.savez(
        back,
        chosen=found.chosen,
        worth=np.array(astuple(found.worth)),
        bound=np.array(astuple(found.bound)),
        seconds=np.array(seconds),
        memory=np.array(peak_memory()),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
