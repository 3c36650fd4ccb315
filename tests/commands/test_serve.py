"""`serve`: answers on the port it was given and stops cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

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
