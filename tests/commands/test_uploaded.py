"""What a page shows of a list is what the command says of it, to the last fault, for lists as offices send them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Ended
from tests.uploads.desk import JUNE, sitting_at, write

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "workbooks"
FILES = {"households": "households_export.xlsx", "vacancies": "vacancies_summary.xlsx", "courses": "courses_plan.xls"}


def compare(command: Callable[..., Ended], url: str, kind: str, file: Path) -> None:
    """The preview against `--dry-run`, and what came of the import against `import`, after the same beginnings."""
    command("init")
    said = json.loads(command("import", kind, file, "--dry-run", "--json", "--as-of", JUNE).out)
    with sitting_at(url) as desk:
        address = desk.look_at(kind, file)
        shown = (desk.upload(address).found or {})["document"]
        assert shown == said
        desk.say(address, "confirm")
        done = (desk.upload(address).found or {})["document"]
    assert done == said
    again = json.loads(command("import", kind, file, "--dry-run", "--json", "--as-of", JUNE).out)
    assert not any(again["changes"].values())


@pytest.mark.parametrize("kind", FILES)
def test_the_page_says_what_the_command_says(
    command: Callable[..., Ended], database_url: str, kind: str, tmp_path: Path
) -> None:
    compare(command, database_url, kind, write(kind, tmp_path))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample workbooks are not beside this repository")
@pytest.mark.parametrize("kind", FILES)
def test_the_page_says_what_the_command_says_of_the_offices_samples(
    command: Callable[..., Ended], database_url: str, kind: str
) -> None:
    compare(command, database_url, kind, SAMPLES / FILES[kind])
