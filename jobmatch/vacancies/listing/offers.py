"""From a post of a list to the offer that is stored: what the list does not say stays unknown."""

from collections.abc import Mapping
from decimal import Decimal

from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.places.reading import Precision
from jobmatch.vacancies.codes import Basis, Board, Overtime, Shift, WageType
from jobmatch.vacancies.listing.posting import Posting
from jobmatch.vacancies.listing.remarks import certificates_in, experience_months, insurance_in, welcome_in
from jobmatch.vacancies.listing.repeats import title_key
from jobmatch.vacancies.offer import CertificateWanted, Offer
from jobmatch.vacancies.words.board import Provision
from jobmatch.vacancies.words.pay import PayType

WAGE_TYPES = {
    PayType.MONTH: WageType.MONTH,
    PayType.DAY: WageType.DAY,
    PayType.HOUR: WageType.HOUR,
    PayType.PIECE: WageType.PIECE,
    PayType.BASE_PIECE: WageType.BASE_PIECE,
    PayType.BASE_COMMISSION: WageType.COMMISSION,
    PayType.LIVE_IN: WageType.LIVE_IN,
}
_MEALS = {
    Provision.FREE: Board.FREE,
    Provision.PAID: Board.PAID,
    Provision.OWN_COST: Board.PAID,
    Provision.NONE: Board.NONE,
}
# 自理 says who pays for a bed, not whether there is one.
_DORM = {Provision.FREE: Board.FREE, Provision.PAID: Board.PAID, Provision.NONE: Board.NONE}
_SCHOOLED_BY_LAW = frozenset({"保安员"})
_SPECIAL_OPERATIONS = frozenset({"welding", "electrician", "height", "refrigeration"})
_ADDRESS, _REQUIREMENTS, _DUTIES, _BONUS, _TITLE = 200, 300, 200, 200, 100


def offer_of(posting: Posting, home: str, answered: Mapping[str, str]) -> Offer:
    """The offer of a post that has a title; `answered` are the occupations that clerks gave, by title key.

    `home` is the county whose list it is: a county's own point says nothing about where in it the work is.
    """
    row, pay, hours, place = posting.row, posting.pay, posting.hours, posting.place
    said = tuple(row.text(name) for name in ("title", "requirements", "conditions", "remark", "duties"))
    board, from_pay = posting.board, pay.board
    meals = board.meals or (from_pay.meals if from_pay else None)
    lodging = board.lodging or (from_pay.lodging if from_pay else None)
    occupation, certificates = occupation_of(posting.title or "", answered), certificates_in(*said)
    pinned = place.precision is Precision.COUNTY and place.division != home
    return Offer(
        title=(posting.title or "")[:_TITLE],
        kind=posting.kind,
        posted_text=posting.posted_text,
        occupation=occupation,
        contact_name=posting.contact_name,
        contact_phone=posting.contact_phone,
        headcount=posting.headcount.max or posting.headcount.min,
        duties=_cut(row.text("duties"), _DUTIES),
        requirements=_cut("；".join(t for n in ("conditions", "requirements") if (t := row.text(n))), _REQUIREMENTS),
        division=place.division,
        address=_cut(row.text("place"), _ADDRESS),
        latitude=place.lat if pinned else None,
        longitude=place.lon if pinned else None,
        dorm=None if lodging is None else _DORM.get(lodging),
        meals=None if meals is None else _MEALS[meals],
        shift=None if hours.shift is None else Shift(hours.shift.in_matching.value),
        hours_from=hours.start,
        hours_to=hours.end,
        hours_per_day=_amount(hours.hours_per_day),
        days_per_month=_amount(hours.days_per_month),
        wage_type=None if pay.type is None else WAGE_TYPES[pay.type],
        wage_min=_amount(pay.min),
        wage_max=_amount(pay.max),
        wage_guaranteed=_amount(pay.guaranteed),
        wage_unit=pay.unit,
        wage_unit_price=_amount(pay.unit_price),
        wage_novice_units_per_day=_amount(pay.novice_units_per_day),
        wage_normal_units_per_day=_amount(pay.normal_units_per_day),
        overtime=Overtime.INCLUDED if "综合" in (row.text("wage") or "") else None,
        board_deduction=_amount(board.meals_charge),
        lodging_deduction=_amount(board.lodging_charge),
        bonus_text=_cut("；".join(pay.extras), _BONUS),
        probation_wage=_amount(pay.probation),
        insurance=insurance_in(row.text("insurance"), row.text("remark"), row.text("requirements")),
        age_min=posting.ages.min,
        age_max=posting.ages.max,
        education_min=None if posting.schooling.min is None else posting.schooling.min.value,
        education_basis=_basis(posting, occupation, certificates),
        experience_months=experience_months(*said[1:]),
        welcome=welcome_in(*said, row.text("hours")),
        start_on=posting.start,
        expires_on=posting.expiry.day,
        certificates=certificates,
    )


def occupation_of(title: str, answered: Mapping[str, str]) -> str | None:
    """The occupation of a title: what a clerk answered, else what the vocabulary is sure of; None where it asks."""
    known = answered.get(title_key(title))
    if known is not None:
        return known
    reading = Vocabulary.load().read(title)
    return None if reading.ask or reading.occupation is None else reading.occupation.name


def _basis(posting: Posting, occupation: str | None, certificates: tuple[CertificateWanted, ...]) -> Basis | None:
    """Schooling is demanded by law of guards and of special operations (domain.md 3.1); of others it is a wish."""
    if posting.schooling.min is None:
        return None
    by_law = occupation in _SCHOOLED_BY_LAW or any(one.kind in _SPECIAL_OPERATIONS for one in certificates)
    return Basis.LAW if by_law else Basis.WISH


def _amount(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _cut(text: str | None, most: int) -> str | None:
    return text[:most] if text else None
