"""What is told at the counter beside posts: a course that begins soon, a policy, what skills are good for."""

from random import Random

from jobmatch.access import Actor
from jobmatch.courses.model import Course
from jobmatch.demo.play import customs
from jobmatch.demo.play.day import Day
from jobmatch.placements.minimum import service
from jobmatch.placements.minimum.model import ServiceKind

_ABOUT = {
    ServiceKind.POLICY: ("外出务工交通补助怎么领", "公益性岗位怎么报名", "技能培训期间的生活补贴"),
    ServiceKind.GUIDANCE: ("会的手艺能去哪些厂", "面试要带哪样、怎么说", "先做短工还是先学一门"),
}


def tell(day: Day, person_id: int, courses: tuple[Course, ...], clerk: Actor, rng: Random) -> None:
    """What there was time for, each written down as a service that was given (domain.md 5.2)."""
    for kind, share in customs.TOLD_AT_THE_COUNTER.items():
        if rng.random() >= share:
            continue
        if kind is not ServiceKind.TRAINING:
            about = rng.choice(_ABOUT[kind])
        elif courses:
            about = f"course:{rng.choice(courses).id}"
        else:
            continue
        service.give(day.session, person_id, kind, about, day.on, day.at(10, 45), clerk)
