"""The plan of a county: which classes, where, with how many seats, what each adds, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jobmatch.matching.courses import in_time
from jobmatch.matching.ground import Ground
from jobmatch.matching.training.choosing import best, placed_with
from jobmatch.matching.training.county import Choice, Offer, choice_of
from jobmatch.matching.training.problem import Chosen
from jobmatch.matching.travel import travel


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that is filled through a class: `places` of it, and whether the card is `in_time` for the day it names;
    where it is not, its employer is asked to wait before the class is ordered."""

    vacancy: str
    places: int
    in_time: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A class of the plan. `gain`: so many households fewer get an earner without it, all else left as it is.

    `learners` are those for whom it is the way to a post, `by_site` how many of them live where (None: nobody knows);
    `staying` of them cannot come and go each day. `asking` people named the work and could attend.
    """

    offer: Offer
    seats: int
    gain: int
    learners: tuple[str, ...]
    by_site: tuple[tuple[str | None, int], ...]
    staying: int
    posts: tuple[Waiting, ...]
    asking: int


@dataclass(frozen=True, slots=True)
class CountyPlan:
    """`without` households get an earner with no class at all, `before` with the seats of announced classes, `after`
    with the plan; `bound` is what no other plan of so many seats exceeds."""

    waiting: int
    without: int
    before: int
    after: int
    bound: int
    classes: tuple[Proposal, ...]

    @property
    def proven(self) -> bool:
        """Whether no plan of so many seats places more."""
        return self.after == self.bound


def county_plan(ground: Ground, offers: Sequence[Offer], seats: int) -> CountyPlan:
    """The plan of at most so many new seats that places the most households, with the fewest seats that takes.

    First the class that adds most, then the one with fewer seats, then the id. Deterministic in any order of facts.
    """
    choice = choice_of(ground, offers)
    chosen = best(choice.problem, seats)
    new = {name: count for name, count in chosen.seats.items() if name in choice.offers}
    proposals = [_proposal(ground, choice, chosen, new, name) for name in new]
    return CountyPlan(
        waiting=len({seeker.household.id for seeker in ground.seekers.values() if seeker.household.employed == 0}),
        without=best(replace(choice.problem, classes={}), 0).households + choice.kept,
        before=placed_with(choice.problem, {}).households + choice.kept,
        after=chosen.households + choice.kept,
        bound=chosen.bound + choice.kept,
        classes=tuple(sorted(proposals, key=lambda one: (-one.gain, one.seats, one.offer.course.id))),
    )


def _proposal(ground: Ground, choice: Choice, chosen: Chosen, new: Mapping[str, int], name: str) -> Proposal:
    offer, learners = choice.offers[name], chosen.learners.get(name, ())
    others = {other: count for other, count in new.items() if other != name}
    homes = [ground.seekers[person] for person in learners]
    dates = {post.vacancy.id: in_time(offer.course, post.vacancy) is not None for post in ground.posts}
    by_site = Counter(seeker.household.site for seeker in homes)
    return Proposal(
        offer=offer,
        seats=new[name],
        gain=chosen.households - placed_with(choice.problem, others).households,
        learners=learners,
        by_site=tuple(sorted(by_site.items(), key=lambda one: (-one[1], one[0] or ""))),
        staying=sum(not travel(seeker.place, offer.course.place, ground.setting.rules).daily for seeker in homes),
        posts=tuple(
            Waiting(vacancy, places, dates[vacancy]) for vacancy, places in sorted(chosen.posts.get(name, {}).items())
        ),
        asking=len(choice.asking[name]),
    )
