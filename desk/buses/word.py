"""What one person says of the festival, written down or changed: whoever wants another way gives the seat back."""

from datetime import date

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.buses.blueprint import COMES, GOES, pages, this_season
from desk.buses.front import place_of
from desk.language import say as _
from desk.not_said import NotSaidError
from desk.row_ids import LARGEST_ID
from desk.today.whom import read_people
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.model import Person
from jobmatch.placements.returns import service
from jobmatch.placements.returns.model import Comes, FestivalReturn, Goes
from jobmatch.placements.returns.service import Word
from jobmatch.places import read_place
from jobmatch.settings import settings
from jobmatch.web import current_actor, permission, session

_ONE = f"/word/<int(max={LARGEST_ID}):person_id>"
_OUT = frozenset({Goes.SAME, Goes.NEW})
_COUNTY = 6
LONGEST_PLACE = 60


@pages.get(_ONE)
@permission(Permission.FOLLOW_UP)
def word(person_id: int) -> ResponseReturnValue:
    """What was said so far, if anything."""
    return _page(person_id)


@pages.post(_ONE)
@permission(Permission.FOLLOW_UP)
def say(person_id: int) -> ResponseReturnValue:
    """What is said now."""
    _own(person_id)
    try:
        said = _said()
    except NotSaidError as wrong:
        return _page(person_id, wrong), 422
    service.register(session(), person_id, this_season().year, said, current_actor(), clock.now())
    say_done(_("记下了。"))
    return redirect(url_for("buses.returns"), 303)


def _said() -> Word:
    form = request.form
    if form.get("comes") not in set(Comes):
        raise NotSaidError("comes", _("回不回来？点一个。"))
    comes = Comes(form["comes"])
    if comes is Comes.STAYS:
        return Word(comes)
    if form.get("goes") not in set(Goes):
        raise NotSaidError("goes", _("过完年出不出去？点一个。"))
    goes = Goes(form["goes"])
    if goes not in _OUT:
        return Word(comes, goes)
    try:
        leaves_on = date.fromisoformat(form.get("leaves_on", ""))
    except ValueError as error:
        raise NotSaidError("leaves_on", _("哪天走？不晓得就问个大概的日子。")) from error
    place = form.get("place", "").strip()[:LONGEST_PLACE]
    division = read_place(place, settings().home_division).division or ""
    if len(division) < _COUNTY or not place:
        raise NotSaidError("place", _("没认出这个地方。写到县或者区，比如“佛山市顺德区”。"))
    return Word(comes, goes, leaves_on, division[:_COUNTY], wants_seat=form.get("bus") == "yes")


def _page(person_id: int, wrong: NotSaidError | None = None) -> str:
    person = _own(person_id)
    season = this_season()
    row = session().scalar(
        select(FestivalReturn).where(FestivalReturn.person_id == person_id, FestivalReturn.season == season.year)
    )
    was = {} if row is None else {
        "comes": row.comes, "goes": row.goes or "", "leaves_on": row.leaves_on or "",
        "place": place_of(row.destination), "bus": "yes" if row.wants_seat else "no",
    }  # fmt: skip
    return render_template(
        "buses/word.html", person=person, who=read_people({person_id}, "festival").get(person_id), season=season,
        now=request.form if wrong is not None else was, wrong=wrong, comes=COMES, goes=GOES,
        longest=LONGEST_PLACE,
    )  # fmt: skip


def _own(person_id: int) -> Person:
    person = session().get(Person, person_id)
    if person is None:
        abort(404)
    area.require_person(session(), person_id, clock.today(), current_actor())
    return person
