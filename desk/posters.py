"""Posters to print and hang up: one post in large type, or six posts of a search on one sheet, each with its code."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from desk import cards, codes
from desk.codes import Code, Kind
from desk.row_ids import LARGEST_ID
from desk.vacancies import confirmed_days, found_by
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.vacancies.browsing import find_open
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import permission, session

pages = Blueprint("posters", __name__, template_folder="templates")

ON_A_SHEET = 6


@dataclass(frozen=True)
class Poster:
    """One post as it hangs on a wall."""

    vacancy: Vacancy
    card: cards.Card
    code: Markup


@pages.get(f"/vacancies/<int(max={LARGEST_ID}):vacancy_id>/poster")
@permission(Permission.BROWSE_VACANCIES)
def poster(vacancy_id: int) -> ResponseReturnValue:
    """One open post on one sheet."""
    vacancy = find_open(session(), vacancy_id, clock.today(), confirmed_days())
    if vacancy is None:
        abort(404)
    return render_template(
        "poster.html", one=_poster(vacancy), pay=cards.pay_lines(vacancy),
        work=cards.work_lines(vacancy, clock.today()), demands=cards.demand_lines(vacancy), today=clock.today(),
    )  # fmt: skip


@pages.get("/vacancies/posters")
@permission(Permission.BROWSE_VACANCIES)
def sheet() -> ResponseReturnValue:
    """The first six of a search, as the list shows them."""
    found = found_by(request.args).vacancies[:ON_A_SHEET]
    return render_template("posters.html", posters=[_poster(one) for one in found], today=clock.today())


def _poster(vacancy: Vacancy) -> Poster:
    return Poster(vacancy, cards.card(vacancy), codes.picture(Code(Kind.POSTER, vacancy.id, clock.today())))
