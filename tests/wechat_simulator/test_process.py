"""The simulator as a process: it ends with whoever started it, and says so where its port is taken."""

import socket
import subprocess
import sys
import time
from urllib.request import urlopen

from tests.simulated import ROOT

STARTED_BY_A_SHELL = 'exec 3>&1; "$0" -m wechat_simulator --port 0 --beside $$ >&3 & exec sleep 60'


def test_it_ends_when_the_process_beside_it_ends() -> None:
    command = ["sh", "-c", STARTED_BY_A_SHELL, sys.executable]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as shell:
        assert shell.stdout is not None
        root = shell.stdout.readline().strip()
        with urlopen(root, timeout=10) as page:
            assert page.status == 200
        shell.terminate()
    deadline = time.monotonic() + 20
    while answers(root) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(root)


def answers(root: str) -> bool:
    try:
        urlopen(root, timeout=10).close()
    except OSError:
        return False
    return True


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "wechat_simulator", "--port", port],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert f"cannot listen at 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr
