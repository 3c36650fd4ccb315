"""The training bridge: for one person the courses that open most, decided by the very gates that close a vacancy.

The card that a course ends with is given to the person by hand, and what was closed for want of it is judged again. Who
has done some work or named a wish is told of classes for what is near to it: a forklift is no way on for somebody who
sews. A course that ends without a card opens nothing, also one ordered by an employer: in the rules a trained beginner
is a beginner, and a class cannot stand for experience or schooling that a vacancy demands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from jobmatch.matching.courses import attendance, days_of, in_time
from jobmatch.matching.facts import Course
from jobmatch.matching.gates.public_posts import is_market
from jobmatch.matching.ground import Ground
from jobmatch.matching.judge import Court, Judged
from jobmatch.matching.notes import Fix, Gate, Note, note
from jobmatch.matching.pair import Setting
from jobmatch.matching.seeker import Applicant, Seeker
from jobmatch.matching.trades import Trade, is_akin
from jobmatch.matching.travel import travel

_FOR_WANT_OF_A_CARD = frozenset({Gate.CERT, Gate.CERT_LAPSED})


@dataclass(frozen=True, slots=True)
class Reached:
    """A vacancy at the other end; `in_time` where the card is there before it starts and while it is still open."""

    vacancy: str
    employer: str
    work: str
    cash: Decimal | None
    in_time: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    """What a course changes for a person; money is yuan a month in hand.

    `opens` is closed today and passes with the card. `better` passes today because its employer waits for somebody who
    takes this course or one like it, and pays clearly more than all that the person may have without learning. `gain`
    is what the best of them pays above that. `asks` are questions that decide whether the person can attend.
    """

    person: str
    course: Course
    days: int | None
    opens: tuple[Reached, ...]
    better: tuple[Reached, ...]
    gain: Decimal
    asks: tuple[Note, ...]

    @property
    def cash(self) -> Decimal | None:
        """The best pay that is reached, of what is still there when the card is if there is any."""
        reached = (*self.opens, *self.better)
        known = [one.cash for one in reached if one.in_time and one.cash is not None]
        return max(known or [one.cash for one in reached if one.cash is not None], default=None)


def bridges(ground: Ground, person: str) -> tuple[Bridge, ...]:
    """The courses that open something to a person, the one that opens most first; of one card the best class only.

    First come those for the most employers who still have the post when the card is there, then for the most employers
    at all, then those with the greater gain in monthly pay, then the one that ends earlier, then the smaller id.
    Nobody is closed out for want of a card while it is not known which ones they hold: that is asked first. KeyError
    where the ground does not know the person.
    """
    if ground.seekers[person].certificates is None:
        return ()
    carded = [course for course in ground.setting.courses if course.certificate is not None]
    possible = list(classes_for(ground.seekers[person], carded, ground.setting))
    if not possible:
        return ()
    today = Court(ground).judge(person)
    without = _best_without_learning(today)
    reached: dict[str, tuple[list[Judged], list[Judged]]] = {}
    found: dict[str, Bridge] = {}
    for course, doubts in possible:
        card = (course.certificate or "").strip()
        if card not in reached:
            reached[card] = _reached_with(card, ground, person, today)
        bridge = _bridge(ground, person, course, doubts, reached[card], without)
        if (bridge.opens or bridge.better) and (card not in found or _most_first(bridge) < _most_first(found[card])):
            found[card] = bridge
    return tuple(sorted(found.values(), key=_most_first))


def _most_first(bridge: Bridge) -> tuple[int, int, Decimal, date, str]:
    return (
        -len({one.employer for one in bridge.opens if one.in_time}),
        -len({one.employer for one in bridge.opens}),
        -bridge.gain,
        bridge.course.end or date.max,
        bridge.course.id,
    )


def classes_for(seeker: Seeker, courses: Iterable[Course], setting: Setting) -> Iterator[tuple[Course, list[str]]]:
    """The courses that somebody can attend, with the questions that are still open.

    Who gives some days to learning is asked whether a short class that takes a few more would do as well.
    """
    asked_again = replace(seeker, person=replace(seeker.person, training_days_max=None))
    for course in courses:
        doubts = attendance(course, seeker, setting)
        if doubts is None and seeker.person.training_days_max and (days_of(course) or 0) <= setting.rules.course_days:
            doubts = attendance(course, asked_again, setting)
        if doubts is None:
            continue
        daily = travel(seeker.place, course.place, setting.rules).daily
        if daily is False and course.boarding is False:
            continue
        unsure = daily is None or (not daily and course.boarding is None)
        if unsure and "course_conditions" not in doubts:
            doubts = [*doubts, "course_conditions"]
        yield course, doubts


def _reached_with(card: str, ground: Ground, person: str, today: list[Judged]) -> tuple[list[Judged], list[Judged]]:
    """What the card opens, and what it makes possible without another course, judged as on any day.

    Only vacancies that want nothing but cards can change; one that is open today is judged along with them, because
    public posts are for those who have no other (MR11).
    """
    changeable = [place for place, one in enumerate(today) if _wants_cards_only(one) or _learns(one)]
    if not changeable:
        return [], []
    other = [place for place, one in enumerate(today) if one.passes and is_market(one.pair.post)][:1]
    seekers = ground.seekers | {person: ground.seekers[person].with_card(card)}
    after = Court(replace(ground.only({*changeable, *other}), seekers=seekers)).judge(person)
    before = {one.pair.post.vacancy.id: one for one in today}
    now = [
        (before[one.pair.post.vacancy.id], one)
        for one in after
        if one.passes and leads_on(one.pair.seeker.applicant, one.pair.post.trade, ground.setting)
    ]
    return (
        [one for was, one in now if not was.passes],
        [one for was, one in now if was.passes and _courses(one) < _courses(was)],
    )


def leads_on(applicant: Applicant, trade: Trade, setting: Setting) -> bool:
    """Whether the work is near to what the person has done or wants; who named neither is told of everything."""
    named = applicant.work_named
    return not named or is_akin(trade, named, setting.rules.factors.nearness_from, setting.vocabulary)


def _wants_cards_only(one: Judged) -> bool:
    return not one.passes and all(gate.code in _FOR_WANT_OF_A_CARD for gate in one.found.gates)


def _learns(one: Judged) -> bool:
    return one.passes and _courses(one) > 0


def _courses(one: Judged) -> int:
    return sum(fix.code == Fix.COURSE for fix in one.found.fixes)


def _best_without_learning(today: list[Judged]) -> Decimal | None:
    """The best pay in hand that the person has or may have as things are; None where there is none."""
    known = [one.pair.cash for one in today if one.passes and not _learns(one) and one.pair.cash is not None]
    if today and today[0].pair.seeker.in_work:
        present = today[0].pair.seeker.person.current_wage
        known += [] if present is None else [present]
    return max(known, default=None)


def _bridge(
    ground: Ground,
    person: str,
    course: Course,
    doubts: list[str],
    reached: tuple[list[Judged], list[Judged]],
    without: Decimal | None,
) -> Bridge:
    opens = tuple(_as_reached(one, course) for one in reached[0])
    clearly_more = Decimal(0) if without is None else without * ground.setting.rules.gain
    waiting = [_as_reached(one, course) for one in reached[1]]
    better = tuple(one for one in waiting if one.in_time and one.cash is not None and one.cash >= clearly_more)
    bridge = Bridge(
        person=person,
        course=course,
        days=days_of(course),
        opens=opens,
        better=better,
        gain=Decimal(0),
        asks=tuple(note("ASK", doubt, title=course.title or course.certificate) for doubt in doubts),
    )
    gain = Decimal(0) if bridge.cash is None else max(Decimal(0), bridge.cash - (without or Decimal(0)))
    return replace(bridge, gain=gain)


def _as_reached(one: Judged, course: Course) -> Reached:
    vacancy = one.pair.post.vacancy
    return Reached(
        vacancy=vacancy.id,
        employer=vacancy.employer,
        work=one.pair.post.trade.name,
        cash=one.pair.cash,
        in_time=in_time(course, vacancy) is not None,
    )
