"""The classes that a county could hold: those that its schools have held, at every site where people live.

A class is usual when a course of its card, or where it has none of its title, is stored with the same hours. It is as
long as the longest of them, has as many seats as most of them have, and begins when its plan has been published.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import parameters
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.facts import to_facts
from jobmatch.courses.model import Course
from jobmatch.households.model import Site
from jobmatch.matching import facts
from jobmatch.matching.training.county import Offer
from jobmatch.settings import settings

# Where no school said how few people it holds a class for, and how many one takes.
LEAST, MOST = 8, 30


@dataclass(frozen=True)
class Usual:
    """What the offer of one id is: the last course of the kind, and the site by its database id."""

    offer: Offer
    course: Course
    site: Site


Variant = tuple[str, time | None, time | None, bool | None]


def usual_classes(session: Session, as_of: date) -> dict[str, Usual]:
    """Every class that could be held, by the id of its offer; the same for the same courses and sites."""
    stored = session.scalars(select(Course).where(Course.state != ClassState.CANCELLED).order_by(Course.id))
    variants: dict[Variant, list[Course]] = defaultdict(list)
    for course in stored:
        kind = (course.certificate_kind or course.title).strip()
        variants[kind, course.daily_from, course.daily_to, course.boarding].append(course)
    sites = list(session.scalars(select(Site).order_by(Site.code)))
    book, home = parameters.load(session), settings().home_division
    found = {}
    for variant in sorted(variants, key=str):
        for site in sites:
            last = variants[variant][-1]
            notice = book.whole("course_published_days", site.division or home, as_of)
            offer = _offer(variants[variant], site, as_of + timedelta(days=notice))
            found[offer.course.id] = Usual(offer, last, site)
    return found


def _offer(courses: Sequence[Course], site: Site, start: date) -> Offer:
    like = courses[-1]
    days = max(_days(course) for course in courses)
    end = start + timedelta(days=days - 1)
    waits = max(_card_after(course) for course in courses)
    known = to_facts(like)
    return Offer(
        course=facts.Course(
            id=f"{site.code}:{like.id}",
            title=like.title,
            occupation=known.occupation,
            certificate=known.certificate,
            start=start,
            end=end,
            certificate_by=end + timedelta(days=waits),
            seats=_usual(course.capacity for course in courses) or MOST,
            day_start=known.day_start,
            day_end=known.day_end,
            place=facts.Place(site.division, site.latitude, site.longitude),
            boarding=known.boarding,
            fee=known.fee,
            age=known.age,
            education=known.education,
        ),
        least=min((course.capacity_least for course in courses if course.capacity_least), default=LEAST),
    )


def _days(course: Course) -> int:
    if course.starts_on is not None and course.ends_on is not None:
        return (course.ends_on - course.starts_on).days + 1
    return course.days or 1


def _card_after(course: Course) -> int:
    if course.ends_on is None or course.certificate_by is None:
        return 0
    return max(0, (course.certificate_by - course.ends_on).days)


def _usual(counts: Iterable[int | None]) -> int | None:
    """What most have; of equally many the greater."""
    known = Counter(count for count in counts if count)
    return max(known, key=lambda count: (known[count], count), default=None)
