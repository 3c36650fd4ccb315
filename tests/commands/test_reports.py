"""`report monthly` writes all files of a month or none, and says gently what cannot be."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from jobmatch import clock
from jobmatch.reports import month as months
from tests.commands.conftest import Ended
from tests.reports.conftest import place, settled

__all__ = ["place", "settled"]

Command = Callable[..., Ended]


def test_a_month_is_one_workbook_and_a_csv_for_each_table(command: Command, settled: Engine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = command("report", "monthly", "--month", "2026-06", "--out", out)
    assert (done.status, done.err) == (0, "")
    names = {path.name for path in out.iterdir()}
    assert names == {"report-2026-06.xlsx"} | {f"report-2026-06-{code}.csv" for code in
        ("M1", "M2", "M3", "M4", "M5", "W", "K7", "K11", "E")}  # fmt: skip
    assert "还没有结账" in done.out


def test_names_are_written_for_a_site_alone(command: Command, settled: Engine, tmp_path: Path) -> None:
    done = command("report", "monthly", "--month", "2026-06", "--out", tmp_path, "--site", "XY", "--lang", "en")
    assert done.status == 0
    assert (tmp_path / "report-2026-06-XY-M6.csv").exists()
    assert "provisional" in done.out


def test_what_cannot_be_reported_is_said_and_leaves_nothing(command: Command, settled: Engine, tmp_path: Path) -> None:
    coming = months.written(months.after(months.of(clock.today())))
    for words in (
        ("--month", coming, "--out", tmp_path / "out"),
        ("--month", "June", "--out", tmp_path / "out"),
        ("--month", "2026-06", "--out", tmp_path / "out", "--site", "NOWHERE"),
        ("--month", "2026-06", "--out", tmp_path / "not" / "there"),
        ("--out", tmp_path / "out"),
    ):
        done = command("report", "monthly", *words)
        assert done.status == 2
        assert done.err.startswith("jobmatch: ")
        assert done.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
