"""The form that answers become: what is known of a household with the answers laid over it, and the way back. Pure.

Who is asked nothing keeps what is known; who answers with nothing has nothing (no telephone, no certificate).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from jobmatch.households import codes, recognise
from jobmatch.households.record import HouseholdRecord, Intention, PersonRecord
from jobmatch.visits import limits
from jobmatch.visits.answers import Answer
from jobmatch.visits.brings import certificates, experience, shown_certificates, shown_experience
from jobmatch.visits.fields import (
    EDUCATION,
    HOME,
    HOUSEHOLD,
    NEW,
    NO,
    PICTURES,
    SCHOOL,
    YES,
    Gone,
    Kind,
    Topic,
    field_of,
)
from jobmatch.visits.working import shown_work, work

MOST_WANTED = 5
_LEFT = {
    Gone.DIED: codes.LeaveReason.DIED,
    Gone.MARRIED: codes.LeaveReason.MARRIED,
    Gone.MOVED: codes.LeaveReason.MOVED,
    Gone.SPLIT: codes.LeaveReason.SPLIT,
}
_PLAIN = ("name", "no_id_because")
_WORDS: Mapping[str, type[Any]] = {
    "sex": codes.Sex,
    "relation": codes.Relation,
    "capacity": codes.Capacity,
    "phone_use": codes.PhoneUse,
    "mandarin": codes.Mandarin,
    "reading": codes.Reading,
}
_CLEARED = frozenset({"id_number", "no_id_because", "phone", "protections", "home_phone"})
"""Fields of which an empty answer says that there is none any more."""
_NO_PHONE = "本人说没有电话"
_SAID_BY = "窗口问本人"


@dataclass(frozen=True)
class Filled:
    """A form to be checked and taken in.

    `answered` are fields asked and found empty; `gone` leads from person ids to why they left; `consents` from form
    keys to yes or no.
    """

    record: HouseholdRecord
    answered: frozenset[str]
    gone: Mapping[int, codes.LeaveReason]
    consents: Mapping[str, bool]


def filled(
    known: HouseholdRecord | None, answers: Mapping[str, Answer], people: Mapping[str, int], on: date, home: str
) -> Filled:
    """The answers laid over what is known; `people` are members who were registered earlier in this visit.

    `home` is the county (6 digits) in which places without a county lie.
    """
    of: dict[str, dict[str, Answer]] = {}
    for key, value in answers.items():
        whom, _, name = key.partition(".")
        of.setdefault(str(people.get(whom, whom)), {})[name] = value
    base = known or HouseholdRecord(office_number=None, members=())
    members = [*base.members, *(PersonRecord(key=key, name="") for key in of if _is_somebody_new(key, of))]
    going = {key: Gone(str(said["gone"])) for key, said in of.items() if said.get("gone")}
    record = replace(
        _household(base, of.get(HOME, {})),
        members=tuple(_member(one, of.get(one.key, {}), people, on, home) for one in members if one.key not in going),
    )
    return Filled(
        record=record,
        answered=frozenset(name for said in of.values() for name in _CLEARED & said.keys() if not said[name]),
        gone={int(key): _LEFT[why] for key, why in going.items() if key.isdecimal()},
        consents={key: said["consent"] == YES for key, said in of.items() if said.get("consent")},
    )


def shown_household(record: HouseholdRecord) -> dict[str, Answer]:
    """What is known of a household as the answers that the page shows, by field name."""
    return {field.name: _as_answer(getattr(record, field.name)) for field in HOUSEHOLD}


def shown_person(person: PersonRecord) -> dict[str, Answer]:
    """What is known of a member as answers; a field that nobody has asked about is missing."""
    schooling = (
        SCHOOL + person.school_stage
        if person.school_stage
        else EDUCATION + person.education
        if person.education
        else ""
    )
    answers: dict[str, Answer] = {name: _as_answer(getattr(person, name)) for name in (*_PLAIN, *_WORDS, "id_number")}
    answers |= {"schooling": schooling, "birth_date": _as_answer(person.birth_date), "phone": _as_answer(person.phone)}
    if person.limits is not None:
        answers["cannot"] = sorted(str(function) for function in person.limits)
    if person.protections is not None:
        answers["protections"] = sorted(person.protections)
    answers |= shown_work(person)
    answers |= _shown_wishes(person)
    answers |= limits.shown(person.constraints)
    answers |= shown_certificates(person.certificates)
    answers |= shown_experience(person.experience)
    if person.skills is not None:
        answers["skills"] = "、".join(person.skills)
    return {name: value for name, value in answers.items() if value != "" or name in ("phone",)}


def _is_somebody_new(key: str, of: Mapping[str, Mapping[str, Answer]]) -> bool:
    """Somebody added at the counter, once anything at all is said of them."""
    return key.startswith(NEW) and any(value for value in of[key].values())


def _household(base: HouseholdRecord, said: Mapping[str, Answer]) -> HouseholdRecord:
    values: dict[str, Any] = {}
    for name, value in said.items():
        field = field_of(f"{HOME}.{name}")
        values[name] = Decimal(str(value)) if value and field.kind is Kind.MONEY else value or None
    for name, enum in (("household_type", codes.HouseholdType), ("assistance", codes.Assistance)):
        if values.get(name):
            values[name] = enum(values[name])
    if "home_phone" in said:
        values["no_phone_because"] = None if said["home_phone"] else _NO_PHONE
    return replace(base, **values)


def _member(
    person: PersonRecord, said: Mapping[str, Answer], people: Mapping[str, int], on: date, home: str
) -> PersonRecord:
    if not said:
        return person
    values: dict[str, Any] = {name: said[name] or None for name in (*_PLAIN, "id_number", "phone") if name in said}
    values |= {name: enum(said[name]) if said[name] else None for name, enum in _WORDS.items() if name in said}
    if "name" in values:
        values["name"] = values["name"] or ""
    if "birth_date" in said:
        values["birth_date"] = date.fromisoformat(str(said["birth_date"])) if said["birth_date"] else None
    if said.get("schooling"):
        values |= _schooling(str(said["schooling"]))
    if values.get("capacity"):
        values |= {"capacity_on": on, "capacity_by": _SAID_BY}
    if "cannot" in said:
        values["limits"] = {codes.Function(word): "no" for word in said["cannot"]}
    if "protections" in said:
        values["protections"] = frozenset(said["protections"])
    given = shown_person(person) | dict(said)
    if "care" in said and not said["care"]:
        given["care_until"] = ""
    topics = frozenset(field_of(f"{NEW}1.{name}").topic for name in said)
    if topics & {Topic.WISH, Topic.REACH, Topic.CARE, Topic.HOURS} or "refused_words" in said:
        values["constraints"] = limits.constraints(person.constraints, given, topics, people)
    if Topic.BRINGS in topics:
        values["certificates"] = certificates(person.certificates, given)
        values["experience"] = experience(person.experience, given)
        values["skills"] = tuple(limits.split_words(str(given.get("skills", ""))))
    if Topic.NOW in topics:
        values |= work(person, said, on, home)
    if topics & {Topic.WISH, Topic.PAY, Topic.LEARN}:
        values["intention"] = _intention(person, said, given)
    changed = replace(person, **values)
    # The number says when somebody was born, so the page knows at once whom it asks about work.
    return recognise.settled(changed, on) if values.get("id_number") else changed


def _schooling(answer: str) -> dict[str, Any]:
    """Exactly one of the two (V05): who has finished school has no school any more."""
    if answer.startswith(SCHOOL):
        stage = codes.SchoolStage(answer.removeprefix(SCHOOL))
        return {"school_stage": stage, "school_year": None, "education": None}
    return {"education": codes.Education(answer.removeprefix(EDUCATION)), "school_stage": None, "school_year": None}


def _intention(person: PersonRecord, said: Mapping[str, Answer], given: Mapping[str, Answer]) -> Intention:
    values: dict[str, Any] = {}
    if "wanted" in said or "wanted_words" in said:
        pictures = given.get("wanted") or []
        words = limits.split_words(str(given.get("wanted_words", "")))
        values["wanted"] = tuple(dict.fromkeys([*pictures, *words]))[:MOST_WANTED]
    if said.get("wage_floor"):
        values["wage_floor"] = Decimal(str(said["wage_floor"]))
    if said.get("training_days_most"):
        values["training_days_most"] = int(str(said["training_days_most"]))
    if said.get("boarding_for_training"):
        values["boarding_for_training"] = said["boarding_for_training"] == YES
    return replace(person.intention or Intention(), **values)


def _shown_wishes(person: PersonRecord) -> dict[str, Answer]:
    if person.intention is None:
        return {}
    wanted, intention = person.intention.wanted, person.intention
    answers: dict[str, Answer] = {
        "wanted_words": "、".join(word for word in wanted if word not in PICTURES),
        "wage_floor": _as_answer(intention.wage_floor),
        "training_days_most": _as_answer(intention.training_days_most),
    }
    if wanted:
        answers["wanted"] = [word for word in wanted if word in PICTURES]
    if intention.boarding_for_training is not None:
        answers["boarding_for_training"] = YES if intention.boarding_for_training else NO
    return answers


def _as_answer(value: Any) -> str:
    if value is None:
        return ""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
