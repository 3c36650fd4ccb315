"""The pages of employers as one blueprint, and what their addresses and forms share."""

from flask import Blueprint, abort, request

from desk.printable import printable
from desk.row_ids import LARGEST_ID
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, session

pages = Blueprint("hiring", __name__, template_folder="../templates", url_prefix="/hiring")

VACANCY = f"<int(max={LARGEST_ID}):vacancy_id>"
REFERRAL = f"<int(max={LARGEST_ID}):referral_id>"


def written(name: str, longest: int) -> str:
    """What a form says in one field, without signs that nobody sees."""
    return printable(request.form.get(name, ""), longest)


def own_vacancy(vacancy_id: int) -> Vacancy:
    """A post of the employers that this account answers for; of all others there is nothing to find."""
    found = session().get(Vacancy, vacancy_id)
    if found is None or found.employer_id not in current_actor().employer_ids:
        abort(404)
    return found
