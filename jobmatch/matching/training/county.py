"""Which classes there could be for the people of a ground, and what they would open: the choice made bare.

Whoever is not of a household without an earner, and whoever goes only together with somebody else, keeps the place that
the present assignment gives: what a plan places, it places in addition. Classes that are announced are counted with
the seats that are still free; a new one is held for posts that wait for nobody else, whatever day they name, because
their employers are asked before it is ordered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jobmatch.matching.assign import place, problem_of_all
from jobmatch.matching.bridge import classes_for
from jobmatch.matching.courses import gives, in_time
from jobmatch.matching.facts import Course
from jobmatch.matching.ground import Ground
from jobmatch.matching.market.exact import solve_large
from jobmatch.matching.trades import confirmed_trade, is_akin
from jobmatch.matching.training.opening import Open, Opened, opened, ranked_without_classes
from jobmatch.matching.training.problem import Kind, Problem

# Who asks for a class named its very work, by whatever word; near work is no wish for it.
SAME_WORK = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """A class that could be held: `course` with the day it could begin and as many seats as one has, and the fewest
    people that it is held for."""

    course: Course
    least: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A problem with what is told of it: `kept` households get an earner as things are and are left as they are.

    `asking` are all who can attend a new class and named its work, of whatever household.
    """

    problem: Problem
    offers: Mapping[str, Offer]
    kept: int
    asking: Mapping[str, frozenset[str]]


def choice_of(ground: Ground, offers: Sequence[Offer]) -> Choice:
    """Everything that the classes are chosen from. An offer whose course has no card or no seat opens nothing."""
    courses = {offer.course.id: offer.course for offer in offers}
    announced = [course for course in ground.setting.courses if course.id not in courses]
    found = opened(ground, _useful(ground, (*courses.values(), *announced)))
    held = present(ground)
    fixed = {
        person for person, seeker in ground.seekers.items()
        if seeker.household.employed != 0 or person in ground.grouped
    }  # fmt: skip
    kept = {ground.seekers[person].household.id for person in fixed & held.keys() if _waits(ground, person)}
    homes = {
        person: seeker.household.id
        for person, seeker in ground.seekers.items()
        if person not in fixed and seeker.household.id not in kept
    }
    taken = Counter(held[person] for person in fixed & held.keys())
    everything = [*courses.values(), *announced]
    attends = _attending(ground, everything, dict.fromkeys(homes, everything))
    doors, door_of = _doors(ground, found, homes, courses.values(), announced)
    kinds = {
        offer.course.id: Kind(
            door_of[offer.course.id], offer.least, offer.course.seats or 0,
            -(-len(attends[offer.course.id]) // max(1, offer.course.seats or 0)),
        )
        for offer in offers
    }  # fmt: skip
    kinds |= {course.id: Kind(door_of[course.id], 0, course.seats or 0, 1, announced=True) for course in announced}
    problem = Problem(
        homes=homes,
        today={person: posts for person, posts in found.today.items() if person in homes},
        doors=doors,
        classes=kinds,
        attends=attends,
        places={
            post.vacancy.id: max(0, _openings(post.vacancy.openings) - taken[post.vacancy.id]) for post in ground.posts
        },
    )
    return Choice(
        problem, {offer.course.id: offer for offer in offers}, len(kept), _asking(ground, [*courses.values()])
    )


def card(course: Course) -> str:
    """The card that a course ends with; empty where it ends with none."""
    return (course.certificate or "").strip()


def _useful(ground: Ground, courses: Iterable[Course]) -> set[str]:
    """The cards of these courses that some post demands."""
    demanded = {
        demand.kind.strip() for post in ground.posts for demand in post.vacancy.certificates or () if demand.kind
    }
    cards = {card(course) for course in courses}
    return {name for name in cards if any(gives(name, kind, ground.setting) for kind in demanded)}


def present(ground: Ground) -> dict[str, str]:
    """Who gets which post if everybody went at once and nobody learned anything; by person id."""
    placed = place(problem_of_all(ground, ranked_without_classes(ground)), solve_large)
    return {one.person: one.vacancy for one in placed}


def _waits(ground: Ground, person: str) -> bool:
    return ground.seekers[person].household.employed == 0


def _attending(
    ground: Ground, courses: Iterable[Course], among: Mapping[str, Sequence[Course]]
) -> dict[str, frozenset[str]]:
    """Who can attend each of these classes, of the people by whom it is one `among` those that they are asked about."""
    found: dict[str, set[str]] = {course.id: set() for course in courses}
    for person, asked in among.items():
        for course, _doubts in classes_for(ground.seekers[person], asked, ground.setting):
            found[course.id].add(person)
    return {name: frozenset(people) for name, people in found.items()}


def _openings(openings: int | None) -> int:
    return 1 if openings is None else openings


def _doors(
    ground: Ground,
    found: Opened,
    homes: Mapping[str, str],
    courses: Iterable[Course],
    announced: Iterable[Course],
) -> tuple[dict[str, Open], dict[str, str]]:
    """What classes open, by door: one for each card, and for an announced class one of its own, of posts in time."""
    doors: dict[str, Open] = {}
    door_of: dict[str, str] = {}
    for course in courses:
        name = card(course)
        opens = found.by_card.get(name, {})
        doors[name] = {person: posts for person, posts in opens.items() if person in homes}
        door_of[course.id] = name
    posts_in_time = {post.vacancy.id: post.vacancy for post in ground.posts}
    for course in announced:
        early = frozenset(name for name, vacancy in posts_in_time.items() if in_time(course, vacancy) is not None)
        opens = found.by_card.get(card(course), {})
        door_of[course.id] = "announced " + course.id
        doors[door_of[course.id]] = {
            person: posts & early for person, posts in opens.items() if person in homes and posts & early
        }
    return doors, door_of


def _asking(ground: Ground, courses: Sequence[Course]) -> dict[str, frozenset[str]]:
    known = ground.setting.vocabulary
    trades = [(course, confirmed_trade(course.occupation or course.title or "", known)) for course in courses]
    named = {
        person: [course for course, trade in trades if is_akin(trade, seeker.applicant.wanted, SAME_WORK, known)]
        for person, seeker in ground.seekers.items()
        if seeker.applicant.wanted
    }
    return _attending(ground, courses, named)
