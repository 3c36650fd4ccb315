"""The demo's county in a database of its own, for whatever is measured on it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from jobmatch import db, parameters, seal
from jobmatch.matches.facts import load_world
from jobmatch.matching.facts import World
from jobmatch.settings import settings

ROOT = Path(__file__).resolve().parents[1]
JOBMATCH = (sys.executable, "-m", "jobmatch")


@contextmanager
def planted(seed: int = 1) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The address of the database, planted and matched as of today, and the environment of processes on it."""
    with TemporaryDirectory() as folder:
        keys, url = Path(folder) / "seal.keys", f"sqlite:///{folder}/county.db"
        seal.make_key_file(keys)
        environment = os.environ | {
            "JOBMATCH_KEY_FILE": str(keys), "JOBMATCH_DATABASE_URL": url, "JOBMATCH_FICTITIOUS_IDS": "1",
        }  # fmt: skip
        settings().key_file, settings().fictitious_ids = keys, True
        for command in (["init"], ["demo", "--size", "county", "--seed", str(seed)]):
            subprocess.run([*JOBMATCH, *command], cwd=ROOT, env=environment, check=True, capture_output=True)
        yield url, environment


def facts(on: date) -> World:
    """Everybody who asks for work there, and everything that is open, on a day."""
    with planted() as (url, _):
        engine = db.engine_for(url)
        try:
            with db.reading(engine) as session:
                return load_world(session, on, None, parameters.load(session)).world
        finally:
            engine.dispose()
