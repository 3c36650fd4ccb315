"""A list against what its source said before."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.workbooks.comparing import Before, Change, Now, compare, differing, said_of


@dataclass(frozen=True)
class _Content:
    title: str
    wage: Decimal | None = None
    skills: tuple[str, ...] = ()
    guessed: str | None = None


def _before(number: int, said: dict[str, object], *, ended: bool = False) -> Before:
    return Before(number, ("甲", "车工"), said, (), ended)


def _now(index: int, said: dict[str, object]) -> Now:
    return Now(index, ("甲", "车工"), said, ())


def test_a_saying_leaves_out_what_says_nothing_and_what_the_program_made_itself() -> None:
    content = _Content("车工", Decimal("3000.0"), (), "缝纫工")
    assert said_of(content, {"guessed"}) == {"title": "车工", "wage": "3000.0"}


def test_a_field_that_is_no_longer_said_differs() -> None:
    assert set(differing({"a": 1, "b": 2}, {"a": 1, "c": 3})) == {"b", "c"}


def test_a_record_that_is_gone_ends_once() -> None:
    assert [one.id for one in compare([_before(1, {})], []).gone] == [1]
    assert compare([_before(1, {}, ended=True)], []).gone == ()


def test_a_record_that_comes_back_is_the_same_record() -> None:
    (step,) = compare([_before(7, {"a": 1}, ended=True)], [_now(0, {"a": 1})]).steps
    assert (step.change, step.before and step.before.id) == (Change.BACK, 7)


def test_of_several_alike_the_one_that_says_the_same_is_found_first_then_the_one_at_the_same_place() -> None:
    before = [_before(1, {"division": "520322101", "wage": 1}), _before(2, {"division": "520322114", "wage": 2})]
    now = [_now(0, {"division": "520322114", "wage": 3}), _now(1, {"division": "520322101", "wage": 1})]
    found = {step.now.index: step.before and step.before.id for step in compare(before, now).steps}
    assert found == {0: 2, 1: 1}


def test_a_fault_that_moved_to_another_row_is_no_change() -> None:
    fault = {"code": "headcount_unclear", "level": "Q", "column": "招聘人数", "value": "若干"}
    before = Before(1, ("甲", "车工"), {}, [{**fault, "message": "in June"}], ended=False)
    now = Now(0, ("甲", "车工"), {}, [{**fault, "message": "in July"}])
    assert compare([before], [now]).steps[0].change is Change.SAME


@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.integers(0, 3)), max_size=8), st.randoms())
def test_the_same_list_in_any_order_changes_nothing(rows: list[tuple[str, int]], random: object) -> None:
    before = [Before(i, (firm, "车工"), {"wage": wage}, (), ended=False) for i, (firm, wage) in enumerate(rows)]
    random.shuffle(rows)  # type: ignore[attr-defined]
    now = [Now(i, (firm, "车工"), {"wage": wage}, ()) for i, (firm, wage) in enumerate(rows)]
    compared = compare(before, now)
    assert compared.gone == ()
    assert {step.change for step in compared.steps} <= {Change.SAME}
