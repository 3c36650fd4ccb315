"""A long list is read in bounded memory and says how far it is; `make soak` takes 200,000 rows."""

import os
import resource
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from jobmatch import db, parameters
from jobmatch.access import operator
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.settings import settings
from jobmatch.workbooks.progress import always
from tests.households.roster import rosters
from tests.households.roster.conftest import JUNE, NOW

ROWS = 200_000 if "JOBMATCH_SOAK" in os.environ else 2_000
MOST_MEMORY = 1_500 * 1024**2
PEOPLE = 4


def long_list(path: Path, rows: int) -> None:
    """Households of four, without merges, as a system exports them."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(list(rosters.HEADINGS))
    for number in range(rows // PEOPLE):
        born = date(1945, 1, 1) + timedelta(days=number // 480 * 40 + number % 40)
        members = [
            rosters.person(
                _name(number * PEOPLE + place),
                relation,
                born + timedelta(days=7_000 * place),
                sex=sex,
                order=number % 480,
                联系电话=f"1990{number * PEOPLE + place:07}",
            )
            for place, (relation, sex) in enumerate((("户主", "男"), ("配偶", "女"), ("之子", "男"), ("之女", "女")))
        ]
        own = rosters.family(f"52{number:07}", *members).row(number + 1)
        for place, member in enumerate(members):
            household = own if place == 0 else {}
            sheet.append([member.get(heading, household.get(heading)) for heading in rosters.HEADINGS])
    book.save(path)


def _name(number: int) -> str:
    """Names as different as those of a county: one of forty surnames and two of some thousand characters."""
    mixed = number * 2_654_435_761 % 2**32
    return "".join(
        chr(0x4E00 + part) for part in (mixed % 40, 1000 + mixed // 40 % 3000, 5000 + mixed // 120_000 % 3000)
    )


@pytest.mark.timeout(1800)
def test_a_long_list_is_previewed_in_bounded_memory_with_its_progress(sqlite_url: str, tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    long_list(path, ROWS)
    with db.transaction(db.engine_for(sqlite_url)) as session:
        parameters.plant_first_rows(session)
    child = [sys.executable, "-m", "tests.households.roster.test_long_lists", str(path)]
    done = subprocess.run(
        child, capture_output=True, text=True, env=dict(os.environ, JOBMATCH_DATABASE_URL=sqlite_url), check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    people, memory = map(int, done.stdout.split())
    assert people == ROWS
    assert memory < MOST_MEMORY
    assert "reading long.xlsx: 100%" in done.stderr


def preview(path: Path) -> None:
    """What the child process does: a preview, and how much memory it took at most."""
    engine = db.engine_for(settings().database_url)

    result = import_roster(
        lambda: db.transaction(engine),
        path,
        Options(JUNE, dry_run=True, allow_fictitious=True),
        actor=operator("tests"),
        at=NOW,
        progress=always,
    )
    print(result.counts["people_in_good_households"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)  # noqa: T201


if __name__ == "__main__":
    preview(Path(sys.argv[1]))
