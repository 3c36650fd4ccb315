"""The facts of the demo's county."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from jobmatch import db, parameters, seal
from jobmatch.matches.facts import load_world
from jobmatch.matching.facts import World
from jobmatch.settings import settings

ROOT = Path(__file__).resolve().parents[2]


def county(on: date) -> World:
    """Everybody who asks for work there, and everything that is open, on a day."""
    with TemporaryDirectory() as folder:
        keys, url = Path(folder) / "seal.keys", f"sqlite:///{folder}/county.db"
        seal.make_key_file(keys)
        environment = os.environ | {
            "JOBMATCH_KEY_FILE": str(keys), "JOBMATCH_DATABASE_URL": url, "JOBMATCH_FICTITIOUS_IDS": "1",
        }  # fmt: skip
        settings().key_file, settings().fictitious_ids = keys, True
        for command in (["init"], ["demo", "--size", "county"]):
            done = [sys.executable, "-m", "jobmatch", *command]
            subprocess.run(done, cwd=ROOT, env=environment, check=True, capture_output=True)
        engine = db.engine_for(url)
        try:
            with db.reading(engine) as session:
                return load_world(session, on, None, parameters.load(session)).world
        finally:
            engine.dispose()
