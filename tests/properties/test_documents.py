"""Whatever stands in a file: it is ranked, or refused with the places of its faults; nothing else ever happens."""

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.matching.document import rank_text
from jobmatch.matching.json_text import Unusable
from tests.properties.worlds import worlds

SCALARS = st.sampled_from(
    [None, True, -1, 0, 1, 2.5, 1e30, "", "x", "day", "2026-02-30", "2026-06-01", "24:00", [], {}, ["x"], {"x": 1}]
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        found += [place for key in value for place in places(value[key], (*path, key))]
    elif isinstance(value, list):
        found += [place for index, item in enumerate(value) for place in places(item, (*path, index))]
    return found


def faults_of(content: bytes) -> list[str]:
    """Empty where the content was ranked; a refusal always says why."""
    try:
        json.loads(rank_text(content))
    except Unusable as unusable:
        return unusable.faults or ["refused without a word"]
    return []


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds(), st.data())
def test_a_spoiled_document_is_ranked_or_refused_with_places(document: dict[str, Any], data: st.DataObject) -> None:
    spoiled = copy.deepcopy(document)
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places(spoiled)))
        holder = spoiled
        for step in way:
            holder = holder[step]
        holder[last] = data.draw(SCALARS)
    faults = faults_of(json.dumps(spoiled).encode())
    assert all(": " in fault and "\n" not in fault for fault in faults)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_ranked_or_refused(content: bytes) -> None:
    faults_of(content)
