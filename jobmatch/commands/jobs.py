"""`worker` and `jobs`: the process that runs what is due by the clock, and how all of it stands."""

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from datetime import datetime

    from jobmatch.jobs.standing import Overview, Ran, Standing


@click.command("worker")
@click.option("--beside", type=click.IntRange(1), hidden=True, help="The process that started it; it ends with it.")
def worker_command(beside: int | None) -> None:
    """Run what is due by the clock until stopped: matching at night, expiry, and what waits."""
    from jobmatch.jobs.worker import Worker

    worker = Worker(shell.database(), parent=beside)
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, lambda *_: worker.stop())
    if beside is None:
        click.echo("the worker is at work; Ctrl-C stops it, `jobs` shows what it does", err=True)
    if not worker.run():
        # What is in the middle of a step is undone by the database; the interpreter would wait for its end.
        sys.stderr.flush()
        os._exit(0)


@click.command("jobs")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def jobs_command(as_json: bool) -> None:
    """What runs by the clock: when it ran last, what came of it, when it is next, and what is stuck."""
    from jobmatch import clock, db
    from jobmatch.jobs.standing import overview

    with db.reading(shell.database()) as session:
        found = overview(session, clock.now())
    if as_json:
        shell.print_document(_document(found))
        return
    lines = [("job", "stands", "last", "took", "came to", "next"), *map(_line, found.jobs)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
    for worker in found.workers:
        stands = "at work" if worker.alive(found.at) else "ended" if worker.ended_at else "gone without a word"
        click.echo(f"worker {worker.owner}: {stands}, seen {_local(worker.seen_at)}")
    if not found.alive:
        click.echo("no worker is there: start `python -m jobmatch worker`")


def _line(one: "Standing") -> tuple[str, ...]:
    last = one.last
    if last is None:
        return (one.job, one.condition, "-", "-", "-", _local(one.next_at))
    came_to = ", ".join(f"{name} {number}" for name, number in (last.came_to or {}).items())
    return (one.job, one.condition, _local(last.slot), _took(last), last.error or came_to or "-", _local(one.next_at))


def _took(ran: "Ran") -> str:
    return "-" if ran.ended_at is None else f"{(ran.ended_at - ran.started_at).total_seconds():.1f} s"


def _local(at: "datetime") -> str:
    from jobmatch.clock import SHANGHAI

    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _document(found: "Overview") -> dict[str, Any]:
    return {
        "at": found.at,
        "jobs": [
            {
                "job": one.job,
                "condition": one.condition,
                "next": one.next_at,
                "past": [vars(ran) for ran in one.past],
            }
            for one in found.jobs
        ],
        "workers": [vars(worker) | {"alive": worker.alive(found.at)} for worker in found.workers],
    }
