"""`export`: the same workbooks that `import` reads, written from the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Wanted:
    """What was asked for at the command line."""

    file: Path
    on: date
    site: str | None


@click.command("export")
@click.argument("kind", type=click.Choice(["households", "vacancies", "courses"]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--site", help="Households of one site by its code; left out: all.")
@click.option("--as-of", type=shell.Day(), help="The day to write of; left out: today.")
def export_command(kind: str, file: Path, site: str | None, as_of: date | None) -> None:
    """Write a list to FILE (.xlsx) as `import` reads it. Households come with whole ID numbers: keep the file safe."""
    from jobmatch import clock, db

    if site is not None and kind != "households":
        raise shell.UnusableError(f"--site chooses households; {kind} are nobody's by site")
    if not file.parent.is_dir():
        raise shell.UnusableError(f"there is no folder {file.parent} to write to")
    if file.suffix.lower() != ".xlsx":
        raise shell.UnusableError(f"{file}: an export is a workbook; let its name end in .xlsx")
    with db.transaction(shell.database()) as session:
        count = _EXPORTS[kind](session, Wanted(file, as_of or clock.today(), site))
    click.echo(f"{count} {kind} written to {file}")


def _households(session: "Session", wanted: Wanted) -> int:
    from jobmatch import clock
    from jobmatch.households.roster.export import export_roster
    from jobmatch.matches.facts import find_site

    if wanted.site is not None:
        find_site(session, wanted.site)
    actor = shell.whoever_runs_this()
    return export_roster(session, wanted.file, on=wanted.on, actor=actor, at=clock.now(), site=wanted.site)


def _vacancies(session: "Session", wanted: Wanted) -> int:
    from jobmatch import clock
    from jobmatch.vacancies.listing.exporting import export_vacancies

    return export_vacancies(session, wanted.file, at=clock.now(), actor=shell.whoever_runs_this())


def _courses(session: "Session", wanted: Wanted) -> int:
    from jobmatch import clock
    from jobmatch.courses.plan.exporting import export_courses

    return export_courses(session, wanted.file, on=wanted.on, at=clock.now(), actor=shell.whoever_runs_this())


_EXPORTS: dict[str, Callable[["Session", Wanted], int]] = {
    "households": _households,
    "vacancies": _vacancies,
    "courses": _courses,
}
