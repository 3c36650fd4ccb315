"""Whom a class would bring to a post that waits: who qualifies by it, in time, and is not sent past their own trade."""

import json
from typing import Any

from jobmatch.matching.document import read_world
from jobmatch.matching.ground import Ground, prepare
from jobmatch.matching.rules import load_rules
from jobmatch.matching.training.opening import opened
from jobmatch.matching.training.pulling import Brought, Pulled, brought, pulled
from jobmatch.matching.vocabulary import Vocabulary
from tests.matching.worlds import course, person, vacancy, world

WELDING = [{"kind": "welding"}]
EMPTY_HANDED = {"id": "H2", "site": "S1", "employed": 0, "monitored": False}


def welder(name: str = "A", **facts: Any) -> dict[str, Any]:
    known = {
        "certificates": WELDING,
        "start": "2026-07-06",
        "expires": "2026-07-15",
        "title": "焊工",
        "occupation": "焊工",
    }
    return vacancy(name, **known | facts)


def ground(people: list[dict[str, Any]], posts: list[dict[str, Any]], **lists: Any) -> Ground:
    vocabulary = Vocabulary.load()
    document = json.dumps(world(people, posts, **lists))
    return prepare(read_world(document, vocabulary), vocabulary, load_rules())


def names(found: tuple[Pulled, ...]) -> list[str]:
    return [one.person for one in found]


def test_a_household_without_an_earner_comes_first_and_who_has_the_card_or_sews_is_not_pulled() -> None:
    people = [
        person("P1"),
        person("P2", household="H2"),
        person("P3", certificates=[{"kind": "welding", "valid_to": "2030-01-01", "review_due": "2030-01-01"}]),
        person("P4", wanted=["缝纫工"]),
        person("P5", certificates=None),
    ]
    found = pulled(ground(people, [welder(), vacancy("B")], courses=[course()], households=[EMPTY_HANDED]), ["A"], 15)
    assert names(found["A"]) == ["P2", "P1"]
    assert [(one.waits, one.in_time, one.days) for one in found["A"]] == [(True, True, 10), (False, True, 10)]


def test_a_longer_class_than_asked_for_or_one_without_a_seat_pulls_nobody() -> None:
    people, posts = [person()], [welder()]
    assert pulled(ground(people, posts, courses=[course()]), ["A"], 9) == {"A": ()}
    assert pulled(ground(people, posts, courses=[course(seats=0)]), ["A"], 15) == {"A": ()}


def test_who_is_too_late_for_the_post_stands_behind_all_who_are_in_time() -> None:
    people = [person("P1", household="H2"), person("P2", training_days_max=12)]
    posts = [welder("A", start="2026-06-26"), welder("B", start="2026-06-10", expires="2026-06-20")]
    found = pulled(ground(people, posts, courses=[course()], households=[EMPTY_HANDED]), ["A", "B"], 15)
    assert {one.in_time for one in found["A"]} == {True}
    assert {one.in_time for one in found["B"]} == {False}


def test_a_seat_in_an_announced_class_counts_as_learning_and_not_as_open_today() -> None:
    waits = [{"kind": "welding", "train_first": True}]
    found = opened(ground([person()], [welder(certificates=waits), vacancy("B")], courses=[course()]), ["welding"])
    assert found.today == {"P1": {"B"}}
    assert found.by_card == {"welding": {"P1": {"A"}}}


def test_an_amount_that_the_engine_does_not_hold_changes_nothing_in_what_is_opened() -> None:
    posts = [welder(), vacancy("B"), vacancy("C", wage={"type": "month", "min": 3000.1234567})]
    people = [person("P1", status="employed", current_wage=2000), person("P2", certificates=None)]
    slow, quick = (opened(ground(people, offered), ["welding"]) for offered in (posts, posts[:2]))
    assert {person: found - {"C"} for person, found in slow.today.items()} == quick.today
    assert slow.by_card == quick.by_card == {"welding": {"P1": {"A"}}}


def test_a_class_that_nobody_has_announced_brings_whom_one_like_it_would_pull() -> None:
    people = [
        person("P1"),
        person("P2", household="H2"),
        person("P3", wanted=["缝纫工"]),
        person("P4", certificates=None),
    ]
    posts, homes = [welder(), vacancy("B")], [EMPTY_HANDED]
    announced = ground(people, posts, courses=[course()], households=homes)
    offers = announced.setting.courses
    bare = ground(people, posts, households=homes)
    assert pulled(bare, ["A"], 15) == {"A": ()}
    for one in (announced, bare):
        assert brought(one, "A", offers) == {offers[0].id: Brought(("P1", "P2"), 1)}
    assert sorted(names(pulled(announced, ["A"], 15)["A"])) == ["P1", "P2"]
    assert brought(bare, "B", offers) == {}, "no card is wanted there"
