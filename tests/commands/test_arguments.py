"""The command line as a whole: statuses, gentle errors for whatever is typed, UTF-8 whatever the locale."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jobmatch.cli import Commands, jobmatch, main
from tests.commands.conftest import Ended

ROOT = Path(__file__).resolve().parents[2]
NAMES = jobmatch.list_commands(None) if isinstance(jobmatch, Commands) else []  # type: ignore[arg-type]  # no context is needed to list names


def python(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, *words], capture_output=True, cwd=ROOT, env=os.environ | environment, timeout=120, check=False
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_command_explains_itself(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert "Usage: python -m jobmatch" in capfd.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["--nonsense"],
        ["init", "too", "much"],
        ["parameter"],
        ["parameter", "set", "minimum_wage_month"],
        ["parameter", "set", "minimum_wage_month", "abc", "--division", "52", "--from", "2026-01-01", "--source", "x"],
        ["parameter", "set", "minimum_wage_month", "-5", "--division", "52", "--from", "2026-01-01", "--source", "x"],
        ["parameter", "set", "minimum_wage_month", "5", "--division", "Y", "--from", "2026-01-01", "--source", "x"],
        ["parameter", "set", "minimum_wage_month", "5", "--division", "52", "--from", "2026-02-30", "--source", "x"],
        ["parameter", "set", "minimum_wage_month", "5", "--division", "52", "--from", "2026-02-01", "--source", " "],
        ["parameter", "set", "no_such_thing", "5", "--division", "52", "--from", "2026-02-01", "--source", "x"],
        ["import", "people", "list.xlsx"],
        ["import", "households", "missing.xlsx"],
        ["import", "households", "."],
        ["import", "households", __file__, "--parameter", "minimum_wage_month"],
        ["import", "households", __file__, "--parameter", "no_such_thing=1"],
        ["import", "households", __file__, "--as-of", "yesterday"],
        ["import", "households", __file__],
        ["import", "vacancies", __file__],
        ["import", "courses", __file__],
        ["export", "households", "/no/such/folder/x.xlsx"],
        ["export", "households", "x.csv"],
        ["match", "--as-of", "31.12.2026"],
        ["match", "--site", "nowhere"],
        ["assign", "--as-of", "soon"],
        ["province"],
        ["province", "match"],
        ["province", "match", "--folder", __file__],
        ["province", "match", "--folder", "lists", "--workers", "0"],
        ["province", "show", "1", "--folder", "/no/such/folder"],
        ["province", "show", "x", "--folder", "."],
        ["show"],
        ["show", "person", "x"],
        ["show", "person", "0"],
        ["show", "person", "1"],
        ["show", "household", "TZ-0"],
        ["show", "vacancy", "99999999999999999999"],
        ["rank"],
        ["rank", "missing.json"],
        ["rank", "."],
        ["rank", __file__],
        ["check-advert", "missing.json"],
        ["check-advert", __file__],
        ["occupation"],
        ["occupation", "--top", "0", "普工"],
        ["occupation", "--file", "missing.csv"],
        ["similar", "普工"],
        ["similar", "--file", __file__],
        ["serve", "--port", "99999"],
        ["demo", "--size", "planet"],
        ["user"],
        ["user", "add", "li"],
        ["user", "add", "li", "--role", "king"],
        ["user", "disable", "nobody"],
        ["demo", "--seed", "-1"],
        ["backup"],
        ["backup", "/no/such/folder/b.zip"],
        ["restore", "missing.zip"],
        ["duplicates", "same", "1", "--keep", "1"],
        ["duplicates", "same", "1", "--keep", "1", "--decided-by", "网格员"],
        ["duplicates", "undo", "1", "--decided-by", "网格员"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_ends_with_2_and_says_so(command: Callable[..., Ended], words: list[str]) -> None:
    ended = command(*words)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert "unexpected fault" not in ended.err


@pytest.mark.parametrize("words", [["match"], ["show", "person", "1"], ["backup", "b.zip"], ["demo"], ["serve"]])
def test_a_missing_database_is_named_with_what_to_do(
    command: Callable[..., Ended], tmp_path: Path, words: list[str]
) -> None:
    ended = command(*words, database=f"sqlite:///{tmp_path / 'nothing.db'}")
    assert ended.status == 2
    assert "init" in ended.err
    assert not (tmp_path / "nothing.db").exists()


def test_a_database_that_was_never_upgraded_is_named(command: Callable[..., Ended], blank_database_url: str) -> None:
    if blank_database_url.startswith("sqlite"):
        Path(blank_database_url.removeprefix("sqlite:///")).touch()
    ended = command("match", database=blank_database_url)
    assert ended.status == 2
    assert "init" in ended.err


@pytest.mark.parametrize("url", ["nonsense", "mysql://a/b", "postgresql://127.0.0.1:1/none", "sqlite:////proc/x/y.db"])
def test_a_database_address_that_leads_nowhere_is_a_gentle_error(command: Callable[..., Ended], url: str) -> None:
    ended = command("match", database=url)
    assert ended.status == 2
    assert "Traceback" not in ended.err
    assert "unexpected fault" not in ended.err


@pytest.mark.parametrize(("name", "value"), [("JOBMATCH_PORT", "many"), ("JOBMATCH_HOME_DIVISION", "桐梓")])
def test_a_setting_that_cannot_be_read_is_named(
    command: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    ended = command("match")
    assert ended.status == 2
    assert name in ended.err


def test_chinese_comes_out_whole_where_the_locale_knows_only_ascii() -> None:
    done = python("-m", "jobmatch", "occupation", "普工", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert json.loads(done.stdout)["title"] == "普工"
    done = python("-m", "jobmatch", "rank", "没有.json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 2


@pytest.mark.parametrize("words", [["rank", "--schema"], ["occupation", "普工"]])
def test_what_needs_no_database_starts_without_one(words: list[str]) -> None:
    code = (
        "import sys; from jobmatch.cli import main; status = main(sys.argv[1:]); "
        "heavy = {'sqlalchemy', 'scipy', 'alembic', 'flask'} & set(sys.modules); "
        "sys.exit(status or (9 if heavy else 0))"
    )
    assert python("-c", code, *words).returncode == 0


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    titles = tmp_path / "titles.csv"
    titles.write_text("title\n" + "普工\n" * 20_000, encoding="utf-8")
    done = subprocess.run(
        f'"{sys.executable}" -m jobmatch occupation --file "{titles}" | head -1',
        shell=True, capture_output=True, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
