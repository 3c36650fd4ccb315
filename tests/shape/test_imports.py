"""Imports point to the left of the journey: a stage knows what comes before it and never what comes after."""

from pathlib import Path

import pytest

from tests.shape import tree

BASE = frozenset(
    {
        "clock", "working_days", "settings", "db", "seal", "access", "privacy", "whose", "audit", "parameters",
        "accounts", "life_cycle", "moves", "matching", "places", "workbooks",
    }
)  # fmt: skip
STAGES = (
    "households", "visits", "waiting", "vacancies", "courses", "uploads", "matches", "push", "placements", "concerns",
    "reports",
)  # fmt: skip
# Push writes to recipients and knows no more of them; `flow` keeps its recipient rows.
APART = frozenset({("push", "households")})
# These tell the whole story or start it, and so know every stage.
STORYTELLERS = frozenset(
    {
        "flow", "learning", "seats", "not_held", "departing", "telling", "answers_told", "correcting", "one_human",
        "reaching", "in_step", "erasing", "tidings", "jobs", "commands", "cli", "migrations", "tables", "backup", "web",
        "demo", "__main__", "__init__",
    }
)  # fmt: skip
SKINS = frozenset({"desk", "trainers", "mini_program_api", "wsgi"})
FLASK = frozenset({"apiflask", "flask", "flask_babel", "flask_limiter", "flask_login", "flask_wtf", "werkzeug"})
# It speaks for the other side: what it shares with us, the two would get wrong together.
OTHER_SIDE = "wechat_simulator"
FLASK_HOMES = frozenset({"desk", "trainers", "mini_program_api", "wsgi"})


def place_of(module: str) -> str:
    """The room under `jobmatch` that a module belongs to: `jobmatch.households.model` → `households`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def knows_everything(place: str) -> bool:
    return place in STORYTELLERS


def wrong_imports(path: Path, source: str) -> list[str]:
    """What is wrong with the imports of one file of ours, one sentence each."""
    module = tree.module_name(path)
    found = tree.imports(source, module)
    complaints = [f"{path}:{use.line} {why}" for use in found for why in _complaints(path, module, use)]
    if module.startswith("jobmatch."):
        place = place_of(module)
        if place not in BASE and place not in STAGES and not knows_everything(place):
            complaints.append(f"{path}: {place} has no place in the order of the journey (tests/shape/test_imports.py)")
    return complaints


def _complaints(path: Path, module: str, use: tree.Import) -> list[str]:
    complaints = []
    top, user = use.top, module.split(".")[0]
    if top == "wsgi" and user != "tests":
        complaints.append("imports wsgi, which is for servers and tests")
    if top == "tests" and user not in ("tests", "docs"):
        complaints.append("imports the tests")
    if top in FLASK and user not in FLASK_HOMES | {"tests"} and path != Path("jobmatch/web.py"):
        complaints.append(f"imports {top}, which stays in wsgi.py, the skins and jobmatch/web.py")
    if top in tree.OURS - {user} | {"wechatpy"} and user == OTHER_SIDE:
        complaints.append(f"imports {top}: the simulator shares nothing with what it is the other side of")
    if top == OTHER_SIDE and user not in (OTHER_SIDE, "tests", "benchmarks"):
        complaints.append(f"imports {top}, which is a process of its own")
    if user == "jobmatch":
        complaints += _complaints_of_the_core(place_of(module), use)
    return complaints


def _complaints_of_the_core(place: str, use: tree.Import) -> list[str]:
    if use.top in SKINS:
        return [f"imports {use.top}: the core knows none of its skins"]
    if use.top != "jobmatch":
        return []
    other = place_of(use.module)
    if place == "matching":
        return [] if other == "matching" else [f"imports {use.module}: matching is pure and imports nothing of ours"]
    if place == other or knows_everything(place):
        return []
    if knows_everything(other) and other != "__init__":
        return [f"imports {use.module}, which tells the whole story, from {place}"]
    if place in BASE and other in STAGES:
        return [f"imports {use.module}: the base knows no stage"]
    if (place, other) in APART:
        return [f"imports {use.module}, which {place} is kept apart from"]
    if place in STAGES and other in STAGES and STAGES.index(other) > STAGES.index(place):
        return [f"imports {use.module}, which lies to the right of {place}"]
    return []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("jobmatch/matching/rank.py", "from jobmatch.clock import today"),
        ("jobmatch/matching/rank.py", "from ..db import Base"),
        ("jobmatch/households/service.py", "from jobmatch.vacancies.model import Vacancy"),
        ("jobmatch/households/service.py", "from jobmatch import vacancies"),
        ("jobmatch/households/service.py", "def late():\n    import jobmatch.matches.service"),
        ("jobmatch/push/service.py", "from jobmatch.households.model import Person"),
        ("jobmatch/audit.py", "import jobmatch.households.model"),
        ("jobmatch/vacancies/service.py", "from jobmatch.flow import take_in"),
        ("jobmatch/vacancies/service.py", "from flask import request"),
        ("jobmatch/cli.py", "from wsgi import create_app"),
        ("jobmatch/flow.py", "import desk.vacancies"),
        ("jobmatch/db.py", "from tests import databases"),
        ("jobmatch/odds_and_ends.py", ""),
        ("wechat_simulator/world.py", "from jobmatch.push import fields"),
        ("wechat_simulator/world.py", "import wechatpy"),
        ("jobmatch/push/wechat.py", "from wechat_simulator.codes import MESSAGES"),
    ],
)
def test_the_guard_sees_an_import_to_the_right(path: str, source: str) -> None:
    assert wrong_imports(Path(path), source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("jobmatch/matching/rank.py", "from jobmatch.matching.facts import Person\nfrom . import wages"),
        ("jobmatch/matches/service.py", "from jobmatch.households import service\nimport jobmatch.clock"),
        ("jobmatch/commands/people.py", "from jobmatch import flow, reports"),
        ("wsgi.py", "from flask import Flask\nfrom desk import pages\nfrom jobmatch import web"),
    ],
)
def test_the_guard_lets_imports_to_the_left_pass(path: str, source: str) -> None:
    assert wrong_imports(Path(path), source) == []


def test_imports_point_to_the_left() -> None:
    ours = tree.python_files(*tree.OURS, "wsgi.py")
    assert [fault for path in ours for fault in wrong_imports(path, tree.text(path))] == []


def test_one_module_alone_speaks_to_wechat() -> None:
    speakers = [
        path
        for path in tree.shipped_python()
        if any(use.top == "wechatpy" for use in tree.imports(tree.text(path), tree.module_name(path)))
    ]
    assert speakers == [Path("jobmatch/push/wechat.py")]
