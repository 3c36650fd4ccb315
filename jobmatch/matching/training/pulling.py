"""For a post that nobody fills: who would qualify after a short class that is announced, or one that is asked for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jobmatch.matching.bridge import classes_for
from jobmatch.matching.courses import days_of, gives, in_time, ready_on
from jobmatch.matching.facts import Course
from jobmatch.matching.ground import Ground
from jobmatch.matching.training.opening import NOTHING, opened


@dataclass(frozen=True, slots=True)
class Pulled:
    """Somebody to whom a class opens the post, on `ready` and with the card that it ends with.

    `in_time`: the card is there before the work starts and while the post is open. `waits`: nobody of the household
    has work. `asks`: whether the person can attend is still a question.
    """

    person: str
    course: Course
    days: int
    ready: date | None
    in_time: bool
    waits: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """Who would qualify by a class that nobody has announced, were it held; `waiting` without an earner at home."""

    people: tuple[str, ...]
    waiting: int


def brought(ground: Ground, vacancy: str, classes: Iterable[Course]) -> dict[str, Brought]:
    """Of each of some classes that could be held whom it would bring to a vacancy, by the id of the class.

    Each stands for itself, however many seats it has; one that does not lead to the vacancy is left out.
    """
    places = {post.vacancy.id: place for place, post in enumerate(ground.posts)}
    if vacancy not in places:
        return {}
    demanded = _demanded(ground, places[vacancy])
    leading = [one for one in classes if any(gives(one.certificate or "", kind, ground.setting) for kind in demanded)]
    by_card = opened(ground, {(one.certificate or "").strip() for one in leading}).by_card if leading else {}
    found = {}
    for course in leading:
        opens = by_card[(course.certificate or "").strip()]
        people = tuple(
            person
            for person, seeker in sorted(ground.seekers.items())
            if vacancy in opens.get(person, NOTHING) and any(classes_for(seeker, [course], ground.setting))
        )
        found[course.id] = Brought(people, sum(ground.seekers[one].household.employed == 0 for one in people))
    return found


def pulled(ground: Ground, vacancies: Collection[str], most_days: int) -> dict[str, tuple[Pulled, ...]]:
    """Of each of these vacancies whom a class would bring, with the class that does so soonest.

    First come those who are in time, then those of households without an earner, then whose card is there sooner.
    Only classes count that are announced, have a free seat, and of which somebody said how long they are.
    """
    posts = {post.vacancy.id: place for place, post in enumerate(ground.posts)}
    asked = [vacancy for vacancy in vacancies if vacancy in posts]
    demanded = {vacancy: _demanded(ground, posts[vacancy]) for vacancy in asked}
    courses = [
        course for course in ground.setting.courses if course.certificate and 0 < (days_of(course) or 0) <= most_days
    ]
    cards = {
        (course.certificate or "").strip()
        for course in courses
        for kinds in demanded.values()
        if any(gives(course.certificate or "", kind, ground.setting) for kind in kinds)
    }
    if not cards:
        return dict.fromkeys(asked, ())
    found = opened(ground, cards)
    return {
        vacancy: _in_order(
            one
            for person in sorted(ground.seekers)
            if (
                one := _pulled(
                    ground,
                    person,
                    posts[vacancy],
                    [
                        course
                        for course in courses
                        if vacancy in found.by_card.get((course.certificate or "").strip(), {}).get(person, NOTHING)
                    ],
                )
            )
            is not None
        )
        for vacancy in asked
    }


def _demanded(ground: Ground, place: int) -> frozenset[str]:
    demands = ground.posts[place].vacancy.certificates or ()
    return frozenset(demand.kind.strip() for demand in demands if demand.kind)


def _pulled(ground: Ground, person: str, place: int, courses: Sequence[Course]) -> Pulled | None:
    """The best class for this person, if the person can attend one."""
    seeker, vacancy = ground.seekers[person], ground.posts[place].vacancy
    possible = [
        Pulled(
            person=person,
            course=course,
            days=days_of(course) or 0,
            ready=ready_on(course),
            in_time=in_time(course, vacancy) is not None,
            waits=seeker.household.employed == 0,
            asks=bool(doubts),
        )
        for course, doubts in classes_for(seeker, courses, ground.setting)
    ]
    return min(possible, key=_soonest, default=None)


def _in_order(found: Iterable[Pulled]) -> tuple[Pulled, ...]:
    return tuple(sorted(found, key=lambda one: (not one.in_time, not one.waits, *_soonest(one)[1:])))


def _soonest(one: Pulled) -> tuple[bool, bool, date, str, str]:
    return not one.in_time, one.asks, one.ready or date.max, one.course.id, one.person
