"""The public vacancy pages: a list with a few large filters, and one vacancy with everything that is known about it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from desk import cards
from desk.job_posting import job_posting
from desk.row_ids import LARGEST_ID
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.households.model import Site
from jobmatch.settings import settings
from jobmatch.vacancies.browsing import Found, Point, Wish, browse, find_open
from jobmatch.web import permission, session

pages = Blueprint("vacancies", __name__, template_folder="templates")

LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Search:
    """The filters as they stand in the address; the names are those of the form's fields."""

    words: str = ""
    walk: str = ""
    near: bool = False
    bed: bool = False
    day: bool = False
    nocert: bool = False
    fifty: bool = False

    def address(self, page: int = 1) -> str:
        """The address of a page of this search, without what says nothing."""
        chosen = {name: "1" if value is True else str(value) for name, value in vars(self).items() if value}
        numbered = {"page": str(page)} if page > 1 else {}
        return "?".join(filter(None, (url_for("vacancies.listed"), urlencode(chosen | numbered))))


@pages.get("/vacancies")
@permission(Permission.BROWSE_VACANCIES)
def listed() -> ResponseReturnValue:
    """Open vacancies, filtered as the address says."""
    search, sites = _search(request.args), _sites(session())
    start = sites[search.walk].point if search.walk in sites else None
    found = found_by(request.args)
    shown = [cards.card(vacancy, start) for vacancy in found.vacancies]
    return render_template(
        "vacancies.html", cards=shown, found=found, search=search, sites=sites, pages=_neighbours(search, found)
    )


@pages.get(f"/vacancies/<int(max={LARGEST_ID}):vacancy_id>")
@permission(Permission.BROWSE_VACANCIES)
def shown(vacancy_id: int) -> ResponseReturnValue:
    """One open vacancy; one that is filled or no longer confirmed is not found."""
    days = confirmed_days()
    vacancy = find_open(session(), vacancy_id, clock.today(), days)
    if vacancy is None:
        abort(404)
    card = cards.card(vacancy)
    return render_template(
        "vacancy.html",
        vacancy=vacancy,
        card=card,
        posting=job_posting(vacancy, card, days),
        pay=cards.pay_lines(vacancy),
        work=cards.work_lines(vacancy, clock.today()),
        demands=cards.demand_lines(vacancy),
    )


def found_by(args: MultiDict[str, str]) -> Found:
    """The page of open posts that an address asks for."""
    search, sites = _search(args), _sites(session())
    start = sites[search.walk].point if search.walk in sites else None
    return browse(session(), _wish(search, start), _page_number(args), clock.today(), confirmed_days())


def confirmed_days() -> int:
    """For how long a confirmation by telephone keeps a vacancy on the list."""
    return parameters.load(session()).whole("vacancy_confirmed_days", settings().home_division, clock.today())


@pages.after_request
def _known_again(answer: Response) -> Response:
    """Whoever asks again for a page that has not changed is told so in a few bytes: many pay for each of them."""
    if answer.status_code == 200:
        answer.vary.update(("Cookie", "Accept-Language"))
        answer.add_etag(weak=True)
        answer.make_conditional(request)
    return answer


@dataclass(frozen=True)
class Start:
    """A settlement that walks are reckoned from."""

    name: str
    point: Point


@dataclass(frozen=True)
class Neighbours:
    """Addresses of the pages before and after this one, empty at the ends."""

    before: str
    after: str


def _search(args: MultiDict[str, str]) -> Search:
    """The filters of an address; what is not understood is left out rather than refused."""
    ticked = {name: args.get(name) == "1" for name in ("near", "bed", "day", "nocert", "fifty")}
    words = "".join(sign for sign in args.get("words", "") if sign.isprintable())
    return Search(words=words.strip()[:LONGEST_SEARCH], walk=args.get("walk", ""), **ticked)


def _wish(search: Search, start: Point | None) -> Wish:
    home = settings().home_division
    return Wish(
        home=home,
        words=search.words,
        walkable_from=start,
        division=home if search.near else "",
        with_bed=search.bed,
        by_day=search.day,
        without_certificate=search.nocert,
        over_fifty=search.fifty,
    )


def _page_number(args: MultiDict[str, str]) -> int:
    return args.get("page", 1, type=int)


def _sites(opened: Session) -> dict[str, Start]:
    """The settlements that have coordinates, by code."""
    rows = opened.scalars(select(Site).order_by(Site.name))
    return {
        site.code: Start(site.name, Point(site.latitude, site.longitude))
        for site in rows
        if site.latitude is not None and site.longitude is not None
    }


def _neighbours(search: Search, found: Found) -> Neighbours:
    before = search.address(found.number - 1) if found.number > 1 else ""
    after = search.address(found.number + 1) if found.number < found.pages else ""
    return Neighbours(before, after)
