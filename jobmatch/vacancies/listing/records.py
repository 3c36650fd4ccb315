"""What was understood of a row, good or not, as the command line prints it with `--records`."""

from dataclasses import dataclass
from typing import Any

from jobmatch.places import Place
from jobmatch.places.reading import Precision
from jobmatch.vacancies.listing.offers import occupation_of
from jobmatch.vacancies.listing.posting import Posting


@dataclass(frozen=True)
class Understood:
    """One data row by sheet and number, with its fields as JSON can hold them."""

    sheet: str
    row: int
    fields: dict[str, Any]

    def document(self) -> dict[str, Any]:
        """The row as printed."""
        return {"sheet": self.sheet, "row": self.row, "fields": self.fields}


def understood(posting: Posting) -> Understood:
    """All that was read of a post; None is what the list does not say."""
    pay, hours, ages, count = posting.pay, posting.hours, posting.ages, posting.headcount
    board = posting.board
    fields: dict[str, Any] = {
        "employer": posting.employer,
        "credit_code": posting.code.code or None,
        "title": posting.title,
        "title_raw": posting.title,
        "occupation": occupation_of(posting.title or "", {}),
        "kind": posting.kind.value,
        "headcount": count.max or count.min,
        "headcount_min": count.min,
        "headcount_max": count.max,
        "age_min": ages.min,
        "age_max": ages.max,
        "education": None if posting.schooling.min is None else posting.schooling.min.value,
        "wage_type": None if pay.type is None else pay.type.value,
        "wage_min": pay.min,
        "wage_max": pay.max,
        "wage_guaranteed": pay.guaranteed,
        "wage_unit": pay.unit,
        "wage_unit_price": pay.unit_price,
        "wage_unit_price_max": pay.unit_price_max,
        "wage_novice_units_per_day": pay.novice_units_per_day,
        "wage_normal_units_per_day": pay.normal_units_per_day,
        "wage_probation": pay.probation,
        "shift": None if hours.shift is None else hours.shift.value,
        "hours_per_day": hours.hours_per_day,
        "days_per_month": hours.days_per_month,
        "meals": None if board.meals is None else board.meals.value,
        "lodging": None if board.lodging is None else board.lodging.value,
        "place": place_document(posting.place),
        "contact_name": posting.contact_name,
        "contact_phone": posting.contact_phone,
        "expires": None if posting.expiry.day is None else posting.expiry.day.isoformat(),
        "start": None if posting.start is None else posting.start.isoformat(),
    }
    return Understood(posting.row.sheet, posting.row.number, fields)


def place_document(place: Place) -> dict[str, str | None]:
    """A place down to its town; a community is finer than lists are compared by."""
    precision = Precision.TOWN if place.precision is Precision.COMMUNITY else place.precision
    return {
        "province": place.province,
        "city": place.city,
        "county": place.county,
        "town": place.town,
        "precision": precision.value,
    }
