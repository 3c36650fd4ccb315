"""A family is found by what it can say, shown with stars, and only to its own site."""

import pytest
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.visits.search import Part, find_families, part_of, starred
from tests.households.people import HEAD, take_in
from tests.visits.counter import AT, CLERK, STRANGER


@pytest.mark.parametrize(
    "words", ["曾国强", "曾国", "zengguoqiang", "zgq", "ZG", "19900001111", HEAD.id_number, " 曾 国强 "]
)
def test_a_family_is_found_by_name_pinyin_telephone_or_number(session: Session, words: str) -> None:
    done = take_in(session)
    (found,) = find_families(session, words, AT, CLERK)
    assert (found.household_id, found.name, found.birth_year) == (done.household_id, "曾*强", 1985)


def test_a_household_is_found_by_its_number(session: Session) -> None:
    done = take_in(session)
    assert [one.number for one in find_families(session, done.number.lower(), AT, CLERK)] == [done.number]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("曾", Part.NAME), ("z", Part.NAME), ("1990000", Part.NUMBER), ("199000011112", Part.NUMBER),
        (HEAD.id_number[:17], Part.NUMBER), (HEAD.id_number[:-1] + "?", Part.NUMBER), ("TZ-PLSQ-", None),
        ("TZ-PLSQ-0000", Part.NUMBER), ("tz-plsq-000001", None), (HEAD.id_number, None), ("199 0000 9998", None),
        ("罗强", None), ("", None),
    ],
)  # fmt: skip
def test_a_piece_of_a_name_or_a_number_is_known_for_one(words: str, part: Part | None) -> None:
    assert part_of(words, AT.date()) is part


@pytest.mark.parametrize("words", ["", "曾", "%", "__", "曾%", "罗国强", "19900009998", "0" * 200])
def test_what_means_nobody_finds_nobody(session: Session, words: str) -> None:
    take_in(session)
    assert find_families(session, words, AT, CLERK) == []


def test_nobody_of_another_site_is_found(session: Session) -> None:
    done = take_in(session)
    assert find_families(session, "曾国强", AT, STRANGER) == []
    assert find_families(session, "曾国强", AT, Actor("h", Role.HELPER, frozenset({"PLSQ"}))) == []
    own = Actor("h", Role.HELPER, frozenset({"PLSQ"}), household_ids=frozenset({done.household_id}))
    assert len(find_families(session, "曾国强", AT, own)) == 1


@pytest.mark.parametrize(
    ("name", "shown"), [("罗强", "罗*"), ("罗国强", "罗*强"), ("欧阳国强", "欧**强"), ("阿" * 30, "阿***阿")]
)
def test_a_name_is_shown_with_stars(name: str, shown: str) -> None:
    assert starred(name) == shown
