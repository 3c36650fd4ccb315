"""The peer of the plan: seats go to the class with the most applicants, then to that with the most of those left.

It is helped where that is fair: everybody applies for one class only, classes are as large as in the plan, and whoever
brings a household to a post is let in first.
"""

from collections.abc import Mapping

from jobmatch.matching.training.county import Choice


def by_applicants(choice: Choice, seats: int) -> dict[str, int]:
    """The seats of each class, by the id of its offer; of equally many applicants the smaller id goes first."""
    left = {name: set(people) for name, people in choice.asking.items()}
    given: dict[str, int] = {}
    while left:
        name = min(left, key=lambda one: (-len(left[one]), one))
        kind = choice.problem.classes[name]
        size = min(kind.most, len(left[name]), seats - sum(given.values()))
        if size < kind.least:
            del left[name]
            continue
        given[name] = given.get(name, 0) + size
        seated = set(sorted(left[name])[:size])
        for people in left.values():
            people -= seated
    return given


def with_a_card(choice: Choice, seats: int) -> dict[str, int]:
    """The same by somebody who knows which classes open a post at all."""
    opening = {name: people for name, people in choice.asking.items() if opens(choice, name)}
    return by_applicants(Choice(choice.problem, choice.offers, choice.kept, opening), seats)


def opens(choice: Choice, name: str) -> bool:
    """Whether a class opens anything to anybody."""
    doors: Mapping[str, object] = choice.problem.doors[choice.problem.classes[name].door]
    return bool(doors)
