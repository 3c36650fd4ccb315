"""`python -m benchmarks.pages [DATABASE_URL KEY_FILE]`: how long the pages of every kind of user take to answer.

Each page that links lead to is asked for again and again, in turns, from the real server, on the demo's county or on
the database that is named (a province, a played year). The peer is an answer of the same server that looks at nothing.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from statistics import median, quantiles
from urllib.error import HTTPError

from sqlalchemy import func, select

from benchmarks.county import planted
from benchmarks.measuring import by_the_clock, say
from benchmarks.pages.walk import kind, kinds
from benchmarks.serving import Desk, serving
from jobmatch import db
from jobmatch.accounts.model import Account

TURNS = 12
PEER = "/healthz"
TO_HOLD = 0.150


def main(given: Sequence[str]) -> None:
    """Prints the table, the slowest pages first."""
    with _place(given) as environment, serving(environment) as address:
        taken: dict[tuple[str, str], list[float]] = defaultdict(list)
        for user in _users(environment):
            desk = Desk(address, user)
            walked = [one for addresses in kinds(partial(_shown, desk)).values() for one in addresses]
            for _ in range(TURNS):
                for page in (PEER, *walked):
                    taken[user, kind(page)].append(by_the_clock(desk.page, page)[0])
    _print(taken)


def _print(taken: Mapping[tuple[str, str], Sequence[float]]) -> None:
    peer = median(seconds for (_, page), times in taken.items() if page == PEER for seconds in times)
    slowest = {key: quantiles(times, n=20)[-1] for key, times in taken.items()}
    over = sum(late > TO_HOLD for late in slowest.values())
    say(f"{len(taken)} kinds of page and user, {over} of them over {1000 * TO_HOLD:.0f} ms; the peer answers in")
    say(f"{1000 * peer:.1f} ms")
    say(f"{'user':<14}{'page':<64}{'times':>6}{'median ms':>11}{'p95 ms':>8}{'median ÷ peer':>15}")
    for (user, page), late in sorted(slowest.items(), key=lambda one: -one[1]):
        usual = median(taken[user, page])
        times = f"{len(taken[user, page]):>6}{1000 * usual:>11.0f}{1000 * late:>8.0f}{usual / peer:>15.0f}"
        say(f"{user:<14}{page:<64}{times}")


def _shown(desk: Desk, address: str) -> str | None:
    try:
        return desk.page(address)
    except (HTTPError, UnicodeDecodeError):
        return None


def _users(environment: Mapping[str, str]) -> Sequence[str]:
    """One of each role."""
    engine = db.engine_for(environment["JOBMATCH_DATABASE_URL"])
    with db.reading(engine) as session:
        found = session.scalars(select(func.min(Account.name)).group_by(Account.role)).all()
    engine.dispose()
    return sorted(filter(None, found))


@contextmanager
def _place(given: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """The environment of a server on the database that is named, or on a county planted for this run."""
    if given:
        url, keys = given
        yield os.environ | {
            "JOBMATCH_DATABASE_URL": url, "JOBMATCH_KEY_FILE": keys, "JOBMATCH_FICTITIOUS_IDS": "1",
        }  # fmt: skip
        return
    with planted() as (_, environment):
        yield environment


if __name__ == "__main__":
    main(sys.argv[1:])
