"""What of a choice of classes can be left out without changing its answer.

A post with room for all who could ever have it turns nobody away: whoever has it open today is settled, takes nothing
from anybody, and wants nothing else. With every household that is settled others posts come to have room for all.
"""

from collections import defaultdict
from dataclasses import replace

from jobmatch.matching.training.problem import Problem


def reduced(problem: Problem) -> tuple[Problem, int]:
    """The problem of the households that are not settled, and how many are."""
    free, through = _wanting(problem)
    wanted: dict[str, set[str]] = defaultdict(set)
    for found in (free, through):
        for household, posts in found.items():
            for post in posts:
                wanted[post].add(household)
    left = dict(problem.places)
    roomy = [post for post in sorted(wanted) if left.get(post, 0) >= len(wanted[post])]
    settled: set[str] = set()
    offered: dict[str, list[str]] = defaultdict(list)
    for household in sorted(free):
        for post in sorted(free[household]):
            offered[post].append(household)
    while roomy:
        post = roomy.pop()
        for household in offered[post]:
            if household in settled:
                continue
            settled.add(household)
            left[post] -= 1
            for other in free[household] | through.get(household, set()):
                had_room = other == post or left.get(other, 0) >= len(wanted[other])
                wanted[other].discard(household)
                if not had_room and left.get(other, 0) >= len(wanted[other]):
                    roomy.append(other)
    homes = {person: household for person, household in problem.homes.items() if household not in settled}
    return replace(problem, homes=homes, places=left), len(settled)


def _wanting(problem: Problem) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """By household the posts that are open today, and those that a class could add."""
    free: dict[str, set[str]] = defaultdict(set)
    through: dict[str, set[str]] = defaultdict(set)
    for person, posts in problem.today.items():
        if person in problem.homes:
            free[problem.homes[person]] |= {post for post in posts if problem.places.get(post, 0) > 0}
    for person, name in problem.learning():
        through[problem.homes[person]] |= problem.adds(problem.classes[name].door, person)
    return free, through
