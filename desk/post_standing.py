"""How a post stands in fact: one that is published and yet shown to nobody says why."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.openness import Reason
from jobmatch.vacancies.service import openness_on

SILENT = _l("有人在等回话，先停了")
_UNSEEN: Mapping[Reason, LazyString] = {
    Reason.BLACKLISTED: _l("单位不能用，没有人看得到"),
    Reason.EMPLOYER_NOT_VERIFIED: _l("单位还没核实到这一步，没有人看得到"),
    Reason.NOT_YET: _l("还没到公布那天"),
    Reason.EXPIRED: _l("过期了"),
    Reason.NOT_CONFIRMED: _l("太久没人说还在招，没有人看得到"),
    Reason.FULL: _l("招满了"),
}


def stands(
    vacancy: Vacancy, words: Mapping[VacancyState, LazyString], silent: bool, today: date, confirmed_days: int
) -> tuple[str, str]:
    """The words of it, from those of the reader for its state, and the colour of their mark.

    `silent`: whether the post is paused because nobody answers; `confirmed_days` as in `openness`.
    """
    if vacancy.state is VacancyState.PAUSED and silent:
        return str(SILENT), "red"
    if vacancy.state is VacancyState.PUBLISHED:
        opened = openness_on(vacancy, today, confirmed_days)
        return (str(words[vacancy.state]), "now") if opened.open else (str(_UNSEEN[opened.reason]), "orange")
    return str(words[vacancy.state]), "red" if vacancy.state is VacancyState.REFUSED else ""
