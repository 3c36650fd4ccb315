"""Keeps the tests offline: refuses every socket that would leave this machine, from the moment it is imported."""

import ipaddress
import socket
import sys


class OutsideCallError(RuntimeError):
    """A test tried to speak to another machine."""


def is_here(host: object) -> bool:
    """True for this machine's own names and loopback addresses, and for "no host given"."""
    if isinstance(host, bytes | bytearray):
        host = host.decode()
    if host in (None, "", "localhost", "localhost.localdomain"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook: raises `OutsideCallError` before a call, a datagram or a look-up leaves the machine."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        sender, address = arguments[0], arguments[1]
        if isinstance(sender, socket.socket) and sender.family not in (socket.AF_INET, socket.AF_INET6):
            return
        if isinstance(address, tuple) and not is_here(address[0]):
            raise OutsideCallError(f"tests stay on this machine, yet something called {address[0]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_here(arguments[0]):
        raise OutsideCallError(f"tests stay on this machine, yet something looked up {arguments[0]!r}")


if not getattr(sys, "jobmatch_tests_are_offline", False):
    # An audit hook cannot be taken out again, so it goes in once a process.
    sys.jobmatch_tests_are_offline = True  # type: ignore[attr-defined]
    sys.addaudithook(refuse_outside)
