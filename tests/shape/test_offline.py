"""No test leaves this machine, neither in its own process nor in one that it starts."""

import socket
import subprocess
import sys
import urllib.request

import pytest
from offline_guard import OutsideCallError, is_here

ELSEWHERE = ("192.0.2.1", 80)  # reserved for documentation: nobody would answer


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as caller, pytest.raises(OutsideCallError):
        caller.connect(ELSEWHERE)


def test_a_datagram_to_another_machine_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as caller, pytest.raises(OutsideCallError):
        caller.sendto(b"hello", ELSEWHERE)


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(OutsideCallError):
        urllib.request.urlopen("http://elsewhere.example/", timeout=1)


def test_a_process_that_a_test_starts_is_refused_too() -> None:
    call = f"import socket; socket.create_connection({ELSEWHERE!r}, timeout=1)"
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=False)
    assert "OutsideCallError" in done.stderr


def test_this_machine_may_be_called() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        assert is_here("localhost")
        assert is_here("::1")
        assert not is_here("elsewhere.example")
