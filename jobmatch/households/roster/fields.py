"""What was understood of a row, in the field names and words of the import document (`--records`)."""

from decimal import Decimal
from typing import Any

from jobmatch.households.codes import Sex
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.roster import kinship, labels
from jobmatch.households.roster.schooling import EDUCATION_LABELS, Schooling, education_code
from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import UnreadableError

_SEX = {Sex.MALE: "1", Sex.FEMALE: "2"}


def fields_of(household: HouseholdRecord, person: PersonRecord, education_cell: CellValue) -> dict[str, Any]:
    """The row's fields; codes where the national lists have them, the form's own labels elsewhere."""
    return {**_of_household(household), **_of_person(person, education_cell), **_of_work(person)}


def willing_label(person: PersonRecord) -> str | None:
    """`有意愿`, `无意愿(年老)` or nothing."""
    if person.willing is None:
        return None
    because = person.intention.unwilling_because if person.intention else None
    return "有意愿" if person.willing else f"无意愿({because})" if because else "无意愿"


def student_label(person: PersonRecord) -> str | None:
    """The form's label of a school stage and year."""
    return Schooling(person.school_stage, person.school_year).label if person.school_stage else None


def health_labels(person: PersonRecord) -> list[str]:
    """The form's words in the form's order."""
    return [word for code, word in labels.HEALTH_LABELS.items() if code in person.health]


def _of_household(household: HouseholdRecord) -> dict[str, Any]:
    return {
        "household_no": household.office_number,
        "settlement_site": household.site,
        "dwelling": household.dwelling,
        "origin_address": household.origin_address,
        "household_type": household.household_type and labels.HOUSEHOLD_TYPE_LABELS[household.household_type],
        "monitor_category": household.monitor_category and labels.MONITOR_LABELS[household.monitor_category],
        "assistance_status": household.assistance and labels.ASSISTANCE_LABELS[household.assistance],
        "member_count": household.stated_member_count,
        "home_phone": household.home_phone,
        "helper": household.helper_name,
        "helper_phone": household.helper_phone,
    }


def _of_person(person: PersonRecord, education_cell: CellValue) -> dict[str, Any]:
    disability = person.disability
    return {
        "name": person.name,
        "id_number": person.id_number,
        "sex": person.sex and _SEX[person.sex],
        "birth_date": person.birth_date and person.birth_date.isoformat(),
        "ethnicity": person.ethnicity,
        "relation": person.relation and kinship.LABELS[person.relation],
        "education": person.education and EDUCATION_LABELS[person.education],
        "education_code": _code(education_cell) if person.education else None,
        "student_status": student_label(person),
        "health": health_labels(person),
        "disability_class": _text(disability.disability_class) if disability else None,
        "disability_level": _text(disability.level) if disability else None,
        "disability_card": disability.card_number if disability else None,
        "work_capacity": person.capacity and labels.CAPACITY_LABELS[person.capacity],
        "phone": person.phone,
        "person_code": person.office_code,
    }


def _of_work(person: PersonRecord) -> dict[str, Any]:
    work = person.work
    return {
        "employment_status": work.status and labels.STATUS_LABELS[work.status],
        "work_area": work.area and labels.AREA_LABELS[work.area],
        "workplace": work.workplace,
        "workplace_division": work.division,
        "employer": work.employer,
        "title_raw": work.title,
        "industry": work.industry,
        "channel": work.channel and labels.CHANNEL_LABELS[work.channel],
        "wage_month": _number(work.wage_month),
        "months": _number(work.months_this_year),
        "intention": willing_label(person),
    }


def _code(cell: CellValue) -> str | None:
    try:
        return education_code(cell)
    except UnreadableError:
        return None


def _text(value: int | None) -> str | None:
    return None if value is None else str(value)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
