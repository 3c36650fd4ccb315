"""`user`: who may sign in; passwords from a file or typed twice unseen, and one gentle line for what cannot be."""

import io
import json
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from jobmatch import clock, db
from jobmatch.accounts import service, sessions
from jobmatch.accounts.sessions import Refusal
from jobmatch.commands import users
from jobmatch.households.model import Site
from tests.commands.conftest import Ended

ROOT = Path(__file__).resolve().parents[2]
Command = Callable[..., Ended]
PASSWORD = "我家门前有一棵柚子树"


@pytest.fixture
def user(command: Command, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`user("add", "li", …)` with a password on standard input; two sites are there."""
    engine = db.engine_for(database_url)
    with db.transaction(engine) as session:
        session.add_all(Site(code=code, name=f"{code}安置点", division="520322") for code in ("PLSQ", "CMZ"))
    engine.dispose()

    def run(*words: str, typed: str = PASSWORD + "\n") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
        return command("user", *words)

    return run


def signs_in(url: str, name: str, password: str = PASSWORD) -> bool:
    engine = db.engine_for(url)
    came = sessions.sign_in(lambda: db.transaction(engine), name, password, "here", clock.now())
    engine.dispose()
    return not isinstance(came, Refusal)


def test_the_roles_to_choose_from_are_those_that_sign_in() -> None:
    assert [role.value for role in service.ROLES] == users.ROLES


@pytest.mark.parametrize("areas", [("--area", "PLSQ", "--area", "CMZ"), ("--area", "PLSQ, CMZ")])
def test_a_clerk_of_two_sites_signs_in(user: Command, database_url: str, areas: tuple[str, ...]) -> None:
    added = user("add", "Li", "--role", "clerk", "--shown", "李小花", *areas)
    assert (added.status, added.out) == (0, "li may sign in: clerk of CMZ, PLSQ\n")
    assert signs_in(database_url, "li")
    (row,) = json.loads(user("list", "--json").out)
    assert (row["name"], row["shown_name"], row["role"], row["sites"]) == ("li", "李小花", "clerk", ["CMZ", "PLSQ"])
    assert PASSWORD not in str(row)
    assert "argon2" not in str(row)


def test_the_first_administrator_serves_every_site(user: Command) -> None:
    assert "user add NAME --role administrator" in user("list").out
    assert user("add", "boss", "--role", "administrator").out == "boss may sign in: administrator of every site\n"
    assert user("list").out.split() == ["boss", "boss", "administrator", "of", "every", "site"]


def test_whoever_leaves_is_disabled_and_may_come_back(user: Command, database_url: str) -> None:
    user("add", "li", "--role", "clerk", "--area", "PLSQ")
    assert user("disable", "LI").status == 0
    assert not signs_in(database_url, "li")
    assert user("list").out.rstrip().endswith("clerk of PLSQ, disabled")
    assert user("enable", "li").status == 0
    assert signs_in(database_url, "li")


def test_a_lost_password_is_replaced(user: Command, database_url: str) -> None:
    user("add", "li", "--role", "clerk", "--area", "PLSQ")
    assert user("password", "li", typed="three wise owls\r\n").status == 0
    assert not signs_in(database_url, "li")
    assert signs_in(database_url, "li", "three wise owls")


def test_a_clerk_moves_to_another_site_and_rises(user: Command) -> None:
    user("add", "li", "--role", "clerk", "--area", "PLSQ")
    assert user("change", "li", "--area", "CMZ").out == "li: clerk of CMZ\n"
    assert user("change", "li", "--role", "supervisor").out == "li: supervisor of CMZ\n"
    assert user("change", "li", "--role", "helper", "--phone", "199 0000 0038").out == "li: helper of CMZ\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "li", "--role", "clerk", "--area", "NOWHERE"], "there is no site NOWHERE; known are: CMZ, PLSQ"),
        (["add", "li", "--role", "clerk"], "--area CODE"),
        (["add", "li", "--role", "king"], "'king' is not one of"),
        (["add", "li", "--role", "system"], "'system' is not one of"),
        (["add", "li"], "--role"),
        (["add", " ", "--role", "auditor"], "the name is empty"),
        (["add", "长" * 31, "--role", "auditor"], "at most 30"),
        (["add", "there", "--role", "auditor"], "there is a user there already"),
        (["add", "THERE", "--role", "auditor"], "already"),
        (["add", "fan", "--role", "helper", "--area", "PLSQ"], "--phone"),
        (["add", "fan", "--role", "helper", "--area", "PLSQ", "--phone", "12"], "not a telephone number"),
        (["change", "there"], "say what changes"),
        (["change", "there", "--role", "clerk"], "--area CODE"),
        (["change", "nobody", "--role", "auditor"], "there is no user nobody"),
        (["disable", "nobody"], "there is no user nobody"),
        (["enable", "nobody"], "there is no user nobody"),
        (["password", "nobody"], "there is no user nobody"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_is_said_in_one_line(user: Command, words: list[str], said: str) -> None:
    user("add", "there", "--role", "auditor")
    ended = user(*words)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "standard input"),
        ("\n", "standard input"),
        ("short\n", "10 characters"),
        ("1234567890\n", "first that strangers"),
    ],
)
def test_a_password_that_is_none_enters_nobody(user: Command, typed: str, said: str) -> None:
    ended = user("add", "li", "--role", "auditor", typed=typed)
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert "nobody may sign in" in user("list").out


def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(sqlite_url: str) -> None:
    typed = "three wise owls"
    status, shown = at_a_terminal(sqlite_url, [typed, typed])
    assert status == 0
    assert "once more" in shown
    assert typed not in shown
    assert signs_in(sqlite_url, "li", typed)


def test_a_password_typed_differently_is_asked_for_again(sqlite_url: str) -> None:
    status, shown = at_a_terminal(
        sqlite_url, ["three wise owls", "three wise howls", "four wise owls", "four wise owls"]
    )
    assert status == 0
    assert "do not match" in shown
    assert signs_in(sqlite_url, "li", "four wise owls")


def at_a_terminal(url: str, answers: list[str]) -> tuple[int, str]:
    """`user add` at a terminal, each prompt answered in turn: exit status, and all that could be read on the screen."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "jobmatch", "user", "add", "li", "--role", "auditor"]
    child = subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True,
        env=os.environ | {"JOBMATCH_DATABASE_URL": url},
    )  # fmt: skip
    os.close(theirs)
    shown = ""
    for answer, prompt in zip(answers, cycle(("password: ", "once more: "))):
        shown += read_until(ours, prompt)
        os.write(ours, answer.encode() + b"\n")
    shown += read_until(ours, "no such words")
    status = child.wait(timeout=60)
    os.close(ours)
    return status, shown


def read_until(terminal: int, words: str) -> str:
    """What appears on a terminal, up to some words or its end."""
    seen = b""
    while words.encode() not in seen and select.select([terminal], [], [], 60)[0]:
        try:
            more = os.read(terminal, 1000)
        except OSError:  # the other side has hung up
            break
        if not more:
            break
        seen += more
    return seen.decode()
