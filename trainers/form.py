"""The form of a class: from what was typed to its content and back; what is not understood is asked again."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from desk.class_words import LEVELS, why_not
from desk.labels import CERTIFICATE, EDUCATION
from desk.language import say as _
from desk.not_said import NotSaidError, Unclear
from jobmatch import clock
from jobmatch.courses import classes
from jobmatch.courses.certificates import certificate_kind
from jobmatch.courses.codes import CourseType
from jobmatch.courses.content import CourseContent
from jobmatch.courses.plan.lesson import occupation_of
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot
from jobmatch.places import read_place
from jobmatch.settings import settings
from jobmatch.workbooks import values
from trainers.typed import day, yuan

LONGEST = {
    "title": 100, "occupation": 60, "site": 100, "room": 60, "teacher": 50, "meals": 60, "contact_name": 50,
    "contact_phone": 20, "remark": 300, "certificate": 100, "insurance": 100,
}  # fmt: skip
FIELDS = (
    "title", "type", "occupation", "level", "certificate", "practice", "insurance",
    "starts_on", "ends_on", "certificate_by", "daily_from", "daily_to",
    "days", "hours", "site", "room", "teacher", "capacity_least", "capacity", "enrolled", "boarding", "meals",
    "childcare", "education_min", "age_min", "age_max", "needs_health_certificate", "fee", "allowance_per_day",
    "contact_name", "contact_phone", "remark",
)  # fmt: skip
"""The fields that this form knows; others stay as they are."""
CHANGED = (*FIELDS, "certificate_kind", "division")
"""The columns that it writes: its fields, and what follows from them."""
_ABOUT: Mapping[WhyNot, str] = {
    WhyNot.NO_TITLE: "title", WhyNot.NO_DATES: "starts_on", WhyNot.PAST: "starts_on", WhyNot.TOO_LATE: "starts_on",
    WhyNot.DATES_REVERSED: "ends_on", WhyNot.LICENCE_OVER: "ends_on", WhyNot.CARD_TOO_SOON: "certificate_by",
    WhyNot.HOURS_REVERSED: "daily_to", WhyNot.MORE_DAYS: "days", WhyNot.ROOM_TAKEN: "room",
    WhyNot.TEACHER_TAKEN: "teacher", WhyNot.NO_CAPACITY: "capacity", WhyNot.FEWER_SEATS: "capacity",
    WhyNot.MORE_THAN_SEATS: "enrolled", WhyNot.ALLOWANCE_TOO_HIGH: "allowance_per_day",
    WhyNot.LEAST_ABOVE_MOST: "capacity_least", WhyNot.AGES_REVERSED: "age_max", WhyNot.NO_TELEPHONE: "contact_phone",
}  # fmt: skip
"""The field beside which a refusal stands; what is about no field of the form stands above it."""
_NEEDS: Mapping[WhyNot, frozenset[str]] = defaultdict(
    frozenset,
    {
        WhyNot.NO_TITLE: frozenset({"title"}),
        WhyNot.NO_DATES: frozenset({"starts_on", "ends_on"}),
        WhyNot.NO_CAPACITY: frozenset({"capacity"}),
    },
)
"""The fields without which a rule cannot be asked: it says that one is empty which was only not understood."""
_MOST_DAYS, _MOST_HOURS, _MOST_SEATS = 400, 2000, 500
_OLDEST = 80


def read(form: Mapping[str, str], before: CourseContent) -> CourseContent:
    """The content of a form over what stood there before.

    Raises NotSaidError with all that is not understood, and of the rules those that are broken by what is.
    """
    content, unclear = _typed_in(form, before)
    if unclear:
        asked = {one.field for one in unclear}
        broken = [beside(one) for one in classes.faults(content, clock.today()) if not asked & _NEEDS[one.code]]
        raise NotSaidError.together([*unclear, *broken])
    return content


def _typed_in(form: Mapping[str, str], before: CourseContent) -> tuple[CourseContent, list[NotSaidError]]:
    """What was understood, and what was not."""
    given = {name: form.get(name, "").strip()[: LONGEST.get(name, 20)] for name in FIELDS}
    unclear = Unclear()
    understood = unclear.or_none
    certificate, kind = _certificate(given, before)
    place = given["site"] or None
    own = understood(_whole, given, "enrolled", _MOST_SEATS, least=0)
    content = replace(
        before,
        title=understood(_title, given) or "",
        type=understood(_type, given),
        level=int(given["level"]) if given["level"] in {str(one) for one in LEVELS} else None,
        practice=_yes_no(given["practice"]),
        insurance=given["insurance"] or None,
        occupation=occupation_of(given["occupation"], given["title"]),
        certificate=certificate,
        certificate_kind=kind,
        starts_on=understood(_day, given, "starts_on"),
        ends_on=understood(_day, given, "ends_on"),
        certificate_by=understood(_day, given, "certificate_by"),
        daily_from=understood(_hour, given, "daily_from"),
        daily_to=understood(_hour, given, "daily_to"),
        days=understood(_whole, given, "days", _MOST_DAYS),
        hours=understood(_whole, given, "hours", _MOST_HOURS),
        site=place,
        division=None if place is None else read_place(place, settings().home_division).division or before.division,
        room=given["room"] or None,
        teacher=given["teacher"] or None,
        capacity_least=understood(_whole, given, "capacity_least", _MOST_SEATS),
        capacity=understood(_whole, given, "capacity", _MOST_SEATS),
        enrolled=own or 0,
        boarding=_yes_no(given["boarding"]),
        meals=given["meals"] or None,
        childcare=_yes_no(given["childcare"]),
        education_min=understood(_education, given),
        age_min=understood(_whole, given, "age_min", _OLDEST),
        age_max=understood(_whole, given, "age_max", _OLDEST),
        needs_health_certificate=_yes_no(given["needs_health_certificate"]),
        fee=understood(_amount, given, "fee"),
        allowance_per_day=understood(_amount, given, "allowance_per_day"),
        contact_name=given["contact_name"] or None,
        contact_phone=_telephone(given["contact_phone"]),
        remark=given["remark"] or None,
    )
    return content, unclear.found


def beside(error: UnacceptableCourseError) -> NotSaidError:
    """The rules that were broken, in words at the fields where they are put right."""
    return NotSaidError.together([NotSaidError(_ABOUT.get(one.code, ""), why_not(one)) for one in error.all])


def shown(content: CourseContent) -> dict[str, str]:
    """A class as the form shows it."""
    found = {name: _typed(getattr(content, name)) for name in FIELDS} | {"enrolled": _typed(content.enrolled or None)}
    if not content.certificate and content.certificate_kind:
        found["certificate"] = str(CERTIFICATE.get(content.certificate_kind, content.certificate_kind))
    return found


def _title(given: Mapping[str, str]) -> str:
    if not given["title"]:
        raise NotSaidError("title", _("班还没有名字。写学哪样，比如“缝纫工初级班”。"))
    return given["title"]


def _type(given: Mapping[str, str]) -> CourseType:
    if given["type"] not in set(CourseType):
        raise NotSaidError("type", _("哪一类班？点一个。"))
    return CourseType(given["type"])


def _education(given: Mapping[str, str]) -> str | None:
    education = given["education_min"] or None
    if education is not None and education not in EDUCATION:
        raise NotSaidError("education_min", _("要哪样文化？点一个。"))
    return education


def _certificate(given: Mapping[str, str], before: CourseContent) -> tuple[str | None, str | None]:
    """What the card is called and its kind; what the county asked for stays what it was unless it is typed over."""
    said = given["certificate"]
    if said == shown(before)["certificate"]:
        return before.certificate, before.certificate_kind
    return said or None, certificate_kind(said, given["title"], given["occupation"])


def _typed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _yes_no(given: str) -> bool | None:
    return {"yes": True, "no": False}.get(given)


def _whole(given: Mapping[str, str], name: str, most: int, least: int = 1) -> int | None:
    said = given[name]
    if not said:
        return None
    if not (said.isascii() and said.isdecimal() and least <= int(said) <= most):
        raise NotSaidError(name, _("写一个数，%(least)s到%(most)s。", least=least, most=most))
    return int(said)


def _telephone(said: str) -> str | None:
    """The one number in what was typed, as digits; several stay as typed, and so does what is none and is refused."""
    numbers = values.phones(said)
    return numbers[0] if len(numbers) == 1 else said or None


def _amount(given: Mapping[str, str], name: str) -> Decimal | None:
    amount = yuan(given[name])
    if given[name] and amount is None:
        raise NotSaidError(name, _("写多少元，比如 40；不收钱写 0。"))
    return amount


def _day(given: Mapping[str, str], name: str) -> date | None:
    found = day(given[name])
    if given[name] and found is None:
        raise NotSaidError(name, _("日子没看懂，照 2026-12-01 这样写。"))
    return found


def _hour(given: Mapping[str, str], name: str) -> time | None:
    try:
        return time.fromisoformat(given[name]) if given[name] else None
    except ValueError:
        raise NotSaidError(name, _("时间没看懂，照 08:30 这样写。")) from None
