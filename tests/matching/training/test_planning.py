"""The plan of a small county: what each class adds and why, who is left alone, and what wishes would have come to."""

from typing import Any

import pytest

from benchmarks.training_plan.by_applicants import by_applicants, with_a_card
from jobmatch.matching.facts import Course, Place
from jobmatch.matching.ground import Ground
from jobmatch.matching.training.choosing import best, placed_with
from jobmatch.matching.training.county import Offer, choice_of
from jobmatch.matching.training.planning import county_plan
from tests.matching.training.test_pulling import ground, welder
from tests.matching.worlds import course, person, vacancy

GUARD = {"certificates": [{"kind": "guard"}], "title": "保安员", "occupation": "保安员"}


def offer(name: str, card: str, occupation: str, least: int = 2, most: int = 10) -> Offer:
    place = Place("520322", 28.13, 106.83)
    return Offer(Course(name, name, occupation, card, seats=most, place=place, boarding=False), least)


GUARDING, WELDING, SEWING = (
    offer("guarding", "guard", "保安员"),
    offer("welding", "welding", "焊工"),
    offer("sewing", "sewing", "缝纫工"),
)
OFFERS = [GUARDING, WELDING, SEWING]


def county(guards: int, welders: int, sewers: int, posts: list[dict[str, Any]], **lists: Any) -> Ground:
    """So many people who want each work, each of a household in which nobody works."""
    wishes = ["保安员"] * guards + ["焊工"] * welders + ["缝纫工"] * sewers
    people = [
        person(f"P{number:02}", household=f"H{number:02}", wanted=[wish], training_days_max=15)
        for number, wish in enumerate(wishes)
    ]
    households = [
        {"id": one["household"], "site": "S1", "employed": 0, "monitored": False} for one in people
    ] + lists.pop("households", [])
    return ground([*people, *lists.pop("others", [])], posts, households=households, **lists)


def test_seats_go_where_posts_wait_and_not_where_most_apply() -> None:
    posts = [vacancy("A", openings=2, **GUARD), welder("B", openings=4)]
    small = county(guards=7, welders=5, sewers=9, posts=posts)
    plan = county_plan(small, OFFERS, 9)
    assert [(one.offer.course.id, one.seats, one.gain) for one in plan.classes] == [
        ("welding", 4, 4),
        ("guarding", 2, 2),
    ]
    assert (plan.waiting, plan.without, plan.before, plan.after, plan.proven) == (21, 0, 0, 6, True)
    choice = choice_of(small, OFFERS)
    by_wish, by_card = (placed_with(choice.problem, way(choice, 9)).households for way in (by_applicants, with_a_card))
    assert (by_wish, by_card) == (0, 4)
    assert plan.after >= 1.2 * by_card


def test_each_class_says_who_needs_it_from_where_and_which_posts_wait() -> None:
    posts = [welder("A", openings=2, start="2026-06-10", expires="2026-06-20"), welder("B", openings=1)]
    plan = county_plan(county(0, 5, 0, posts), [offer("welding", "welding", "焊工", least=5)], 5)
    (one,) = plan.classes
    assert (one.seats, one.gain, len(one.learners), one.asking, one.staying) == (5, 3, 3, 5, 0)
    assert one.by_site == (("S1", 3),)
    assert [(post.vacancy, post.places) for post in one.posts] == [("A", 2), ("B", 1)]


def test_fewer_seats_than_a_class_needs_hold_none() -> None:
    assert county_plan(county(0, 5, 0, [welder()]), [offer("welding", "welding", "焊工", least=5)], 4).classes == ()


def test_a_household_that_has_a_post_today_takes_no_seat_and_others_keep_theirs() -> None:
    posts = [welder("A", openings=1), vacancy("B", openings=1)]
    other = person("Q", household="H-Q", certificates=[{"kind": "welding"}], wanted=["焊工"])
    earning = [{"id": "H-Q", "site": "S1", "employed": 1, "monitored": False}]
    plan = county_plan(county(0, 3, 0, posts, others=[other], households=earning), [WELDING], 9)
    assert (plan.without, plan.before, plan.after) == (1, 1, 1)


def test_seats_that_are_still_free_in_an_announced_class_are_used_before_a_new_one_is_asked_for() -> None:
    announced = course(seats=2, start="2026-06-08", end="2026-06-17", certificate_by="2026-06-25")
    plan = county_plan(county(0, 5, 0, [welder()], courses=[announced]), [WELDING], 9)
    assert (plan.without, plan.before, plan.after) == (0, 2, 5)
    assert [one.seats for one in plan.classes] == [3]


@pytest.mark.parametrize("seats", [0, 3, 9])
def test_the_plan_is_the_same_whatever_order_people_posts_and_offers_come_in(seats: int) -> None:
    posts = [vacancy("A", openings=2, **GUARD), welder("B", openings=4)]
    one, other = county(3, 3, 2, posts), county(3, 3, 2, posts[::-1])
    assert county_plan(one, OFFERS, seats) == county_plan(other, OFFERS[::-1], seats)
    assert best(choice_of(one, OFFERS).problem, seats).proven
