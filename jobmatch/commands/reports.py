"""`report`: the tables of a month as one workbook and as CSV, written whole or not at all."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from jobmatch.commands import shell

if TYPE_CHECKING:
    from jobmatch.reports.service import Report


@click.group("report")
def report_command() -> None:
    """What is handed in and shown: tables and key figures of a month."""


@report_command.command("monthly")
@click.option("--month", "written", required=True, metavar="YYYY-MM", help="The month; one that runs is provisional.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
@click.option("--site", help="The code of one site: its own file, with every figure and names. Left out: the county.")
@click.option("--county", help="Six digits of another county; left out: the home county.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def monthly(written: str, out: Path, site: str | None, county: str | None, lang: str) -> None:
    """Write M1 to M5 and the key figures of a month, small cells masked; for a site M6 with names as well."""
    from jobmatch import clock, db
    from jobmatch.reports import month as months
    from jobmatch.reports.csv_file import as_csv
    from jobmatch.reports.scope import NoSuchSiteError
    from jobmatch.reports.service import monthly as read
    from jobmatch.reports.workbook import as_workbook

    try:
        month = months.read(written)
        with db.transaction(shell.database()) as session:
            report = read(session, month, clock.now(), shell.whoever_runs_this(), site=site, county=county)
    except (months.NoSuchMonthError, NoSuchSiteError) as error:
        raise shell.UnusableError(str(error)) from error
    stem = file_stem(month, site, county)
    files = {f"{stem}.xlsx": as_workbook(report, lang)}
    files |= {f"{stem}-{table.code}.csv": as_csv(table, lang) for table in (*report.tables, *report.behind.values())}
    write_all(out, files)
    _say(report, out, sorted(files), lang)


def file_stem(month: date, site: str | None, county: str | None) -> str:
    """The common beginning of the names of a month's files."""
    return "-".join(["report", f"{month:%Y-%m}", *(part for part in (county, site) if part)])


def write_all(out: Path, files: dict[str, bytes]) -> None:
    """Files appear when all of them are written; those of an earlier run are replaced. Raises UnusableError."""
    if not out.is_dir() and not out.parent.is_dir():
        raise shell.UnusableError(f"there is no folder {out.parent} in which {out.name} could be made")
    try:
        out.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=out, prefix=".report-") as folder:
            for name, content in files.items():
                (Path(folder) / name).write_bytes(content)
            for name in files:
                (Path(folder) / name).replace(out / name)
    except OSError as error:
        raise shell.UnusableError(f"{out} could not be written to: {error.strerror}") from error


def _say(report: "Report", out: Path, names: list[str], lang: str) -> None:
    if lang == "zh":
        state = "已结账" if report.closed else "还没有结账，数字会变"
        click.echo(f"{report.month:%Y年%m月} {report.who.zh}：{state}")
    else:
        state = "closed" if report.closed else "provisional, the month is not closed"
        click.echo(f"{report.month:%Y-%m} {report.who.en}: {state}")
    for name in names:
        click.echo(f"  {out / name}")
