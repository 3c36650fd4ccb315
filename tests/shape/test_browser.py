"""A test in the browser waits for what it expects: a page that is read at once is read before it has come."""

import ast

import pytest

from tests.shape import tree

# Playwright's readers that answer at once; each has an `expect(…)` that waits.
AT_ONCE = frozenset({
    "all_inner_texts", "all_text_contents", "count", "get_attribute", "inner_html", "inner_text", "input_value",
    "is_checked", "is_disabled", "is_enabled", "is_hidden", "is_visible", "text_content",
})  # fmt: skip


def read_at_once(source: str) -> list[int]:
    """The lines of assertions that hold or fall with what a page shows at that very moment."""
    return [
        node.lineno
        for asserted in ast.walk(ast.parse(source))
        if isinstance(asserted, ast.Assert)
        for node in ast.walk(asserted.test)
        if isinstance(node, ast.Attribute) and node.attr in AT_ONCE
    ]


def test_every_assertion_about_a_page_waits() -> None:
    found = [
        f"{path}:{line}"
        for path in tree.python_files("tests")
        if path.parts[1] == "browser"
        for line in read_at_once(tree.text(path))
    ]
    assert found == [], "say it with playwright's expect(…)"


@pytest.mark.parametrize("name", sorted(AT_ONCE))
def test_the_guard_sees_each_reader(name: str) -> None:
    assert read_at_once(f"assert place.{name}() == 1") == [1]
