"""A run over many parts: as person by person, gone on with after a kill, mended the next day, on two workers."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jobmatch.matches.province import lists
from jobmatch.matches.province.changes import update
from jobmatch.matches.province.cluster import run_on
from jobmatch.matches.province.offers import Offers, read_digests
from jobmatch.matches.province.run import TOP, path_of, run
from jobmatch.matching.engine.engine import Scored
from jobmatch.matching.engine.forms import PLAIN
from jobmatch.matching.engine.keys import places_of, scores_of
from jobmatch.matching.rank import rank_person
from tests.matches.province.small import SIZE, Small
from tests.shape import tree


def best(folder: Path, source: Small) -> dict[str, list[Scored]]:
    """The best TOP of everybody as vacancy ids and scores."""
    ids = sorted(read_digests(folder).vacancies)
    found = {}
    for part in source.parts():
        of_part = lists.read(path_of(folder, part))
        for number, person in enumerate(of_part.people):
            keys = of_part.keys_of(number)[:TOP]
            found[person] = [
                Scored(ids[place], score)
                for place, score in zip(places_of(keys).tolist(), scores_of(keys).tolist(), strict=True)
            ]
    return found


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that nobody disturbed, in the plain form."""
    folder = tmp_path_factory.mktemp("lists")
    outcome = run(Small(), folder, form=PLAIN)
    assert (outcome.done, outcome.kept) == (SIZE.sites, 0)
    return folder


def test_everybody_has_the_list_that_rank_gives(done: Path) -> None:
    source, found = Small(), best(done, Small())
    offers = Offers(source.offers())
    ground = offers.meet(source.people("0")).ground
    for person in list(ground.seekers)[::40]:
        ranked = [Scored(match.vacancy, match.score) for match in rank_person(ground, person).matches[:TOP]]
        assert found[person] == ranked


def test_a_second_run_finds_everything_done(done: Path) -> None:
    outcome = run(Small(), done, form=PLAIN)
    assert (outcome.done, outcome.kept) == (0, SIZE.sites)


@pytest.mark.parametrize("days", [1, 3])
def test_lists_that_are_mended_are_the_lists_of_a_new_run(done: Path, tmp_path: Path, days: int) -> None:
    run(Small(), tmp_path / "mended")
    for day in range(1, days + 1):
        update(Small(day), tmp_path / "mended")
    run(Small(days), tmp_path / "new")
    assert best(tmp_path / "mended", Small(days)) == best(tmp_path / "new", Small(days)) != best(done, Small())


RUN = """
from pathlib import Path
from jobmatch.matches.province.run import run
from tests.matches.province.small import Small
run(Small(seconds=0.3), Path({folder!r}), form="plain")
"""


def test_a_run_that_is_killed_is_gone_on_with(done: Path, tmp_path: Path) -> None:
    code = RUN.format(folder=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", code], cwd=tree.ROOT) as running:
        while not list(tmp_path.glob("*.npz")) and running.poll() is None:
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    outcome = run(Small(), tmp_path, form=PLAIN)
    assert outcome.kept >= 1
    assert outcome.done >= 1
    assert best(tmp_path, Small()) == best(done, Small())


def test_two_workers_do_the_same_although_one_is_killed(done: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is an extra: requirements-province.txt")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True) as cluster,
        distributed.Client(cluster) as client,
    ):
        workers = list(client.run(os.getpid).values())
        assert len(workers) == 2
        killed = []

        def kill_one_when_something_is_written(_doing: str, _total: int) -> "Killer":
            return Killer(workers[0], killed)

        run_on(client, Small(seconds=0.2), tmp_path, form=PLAIN, progress=kill_one_when_something_is_written)
    assert killed == workers[:1]
    assert best(tmp_path, Small()) == best(done, Small())


class Killer:
    """Kills a process when it is told of the first step."""

    def __init__(self, process: int, killed: list[int]) -> None:
        self.process, self.killed = process, killed

    def __enter__(self) -> "Killer":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __call__(self, _steps: int) -> None:
        if not self.killed:
            os.kill(self.process, signal.SIGKILL)
            self.killed.append(self.process)
