"""`serve`: answers on the port it was given and stops cleanly; what runs beside it ends with it, however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from jobmatch.db import engine_for
from tests.matches.conftest import rows

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def test_the_server_answers_until_it_is_stopped(sqlite_url: str) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "jobmatch", "serve", "--port", str(port)], cwd=ROOT, stderr=subprocess.PIPE,
        env=os.environ | {"JOBMATCH_DATABASE_URL": sqlite_url},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not answers(port):
            assert server.poll() is None
            assert time.monotonic() < deadline, "the server did not answer within a minute"
            time.sleep(0.1)
        another = subprocess.run(
            [sys.executable, "-m", "jobmatch", "serve", "--port", str(port)], cwd=ROOT, capture_output=True,
            env=os.environ | {"JOBMATCH_DATABASE_URL": sqlite_url}, check=False,
        )  # fmt: skip
        assert another.returncode == 2
        assert str(port).encode() in another.stderr
    finally:
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=60)
    assert server.returncode == 0
    assert b"Traceback" not in said


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_worker_beside_the_server_ends_with_it(sqlite_url: str, end: signal.Signals) -> None:
    port, engine = free_port(), engine_for(sqlite_url)
    server = subprocess.Popen(
        [sys.executable, "-m", "jobmatch", "serve", "--port", str(port), "--worker"], cwd=ROOT,
        stderr=subprocess.PIPE, env=os.environ | {"JOBMATCH_DATABASE_URL": sqlite_url},
    )  # fmt: skip
    deadline = time.monotonic() + 90
    try:
        while not (answers(port) and rows(engine, "SELECT owner FROM job_worker")):
            assert server.poll() is None
            assert time.monotonic() < deadline, "server and worker were not there within a minute and a half"
            time.sleep(0.1)
    finally:
        server.send_signal(end)
        server.wait(timeout=60)
    assert server.returncode in (0, -signal.SIGKILL)
    while rows(engine, "SELECT owner FROM job_worker WHERE ended_at IS NULL"):
        assert time.monotonic() < deadline, "the worker outlived its server"
        time.sleep(0.1)
    engine.dispose()
    assert server.stderr
    assert b"Traceback" not in server.stderr.read()  # ends when nobody can write to it any more
