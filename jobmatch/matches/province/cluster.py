"""The same run on several machines, part by part, by Dask (an extra: `requirements-province.txt`).

Every worker writes the files of its parts itself, into a folder that all of them see. A worker that dies takes nothing
with it: what it had not written is given to another, and what is written is not done again.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobmatch.matches.province.files import make_folder
from jobmatch.matches.province.offers import Offers, write_digests
from jobmatch.matches.province.run import SPARE, TOP, Outcome, do_part
from jobmatch.matches.province.source import Source
from jobmatch.workbooks.progress import Progress, silent

if TYPE_CHECKING:
    from distributed import Client, Future


class NoDaskError(ImportError):
    """Dask is not installed on this machine."""


def run_on(
    client: "Client", source: Source, folder: Path, most: int = TOP + SPARE, form: str | None = None,
    progress: Progress = silent,
) -> Outcome:  # fmt: skip
    """As `run.run`. The source can be hashed, so that each worker reads the offers once."""
    import distributed

    as_they_end: Callable[[list[Future[Outcome]]], Iterable[Future[Outcome]]] = distributed.as_completed
    make_folder(folder)
    parts = source.parts()
    asked = client.map(_part, parts, source=source, folder=str(folder), most=most, form=form, pure=False)
    outcome = Outcome()
    with progress("matching", len(parts)) as advance:
        for done in as_they_end(asked):
            outcome += done.result()
            advance(1)
    write_digests(folder, _offers(source, form).digests)
    return outcome


@contextmanager
def workers_here(number: int) -> Iterator["Client"]:
    """So many workers on this machine alone, until the block ends; raises NoDaskError."""
    try:
        import distributed
    except ImportError as error:
        raise NoDaskError(
            "several workers need Dask, which is not installed: "
            "`.venv/bin/python -m pip install --require-hashes -r requirements-province.txt`"
        ) from error

    local: Callable[..., AbstractContextManager[Any]] = distributed.LocalCluster
    on: Callable[[Any], AbstractContextManager[Client]] = distributed.Client
    here = {"host": "127.0.0.1", "dashboard_address": None}
    with local(n_workers=number, threads_per_worker=1, processes=True, **here) as cluster, on(cluster) as client:
        yield client


def _part(part: str, source: Source, folder: str, most: int, form: str | None) -> Outcome:
    return do_part(source, _offers(source, form), Path(folder), part, most)


@lru_cache(maxsize=1)
def _offers(source: Source, form: str | None) -> Offers:
    return Offers(source.offers(), form)
