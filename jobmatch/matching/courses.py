"""Which course a person can attend, and which mends a missing certificate in time for a vacancy that waits (MR5).

Attending is a seat, days and hours that the person has, the entry rule. Mending is attending a short one in time.
"""

from datetime import date

from jobmatch.matching.codes import Basis, ConstraintKind, Strength
from jobmatch.matching.entry import bar, first_day
from jobmatch.matching.facts import Constraint, Course, Vacancy
from jobmatch.matching.hours import DAY, overlaps_night, span
from jobmatch.matching.notes import Found
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.seeker import Seeker
from jobmatch.matching.travel import Travel, travel


def course_for(kind: str, pair: Pair, setting: Setting, found: Found) -> Course | None:
    """The best course for this card, with its open questions put to `found`.

    One ordered for this very vacancy comes first, then the earliest card, then the id.
    """
    fitting = [
        (course, doubts)
        for course in setting.courses
        if course.certificate is not None and gives(course.certificate, kind, setting)
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


def gives(certificate: str, kind: str, setting: Setting) -> bool:
    """Whether who holds one card has the other, as a higher driving licence includes the lower ones."""
    had = certificate.strip()
    return had == kind or kind in setting.rules.covers.get(had, ())


def attendance(course: Course, seeker: Seeker, setting: Setting) -> list[str] | None:
    """Questions that decide whether the person can attend; None where the person surely cannot."""
    return _questions(
        begins(course, setting),
        has_days(course, seeker),
        seat(course),
        admits(course, seeker, setting),
        keeps_limits(course, seeker, setting),
    )


def in_time(course: Course, vacancy: Vacancy) -> str | None:
    """Whether the card is there when the work starts and while the advert is open; a question where that is unknown."""
    ready = ready_on(course)
    for last in (vacancy.start, vacancy.expires):
        if ready is not None and last is not None and ready > last:
            return None
    if course.start is None or course.certificate_by is None:
        return "course_dates"
    return "" if vacancy.start is not None else "start"


def days_of(course: Course) -> int | None:
    """Calendar days from the first to the last, both counted."""
    return None if course.start is None or course.end is None else (course.end - course.start).days + 1


def _doubts(course: Course, pair: Pair, setting: Setting) -> list[str] | None:
    """Questions that decide whether the course mends this pair; None where it surely does not."""
    if not is_short(course, setting):
        return None
    waits = in_time(course, pair.post.vacancy)
    attends = attendance(course, pair.seeker, setting) if waits is not None else None
    return None if attends is None else _questions(waits, *attends)


def _questions(*results: str | None) -> list[str] | None:
    """Each question once; None where one of the results is a plain no."""
    if None in results:
        return None
    return list(dict.fromkeys(question for question in results if question))


def is_short(course: Course, setting: Setting) -> bool:
    """Whether a vacancy may wait for it; a length that nobody noted is asked."""
    days = days_of(course)
    return days is None or days <= setting.rules.course_days


def ready_on(course: Course) -> date | None:
    """The day from which on the card is there, as far as anybody knows."""
    return course.certificate_by or course.end or course.start


def begins(course: Course, setting: Setting) -> str | None:
    """A question, nothing to ask, or None for a course that has begun; so with all that follow."""
    if course.start is None:
        return "course_dates"
    return None if course.start < setting.as_of else ""


def has_days(course: Course, seeker: Seeker) -> str | None:
    """Days that the person gives to learning."""
    days, most = days_of(course), seeker.person.training_days_max
    if most == 0:
        return None
    if days is None:
        return "course_dates"
    if most is None:
        return "training_days"
    return "" if days <= most else None


def seat(course: Course) -> str | None:
    """A seat that is free."""
    if course.seats is None:
        return "course_seats"
    return "" if course.seats > 0 else None


def admits(course: Course, seeker: Seeker, setting: Setting) -> str | None:
    """The course's own rules of entry: age and schooling.

    A birth date that nobody noted is asked for at every vacancy already.
    """
    had, ladder = seeker.person.education, setting.rules.education
    if bar(course, seeker.age_on(first_day(course, setting.as_of)), had, ladder) is not None:
        return None
    wanted = course.education
    if wanted is None or wanted.minimum is None or wanted.basis is Basis.WISH:
        return ""
    return "" if had is not None and ladder[had] >= ladder[wanted.minimum] else "course_education"


def keeps_limits(course: Course, seeker: Seeker, setting: Setting) -> str | None:
    """The person's hard limits while the course lasts."""
    way = travel(seeker.place, course.place, setting.rules)
    kept = [keeps_limit(course, held, way, setting) for held in seeker.binding]
    if False in kept:
        return None
    return "course_conditions" if None in kept else ""


def keeps_limit(course: Course, held: Constraint, way: Travel, setting: Setting) -> bool | None:
    """Whether a course keeps one limit, `way` being that from home; what is not hard, or over by then, it keeps."""
    over = held.until is not None and course.start is not None and course.start >= held.until
    if held.strength is not Strength.HARD or over:
        return True
    return _meets(course, held, way, setting)


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
