"""What stands on paper stays true: short decisions, a README in two languages, whole locks, settings explained."""

import re
from pathlib import Path

import pytest
from click import Context

from jobmatch import cli
from jobmatch.settings import Settings
from tests.shape import tree

DECISION = re.compile(r"\d{4}-[a-z0-9-]+\.md")
MOST_LINES = 15


def decision_faults(name: str, text: str) -> list[str]:
    faults = []
    if not DECISION.fullmatch(name):
        faults.append(f"{name}: a decision is called 0001-what-was-decided.md")
    if len(text.splitlines()) > MOST_LINES:
        faults.append(f"{name}: longer than {MOST_LINES} lines")
    if not text.startswith(f"# {name[:4]}. "):
        faults.append(f"{name}: does not open with '# {name[:4]}. '")
    return faults


def lock_faults(text: str) -> list[str]:
    """Requirements of a lock that are not pinned, or pinned without a hash."""
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry and not entry.startswith("#")]
    return [entry.split("\n")[0] for entry in entries if not re.search(r"==.*\\\n +--hash=sha256:[0-9a-f]{64}", entry)]


def headings(text: str) -> list[int]:
    """The levels of the headings of a document, in order."""
    outside_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [len(found) for found in re.findall(r"^(#+) ", outside_code, re.MULTILINE)]


def commands(text: str) -> list[str]:
    """The commands that a document tells the reader to type, in order and without the remarks behind them."""
    fenced = [line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    tabled = re.findall(r"^\| *`([^`]+)`", text, re.MULTILINE)
    return [line.split("#")[0].strip() for line in fenced if line.split("#")[0].strip()] + tabled


def test_the_guards_see_bad_papers() -> None:
    assert decision_faults("first-idea.md", "# First idea\n")
    assert decision_faults("0001-idea.md", "# 0001. Idea\n" + "why\n" * 15)
    assert lock_faults("flask==3.1.3\n") == ["flask==3.1.3"]
    assert lock_faults("flask>=3 \\\n    --hash=sha256:" + "0" * 64)
    assert lock_faults("flask==3 \\\n    --hash=sha256:" + "0" * 64) == []
    assert headings("# a\n```\n# no\n```\n## b\n") == [1, 2]
    assert commands("```\nmake run   # why\n```\n| `init` | x |\n") == ["make run", "init"]


def test_decisions_are_short() -> None:
    decisions = [path for path in tree.files() if path.parent == Path("docs/decisions")]
    assert [fault for path in decisions for fault in decision_faults(path.name, tree.text(path))] == []
    numbers = [path.name[:4] for path in decisions]
    assert numbers
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-province.txt", "requirements-dev.txt"])
def test_every_requirement_is_locked_with_hashes(lock: str) -> None:
    assert lock_faults(tree.text(Path(lock))) == []


def test_the_two_readmes_say_the_same() -> None:
    english, chinese = tree.text(Path("README.md")), tree.text(Path("README.zh.md"))
    assert headings(english) == headings(chinese)
    assert commands(english) == commands(chinese)


@pytest.mark.parametrize("target", ["run", "test", "bench", "lint", "soak", "lock"])
def test_every_make_target_exists_and_is_explained(target: str) -> None:
    assert re.search(rf"^{target}:", tree.text(Path("Makefile")), re.MULTILINE)
    assert f"make {target}" in tree.text(Path("README.md"))


def test_every_command_is_explained_and_none_that_is_not_there() -> None:
    section = re.search(r"^## Commands$(.*?)^## ", tree.text(Path("README.md")), re.MULTILINE | re.DOTALL)
    assert section
    explained = re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\|([^|]*)\|", section.group(1), re.MULTILINE)))
    assert sorted(explained) == sorted(cli.jobmatch.list_commands(Context(cli.jobmatch)))


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_is_explained(setting: str) -> None:
    name = Settings.model_fields[setting].validation_alias or f"JOBMATCH_{setting.upper()}"
    assert f"`{name}`" in tree.text(Path("docs/operating.md"))


def test_links_between_papers_lead_somewhere() -> None:
    papers = [path for path in tree.files() if path.suffix == ".md"]
    dead = [
        f"{path}: {target}"
        for path in papers
        for target in re.findall(r"\]\(([^)#:\s]+)\)", tree.text(path))
        if not (tree.ROOT / path.parent / target).exists()
    ]
    assert dead == []
