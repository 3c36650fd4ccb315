"""`occupation` and `similar`: one object a line for each title, all titles of a file in the order of nearness."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ended

Command = Callable[..., Ended]


@pytest.fixture
def titles(tmp_path: Path) -> Path:
    file = tmp_path / "titles.txt"
    file.write_text("保洁员\n缝纫工\n\n  焊工  \n", encoding="utf-8")
    return file


def test_every_title_gets_its_line_in_turn(command: Command) -> None:
    lines = [json.loads(line) for line in command("occupation", "普工", "缝纫工", "普工").out.splitlines()]
    assert [line["title"] for line in lines] == ["普工", "缝纫工", "普工"]
    assert all(set(line) == {"title", "codes", "ask"} for line in lines)
    assert lines[0]["codes"][0]["code"] == "6-00-00-00"


def test_top_says_how_many_codes_at_most(command: Command) -> None:
    (line,) = command("occupation", "车工", "--top", 1).out.splitlines()
    assert len(json.loads(line)["codes"]) == 1


def test_a_csv_is_read_by_its_heading(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes('\ufeffid,title\r\n1,"焊工,二保焊"\r\n2,\r\n'.encode())
    lines = [json.loads(line) for line in command("occupation", "--file", file).out.splitlines()]
    assert [line["title"] for line in lines] == ["焊工,二保焊", ""]
    assert lines[1]["codes"] == []


@pytest.mark.parametrize("content", [b"name\nx\n", b"", b"\xff\xfe\x00", b'title\n"open\n'])
def test_a_file_that_is_no_such_csv_is_refused(command: Command, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes(content)
    ended = command("occupation", "--file", file)
    assert (ended.status, ended.out) == (2, "")


def test_all_titles_come_back_nearest_first(command: Command, titles: Path) -> None:
    found = json.loads(command("similar", "缝纫", "--file", titles, "--json").out)
    assert {one["title"] for one in found} == {"保洁员", "缝纫工", "焊工"}
    assert found[0]["title"] == "缝纫工"
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_many_queries_give_a_list_a_line(command: Command, titles: Path) -> None:
    lines = command("similar", "--queries", titles, "--file", titles).out.splitlines()
    assert [json.loads(line)[0]["title"] for line in lines] == ["保洁员", "缝纫工", "焊工"]
