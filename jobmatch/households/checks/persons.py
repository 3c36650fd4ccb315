"""What one member's own facts say against each other: ID number, sex, birth date, schooling, telephone, name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from jobmatch.households import identity
from jobmatch.households.checks.finding import Case, Finding, Level, Rule
from jobmatch.households.codes import Health
from jobmatch.households.identity import IdFault
from jobmatch.households.record import PersonRecord

_MOBILE = re.compile(r"1[3-9]\d{9}")
_NAME_LENGTHS = range(2, 31)
_NO_ID_UNDER = 1

E, W = Level.ERROR, Level.WARNING

_ID_FAULTS = {
    IdFault.LENGTH: Rule(
        "V01", "id_length", E,
        "{name}的证件号码位数不对（应为15、18位，残疾证20或22位），请对照身份证或户口簿重新填写。",
        "The ID number of {name} has the wrong length (15 or 18, a disability card 20 or 22): copy it again.",
    ),
    IdFault.CHARACTERS: Rule(
        "V01", "id_characters", E,
        "{name}的证件号码里有不该出现的字符，请对照身份证或户口簿重新填写。",
        "The ID number of {name} holds characters that do not belong there: enter it again from the card.",
    ),
    IdFault.CARD: Rule(
        "V01", "id_card_tail", E,
        "{name}的残疾证号码末尾的类别（1-7）或等级（1-4）不对，请对照残疾证填写。",
        "The disability card of {name} ends in an impossible class (1 to 7) or level (1 to 4): look at the card again.",
    ),
    IdFault.PROVINCE: Rule(
        "V01", "id_province", E,
        "{name}的证件号码开头两位不是任何省的代码，请对照身份证或户口簿重新填写。",
        "The ID number of {name} begins with no province's code: enter it again from the card.",
    ),
    IdFault.FICTITIOUS: Rule(
        "V01", "id_fictitious", E,
        "{name}的证件号码以000000开头，只能用于演示数据；请填写真实号码。",
        "The ID number of {name} begins with 000000, which is for invented people only: enter the real one.",
    ),
    IdFault.BIRTH_DATE: Rule(
        "V01", "id_birth_date", E,
        "{name}的证件号码里的出生日期不存在或在将来，请对照身份证或户口簿重新填写。",
        "The birth date inside the ID number of {name} does not exist or is still to come: copy it again.",
    ),
    IdFault.CHECK_DIGIT: Rule(
        "V01", "id_checksum", E,
        "{name}的证件号码（尾号{last}）校验不通过，多半是抄错了一位，请对照身份证或户口簿核对。",
        "The check digit of the ID number of {name} ({last}) is wrong: compare it with the card, digit by digit.",
    ),
}  # fmt: skip
_ID_MISSING = Rule(
    "V01", "id_missing", E,
    "{name}没有证件号码。请补填；新生儿还没有上户的，请注明原因。",
    "{name} has no ID number: add it, or say why there is none yet (a newborn child).",
)  # fmt: skip
_NO_NAME = Rule(
    "P01", "name_invalid", E,
    "有一位家人还没写姓名，请照身份证填写；多加了的，一样不填就不算。",
    "Somebody has no name yet: write it as on the ID card; who was added by mistake is left empty.",
)  # fmt: skip
_NAME = Rule(
    "P01", "name_invalid", E,
    "姓名“{name}”不像完整的姓名（2到30个字），请照身份证填写。",
    "The name “{name}” is not a whole name (2 to 30 characters): write it as on the ID card.",
)  # fmt: skip
_SEX = Rule(
    "P03", "sex_conflict", W,
    "{name}填写的性别和证件号码第17位不一致，请核对哪一个对。",
    "The sex entered for {name} differs from the 17th digit of the ID number: see which is right.",
)  # fmt: skip
_BIRTH = Rule(
    "P04", "birth_date_conflict", W,
    "{name}填写的出生日期和证件号码里的不一致，请核对哪一个对。",
    "The birth date entered for {name} differs from the ID number: see which is right.",
)  # fmt: skip
_UNBORN = Rule(
    "P04", "birth_date_future", E,
    "{name}的出生日期还没有到，请核对。",
    "The birth date of {name} lies in the future: check it.",
)  # fmt: skip
SAME_NUMBER = Rule(
    "V02", "id_duplicate", E,
    "{name}和{other}写了一样的证件号码（尾号{last}），请对着证件看是哪一个抄错了。",
    "{name} and {other} carry the same ID number ({last}): compare it with both cards.",
)  # fmt: skip
_OLD = Rule(
    "P04", "age_unlikely", W,
    "{name}已经超过100岁，请核对出生日期。",
    "{name} is over 100 years old: check the birth date.",
)  # fmt: skip
_BOTH = Rule(
    "V05", "education_and_student", E,
    "{name}同时填了文化程度和在校生状况，只留一个：在校的留在校生状况，不在校的留文化程度。",
    "{name} has both an education and a school year: keep the school year of a student, the education of anybody else.",
)  # fmt: skip
_NEITHER = Rule(
    "V05", "education_or_student_missing", E,
    "还不晓得{name}读过哪样书、现在读不读书，请填一个（没上学的小孩填学龄前）。",
    "{name} has neither education nor school year: fill in one (a child before school: preschool).",
)  # fmt: skip
_HEALTH = Rule(
    "P09", "health_contradiction", W,
    "{name}的健康状况里“健康”和其他情况同时填了，请核对留哪一个。",
    "{name} is recorded as healthy and otherwise at once: see which holds.",
)  # fmt: skip
_PHONE = Rule(
    "P12", "phone_invalid", W,
    "{name}的联系电话不是11位手机号，请打一遍核对；没有电话的请留空。",
    "The telephone of {name} is not a mobile number of 11 digits: ring it to check, or leave it empty.",
)  # fmt: skip
_NO_HOME_PHONE = Rule(
    "H19", "home_phone_missing", W,
    "没有户联系电话，也没有写明原因。请补一个能找到人的电话。",
    "The household has no telephone and no reason is given: add one by which somebody can be reached.",
)  # fmt: skip
_HOME_PHONE = Rule(
    "H19", "phone_invalid", W,
    "户联系电话不是11位手机号，请打一遍核对。",
    "The telephone of the household is not a mobile number of 11 digits: ring it to check.",
)  # fmt: skip

RULES = (
    *_ID_FAULTS.values(),
    _ID_MISSING,
    _NO_NAME,
    _NAME,
    _UNBORN,
    SAME_NUMBER,
    _SEX,
    _BIRTH,
    _OLD,
    _BOTH,
    _NEITHER,
    _HEALTH,
    _PHONE,
    _HOME_PHONE,
    _NO_HOME_PHONE,
)


def check(case: Case) -> Iterator[Finding]:
    """V01, V02 within the household, V05 and the field rules P01, P03, P04, P09, P12, H19."""
    yield from _same_numbers(case)
    for person in case.record.members:
        if not person.name.strip():
            yield _NO_NAME.about(person, "name")
        elif len(person.name.strip()) not in _NAME_LENGTHS:
            yield _NAME.about(person, "name")
        yield from _id_number(case, person)
        yield from _schooling(case, person)
        if person.phone is not None and not is_mobile(person.phone):
            yield _PHONE.about(person, "phone")
        if Health.HEALTHY in person.health and len(person.health) > 1:
            yield _HEALTH.about(person, "health")
    reachable = case.record.home_phone is not None or case.record.no_phone_because is not None
    if not reachable and case.asks("home_phone", "no_phone_because"):
        yield _NO_HOME_PHONE.of_household("home_phone")
    if case.record.home_phone is not None and not is_mobile(case.record.home_phone):
        yield _HOME_PHONE.of_household("home_phone")


def is_mobile(phone: str) -> bool:
    """Whether a text is a mobile number of 11 digits."""
    return bool(_MOBILE.fullmatch(phone))


def _same_numbers(case: Case) -> Iterator[Finding]:
    first: dict[str, PersonRecord] = {}
    for person in case.record.members:
        number = case.id_of(person)
        if number is None or number.number is None or not number.good:
            continue
        earlier = first.setdefault(number.number, person)
        if earlier is not person:
            last = identity.masked(number.number)
            found = SAME_NUMBER.about(person, "id_number", other=earlier.name, last=last)
            yield replace(found, other_key=earlier.key)


def _id_number(case: Case, person: PersonRecord) -> Iterator[Finding]:
    number = case.id_of(person)
    age = case.age_of(person)
    birth = case.birth_of(person)
    if birth is not None and birth > case.as_of:
        yield _UNBORN.about(person, "birth_date")
    if age is not None and age > 100:
        yield _OLD.about(person, "birth_date")
    if number is None:
        excused = person.no_id_because is not None or (age is not None and age < _NO_ID_UNDER)
        if case.asks("id_number") and not excused:
            yield _ID_MISSING.about(person, "id_number")
        return
    if not number.good:
        last = identity.masked(number.number)
        yield _ID_FAULTS[number.faults[0]].about(person, "id_number", last=last)
        return
    if person.sex is not None and person.sex is not number.sex:
        yield _SEX.about(person, "sex", other_field="id_number")
    if person.birth_date is not None and person.birth_date != number.birth_date:
        yield _BIRTH.about(person, "birth_date", other_field="id_number")


def _schooling(case: Case, person: PersonRecord) -> Iterator[Finding]:
    if person.education is not None and person.school_stage is not None:
        yield _BOTH.about(person, "school_stage", other_field="education")
    if person.education is None and person.school_stage is None and case.asks("education", "school_stage"):
        yield _NEITHER.about(person, "education", other_field="school_stage")
