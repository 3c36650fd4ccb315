"""The three cards: they differ in employer or occupation, one is near, one leads further; the best is always there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matches.selection import SHOWN, Choice, three_to_show


def choice(vacancy: str, employer: str, occupation: str, score: int = 0, **marks: bool) -> Choice:
    return Choice(vacancy, employer, occupation, **{"near": False, "step_up": False} | marks, score=score)


def test_nobody_gets_cards_from_nothing() -> None:
    assert three_to_show([], wish=True) == ()


def test_the_best_three_are_shown_where_they_differ() -> None:
    choices = [choice(str(n), f"E{n}", "缝纫工", near=True) for n in range(5)]
    assert three_to_show(choices, wish=True) == ("0", "1", "2")


def test_the_same_work_at_the_same_employer_is_shown_once() -> None:
    choices = [
        choice("a", "E1", "缝纫工"), choice("b", "E1", "缝纫工"),
        choice("c", "E1", "包装工"), choice("d", "E2", "缝纫工"),
    ]  # fmt: skip
    assert three_to_show(choices, wish=True) == ("a", "c", "d")


def test_two_cards_are_better_than_three_alike() -> None:
    choices = [choice("a", "E1", "缝纫工"), choice("b", "E1", "缝纫工"), choice("c", "E1", "包装工")]
    assert three_to_show(choices, wish=True) == ("a", "c")


def test_one_near_home_is_among_them_even_far_down_the_list() -> None:
    choices = [choice(str(n), f"E{n}", "普工") for n in range(6)] + [choice("near", "E9", "保洁员", near=True)]
    assert three_to_show(choices, wish=True) == ("0", "1", "near")


def test_a_step_up_is_among_them_beside_the_near_one() -> None:
    choices = [choice(str(n), f"E{n}", "普工") for n in range(6)]
    choices += [choice("near", "E8", "保洁员", near=True), choice("up", "E9", "焊工", step_up=True)]
    assert three_to_show(choices, wish=True) == ("0", "near", "up")


@pytest.mark.parametrize("near", [True, False])
def test_what_is_near_does_not_push_out_better_ones_that_are_near_too(near: bool) -> None:
    choices = [
        choice("a", "E1", "x", near=near),
        choice("b", "E2", "x"),
        choice("c", "E3", "x"),
        choice("d", "E4", "x"),
    ]
    assert three_to_show(choices, wish=True) == ("a", "b", "c")


SEWING = [choice(str(n), f"E{n}", "缝纫工", 90, near=True) for n in range(4)]


def test_who_named_no_work_sees_three_kinds() -> None:
    others = [choice("packing", "E8", "包装工", 70, near=True), choice("cleaning", "E9", "保洁员", 66, near=True)]
    assert three_to_show(SEWING + others, wish=False) == ("0", "packing", "cleaning")


def test_who_wants_something_sees_another_kind_where_it_is_about_as_good() -> None:
    as_good, worse = choice("as good", "E8", "制鞋工", 80, near=True), choice("worse", "E9", "包装工", 79, near=True)
    assert three_to_show([*SEWING, as_good, worse], wish=True) == ("0", "1", "as good")
    assert three_to_show([*SEWING, worse], wish=True) == ("0", "1", "2")


def test_another_kind_is_found_behind_many_that_are_alike() -> None:
    many = [choice(str(n), f"E{n}", "缝纫工", 90, near=True) for n in range(40)]
    assert three_to_show([*many, choice("other", "E50", "包装工", 70, near=True)], wish=False) == ("0", "1", "other")


def test_one_card_needs_neither_course_nor_answer() -> None:
    courses = [choice(str(n), f"E{n}", "焊工", 70 - n, near=True, step_up=True, settled=False) for n in range(4)]
    now = choice("now", "E9", "冲压工", 50, near=True)
    assert three_to_show([*courses, now], wish=True) == ("0", "1", "now")


def test_what_leads_further_is_not_much_worse() -> None:
    up = choice("up", "E9", "焊工", 64, step_up=True)
    assert three_to_show([*SEWING, up], wish=True) == ("0", "1", "2")


CHOICES = st.lists(
    st.builds(
        Choice,
        vacancy=st.uuids().map(str),
        employer=st.sampled_from("ABC"),
        occupation=st.sampled_from("xyz"),
        near=st.booleans(),
        step_up=st.booleans(),
    ),
    max_size=24,
    unique_by=lambda one: one.vacancy,
)


@given(CHOICES)
def test_whatever_there_is_the_cards_hold_their_rules(choices: list[Choice]) -> None:
    by_vacancy = {one.vacancy: one for one in choices}
    shown = [by_vacancy[vacancy] for vacancy in three_to_show(choices, wish=True)]
    pairs = {(one.employer, one.occupation) for one in choices}
    assert len(shown) == min(SHOWN, len(pairs))
    assert len({(one.employer, one.occupation) for one in shown}) == len(shown)
    assert [by_vacancy[one.vacancy] for one in choices if one in shown] == shown, "best first"
    if choices:
        assert shown[0] == choices[0]
