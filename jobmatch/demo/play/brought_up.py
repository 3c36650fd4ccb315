"""What people bring up themselves, and the answer: a wrong entry, a class they would like, how it is, a complaint."""

from datetime import timedelta

from sqlalchemy import select

from jobmatch import clock
from jobmatch.concerns import service
from jobmatch.concerns.model import Concern, ConcernKind, ConcernState, Thumb
from jobmatch.courses.service import upcoming
from jobmatch.demo.play import behaviour, customs
from jobmatch.demo.play.day import Day, resident
from jobmatch.households.model import Household, Membership
from jobmatch.households.working_life import Employment
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import AT_WORK

_WRONG_ENTRIES = (
    ("phone", "换号了,写的是老号"), ("wage_month", "工钱涨了,不是写的那个数"), ("education", "我读完初中了,写成小学"),
    ("employer", "厂名写错一个字"), ("constraints", "娃娃上学了,现在可以上白班"),
)  # fmt: skip
_COMPLAINTS = (
    ("employer", "招工说包吃,去了要扣伙食费"), ("employer", "叫我先交两百块押金"), ("centre", "去了两回窗口都没人"),
    ("other", "中介的车把人拉到半路要加钱"),
)  # fmt: skip
_FEEDBACK = ("活路不重,就是远了点", "宿舍还可以", "跟说的差不多", "加班多,人累")
_REPLIES = {
    ConcernKind.CORRECTION: "问过本人,已经改了",
    ConcernKind.COURSE_WISH: "名额留了,开班前打电话",
    ConcernKind.FEEDBACK: "晓得了,跟厂里说过",
    ConcernKind.COMPLAINT: "两边都问过,处理好了,跟本人说了结果",
}


def hear_the_people(day: Day) -> None:
    """By the week: each on the own telephone, about what concerns them."""
    households = day.session.scalars(select(Household.id).where(Household.closed_on.is_(None))).all()
    for kind, share in customs.BROUGHT_UP.items():
        rng = day.dice("brought up", kind)
        people = _of_whom(day, kind)
        for person_id in rng.sample(people, min(len(people), int(len(households) * share + rng.random()))):
            _bring_up(day, person_id, kind)


def answer_the_people(day: Day) -> None:
    """What is ripe today is settled with words: a complaint by the supervisor, the rest at the counter."""
    standing = day.session.scalars(select(Concern).where(Concern.state == ConcernState.OPEN).order_by(Concern.id)).all()
    homes = day.homes([one.person_id for one in standing])
    for concern in standing:
        rng = behaviour.dice(day.seed, "settle", concern.person_id, concern.kind, concern.said_at)
        waited = day.on - clock.local_day(concern.said_at)
        if concern.person_id in homes and waited >= timedelta(days=customs.days_to_settle(concern.kind, rng)):
            above = concern.kind is ConcernKind.COMPLAINT
            by = day.staff.supervisor if above else day.staff.clerk(homes[concern.person_id])
            service.settle(day.session, concern.id, _REPLIES[concern.kind], day.at(14, 30), by)


def _of_whom(day: Day, kind: ConcernKind) -> list[int]:
    """Of those with work or a wish for some; how it is at work is said by those whom we have brought there."""
    at_home = (
        select(Membership.person_id)
        .join(Employment, Employment.person_id == Membership.person_id)
        .where(Membership.left_on.is_(None), Employment.ended_on.is_(None))
    )
    if kind is ConcernKind.FEEDBACK:
        ours = select(Referral.person_id).where(Referral.state.in_(AT_WORK))
        at_home = at_home.where(Membership.person_id.in_(ours))
    return list(day.session.scalars(at_home.distinct().order_by(Membership.person_id)))


def _bring_up(day: Day, person_id: int, kind: ConcernKind) -> None:
    rng = day.dice("said", kind, person_id)
    about, said, thumb = "", None, None
    match kind:
        case ConcernKind.CORRECTION:
            about, said = rng.choice(_WRONG_ENTRIES)
        case ConcernKind.COMPLAINT:
            about, said = rng.choice(_COMPLAINTS)
        case ConcernKind.COURSE_WISH:
            classes = upcoming(day.session, day.on)
            about = f"course:{rng.choice(classes).id}" if classes else ""
        case _:
            job = day.session.scalars(
                select(Referral.id).where(Referral.person_id == person_id, Referral.state.in_(AT_WORK))
            ).first()
            about, said = f"referral:{job}", rng.choice(_FEEDBACK)
            thumb = Thumb.UP if rng.random() < 0.75 else Thumb.DOWN
    if about:
        service.bring_up(
            day.session, person_id, kind, about, day.at(19, 30), resident(person_id), said=said, thumb=thumb
        )  # fmt: skip
