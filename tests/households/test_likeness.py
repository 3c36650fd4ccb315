"""Looking for duplicates in blocks finds what comparing everybody with everybody finds."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from jobmatch.households.codes import Sex
from jobmatch.households.duplicates.likeness import Traits, candidates, compare
from jobmatch.households.names import pinyin
from tests.households.people import id_number

NAMES = st.sampled_from(["王小丽", "王晓莉", "王小力", "王小梅", "李小丽", "曾强", "王强"])
DAYS = st.integers(0, 400).map(lambda days: date(1985, 1, 1) + timedelta(days=days))


@st.composite
def people(draw: st.DrawFn) -> Traits:
    name = draw(NAMES)
    birth = draw(st.one_of(st.none(), DAYS))
    number = None
    if birth is not None and draw(st.booleans()):
        number = id_number(birth.strftime("%Y%m%d"), draw(st.sampled_from(["001", "011", "002", "101"])))
    return Traits(
        name, pinyin(name), birth, draw(st.sampled_from([None, Sex.MALE, Sex.FEMALE])),
        draw(st.sampled_from([None, "1", "2"])), draw(st.sampled_from([None, 1, 2])), number,
    )  # fmt: skip


def _born_on(name: str, day: int) -> Traits:
    birth = date(1985, 1, day)
    return Traits(name, pinyin(name), birth, None, None, None, id_number(birth.strftime("%Y%m%d"), "001"))


@given(st.lists(people(), max_size=12))
@example([_born_on("王小丽", 1), _born_on("王小梅", 2)])
def test_blocks_miss_nobody_whom_comparing_all_pairs_would_propose(traits: list[Traits]) -> None:
    found = list(candidates(traits))
    proposed = {
        (one, other)
        for one, other in combinations(range(len(traits)), 2)
        if compare(traits[one], traits[other]).proposed
    }
    assert len(set(found)) == len(found)
    assert proposed <= {(min(pair), max(pair)) for pair in found}


@given(people(), people())
def test_likeness_is_the_sum_of_its_evidence_either_way_round(one: Traits, other: Traits) -> None:
    assert compare(one, other) == compare(other, one)
    assert len(set(compare(one, other).evidence)) == len(compare(one, other).evidence)
