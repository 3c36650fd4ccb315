"""Everybody can read it: each text stands out from each ground it is used on, 7:1 or more (WCAG 2.2, 1.4.6)."""

import re

import pytest

from tests.shape import tree

LEAST = 7.0
# Text on ground, by the names in tokens.css.
PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("ink-soft", "paper"), ("ink-soft", "card"), ("green", "card"),
    ("green", "paper"), ("green", "green-wash"), ("green-deep", "green-wash"), ("card", "green"),
    ("card", "green-deep"), ("gold-ink", "gold-wash"), ("card", "gold-ink"), ("red", "card"),
]  # fmt: skip


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
