"""`import`: an office's workbook in, faults by sheet, row and cell out; good rows kept, never half a household."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from jobmatch.commands import shell
from jobmatch.commands.imported import print_report


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
    from jobmatch import clock, flow
    from jobmatch.settings import settings
    from jobmatch.workbooks.lists import Kind, Wanted
    from jobmatch.workbooks.progress import on_terminal

    overrides = _known(dict(parameters))
    fictitious = allow_fictitious_ids or settings().fictitious_ids
    wanted = Wanted(Kind(kind), file, as_of or clock.today(), dry_run, records, overrides, fictitious)
    outcome = flow.bring_in(shell.database(), wanted, clock.now(), shell.whoever_runs_this(), on_terminal)
    document = outcome.document()
    if as_json:
        shell.print_document(document)
    else:
        print_report(document, dry_run)
    return 1 if any(fault["level"] == "E" for fault in document["faults"]) else 0


def _known(overrides: dict[str, Decimal]) -> dict[str, Decimal]:
    from jobmatch.parameters import first_rows

    names = {row.name for row in first_rows()}
    for name in overrides:
        if name not in names:
            raise shell.UnusableError(f"--parameter {name}: there is no such parameter; `parameter list` shows all")
    return overrides
