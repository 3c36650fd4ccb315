"""The command line: finds the command, and turns whatever goes wrong into one gentle line and an exit status.

0 done, 1 done but something was refused, 2 unusable arguments or input, 130 stopped by Ctrl-C. The commands themselves
stand in `commands/` and are loaded one by one, so that those that need no database start without one.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import TextIO

import click

DONE, REFUSED, UNUSABLE, STOPPED = 0, 1, 2, 130

_HOMES = {
    "init": "setup",
    "parameter": "setup",
    "user": "users",
    "demo": "demo",
    "import": "imports",
    "export": "exports",
    "match": "match",
    "assign": "assign",
    "province": "province",
    "show": "show",
    "duplicates": "duplicates",
    "rank": "rank",
    "check-advert": "adverts",
    "titles": "unsure_titles",
    "occupation": "titles",
    "similar": "titles",
    "wechat": "wechat",
    "serve": "serve",
    "worker": "jobs",
    "jobs": "jobs",
    "report": "reports",
    "backup": "backups",
    "restore": "backups",
}
"""Which file of `commands/` holds a command, as `<name>_command`."""


class Commands(click.Group):
    """All commands by name; a file of `commands/` is read when one of its commands is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _HOMES:
            return None
        module = import_module(f"jobmatch.commands.{_HOMES[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--traceback", "show_traceback", is_flag=True, help="After an unexpected fault, show where it happened.")
@click.pass_context
def jobmatch(ctx: click.Context, show_traceback: bool) -> None:
    """Job matching for relocated households: forms and workbooks in, explained jobs out."""
    if ctx.invoked_subcommand is None:
        raise click.UsageError("say which command to run", ctx)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status and never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak_utf8(sys.stdout, sys.stderr)
    try:
        return _run(given)
    except (KeyboardInterrupt, click.Abort):
        complain("stopped; what was finished before is kept, nothing is half done")
        return STOPPED
    except BrokenPipeError:
        # Whoever read our output has gone, as `| head` does; Python must not complain again when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def complain(line: str) -> None:
    """One line on standard error."""
    click.echo(f"jobmatch: {line}", err=True)


def speak_utf8(*streams: TextIO) -> None:
    """Output is UTF-8 whatever the locale says: residents' names are not ASCII."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(given: list[str]) -> int:
    from jobmatch.commands import shell

    try:
        status = jobmatch.main(given, prog_name="python -m jobmatch", standalone_mode=False)
        return status if isinstance(status, int) else DONE
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        return UNUSABLE
    except click.UsageError as wrong:
        path = wrong.ctx.command_path if wrong.ctx else "python -m jobmatch"
        said = " ".join(wrong.format_message().split())  # choices would stand on a line each
        complain(f"{said.rstrip('.')}. `{path} --help` says what can be written.")
        return UNUSABLE
    except (KeyboardInterrupt, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        complain(shell.explain(error))
        if "--traceback" in given and not isinstance(error, shell.UnusableError):
            traceback.print_exc()
        return UNUSABLE
