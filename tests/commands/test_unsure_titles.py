"""`titles` at the command line: what waits for an answer, and what an answer does."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.commands.conftest import Ended
from tests.vacancies.listing.sheets import GOOD, write_list

Command = Callable[..., Ended]


def test_a_title_waits_until_a_worker_says_what_it_means(command: Command, tmp_path: Path) -> None:
    command("init")
    path = write_list(tmp_path / "a.xlsx", [replace(GOOD, title="车工")])
    assert command("import", "vacancies", path, "--as-of", "2026-06-01", "--allow-fictitious-ids").status == 0
    (waiting,) = json.loads(command("titles", "list", "--json").out)
    assert (waiting["title"], "缝纫工" in waiting["proposals"]) == ("车工", True)
    assert "occupation now: 1" in command("titles", "answer", "车工", "缝纫工", "--decided-by", "王主任").out
    assert json.loads(command("titles", "list", "--json").out) == []


def test_an_answer_that_is_no_occupation_is_refused_and_changes_nothing(command: Command, tmp_path: Path) -> None:
    command("init")
    path = write_list(tmp_path / "a.xlsx", [replace(GOOD, title="车工")])
    command("import", "vacancies", path, "--as-of", "2026-06-01", "--allow-fictitious-ids")
    refused = command("titles", "answer", "车工", "随便", "--decided-by", "王主任")
    assert (refused.status, "no occupation" in refused.err) == (2, True)
    assert len(json.loads(command("titles", "list", "--json").out)) == 1


def test_vacancies_and_courses_are_exported_as_import_reads_them(command: Command, tmp_path: Path) -> None:
    command("init")
    path = write_list(tmp_path / "a.xlsx", [GOOD])
    command("import", "vacancies", path, "--as-of", "2026-06-01", "--allow-fictitious-ids")
    for kind in ("vacancies", "courses"):
        assert command("export", kind, tmp_path / f"{kind}.xlsx", "--as-of", "2026-06-01").status == 0
    again = command("import", "vacancies", tmp_path / "vacancies.xlsx", "--as-of", "2026-06-01", "--json",
                    "--allow-fictitious-ids")  # fmt: skip
    assert not any(json.loads(again.out)["changes"].values())
