"""Files stay small, say what they hold, and name nothing that is true of one machine only."""

import ast
import re
from pathlib import Path

import pytest

from tests.shape import tree

MOST_LINES = 300
# A file that is one thing and long says so itself, in a comment with these words and its reason.
EXCUSE = "Longer than 300 lines because "
COUNTED = frozenset({".py", ".html", ".js", ".mjs", ".css", ".wxml"})
REVISIONS = Path("jobmatch/migrations/versions")

EMPTY_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "misc", "manager", "processor", "handler"})

ONE_MACHINE = re.compile(r"(?<![\w./])/(?:work|root|home|Users|mnt)/\w|[A-Z]:\\\\?Users")
# Split words, so that this file does not name them either.
REGISTRIES = re.compile(r"\b(" + "|".join(["py" + "pi", "python" + "hosted", "npm" + "js", "npm" + "mirror"]) + r")\b")

PROSE = frozenset({".md", ".txt", ".in", ".csv", ".tsv"})

ADDRESS = re.compile(r"(?:https?|wss?|ftp)://([^\s\"'<>/{}]+)")
# Names that look like addresses and are never called: XML and JSON Schema vocabularies.
VOCABULARIES = frozenset({"www.w3.org", "schemas.openxmlformats.org", "json-schema.org", "schema.org"})
# The one machine elsewhere that the program may call, by the one setting that names it.
PLATFORM = (Path("jobmatch/settings.py"), "api.weixin.qq.com")
LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$")


def length_faults(path: Path, text: str) -> list[str]:
    lines = text.count("\n")
    if path.suffix not in COUNTED or REVISIONS in path.parents or lines <= MOST_LINES or EXCUSE in text:
        return []
    return [f"{path} has {lines} lines; split it by meaning, or let it say '{EXCUSE}…'"]


def name_faults(path: Path) -> list[str]:
    return [f"{path}: a name that says nothing" for part in path.with_suffix("").parts if part in EMPTY_NAMES]


def silence_faults(path: Path, text: str) -> list[str]:
    """A module of ours opens with what it holds; empty `__init__` files hold nothing and may stay silent."""
    if REVISIONS in path.parents or not text.strip() or ast.get_docstring(ast.parse(text)):
        return []
    return [f"{path} does not say what it holds"]


def machine_faults(path: Path, text: str) -> list[str]:
    """Paths of one machine anywhere; hosts of package registries anywhere but in prose and locks."""
    faults = [f"{path} names a path of one machine: {found}" for found in ONE_MACHINE.findall(text)]
    if path.suffix not in PROSE:
        faults += [f"{path} names a package registry: {found}" for found in REGISTRIES.findall(text)]
    return faults


def address_faults(path: Path, text: str) -> list[str]:
    """Addresses of other machines in what is loaded at run time."""
    return [
        f"{path} names the address of another machine: {host}"
        for host in ADDRESS.findall(text)
        if host not in VOCABULARIES and not LOOPBACK.match(host) and (path, host) != PLATFORM
    ]


def readable() -> list[Path]:
    """The files that are text."""
    return [path for path in tree.files() if b"\0" not in (tree.ROOT / path).read_bytes()[:8000]]


def loaded_at_run_time() -> list[Path]:
    kinds = {".py", ".html", ".js", ".mjs", ".css", ".toml", ".wxml", ".wxss"}
    return [p for p in readable() if p.suffix in kinds and p.parts[0] in {*tree.OURS, "wsgi.py"} - {"tests", "docs"}]


def test_the_guards_see_bad_files() -> None:
    assert length_faults(Path("desk/pages.py"), "x = 1\n" * 301)
    assert name_faults(Path("jobmatch/households/utils.py"))
    assert name_faults(Path("desk/common/cards.html"))
    assert silence_faults(Path("jobmatch/x.py"), "import os\n")
    assert machine_faults(Path("jobmatch/x.py"), "open('" + "/".join(["", "home", "li", "data.csv"]) + "')")
    assert machine_faults(Path("Makefile"), "pip install -i mirror." + "py" + "pi.org")


@pytest.mark.parametrize("line", ["fetch('https://cdn.example.com/x.js')", "URL = 'http://10.0.0.7/api'"])
def test_the_guard_sees_the_address_of_another_machine(line: str) -> None:
    assert address_faults(Path("desk/pages.py"), line)
    assert address_faults(Path("desk/pages.py"), "'http://127.0.0.1:8000' 'http://www.w3.org/2000/svg'") == []


def test_a_long_file_may_say_why() -> None:
    assert length_faults(Path("desk/x.css"), f"/* {EXCUSE}it is one table. */\n" + "a {}\n" * 301) == []


def test_files_stay_small() -> None:
    assert [fault for path in readable() for fault in length_faults(path, tree.text(path))] == []


def test_names_say_what_files_hold() -> None:
    assert [fault for path in tree.files() for fault in name_faults(path)] == []


def test_modules_open_with_what_they_hold() -> None:
    assert [fault for path in tree.python_files() for fault in silence_faults(path, tree.text(path))] == []


def test_nothing_is_true_of_one_machine_only() -> None:
    assert [fault for path in readable() for fault in machine_faults(path, tree.text(path))] == []


def test_the_program_knows_no_other_machine() -> None:
    assert [fault for path in loaded_at_run_time() for fault in address_faults(path, tree.text(path))] == []
