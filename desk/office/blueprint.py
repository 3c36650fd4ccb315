"""The pages of the employment office as one blueprint, and what their addresses and forms share."""

from flask import Blueprint, abort, request

from desk.printable import printable
from desk.row_ids import LARGEST_ID
from jobmatch import clock, parameters
from jobmatch.matches.facts import wage_parameters
from jobmatch.settings import settings
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.adverts.findings import Finding
from jobmatch.vacancies.facts import employer_facts, to_facts
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.reviewing import held
from jobmatch.web import session

pages = Blueprint("office", __name__, template_folder="../templates", url_prefix="/office")

VACANCY = f"<int(max={LARGEST_ID}):vacancy_id>"
EMPLOYER = f"<int(max={LARGEST_ID}):employer_id>"
LONGEST_WORDS = 200


def written(name: str, longest: int = LONGEST_WORDS) -> str:
    """What a form says in one field, without signs that nobody sees."""
    return printable(request.form.get(name, ""), longest)


def number_in(given: str) -> int | None:
    """A whole number of at most four digits as somebody typed it, else None."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 4 else None


def held_vacancy(vacancy_id: int) -> Vacancy:
    """The vacancy that an address names, held for a decision; without one the page is not found."""
    found = held(session(), vacancy_id)
    if found is None:
        abort(404)
    return found


def findings_of(vacancy: Vacancy) -> list[Finding]:
    """What the legal check finds today in an advert, its fields and its employer."""
    today = clock.today()
    figures = wage_parameters(parameters.load(session()), today)
    employer = employer_facts(vacancy.employer, today)
    return check_advert(vacancy.posted_text, to_facts(vacancy), figures, employer=employer)


def confirmed_days() -> int:
    """For how long a confirmation by telephone keeps a vacancy on the list."""
    return parameters.load(session()).whole("vacancy_confirmed_days", settings().home_division, clock.today())
