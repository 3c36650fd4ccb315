"""Everybody can read it: each text stands out from each ground it is used on, 7:1 or more (WCAG 2.2, 1.4.6)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shape import tree

LEAST = 7.0
# Text on ground, by the names in tokens.css.
PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("ink-soft", "paper"), ("ink-soft", "card"), ("green", "card"),
    ("green", "paper"), ("green", "green-wash"), ("green-deep", "green-wash"), ("card", "green"),
    ("card", "green-deep"), ("gold-ink", "gold-wash"), ("card", "gold-ink"), ("red", "card"),
]  # fmt: skip


# Where a text's ground is set by a rule of another thing: the text is looked at on that ground.
GROUND_ELSEWHERE = {
    ".bottom": "green-deep", ".facing-choices [aria-pressed=true]": "green",
}  # fmt: skip
SHEETS = [*sorted((tree.ROOT / "desk/static").rglob("*.css")), *sorted((tree.ROOT / "mini_program").rglob("*.wxss"))]
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (tree.ROOT / "desk/static/tokens.css").read_text()))


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= LEAST


def name_of(sheet: Path) -> str:
    return str(sheet.relative_to(tree.ROOT))


def rules(sheet: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each rule of a sheet: whom it is for, and what it sets."""
    for whom, lines in RULE.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)):
        parts = (line.partition(":") for line in lines.split(";") if ":" in line)
        yield " ".join(whom.split()), {name.strip(): value.strip() for name, _, value in parts}


def colour(value: str) -> str | None:
    """The `#rrggbb` that a value stands for; None where it takes what is around it."""
    known = re.fullmatch(r"var\(--([\w-]+)\)", value)
    if known:
        return tokens()[known[1]]
    return value if re.fullmatch("#[0-9a-f]{6}", value) else None


def grounds(sheet: Path, whom: str, lines: dict[str, str]) -> list[str]:
    """On what a rule's text stands: its own ground, else a known one, else a page and a card alike; on paper, white."""
    if sheet.name == "print.css":
        return ["#ffffff"]
    own = colour(lines.get("background", lines.get("background-color", "")))
    if own:
        return [own]
    return [tokens()[ground] for around, ground in GROUND_ELSEWHERE.items() if whom.startswith(around)] or [
        tokens()["paper"], tokens()["card"],
    ]  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_every_text_that_a_sheet_colours_stands_out(sheet: Path) -> None:
    found = [(whom, colour(lines["color"]), lines) for whom, lines in rules(sheet) if "color" in lines]
    faint = [
        f"{whom}: {ink} on {ground} is {contrast(ink, ground):.1f}:1"
        for whom, ink, lines in found if ink for ground in grounds(sheet, whom, lines) if contrast(ink, ground) < LEAST
    ]  # fmt: skip
    assert faint == [], "\n".join(faint)


def test_the_telephone_shows_the_colours_of_the_pages() -> None:
    there = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (tree.ROOT / "mini_program/app.wxss").read_text()))
    assert there
    assert there == {name: tokens()[name] for name in there}
