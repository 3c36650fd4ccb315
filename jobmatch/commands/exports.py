"""`export`: the same workbook that `import` reads, written from the database."""

from datetime import date
from pathlib import Path

import click

from jobmatch.commands import shell


@click.command("export")
@click.argument("kind", type=click.Choice(["households"]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--site", help="The code of one site; left out: all.")
@click.option("--as-of", type=shell.Day(), help="The day to write of; left out: today.")
def export_command(kind: str, file: Path, site: str | None, as_of: date | None) -> None:
    """Write households to FILE (.xlsx), as `import` reads them. The file holds whole ID numbers: keep it safe."""
    from jobmatch import clock, db
    from jobmatch.households.roster.export import export_roster
    from jobmatch.matches.facts import find_site

    if not file.parent.is_dir():
        raise shell.UnusableError(f"there is no folder {file.parent} to write to")
    if file.suffix.lower() != ".xlsx":
        raise shell.UnusableError(f"{file}: an export is a workbook; let its name end in .xlsx")
    with db.transaction(shell.database()) as session:
        if site is not None:
            find_site(session, site)
        count = export_roster(
            session, file, on=as_of or clock.today(), actor=shell.whoever_runs_this(), at=clock.now(), site=site
        )
    click.echo(f"{count} {kind} written to {file}")
