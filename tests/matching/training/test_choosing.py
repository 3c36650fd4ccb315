"""The best seats against every way of handing them out, on small worlds; and what leaving out what is settled keeps."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching.training.choosing import best, placed_with
from jobmatch.matching.training.problem import Kind, Problem
from jobmatch.matching.training.reducing import reduced

PEOPLE, POSTS, DOORS, CLASSES = "abcdef", ("p", "q", "r"), ("weld", "guard"), ("x", "y", "z")


def posts() -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(POSTS), max_size=2)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    people = PEOPLE[: draw(st.integers(1, len(PEOPLE)))]
    least = st.integers(1, 2)
    return Problem(
        homes={person: f"home {draw(st.integers(1, 4))}" for person in people},
        today={person: draw(st.one_of(st.just(frozenset()), posts())) for person in people},
        doors={door: {person: draw(posts()) for person in people} for door in DOORS},
        classes={
            name: Kind(draw(st.sampled_from(DOORS)), size, size + draw(st.integers(0, 2)), draw(st.integers(1, 2)))
            for name in CLASSES
            for size in [draw(least)]
        },
        attends={name: draw(st.frozensets(st.sampled_from(people))) for name in CLASSES},
        places={post: draw(st.integers(0, 2)) for post in POSTS},
    )


def sizes(kind: Kind, seats: int) -> list[int]:
    """How many seats a class may have that is held once, twice, or not at all."""
    return [
        size
        for size in range(seats + 1)
        if any(kind.least * held <= size <= kind.most * held for held in range(kind.times + 1))
    ]


def every_way(problem: Problem, seats: int) -> Iterator[dict[str, int]]:
    names = sorted(problem.classes)
    for choice in product(*(sizes(problem.classes[name], seats) for name in names)):
        if sum(choice) <= seats:
            yield dict(zip(names, choice, strict=True))


def most(problem: Problem, seats: dict[str, int]) -> int:
    """The most households that one person after the other, in every post and class there is for them, can bring."""
    people = sorted(problem.homes)

    def onward(index: int, left: dict[str, int], free: dict[str, int], placed: frozenset[str]) -> int:
        if index == len(people):
            return len(placed)
        person = people[index]
        found = onward(index + 1, left, free, placed)
        if problem.homes[person] in placed:
            return found
        ways = [(None, post) for post in problem.today[person]]
        ways += [
            (name, post)
            for name, kind in problem.classes.items()
            if person in problem.attends[name] and free[name] > 0
            for post in problem.adds(kind.door, person)
        ]
        for name, post in ways:
            if left[post] > 0:
                then = free if name is None else free | {name: free[name] - 1}
                taken = left | {post: left[post] - 1}
                found = max(found, onward(index + 1, taken, then, placed | {problem.homes[person]}))
        return found

    return onward(0, dict(problem.places), dict(seats), frozenset())


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 4))
def test_no_way_of_handing_out_the_seats_places_more_households_or_as_many_with_fewer(
    problem: Problem, seats: int
) -> None:
    found = best(problem, seats)
    ways = [(most(problem, way), -sum(way.values())) for way in every_way(problem, seats)]
    assert (found.households, -sum(found.seats.values())) == max(ways)
    assert found.proven
    assert {name: found.seats[name] for name in found.seats} in [
        {name: size for name, size in way.items() if size} for way in every_way(problem, seats)
    ]


@settings(max_examples=60, deadline=None)
@given(problems(), st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_seats_that_are_given_are_used_as_well_as_they_can_be(problem: Problem, sizes: list[int]) -> None:
    seats = dict(zip(CLASSES, sizes, strict=True))
    found = placed_with(problem, seats)
    assert found.households == most(problem, seats)
    sitting = {name: len(people) for name, people in found.learners.items()}
    assert all(count <= seats[name] for name, count in sitting.items())
    assert {name: sum(counts.values()) for name, counts in found.posts.items()} == sitting


@settings(max_examples=100, deadline=None)
@given(problems())
def test_who_is_settled_first_takes_nothing_from_anybody(problem: Problem) -> None:
    rest, settled = reduced(problem)
    everything = dict.fromkeys(CLASSES, len(PEOPLE))
    assert most(rest, everything) + settled == most(problem, everything)
    nothing = dict.fromkeys(CLASSES, 0)
    assert most(rest, nothing) + settled == most(problem, nothing)


def test_it_is_the_same_whatever_order_things_come_in() -> None:
    people = "abcdefgh"
    classes = {"x": Kind("weld", 2, 3, 2), "y": Kind("weld", 2, 3, 2)}
    one = Problem(
        homes={person: person for person in people}, today={}, classes=classes,
        doors={"weld": {person: frozenset({"p"}) for person in people}},
        attends=dict.fromkeys(classes, frozenset(people)), places={"p": 5},
    )  # fmt: skip
    other = Problem(
        homes={person: person for person in reversed(people)}, today={}, classes=dict(reversed(classes.items())),
        doors={"weld": {person: frozenset({"p"}) for person in reversed(people)}},
        attends=dict.fromkeys(reversed(classes), frozenset(people)), places={"p": 5},
    )  # fmt: skip
    assert best(one, 4) == best(other, 4)
    assert best(one, 9).households == 5


def test_seats_that_are_announced_are_used_and_are_not_among_those_that_are_handed_out() -> None:
    people = "abcdef"
    problem = Problem(
        homes={person: person for person in people}, today={}, places={"p": 9},
        classes={"new": Kind("weld", 1, 9, 1), "old": Kind("weld", 0, 2, 1, announced=True)},
        doors={"weld": {person: frozenset({"p"}) for person in people}},
        attends=dict.fromkeys(("new", "old"), frozenset(people)),
    )  # fmt: skip
    assert [best(problem, seats).households for seats in (0, 3, 9)] == [2, 5, 6]
    assert best(problem, 3).seats == {"new": 3, "old": 2}
    assert placed_with(problem, {"new": 1}).households == 3
