"""What binds a person, between the answers of the work page and the constraints of the record (domain.md 2.4).

Each question owns some kinds of constraint: a question that was answered replaces its own, the others stay as they are.
"""

from collections.abc import Mapping
from datetime import date, time

from jobmatch.households.codes import ConstraintKind, Strength
from jobmatch.households.record import Constraint
from jobmatch.visits.answers import Answer
from jobmatch.visits.fields import YES, Care, Firmness, Nights, Topic

OWNED: dict[Topic, frozenset[ConstraintKind]] = {
    Topic.WISH: frozenset({ConstraintKind.REFUSE}),
    Topic.REACH: frozenset(
        {ConstraintKind.FURTHEST, ConstraintKind.HOME_EVERY_NIGHT, ConstraintKind.DORM, ConstraintKind.TOGETHER}
    ),
    Topic.CARE: frozenset({ConstraintKind.CARE}),
    Topic.HOURS: frozenset({ConstraintKind.HOURS, ConstraintKind.NIGHT}),
}
_STRENGTH = {Firmness.FIRM: Strength.HARD, Firmness.RATHER: Strength.PREFER}
CARED_FOR = {
    Care.TODDLER: "3岁以下的娃",
    Care.KINDERGARTEN: "上幼儿园的娃",
    Care.PUPIL: "要接送的学生",
    Care.OLD: "老人",
    Care.ILL: "生病或残疾的家人",
}
"""What is written into the note of a care duty, for whoever reads the record."""
_AND = "、"


def constraints(
    known: tuple[Constraint, ...] | None,
    given: Mapping[str, Answer],
    topics: frozenset[Topic],
    people: Mapping[str, int],
) -> tuple[Constraint, ...]:
    """The person's constraints after the answers of these topics; `given` are all answers, shown or changed.

    `people` leads from form keys to the ids of those who go along.
    """
    if "care_until" in given and Topic.CARE in topics:
        # The day on which the care ends is the day on which what follows from it ends.
        topics = topics | {Topic.REACH, Topic.HOURS}
    replaced = frozenset(kind for topic in topics for kind in OWNED.get(topic, ()))
    kept = tuple(one for one in known or () if one.kind not in replaced)
    made = tuple(
        one
        for topic, build in ((Topic.WISH, _refused), (Topic.CARE, _care), (Topic.HOURS, _hours))
        if topic in topics
        for one in build(given)
    )
    reach = tuple(_reach(given, people)) if Topic.REACH in topics else ()
    return kept + made + reach


def shown(held: tuple[Constraint, ...] | None) -> dict[str, Answer]:
    """The answers that constraints stand for; nothing where nobody has asked.

    A limit that is not there may mean "no" or "not asked": it is not read back as if it had been said.
    """
    if held is None:
        return {}
    of: dict[ConstraintKind, list[Constraint]] = {}
    for one in held:
        of.setdefault(one.kind, []).append(one)
    answers: dict[str, Answer] = {
        "refused_words": _AND.join(one.occupation for one in of.get(ConstraintKind.REFUSE, ()) if one.occupation),
        "care_until": _ends(of),
    }
    if ConstraintKind.TOGETHER in of:
        answers["together"] = [str(one) for held in of[ConstraintKind.TOGETHER] for one in held.with_people]
    if ConstraintKind.CARE in of:
        answers["care"] = _cared_for(of[ConstraintKind.CARE])
    for kind, name in ((ConstraintKind.HOME_EVERY_NIGHT, "home_every_night"), (ConstraintKind.DORM, "dorm")):
        if kind in of:
            answers[name] = YES
    for one in of.get(ConstraintKind.FURTHEST, [])[:1]:
        answers |= {"furthest": one.area or "", "furthest_firm": _firmness(one)}
    for one in of.get(ConstraintKind.HOURS, [])[:1]:
        answers |= {
            "free_from": _clock(one.window_from),
            "free_to": _clock(one.window_to),
            "hours_firm": _firmness(one),
        }
    for one in of.get(ConstraintKind.NIGHT, [])[:1]:
        answers["nights"] = (Nights.NEVER if one.strength is Strength.HARD else Nights.RATHER_NOT).value
    return answers


def _refused(given: Mapping[str, Answer]) -> list[Constraint]:
    return [
        Constraint(ConstraintKind.REFUSE, Strength.HARD, occupation=word)
        for word in split_words(_text(given, "refused_words"))
    ]


def _care(given: Mapping[str, Answer]) -> list[Constraint]:
    words = given.get("care") or []
    if not isinstance(words, list) or not words:
        return []
    note = _AND.join(CARED_FOR[Care(word)] for word in words)
    return [Constraint(ConstraintKind.CARE, Strength.HARD, until=_until(given), note=note)]


def _hours(given: Mapping[str, Answer]) -> list[Constraint]:
    found = []
    begins, ends = _text(given, "free_from"), _text(given, "free_to")
    if begins and ends:
        strength = _strength(given, "hours_firm")
        window = (time.fromisoformat(begins), time.fromisoformat(ends))
        found.append(Constraint(ConstraintKind.HOURS, strength, _until(given), *window))
    nights = _text(given, "nights")
    if nights and nights != Nights.YES:
        strength = Strength.HARD if nights == Nights.NEVER else Strength.PREFER
        found.append(Constraint(ConstraintKind.NIGHT, strength, _until(given)))
    return found


def _reach(given: Mapping[str, Answer], people: Mapping[str, int]) -> list[Constraint]:
    found = []
    area = _text(given, "furthest")
    if area:
        strength = _strength(given, "furthest_firm")
        found.append(Constraint(ConstraintKind.FURTHEST, strength, _until(given), area=area))
    if _text(given, "home_every_night") == YES:
        found.append(Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD, _until(given)))
    if _text(given, "dorm") == YES:
        found.append(Constraint(ConstraintKind.DORM, Strength.HARD))
    along = given.get("together") or []
    ids = tuple(people.get(key, int(key) if key.isdecimal() else 0) for key in along)
    if known := tuple(one for one in ids if one):
        found.append(Constraint(ConstraintKind.TOGETHER, Strength.HARD, with_people=known))
    return found


def split_words(text: str) -> list[str]:
    """The words of a list as people write it: with commas, pauses or spaces between them."""
    for sign in "，,;；。 \n":
        text = text.replace(sign, _AND)
    return [word for word in dict.fromkeys(text.split(_AND)) if word]


def _text(given: Mapping[str, Answer], name: str) -> str:
    value = given.get(name, "")
    return value if isinstance(value, str) else ""


def _until(given: Mapping[str, Answer]) -> date | None:
    """The day on which the care, and what follows from it, ends."""
    text = _text(given, "care_until")
    return date.fromisoformat(text) if text else None


def _strength(given: Mapping[str, Answer], name: str) -> Strength:
    """Held to, unless it was said to be a wish."""
    return _STRENGTH[Firmness(_text(given, name) or Firmness.FIRM)]


def _firmness(one: Constraint) -> str:
    return (Firmness.RATHER if one.strength is Strength.PREFER else Firmness.FIRM).value


def _clock(hour: time | None) -> str:
    return "" if hour is None else hour.isoformat("minutes")


def _cared_for(held: list[Constraint]) -> list[str]:
    words = {word for one in held for word in (one.note or "").split(_AND)}
    return [care.value for care, label in CARED_FOR.items() if label in words]


def _ends(of: Mapping[ConstraintKind, list[Constraint]]) -> str:
    bound = (ConstraintKind.CARE, ConstraintKind.HOURS, ConstraintKind.HOME_EVERY_NIGHT, ConstraintKind.FURTHEST)
    days = [one.until for kind in bound for one in of.get(kind, ()) if one.until is not None]
    return days[0].isoformat() if days else ""
