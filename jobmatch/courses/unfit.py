"""What is wrong with the content of a class, all of it at once: whoever has typed it mends it in one go. Pure.

Each function returns one refusal for each rule that is broken; `refuse` raises them together.
"""

from collections.abc import Collection, Iterable
from datetime import date

from jobmatch.courses.content import CourseContent
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from jobmatch.workbooks import values

Refusals = list[UnacceptableCourseError]


def refuse(found: Iterable[UnacceptableCourseError]) -> None:
    """Raise the first with all of them in its `all`; nothing where there is none."""
    every = tuple(found)
    if every:
        every[0].all = every
        raise every[0]


def contradictions(content: CourseContent) -> Refusals:
    """What no class can be, whoever has entered it."""
    found: Refusals = []
    if not content.title.strip():
        found.append(UnacceptableCourseError(WhyNot.NO_TITLE, "a course needs a title"))
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        text = f"the course ends on {content.ends_on}, before it begins on {content.starts_on}"
        found.append(UnacceptableCourseError(WhyNot.DATES_REVERSED, text))
    if content.daily_from and content.daily_to and content.daily_to <= content.daily_from:
        text = f"a day ends at {content.daily_to}, before it begins"
        found.append(UnacceptableCourseError(WhyNot.HOURS_REVERSED, text))
    if content.certificate_by and content.ends_on and content.certificate_by < content.ends_on:
        text = f"the card comes on {content.certificate_by}, in the class"
        found.append(UnacceptableCourseError(WhyNot.CARD_TOO_SOON, text))
    if content.age_min and content.age_max and content.age_max < content.age_min:
        found.append(UnacceptableCourseError(WhyNot.AGES_REVERSED, f"{content.age_max} is below {content.age_min}"))
    if content.contact_phone and not values.phones(content.contact_phone):
        text = f"{content.contact_phone} is not a telephone number"
        found.append(UnacceptableCourseError(WhyNot.NO_TELEPHONE, text))
    return found


def unfinished(content: CourseContent) -> Refusals:
    """What a class has to say that a school plans: its days, and its seats."""
    found: Refusals = []
    first, last = content.starts_on, content.ends_on
    if first is None or last is None:
        found.append(UnacceptableCourseError(WhyNot.NO_DATES, "a class that is planned has a first and a last day"))
    least, most = content.capacity_least or 0, content.capacity
    if not most or most < 1:
        found.append(UnacceptableCourseError(WhyNot.NO_CAPACITY, "a class that is planned has at least one seat"))
    elif least > most:
        text = "it would never be full enough"
        found.append(UnacceptableCourseError(WhyNot.LEAST_ABOVE_MOST, text, least=least, most=most))
    days = content.days or 0
    there = 0 if first is None or last is None else (last - first).days + 1
    if days > there > 0:
        text = f"{days} days of teaching in {there}"
        found.append(UnacceptableCourseError(WhyNot.MORE_DAYS, text, days=days, there=there))
    return found


def gone_by(content: CourseContent, today: date) -> Refusals:
    """A class to come begins today or later."""
    day = content.starts_on
    return [] if day is None or day >= today else [UnacceptableCourseError(WhyNot.PAST, f"{day} has gone by", day=day)]


def over_full(content: CourseContent, here: int, names: Collection[str]) -> Refusals:
    """What the school counts of its own people has room beside the `here` who joined by us."""
    capacity, taken = content.capacity or 0, here + content.enrolled
    if taken <= capacity or not capacity:
        return []
    if "enrolled" in names:
        text, left = f"of {capacity} seats {here} are taken by ours", max(0, capacity - here)
        return [UnacceptableCourseError(WhyNot.MORE_THAN_SEATS, text, capacity=capacity, here=here, left=left)]
    return [UnacceptableCourseError(WhyNot.FEWER_SEATS, f"{taken} have a seat already", enrolled=taken)]
