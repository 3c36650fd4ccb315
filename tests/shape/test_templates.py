"""Pages bring no script or style inside the page and load nothing from elsewhere; the content policy forbids it.

Data for machines is no script: a block of JSON-LD may stand in a page if it is one escaped value.
"""

import re
from pathlib import Path

import pytest

from tests.shape import tree

_DATA = r" type=\"application/ld\+json\">\{\{ \w+\|tojson \}\}</script>"
FORBIDDEN = {
    "a style inside the page": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "a script inside the page": re.compile(
        rf"<script(?!{_DATA})(?![^>]*\ssrc=)[^>]*>|\son[a-z]+\s*=|javascript:", re.IGNORECASE
    ),
    "something from elsewhere": re.compile(r"(?:src|href|action|url\()\s*=?\s*[\"'(]?\s*(?:https?:)?//", re.IGNORECASE),
    "an output that is not escaped": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
}


def template_faults(path: Path, text: str) -> list[str]:
    return [f"{path} has {what}" for what, pattern in FORBIDDEN.items() if pattern.search(text)]


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">', "<style>p {}</style>", '<a href="javascript:void(0)">', '<b onclick="x()">',
        "<script>x()</script>", '<script src="//cdn.example.com/x.js"></script>', '<img src="https://example.com/x.png">',
        "<form action='http://example.com'>",
        '<script type="application/ld+json">{"a": {{ a }}}</script>', '<script type="module">x()</script>',
        "background: url(https://example.com/x.png)", "{{ words|safe }}",
    ],
)  # fmt: skip
def test_the_guard_sees_a_bad_line(line: str) -> None:
    assert template_faults(Path("x.html"), line)


def test_the_guard_lets_good_lines_pass() -> None:
    good = '<script src="/static/x.js"></script> <a href="/vacancies?shift=day">x</a> <p class="style">'
    good += '<script type="application/ld+json">{{ posting|tojson }}</script>'
    assert template_faults(Path("x.html"), good) == []


def test_pages_bring_and_load_nothing_foreign() -> None:
    pages = [path for path in tree.files() if path.suffix in (".html", ".css") and path.parts[0] != "docs"]
    assert pages
    assert [fault for path in pages for fault in template_faults(path, tree.text(path))] == []
