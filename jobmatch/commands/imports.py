"""`import`: an office's workbook in, faults by sheet, row and cell out; good rows kept, never half a household."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import click

from jobmatch.commands import shell
from jobmatch.commands.imported import print_report


@dataclass(frozen=True)
class Wanted:
    """What was asked for at the command line."""

    file: Path
    as_of: date
    dry_run: bool
    records: bool
    overrides: Mapping[str, Decimal]
    allow_fictitious: bool


class Outcome(Protocol):
    """What every import says of itself, whatever the list holds."""

    def document(self) -> dict[str, Any]:
        """Counts, faults, changes and, where asked for, records."""


@click.command("import")
@click.argument("kind", type=click.Choice(["households", "vacancies", "courses"]))
@click.argument("file", type=shell.READABLE_FILE)
@click.option("--dry-run", is_flag=True, help="Say what would be done and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.option("--records", is_flag=True, help="With --json: what was understood of every row.")
@click.option("--as-of", type=shell.Day(), help="The day the list speaks of; left out: today.")
@click.option(
    "--parameter", "parameters", multiple=True, type=shell.Assignment(), help="Replace a dated parameter for this run."
)
@click.option("--allow-fictitious-ids", is_flag=True, help="Take invented ID numbers and credit codes (000000).")
def import_command(
    kind: str,
    file: Path,
    dry_run: bool,
    as_json: bool,
    records: bool,
    as_of: date | None,
    parameters: tuple[tuple[str, Decimal], ...],
    allow_fictitious_ids: bool,
) -> int:
    """Read a list of households, vacancies or courses from FILE (.xlsx, .xls, .csv). Exit 1 when rows were refused."""
    from jobmatch import clock
    from jobmatch.settings import settings

    overrides = _known(dict(parameters))
    fictitious = allow_fictitious_ids or settings().fictitious_ids
    wanted = Wanted(file, as_of or clock.today(), dry_run, records, overrides, fictitious)
    document = _IMPORTS[kind](wanted).document()
    if as_json:
        shell.print_document(document)
    else:
        print_report(document, wanted.dry_run)
    return 1 if any(fault["level"] == "E" for fault in document["faults"]) else 0


def _households(wanted: Wanted) -> Outcome:
    from jobmatch import clock, db
    from jobmatch.households.roster.importing import Options, import_roster
    from jobmatch.workbooks.progress import on_terminal

    engine = shell.database()
    options = Options(wanted.as_of, wanted.dry_run, wanted.records, dict(wanted.overrides), wanted.allow_fictitious)
    return import_roster(
        lambda: db.transaction(engine),
        wanted.file,
        options,
        actor=shell.whoever_runs_this(),
        at=clock.now(),
        progress=on_terminal,
    )


def _vacancies(wanted: Wanted) -> Outcome:
    from jobmatch.vacancies.listing.importing import import_vacancies

    return import_vacancies(shell.database(), wanted.file, **_common(wanted))


def _courses(wanted: Wanted) -> Outcome:
    from jobmatch.courses.plan import import_courses

    return import_courses(shell.database(), wanted.file, **_common(wanted))


def _common(wanted: Wanted) -> dict[str, Any]:
    from jobmatch import clock
    from jobmatch.settings import settings
    from jobmatch.workbooks.progress import on_terminal

    return {
        "as_of": wanted.as_of,
        "dry_run": wanted.dry_run,
        "records": wanted.records,
        "overrides": wanted.overrides,
        "allow_fictitious": wanted.allow_fictitious,
        "actor": shell.whoever_runs_this(),
        "at": clock.now(),
        "progress": on_terminal,
        "home": settings().home_division,
    }


_IMPORTS = {"households": _households, "vacancies": _vacancies, "courses": _courses}


def _known(overrides: dict[str, Decimal]) -> dict[str, Decimal]:
    from jobmatch.parameters import first_rows

    names = {row.name for row in first_rows()}
    for name in overrides:
        if name not in names:
            raise shell.UnusableError(f"--parameter {name}: there is no such parameter; `parameter list` shows all")
    return overrides
