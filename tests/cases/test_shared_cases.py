"""The acceptance cases that lie beside the repository, as far as they are for `rank`; skipped where there are none."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from jobmatch.matching.document import rank_text
from jobmatch.matching.json_text import Unusable

FOLDER = Path(__file__).parents[3] / "shared" / "cases"
CASES = [path for path in sorted(FOLDER.glob("*.json")) if json.loads(path.read_text("utf-8"))["command"] == "rank"]


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check", FOLDER / "check.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not CASES, reason="the shared cases are not beside this repository")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_shared_case_holds(path: Path, check: ModuleType) -> None:
    case = json.loads(path.read_text("utf-8"))
    text = case["input_text"] if "input_text" in case else json.dumps(case["input"])
    if case["expect"].get("exit"):
        with pytest.raises(Unusable):
            rank_text(text)
    else:
        assert check.compare_rank(case["expect"], json.loads(rank_text(text))) == []
