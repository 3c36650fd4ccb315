"""`init` and `parameter`: in order once and for all, keys never made anew under sealed data, figures with dates."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jobmatch import db
from jobmatch.households.model import Person
from tests.commands.conftest import Ended
from tests.placements.people import NOON

Command = Callable[..., Ended]


@pytest.fixture
def key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "keys" / "seal.keys"
    monkeypatch.setenv("JOBMATCH_KEY_FILE", str(path))
    return path


def test_init_makes_a_database_a_key_file_and_the_first_parameters(
    command: Command, blank_database_url: str, key_file: Path
) -> None:
    assert command("init", database=blank_database_url).status == 0
    assert key_file.stat().st_mode & 0o777 == 0o600
    listed = command("parameter", "list", "--json", database=blank_database_url)
    assert any(row["name"] == "minimum_wage_month" for row in json.loads(listed.out))


def test_init_again_changes_nothing(command: Command, blank_database_url: str, key_file: Path) -> None:
    command("init", database=blank_database_url)
    keys = key_file.read_bytes()
    listed = command("parameter", "list", database=blank_database_url).out
    assert command("init", database=blank_database_url).status == 0
    assert key_file.read_bytes() == keys
    assert command("parameter", "list", database=blank_database_url).out == listed


def test_init_makes_no_new_key_for_a_database_that_holds_people(
    command: Command, database_url: str, key_file: Path
) -> None:
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        session.add(Person(name="测试甲", name_pinyin="", updated_at=NOON))
    engine.dispose()
    ended = command("init")
    assert ended.status == 2
    assert "key file" in ended.err
    assert not key_file.exists()


def test_a_value_holds_from_its_day_and_the_one_before_ends(command: Command) -> None:
    command("init")
    new = ["minimum_wage_month", "2300", "--division", "520322", "--from", "2027-01-01", "--source", "黔人社发1号"]
    assert command("parameter", "set", *new).status == 0
    later = ["minimum_wage_month", "2400", "--division", "520322", "--from", "2028-01-01", "--source", "黔人社发2号"]
    assert command("parameter", "set", *later).status == 0
    rows = json.loads(command("parameter", "list", "--json").out)
    county = [(row["value"], row["valid_from"], row["valid_to"]) for row in rows if row["division"] == "520322"]
    assert county == [(2300, "2027-01-01", "2027-12-31"), (2400, "2028-01-01", None)]


def test_a_figure_that_nobody_has_checked_is_marked(command: Command) -> None:
    command("init")
    assert "UNVERIFIED" in command("parameter", "list").out
    command(
        "parameter", "set", "minimum_wage_month", "2300", "--division", "520322", "--from", "2027-01-01",
        "--source", "公报", "--checked-on", "2026-12-30",
    )  # fmt: skip
    assert "checked 2026-12-30" in command("parameter", "list").out


def test_a_parameter_that_counts_days_takes_whole_numbers_only(command: Command) -> None:
    command("init")
    days = ("--division", "", "--from", "2027-01-01", "--source", "公报")
    refused = command("parameter", "set", "vacancy_valid_days", "3.7", *days)
    assert (refused.status, "whole number" in refused.err) == (2, True)
    assert command("parameter", "set", "minimum_wage_hour", "20.5", *days).status == 0
