"""What `import` prints for whoever sent the list: no raw lists, one line for a merged cell that is wrong."""

import pytest

from jobmatch.commands.imported import fault_lines, print_report

MERGED = {"sheet": "县内", "column": "统一社会信用代码", "cell": "C4", "level": "E", "message": "校验位不对"}
COUNTS = {"posts": 95, "posts_per_sheet": {"县内": 58, "省外": 37}, "posts_refused": 3}


def test_a_merged_cell_is_told_once_with_the_rows_it_stands_for() -> None:
    faults = [MERGED | {"row": row} for row in (4, 5, 6)] + [MERGED | {"row": 9, "cell": "C9"}]
    assert fault_lines(faults) == [
        "E 县内!C4 统一社会信用代码: 校验位不对（第5、6行同此）",
        "E 县内!C9 统一社会信用代码: 校验位不对",
    ]


def test_counts_are_told_in_words_and_the_levels_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    print_report({"counts": COUNTS, "changes": {"posts_new": 95}, "faults": [MERGED | {"row": 4}]}, dry_run=True)
    out = capsys.readouterr().out
    assert "县内 58, 省外 37" in out
    assert "{" not in out
    assert "改正前不发布的岗位" in out
    assert "kept out until corrected" in out
