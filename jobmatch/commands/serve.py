"""`serve`: hands the process over to the web server."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import click

from jobmatch.commands import shell

ROOT = Path(__file__).resolve().parents[2]


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets other machines in.")
@click.option("--port", type=click.IntRange(1, 65535), help="Left out: JOBMATCH_PORT, or 8000.")
@click.option("--worker", is_flag=True, help="Run beside it what is due by the clock, and stop that with it.")
def serve_command(host: str, port: int | None, worker: bool) -> None:
    """Start the web server; Ctrl-C stops it."""
    from jobmatch import clock
    from jobmatch.jobs import uploads
    from jobmatch.settings import settings

    chosen = port or settings().port
    engine = shell.database()
    uploads.sweep(engine, clock.now())
    engine.dispose()
    _require_free(host, chosen)
    seen_at = "127.0.0.1" if host == "0.0.0.0" else host
    click.echo(f"open http://{seen_at}:{chosen}/ in a browser; Ctrl-C stops", err=True)
    sys.stdout.flush()
    if worker:
        # This process becomes the server, so the number that the worker watches is the server's.
        subprocess.Popen([sys.executable, "-m", "jobmatch", "worker", "--beside", str(os.getpid())], cwd=ROOT)
    options = ["--config", str(ROOT / "gunicorn.conf.py"), "--pythonpath", str(ROOT), "--bind", f"{host}:{chosen}"]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *options])


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise shell.UnusableError(
                f"cannot listen at {host}:{port} ({error.strerror}); choose another with --port or JOBMATCH_PORT"
            ) from error
