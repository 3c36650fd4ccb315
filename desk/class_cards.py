"""A class as somebody reads it who might go there, and how the own seat stands; telephone and counter say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from desk.cards import figure
from desk.enrolment_words import ENROLMENT
from desk.labels import EDUCATION, label
from desk.language import say as _
from desk.language import say_day, say_moment, say_with
from jobmatch import clock
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.enrolments import seen
from jobmatch.courses.enrolments.admitting import shut_out
from jobmatch.courses.enrolments.cycle import OVER, RUNNING, SITS, EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.enrolments.moving import may_come_back
from jobmatch.courses.enrolments.refusals import CannotJoinError, WhyNotJoin
from jobmatch.courses.enrolments.service import kept_until
from jobmatch.courses.model import Course
from jobmatch.households.codes import Education
from jobmatch.households.model import Person
from jobmatch.placements import class_hours
from jobmatch.places import division_name

WHY_NOT_JOIN: Mapping[WhyNotJoin, LazyString] = {
    WhyNotJoin.NOT_HELD: _l("这个班不办了，看看别的班。"),
    WhyNotJoin.NOT_OPEN: _l("这个班还没开始报名，开始了再来报。"),
    WhyNotJoin.BEGUN: _l("这个班已经开课了，赶不上了。看看别的班。"),
    WhyNotJoin.OVERLAPS: _l("那几天在%(number)s %(title)s有座位了，两个班在同一个半天。要换，先把那个退了。"),
    WhyNotJoin.TOO_YOUNG: _l("这个班满%(least)s岁才收，开班那天您%(age)s岁。生日登记错了，到窗口改。看看别的班。"),
    WhyNotJoin.TOO_OLD: _l("这个班只收到%(most)s岁，开班那天您%(age)s岁。生日登记错了，到窗口改。看看别的班。"),
    WhyNotJoin.SCHOOLING: _l("这个班要读到%(wanted)s，您登记的是%(had)s。登记错了，到窗口改。看看别的班。"),
    WhyNotJoin.NO_CONSENT: _l("还没说可以把名字告诉这个学校。说了可以，才报得上。"),
    WhyNotJoin.NOT_SERVED: _l("这份登记已经不用了，报不了名。请到社区服务中心问一下。"),
    WhyNotJoin.NOT_BEGUN: _l("这个班还没开课。"),
    WhyNotJoin.ANOTHER_VERB: _l("刚才有变动，请刷新再看。"),
}
_TO_TAKE = frozenset({EnrolmentState.SUGGESTED, EnrolmentState.INVITED, EnrolmentState.OFFERED})


@dataclass(frozen=True)
class ClassCard:
    """What decides whether somebody can go: when, where, what it costs, who minds the children, whether there is room.

    `entry` is whom it takes; who has a seat need not hear that again.

    `waits`: who joins now gets a place in the line and no seat yet. `shut`: why its rules shut this person out, empty
    where they do not or nobody is asked about.
    """

    course: Course
    id: int
    title: str
    provider: str
    days: str
    hours: str
    place: str
    living: tuple[str, ...]
    entry: tuple[str, ...]
    cost: str
    room: str
    waits: bool
    shut: str = ""


@dataclass(frozen=True)
class Seat:
    """One enrolment of a person: its class, how it stands in words, and what the person can do about it now.

    `asks` is what the person is asked about it, empty where nothing is.
    """

    id: int
    state: str
    words: str
    asks: str
    card: ClassCard
    takes: bool
    drops: bool

    @property
    def goes_on(self) -> bool:
        """Whether it is still to come or under way."""
        return self.state in RUNNING

    @property
    def read_out(self) -> str:
        """How it stands and what is asked, in one breath."""
        return _("%(stands)s。%(asks)s", stands=self.words, asks=self.asks) if self.asks else self.words


def class_card(course: Course, line: int) -> ClassCard:
    """A class in words; `line` is how many wait for a seat of it."""
    waits = course.seats == 0 or line > 0
    return ClassCard(
        course=course, id=course.id, title=course.title, provider=course.provider.name, days=_days(course),
        hours=_hours(course), place=place(course), living=_living(course), entry=_entry(course),
        cost=cost(course), room=_room(course, line), waits=waits,
    )  # fmt: skip


def seat(session: Session, enrolment: Enrolment, before: int, at_work: bool = False) -> Seat:
    """An enrolment in words; `before` is how many wait before this person, who may be `at_work` at the hours of it."""
    course, state = enrolment.course, EnrolmentState(enrolment.state)
    until = kept_until(session, enrolment) if state is EnrolmentState.OFFERED else None
    return Seat(
        id=enrolment.id, state=state, words=_stands(state, before, until), asks=_asks(state) if at_work else "",
        card=class_card(course, 0),
        takes=(state in _TO_TAKE and course.state is ClassState.OPEN)
        or (state is EnrolmentState.DROPPED and may_come_back(enrolment)),
        drops=state in RUNNING and course.state is not ClassState.ENDED,
    )  # fmt: skip


def seats_of(session: Session, person_id: int) -> list[Seat]:
    """All the enrolments of a person in words, what goes on first, then the newest."""
    before = seen.places_in_line(session, person_id)
    own = seen.enrolments_of(session, person_id)
    beside_work = class_hours.taken_up_since(session, own, clock.today())
    return [seat(session, one, before.get(one.id, 0), one.id in beside_work) for one in own]


def cards_of(session: Session, person_id: int, as_of: date, best: Sequence[int]) -> list[ClassCard]:
    """The classes that can be joined, `best` first, those with only a line late, what shuts the person out last."""
    own = {one.course_id for one in seen.enrolments_of(session, person_id) if one.state not in OVER}
    found = [one for one in seen.joinable(session, as_of) if one.id not in own]
    lines = seen.lines(session, [one.id for one in found])
    person = session.get_one(Person, person_id)
    cards = [
        replace(class_card(one, lines.get(one.id, 0)), shut=why_not_join(shut) if shut is not None else "")
        for one in found
        for shut in (shut_out(person, one, as_of),)
    ]
    order = {course: place for place, course in enumerate(best)}
    return sorted(cards, key=lambda one: (bool(one.shut), order.get(one.id, len(best)), one.waits))


def why_not_join(error: CannotJoinError) -> str:
    """Why a class cannot be joined, and what to do instead."""
    schooling = {name: _schooling(fact) for name, fact in error.facts.items() if name in ("wanted", "had")}
    return say_with(WHY_NOT_JOIN[error.code], error.facts | schooling)


def place(course: Course) -> str:
    """Where it is held, as well as anybody said."""
    return course.site or (division_name(course.division) if course.division else None) or ""


def cost(course: Course) -> str:
    """What it costs, and what is given for every day."""
    if course.fee is None:
        words = _("要不要钱，先问")
    elif course.fee:
        words = _("交%(n)s元", n=figure(course.fee))
    else:
        words = _("不要钱")
    if not course.allowance_per_day:
        return words
    return _("%(cost)s，每天补%(n)s元", cost=words, n=figure(course.allowance_per_day))


def _asks(state: EnrolmentState) -> str:
    """What somebody is asked who has taken up work at the hours of the class."""
    if state in SITS:
        return _("上课的时候您在上班，座位还要吗？还要，就给您留着；不要，说一声，好给别人。")
    return _("上课的时候您在上班，去不了就说一声，好给别人。")


def _stands(state: EnrolmentState, before: int, until: datetime | None) -> str:
    if state is EnrolmentState.WAITING and before:
        return _("排队等座位，前面还有%(n)s个人", n=before)
    if state is EnrolmentState.WAITING:
        return _("排队等座位，有了下一个就是您")
    if until is not None:
        return _("轮到您了，座位给您留到%(moment)s", moment=say_moment(until))
    return str(ENROLMENT[state])


def _days(course: Course) -> str:
    if course.starts_on is None:
        return _("哪天开班要问")
    first = _("%(day)s开班", day=say_day(course.starts_on))
    return first if course.ends_on is None else _("%(first)s，%(day)s结束", first=first, day=say_day(course.ends_on))


def _hours(course: Course) -> str:
    if course.daily_from is None or course.daily_to is None:
        return ""
    return _("每天%(since)s到%(until)s", since=f"{course.daily_from:%H:%M}", until=f"{course.daily_to:%H:%M}")


def _living(course: Course) -> tuple[str, ...]:
    said = (
        (course.boarding, _("可以住那里")), (course.childcare, _("可以带娃，有人帮看")),
        (course.meals, _("伙食：%(meals)s", meals=course.meals)),
        (course.needs_health_certificate, _("要健康证，开班前办好带来")),
    )  # fmt: skip
    return tuple(words for holds, words in said if holds)


def _entry(course: Course) -> tuple[str, ...]:
    least, most, schooling = course.age_min, course.age_max, course.education_min
    ages = (
        _("收%(least)s到%(most)s岁的", least=least, most=most) if least and most
        else _("满%(least)s岁才收", least=least) if least
        else _("收到%(most)s岁", most=most) if most
        else ""
    )  # fmt: skip
    said = (
        ages,
        _("要读到%(wanted)s", wanted=_schooling(schooling)) if schooling and schooling != Education.NONE else "",
    )
    return tuple(words for words in said if words)


def _schooling(step: object) -> str:
    return _("没读过书") if step == Education.NONE else label(EDUCATION, str(step))


def _room(course: Course, line: int) -> str:
    if line:
        return _("座位满了，%(n)s个人在排队", n=line)
    if course.seats is None:
        return _("还有几个座位要问")
    return _("还有%(n)s个座位", n=course.seats) if course.seats else _("座位满了，可以排队等")
