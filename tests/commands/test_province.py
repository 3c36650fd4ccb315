"""`province`: lists of everybody into a folder, kept while they hold, gone on with after a kill, read one by one."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from jobmatch import db, parameters
from jobmatch.audit import AuditEvent
from jobmatch.demo.plant import plant
from jobmatch.households.model import Household, Person
from jobmatch.matches.province import lists
from jobmatch.matches.province.database import DatabaseSource
from jobmatch.matches.province.offers import OFFERS, read_digests
from jobmatch.matches.province.reading import Entry, list_of
from jobmatch.matches.province.run import path_of
from tests.commands.conftest import Ended
from tests.matches.conftest import BY, NOON, TODAY
from tests.matches.province.sites import seekers, small_place, spread
from tests.shape import tree

Command = Callable[..., Ended]
SITES = 12
PARTS = SITES + 1
# A fast machine may end a run before it is killed; then it is tried again.
TRIES = 10
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def settled(engine: Engine) -> Engine:
    """The engine of a database with a small place at several sites."""
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), small_place(), TODAY, NOON, BY)
    spread(engine, SITES)
    return engine


def everybody(folder: Path, url: str) -> dict[str, tuple[Entry, ...]]:
    """The lists of a folder."""
    source, offers = DatabaseSource(url, TODAY, NOON), read_digests(folder)
    return {
        person: list_of(folder, offers, source, part, person).entries
        for part in source.parts()
        for person in lists.read(path_of(folder, part)).people
    }


def matched(command: Command, folder: Path, *words: str) -> Any:
    """What a run says that it came to."""
    ended = command("province", "match", "--folder", folder, "--as-of", TODAY, "--json", *words)
    assert ended.status == 0, ended.err
    return json.loads(ended.out)


def test_a_folder_is_filled_kept_and_mended(
    command: Command, settled: Engine, database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "lists"
    first = matched(command, folder)
    assert (first["parts_done"], first["parts_kept"]) == (PARTS, 0)
    assert first["people"] == len(seekers(settled)) >= first["with_lists"] >= first["short_lists"] > 0
    again = matched(command, folder)
    assert (again["parts_done"], again["parts_kept"]) == (0, PARTS)
    assert [again[name] for name in ("people", "with_lists")] == [first[name] for name in ("people", "with_lists")]

    before = everybody(folder, database_url)
    with settled.begin() as connection:
        connection.execute(text("UPDATE vacancy SET wage_min = 9000, wage_max = 9999 WHERE id = 1"))
        connection.execute(text("UPDATE vacancy SET state = 'paused' WHERE id = 2"))
    assert matched(command, folder, "--update")["parts_done"] == PARTS
    matched(command, tmp_path / "new")
    assert everybody(folder, database_url) == everybody(tmp_path / "new", database_url) != before

    person = next(iter(seekers(settled)))
    with db.transaction(settled) as session:
        session.get_one(Person, person).education = None
    after = matched(command, folder)
    assert (after["parts_done"], after["parts_kept"]) == (1, PARTS - 1)


def test_a_list_is_read_in_two_languages(command: Command, settled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    count = matched(command, folder)["people"]
    assert f"想找活的{count}人" in command("province", "match", "--folder", folder, "--as-of", TODAY).out
    english = command("province", "match", "--folder", folder, "--as-of", TODAY, "--lang", "en").out
    assert f"people who ask for work {count}" in english

    shown = {person: json.loads(show(command, folder, person, "--json")) for person in list(seekers(settled))[:5]}
    person, found = next((person, found) for person, found in shown.items() if found["vacancies"])
    assert [one["rank"] for one in found["vacancies"]] == list(range(1, len(found["vacancies"]) + 1))
    assert (found["person"], found["as_of"], found["is_current"]) == (person, str(TODAY), True)
    best = found["vacancies"][0]
    line = f"1. {best['score']:>3}  {best['title']} · {best['employer']} ({best['number']})"
    assert line in show(command, folder, person)
    assert f"`show person {person}` 打印理由" in show(command, folder, person)
    assert "prints the reasons" in show(command, folder, person, "--lang", "en")
    with db.transaction(settled) as session:
        session.get_one(Person, person).education = None
    assert "has changed since" in show(command, folder, person, "--lang", "en")
    assert "后来变了" in show(command, folder, person)


def show(command: Command, folder: Path, person: int, *words: str) -> str:
    """What `province show` prints."""
    ended = command("province", "show", person, "--folder", folder, *words)
    assert ended.status == 0, ended.err
    return ended.out


@on_one_database
def test_the_files_are_for_their_owner_and_hold_no_names_and_the_log_says_who_read(
    command: Command, settled: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "lists"
    matched(command, folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with db.reading(settled) as session:
        names = session.scalars(select(Person.name)).all()
        numbers = session.scalars(select(Household.number)).all()
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        held = file.read_bytes()
        assert not any(word.encode(code) in held for word in (*names, *numbers) for code in ("utf-8", "utf-32-le"))
    person = next(iter(seekers(settled)))
    command("province", "show", person, "--folder", folder)
    with db.reading(settled) as session:
        log = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(2)).all()
    assert [(one.action, one.subject) for one in log] == [
        ("read_list", f"person:{person}"), ("match_province", "site:all")
    ]  # fmt: skip
    assert "birth_date" in log[1].detail


@on_one_database
def test_what_a_folder_does_not_hold_is_said(command: Command, settled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "lists"

    def refused(*words: Any) -> str:
        ended = command("province", *words)
        assert (ended.status, ended.out) == (2, "")
        assert "unexpected fault" not in ended.err
        return ended.err

    person = next(iter(seekers(settled)))
    assert "no run has come to its end" in refused("match", "--folder", folder, "--update")
    assert "no run has come to its end" in refused("show", person, "--folder", folder)
    (tmp_path / "file").touch()
    assert "is a file" in refused("match", "--folder", tmp_path / "file")
    assert "cannot be used" in refused("match", "--folder", "/proc/nowhere")
    assert "one process" in refused("match", "--folder", folder, "--update", "--workers", 2)

    matched(command, folder)
    assert "no household" in refused("show", 99_999, "--folder", folder)
    with db.reading(settled) as session:
        idle = next(one for one in session.scalars(select(Person.id)) if one not in seekers(settled))
    assert f"person {idle} has no list" in refused("show", idle, "--folder", folder)

    # A run over other offers that was killed: its files do not fit the offers of the one before.
    said = (folder / OFFERS).read_text()
    with settled.begin() as connection:
        connection.execute(text("UPDATE vacancy SET state = 'paused' WHERE id = 1"))
    matched(command, folder)
    (folder / OFFERS).write_text(said)
    assert "was not ended" in refused("show", person, "--folder", folder)
    (folder / OFFERS).write_text("{}")
    assert "was not written by a run" in refused("show", person, "--folder", folder)
    (folder / OFFERS).unlink()
    for file in folder.iterdir():
        file.write_bytes(b"something else")
    assert matched(command, folder)["parts_done"] == PARTS


def test_where_nobody_is_nothing_is_written(command: Command, tmp_path: Path) -> None:
    command("init")
    ended = command("province", "match", "--folder", tmp_path / "lists")
    assert ended.status == 2
    assert "nobody to match" in ended.err
    assert not (tmp_path / "lists").exists()


@on_one_database
def test_without_dask_one_process_is_enough_and_several_say_what_is_missing(
    command: Command, settled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ended = command("province", "match", "--folder", tmp_path / "lists", "--as-of", TODAY, "--workers", 2)
    assert ended.status == 2
    assert "requirements-province.txt" in ended.err
    assert matched(command, tmp_path / "lists")["parts_done"] == PARTS


@on_one_database
def test_two_workers_write_the_same_lists(command: Command, settled: Engine, database_url: str, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is an extra: requirements-province.txt")
    assert matched(command, tmp_path / "two", "--workers", "2")["parts_done"] == PARTS
    assert matched(command, tmp_path / "two")["parts_kept"] == PARTS
    matched(command, tmp_path / "one")
    assert everybody(tmp_path / "two", database_url) == everybody(tmp_path / "one", database_url)


@on_one_database
def test_a_run_that_is_killed_is_gone_on_with(
    command: Command, settled: Engine, database_url: str, tmp_path: Path
) -> None:
    folders = (tmp_path / f"killed{one}" for one in range(TRIES))
    folder = next(folder for folder in folders if is_killed_in_the_middle(folder, database_url))
    outcome = matched(command, folder)
    assert outcome["parts_kept"] >= 1
    assert outcome["parts_done"] >= 1
    matched(command, tmp_path / "whole")
    assert everybody(folder, database_url) == everybody(tmp_path / "whole", database_url)


def is_killed_in_the_middle(folder: Path, url: str) -> bool:
    """Kills a run outright when its first file is there; whether it had not come to its end."""
    words = ["province", "match", "--folder", str(folder), "--as-of", str(TODAY)]
    with subprocess.Popen(
        [sys.executable, "-m", "jobmatch", *words], cwd=tree.ROOT, stdout=subprocess.DEVNULL,
        env=os.environ | {"JOBMATCH_DATABASE_URL": url},
    ) as running:  # fmt: skip
        while running.poll() is None and not list(folder.glob("*.npz")):
            time.sleep(0.001)
        running.send_signal(signal.SIGKILL)
    return 1 <= len(list(folder.glob("*.npz"))) < PARTS
