"""`export`: the same workbook that `import` reads, written from the database."""

from datetime import date
from pathlib import Path

import click

from jobmatch.commands import shell


@click.command("export")
@click.argument("kind", type=click.Choice(["households", "vacancies", "courses"]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--site", help="The code of one site; left out: all.")
@click.option("--as-of", type=shell.Day(), help="The day to write of; left out: today.")
def export_command(kind: str, file: Path, site: str | None, as_of: date | None) -> None:
    """Write households, vacancies or courses to FILE (.xlsx), as `import` reads them.

    A file of households holds whole ID numbers: keep it safe.
    """
    from jobmatch import clock, db
    from jobmatch.courses.plan.exporting import export_courses
    from jobmatch.households.roster.export import export_roster
    from jobmatch.matches.facts import find_site
    from jobmatch.vacancies.listing.exporting import export_vacancies

    if site is not None and kind != "households":
        raise shell.UnusableError(f"--site chooses among households; {kind} are the county's")
    if not file.parent.is_dir():
        raise shell.UnusableError(f"there is no folder {file.parent} to write to")
    if file.suffix.lower() != ".xlsx":
        raise shell.UnusableError(f"{file}: an export is a workbook; let its name end in .xlsx")
    on, at, actor = as_of or clock.today(), clock.now(), shell.whoever_runs_this()
    with db.transaction(shell.database()) as session:
        if kind == "vacancies":
            count = export_vacancies(session, file, at=at, actor=actor)
        elif kind == "courses":
            count = export_courses(session, file, on=on, at=at, actor=actor)
        else:
            if site is not None:
                find_site(session, site)
            count = export_roster(session, file, on=on, actor=actor, at=at, site=site)
    click.echo(f"{count} {kind} written to {file}")
