"""What paper shows is said in one sheet, which a page loads after all others."""

import re

from tests.shape import tree

STATIC = tree.ROOT / "desk/static"


def test_no_sheet_but_that_for_paper_speaks_of_paper() -> None:
    others = [sheet for sheet in STATIC.rglob("*.css") if sheet.name != "print.css"]
    speaking = [sheet.name for sheet in others if re.search(r"@page|@media[^{]*print", sheet.read_text())]
    assert speaking == []


def test_the_sheet_for_paper_comes_last() -> None:
    head = (tree.ROOT / "desk/templates/page.html").read_text().partition("</head>")[0]
    assert head.index("print.css") > head.index("block head")
