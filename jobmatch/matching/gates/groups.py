"""People who go together or not at all: who is bound to whom for a vacancy, and whether all of them pass (MR18)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from jobmatch.matching.codes import Strength
from jobmatch.matching.facts import Constraint
from jobmatch.matching.notes import Fix, Found, Gate
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker

Holds = Callable[[Constraint], bool]
Passes = Callable[[str], bool | None]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a group cannot go: too few openings for its size, or members who do not pass."""

    size: int
    openings: int | None
    failing: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.failing) or (self.openings is not None and self.openings < self.size)


def bound_group(person: str, post: Post, seekers: Mapping[str, Seeker]) -> frozenset[str]:
    """Everybody who must go to this vacancy if the person does, the person included; also those not in the file."""
    return _closure(person, seekers, partial(holds_surely, post=post))


def always_bound(person: str, seekers: Mapping[str, Seeker]) -> frozenset[str]:
    """Everybody who must go wherever the person goes, whatever the vacancy, the person included."""
    return _closure(person, seekers, lambda held: held.strength is Strength.HARD and held.until is None)


@dataclass(frozen=True, slots=True)
class Party:
    """Who goes together to a vacancy: for certain, if nothing has ended by then, if open questions are answered so."""

    surely: frozenset[str]
    today: frozenset[str]
    maybe: frozenset[str]


def party(person: str, post: Post, seekers: Mapping[str, Seeker]) -> Party:
    """The person included; also those not in the file."""
    return Party(
        *(_closure(person, seekers, partial(holds, post=post)) for holds in (holds_surely, _holds_today, _may_hold))
    )


def together(seeker: Seeker, post: Post, seekers: Mapping[str, Seeker], passes: Passes, found: Found) -> None:
    """Adds the group's gate, fix and questions; `passes` says of another member whether the own gates let through."""
    person = seeker.person.id
    bound = party(person, post, seekers)
    trouble = _trouble(person, bound.surely, post, passes)
    others = tuple(sorted(bound.surely - {person}))
    if trouble:
        key = "group_member" if trouble.failing else "group_openings"
        found.gate(Gate.GROUP, key, others=others, size=trouble.size, openings=trouble.openings)
    elif _trouble(person, bound.today, post, passes):
        if post.vacancy.start is None:
            found.ask("start")
        else:
            found.fix(Fix.WAIT_DATE, "wait_group")
    elif _trouble(person, bound.maybe, post, passes):
        found.ask("strength", kind="together")
    for other in others:
        if passes(other) is None:
            found.ask("partner", other=other)
    if any(held.people is None for held in seeker.together if held.strength is Strength.HARD):
        found.ask("partner_unknown")


def holds_surely(held: Constraint, post: Post) -> bool:
    """Hard, and not over on the day the vacancy starts; with the start unknown only what has no end is sure."""
    if held.strength is not Strength.HARD:
        return False
    return held.until is None or (post.vacancy.start is not None and post.day < held.until)


def _holds_today(held: Constraint, post: Post) -> bool:
    return held.strength is Strength.HARD


def _may_hold(held: Constraint, post: Post) -> bool:
    is_over = held.until is not None and post.day >= held.until
    return holds_surely(held, post) or (held.strength is None and not is_over)


def _closure(person: str, seekers: Mapping[str, Seeker], holds: Holds) -> frozenset[str]:
    group = {person}
    waiting = [person]
    while waiting:
        for named in _named(seekers.get(waiting.pop()), holds):
            if named not in group:
                group.add(named)
                waiting.append(named)
    return frozenset(group)


def _named(seeker: Seeker | None, holds: Holds) -> Iterable[str]:
    for held in seeker.together if seeker else ():
        if holds(held):
            yield from held.people or ()


def _trouble(person: str, group: frozenset[str], post: Post, passes: Passes) -> Trouble:
    failing = tuple(sorted(other for other in group if other != person and passes(other) is False))
    return Trouble(len(group), post.vacancy.openings, failing)
