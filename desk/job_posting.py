"""A vacancy as search engines read it: schema.org's JobPosting, of nothing but what its public page says.

What the advert leaves open is left out, never guessed; and of a household that hires neither name nor address is told.
"""

from datetime import date, timedelta
from decimal import Decimal

from desk import cards
from desk.cards import Card, Line
from desk.language import say as _
from jobmatch import clock
from jobmatch.places import division_name
from jobmatch.vacancies.codes import Contract, Shift, VacancyKind
from jobmatch.vacancies.earnings import earnings
from jobmatch.vacancies.model import Vacancy

CONTEXT = "https://schema.org"
_TEMPORARY = frozenset({VacancyKind.ODD_JOB, VacancyKind.WORK_RELIEF})
_CONTRACTOR = frozenset({Contract.SERVICE, Contract.OUTSOURCED})
_END_OF_DAY = "T23:59:59+08:00"


def job_posting(vacancy: Vacancy, card: Card, confirmed_days: int) -> dict[str, object]:
    """The data of an open vacancy; `confirmed_days` is for how long a confirmation by telephone holds."""
    told = {
        "@context": CONTEXT,
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": _description(vacancy, card),
        "identifier": {"@type": "PropertyValue", "name": _("岗位号"), "value": vacancy.number},
        "datePosted": (vacancy.publish_from or clock.local_day(vacancy.created_at)).isoformat(),
        "validThrough": open_until(vacancy, confirmed_days).isoformat() + _END_OF_DAY,
        "hiringOrganization": {"@type": "Organization", "name": card.employer},
        "jobLocation": {"@type": "Place", "address": _address(vacancy)},
        "employmentType": _employment(vacancy),
        "directApply": False,  # whoever wants it says so at the community centre, which asks the employer first
        "baseSalary": _salary(vacancy),
        "totalJobOpenings": vacancy.openings,
    }
    return {name: value for name, value in told.items() if value is not None}


def open_until(vacancy: Vacancy, confirmed_days: int) -> date:
    """The last day on which an open vacancy is shown, if nobody confirms it anew."""
    if vacancy.last_confirmed is None:
        raise ValueError("a vacancy that nobody confirmed is not open")
    confirmed = vacancy.last_confirmed + timedelta(days=confirmed_days)
    return min(confirmed, vacancy.expires_on or confirmed)


def _description(vacancy: Vacancy, card: Card) -> str:
    lines = [*cards.pay_lines(vacancy), *cards.work_lines(vacancy, clock.today()), *cards.demand_lines(vacancy)]
    return "\n".join(filter(None, (vacancy.duties, card.places, *map(_sentence, lines), _("不要交钱，不要押身份证。"))))


def _sentence(line: Line) -> str:
    return _("%(name)s：%(value)s", name=line.name, value=line.value)


def _address(vacancy: Vacancy) -> dict[str, str]:
    told = {
        "@type": "PostalAddress",
        "addressCountry": "CN",
        "addressLocality": division_name(vacancy.division) if vacancy.division else None,
        "streetAddress": None if vacancy.kind is VacancyKind.HOUSEHOLD else vacancy.address,
    }
    return {name: value for name, value in told.items() if value}


def _employment(vacancy: Vacancy) -> str:
    if vacancy.season_end or vacancy.kind in _TEMPORARY:
        return "TEMPORARY"
    if vacancy.contract in _CONTRACTOR:
        return "CONTRACTOR"
    return "PART_TIME" if vacancy.shift is Shift.FLEXIBLE else "FULL_TIME"


def _salary(vacancy: Vacancy) -> dict[str, object] | None:
    """Yuan a month before deductions, from a beginner to an experienced hand; None where it cannot be reckoned."""
    money = earnings(vacancy)
    least, most = cards.sorted_known(money.novice, money.experienced, money.guaranteed)
    if least is None or most is None:
        return None
    amount = {"@type": "QuantitativeValue", "minValue": _yuan(least), "maxValue": _yuan(most), "unitText": "MONTH"}
    return {"@type": "MonetaryAmount", "currency": "CNY", "value": amount}


def _yuan(amount: Decimal) -> float:
    return float(round(amount, 2))
