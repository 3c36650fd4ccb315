"""Which course mends a missing certificate in time: a seat, few days, its entry rule, the person's limits (MR5)."""

from datetime import date

from jobmatch.matching.codes import Basis, ConstraintKind, Strength
from jobmatch.matching.facts import Constraint, Course
from jobmatch.matching.hours import DAY, overlaps_night, span
from jobmatch.matching.notes import Found
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.travel import Travel, travel


def course_for(kind: str, pair: Pair, setting: Setting, found: Found) -> Course | None:
    """The best course for this card, with its open questions put to `found`.

    One ordered for this very vacancy comes first, then the earliest card, then the id.
    """
    fitting = [
        (course, doubts)
        for course in setting.courses
        if course.certificate is not None and _gives(course.certificate.strip(), kind, setting)
        for doubts in [_doubts(course, pair, setting)]
        if doubts is not None
    ]
    if not fitting:
        return None
    vacancy = pair.post.vacancy.id
    course, doubts = min(
        fitting,
        key=lambda choice: (
            vacancy not in (choice[0].vacancies or ()),
            bool(choice[1]),
            choice[0].certificate_by or date.max,
            choice[0].id,
        ),
    )
    for question in doubts:
        found.ask(question, title=course.title or kind)
    return course


def _gives(certificate: str, kind: str, setting: Setting) -> bool:
    return certificate == kind or kind in setting.rules.covers.get(certificate, ())


def _doubts(course: Course, pair: Pair, setting: Setting) -> list[str] | None:
    """Questions that decide whether the course fits; None where it surely does not."""
    results = (
        _in_time(course, pair, setting),
        _short_enough(course, pair, setting),
        _seat(course),
        _admits(course, pair, setting),
        _keeps_limits(course, pair, setting),
    )
    doubts: list[str] = []
    for result in results:
        if result is None:
            return None
        if result and result not in doubts:
            doubts.append(result)
    return doubts


def _in_time(course: Course, pair: Pair, setting: Setting) -> str | None:
    if course.start is not None and course.start < setting.as_of:
        return None
    ready = course.certificate_by or course.end or course.start
    for last in (pair.post.vacancy.start, pair.post.vacancy.expires):
        if ready is not None and last is not None and ready > last:
            return None
    if course.start is None or course.certificate_by is None:
        return "course_dates"
    return "" if pair.post.vacancy.start is not None else "start"


def _short_enough(course: Course, pair: Pair, setting: Setting) -> str | None:
    if course.start is None or course.end is None:
        return "course_dates"
    days = (course.end - course.start).days + 1
    most = pair.seeker.person.training_days_max
    if days > setting.rules.course_days or (most is not None and days > most):
        return None
    return "training_days" if most is None else ""


def _seat(course: Course) -> str | None:
    if course.seats is None:
        return "course_seats"
    return "" if course.seats > 0 else None


def _admits(course: Course, pair: Pair, setting: Setting) -> str | None:
    wanted = course.education
    if wanted is None or wanted.minimum is None or wanted.basis is Basis.WISH:
        return ""
    had, ladder = pair.seeker.person.education, setting.rules.education
    if had is None:
        return "course_education"
    if ladder[had] >= ladder[wanted.minimum]:
        return ""
    return None if wanted.basis is Basis.LAW else "course_education"


def _keeps_limits(course: Course, pair: Pair, setting: Setting) -> str | None:
    way = travel(pair.seeker.place, course.place, setting.rules)
    doubt = ""
    for held in pair.seeker.binding:
        over = held.until is not None and course.start is not None and course.start >= held.until
        if held.strength is Strength.HARD and not over:
            met = _meets(course, held, way, setting)
            if met is False:
                return None
            if met is None:
                doubt = "course_conditions"
    return doubt


def _meets(course: Course, held: Constraint, way: Travel, setting: Setting) -> bool | None:
    match held.kind:
        case ConstraintKind.HOURS:
            if held.start is None or held.end is None or course.day_start is None or course.day_end is None:
                return None
            window_start, window = span(held.start, held.end)
            begins, length = span(course.day_start, course.day_end)
            return (begins - window_start) % DAY + length <= window
        case ConstraintKind.NIGHT:
            if course.day_start is None or course.day_end is None:
                return None
            return not overlaps_night(course.day_start, course.day_end, setting.rules)
        case ConstraintKind.HOME_EVERY_NIGHT:
            return way.daily
        case ConstraintKind.FURTHEST:
            return None if held.area is None else way.within[held.area]
        case ConstraintKind.DORM:
            return (
                True
                if way.daily or course.boarding
                else None
                if course.boarding is None or way.daily is None
                else False
            )
        case _:
            return True
