"""What `import` prints of a list that was read: counts, what changed, and faults; each fault of a merged cell once."""

from collections.abc import Iterable
from typing import Any

import click

from jobmatch.commands import wording

MOST_FAULTS = 30
LEVELS = {"E": "E 改正前不导入 kept out until corrected", "W": "W 请核对 please check", "Q": "Q 要问 please ask"}


def print_report(document: dict[str, Any], dry_run: bool) -> None:
    """The document of an import, for whoever sent the list; `dry_run` says that nothing was written."""
    for name, counted in document["counts"].items():
        label, told = wording.count(name), name.replace("_", " ")
        click.echo(f"{told:32} {_told(counted):>5}  {label}".rstrip())
    changes = {name: counted for name, counted in document["changes"].items() if counted}
    said = ", ".join(f"{name.replace('_', ' ')} {counted}" for name, counted in changes.items()) or "nothing"
    click.echo(f"{'would change 将会改动' if dry_run else 'changed 已改动'}: {said}")
    faults = fault_lines(document["faults"])
    if faults:
        levels = {fault["level"] for fault in document["faults"]}
        click.echo("; ".join(words for level, words in LEVELS.items() if level in levels))
    for line in faults[:MOST_FAULTS]:
        click.echo(line)
    if len(faults) > MOST_FAULTS:
        click.echo(f"… and {len(faults) - MOST_FAULTS} more 还有{len(faults) - MOST_FAULTS}条; --json lists them all")
    for question in document.get("questions", []):
        click.echo(f"{question['level']} {question['message']}")


def fault_lines(faults: Iterable[dict[str, Any]]) -> list[str]:
    """One line for each fault; a merged cell that is wrong for several rows is told once, with its further rows."""
    rows: dict[str, list[int]] = {}
    for fault in faults:
        place = f"{fault['sheet']}!{fault.get('cell') or fault['row']}"
        line = f"{fault['level']} {place} {fault.get('column') or ''}: {fault['message']}"
        rows.setdefault(line, []).append(fault["row"])
    return [line + _further(found) for line, found in rows.items()]


def _further(rows: list[int]) -> str:
    further = sorted(set(rows[1:]) - {rows[0]})
    return f"（第{'、'.join(map(str, further))}行同此）" if further else ""


def _told(counted: int | dict[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counted.items()) if isinstance(counted, dict) else str(counted)
