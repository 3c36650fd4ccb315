"""Nobody reads a stable word on a Chinese screen: every field and code that `show` prints has its word."""

from dataclasses import fields

import pytest

from jobmatch import privacy, tables
from jobmatch.commands import wording
from jobmatch.households import codes as household_codes
from jobmatch.matching.codes import Function, Hazard, ReadingNeed
from jobmatch.vacancies import codes as vacancy_codes
from jobmatch.vacancies.offer import Offer
from jobmatch.vacancies.openness import Reason

SHOWN = [
    household_codes.Sex, household_codes.HouseholdType, household_codes.Assistance, household_codes.Relation,
    household_codes.Education, household_codes.SchoolStage, household_codes.Capacity, household_codes.Reading,
    household_codes.Mandarin, household_codes.PhoneUse, household_codes.PhoneOwner, household_codes.Cause,
    household_codes.MonitorCategory, vacancy_codes.VacancyKind, vacancy_codes.VacancyState, vacancy_codes.WageType,
    vacancy_codes.Overtime, vacancy_codes.Board, vacancy_codes.Shift, vacancy_codes.Contract, vacancy_codes.Insurance,
    vacancy_codes.Basis, vacancy_codes.Welcome, Function, Hazard, ReadingNeed, Reason,
]  # fmt: skip
CLERKS_SEE = [
    entry
    for entry in privacy.register(tables.metadata())
    if entry.table in ("person", "household") and entry.holds and privacy.SITE_STAFF & entry.holds.seen_by
]


@pytest.mark.parametrize("codes", SHOWN, ids=lambda codes: codes.__name__)
def test_every_code_has_its_chinese_word(codes: type[household_codes.Sex]) -> None:
    assert [code.value for code in codes if wording.value(code.value, "zh") == code.value] == []


def test_every_field_of_a_record_or_an_offer_has_its_chinese_word() -> None:
    names = {entry.column for entry in CLERKS_SEE} | {one.name for one in fields(Offer)}
    unspoken = {"name_pinyin", "registered_at", "updated_at", "contact_name", "contact_phone", "number"}
    assert sorted(name for name in names - unspoken if wording.field(name, "zh") == name) == []


def test_lists_yes_and_no_are_told_in_both_languages() -> None:
    assert wording.value([True, "male"], "zh") == "是、男"
    assert wording.value([False, "male"], "en") == "no, male"
    assert wording.field("birth_date", "en") == "birth date"
