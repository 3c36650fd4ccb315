"""Which buses are wanted and which are fixed, site by site, and the list of all who come home and go again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select

from desk.buses.blueprint import COMES, GOES, pages, this_season
from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.undoing import say_done
from jobmatch import access, clock
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.model import Household, Person, Site
from jobmatch.placements.returns import service
from jobmatch.placements.returns.grouping import Bus
from jobmatch.placements.returns.model import Comes, FestivalReturn, Goes, TransportGroup, TransportSeat
from jobmatch.places.divisions import division_name
from jobmatch.web import current_actor, permission, session

SEATS = 45
"""Of a coach as counties hire it."""
MOST_SEATS = 60
_MORNING = time(8)


@dataclass(frozen=True)
class Fixed:
    """A bus that is fixed: where it goes, when, how many seats it has and how many are given."""

    group: TransportGroup
    place: str
    given: int


@dataclass(frozen=True)
class AtSite:
    """What a site needs and has."""

    code: str
    name: str
    wanted: Sequence[tuple[Bus, str]]
    fixed: Sequence[Fixed]


@dataclass(frozen=True)
class Line:
    """One who was asked, with the household and the number of the seat, if there is one."""

    word: FestivalReturn
    name: str
    household: str
    seat: int | None


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "name", _l("姓名"), lambda one: one.name, Person.name_pinyin,
        link=lambda one: url_for("buses.word", person_id=one.word.person_id),
    ),
    Column("household", _l("户号"), lambda one: one.household, Household.number),
    Column("comes", _l("回来没有"), lambda one: COMES[one.word.comes], FestivalReturn.comes),
    Column("goes", _l("过完年"), lambda one: GOES[one.word.goes] if one.word.goes else "", FestivalReturn.goes),
    Column("leaves", _l("哪天走"), lambda one: one.word.leaves_on, FestivalReturn.leaves_on),
    Column("place", _l("去哪里"), lambda one: place_of(one.word.destination), FestivalReturn.destination),
    Column("bus", _l("坐车"), lambda one: _seat(one)),
)  # fmt: skip


@pages.get("")
@permission(Permission.FOLLOW_UP)
def front() -> ResponseReturnValue:
    """The season, how many come and go, and the buses of the own sites."""
    season = this_season()
    counted = (
        session()
        .execute(
            select(
                func.count().filter(FestivalReturn.comes == Comes.BACK),
                func.count().filter(FestivalReturn.comes == Comes.COMING),
                func.count().filter(FestivalReturn.goes.in_((Goes.SAME, Goes.NEW))),
                func.count().filter(FestivalReturn.wants_seat),
            )
            .select_from(FestivalReturn)
            .join(Household, Household.id == FestivalReturn.household_id)
            .where(FestivalReturn.season == season.year, area.seen_by(current_actor()))
        )
        .one()
    )
    return render_template(
        "buses/front.html", season=season, counted=counted, sites=_sites(season.year), seats=SEATS, most=MOST_SEATS,
        morning=_MORNING.strftime("%H:%M"), today=clock.today(),
    )  # fmt: skip


@pages.get("/returns")
@permission(Permission.FOLLOW_UP)
def returns() -> ResponseReturnValue:
    """Everybody of the own households who was asked about this festival."""
    season = this_season()
    listing = Listing(
        "festival", _l("过年返乡登记"), _query(season.year), _lines, _COLUMNS,
        first=(FestivalReturn.leaves_on.nulls_last(),), last=FestivalReturn.id,
    )  # fmt: skip
    return answer(listing, "buses/returns.html", season=season)


@pages.post("")
@permission(Permission.FOLLOW_UP)
def open_bus() -> ResponseReturnValue:
    """Fix a bus that was proposed, with those who would sit on it."""
    site, division = request.form.get("site", ""), request.form.get("division", "")
    try:
        day = date.fromisoformat(request.form.get("day", ""))
        hour = time.fromisoformat(request.form.get("hour", ""))
        seats = int(request.form.get("seats", ""))
    except ValueError:
        abort(400)
    if not 1 <= seats <= MOST_SEATS:
        abort(400)
    at, actor, season = clock.now(), current_actor(), this_season().year
    wanted = service.propose(session(), site, season, seats, actor)
    whom = next((bus for bus in wanted if (bus.division, bus.leaves_on) == (division, day)), None)
    if whom is None:
        say_done(_("这趟车没有人等了，别人可能刚定过。"))
        return redirect(url_for("buses.front"), 303)
    leaves = datetime.combine(day, hour, clock.SHANGHAI)
    try:
        group = service.open_group(session(), site, season, division, leaves, seats, actor, at)
    except service.NoBusError:
        say_done(_("这个时间已经过了，换个时间再定。"))
        return redirect(url_for("buses.front"), 303)
    for return_id in whom.return_ids:
        service.seat(session(), group.id, return_id, actor, at)
    say_done(
        _("定好了，%(n)s人有座位。", n=len(whom.return_ids)), url_for("buses.cancel", group_id=group.id)
    )  # fmt: skip
    return redirect(url_for("buses.shown", group_id=group.id), 303)


def place_of(division: str | None) -> str:
    """The name of a county or a city; its digits where it has none."""
    return "" if division is None else division_name(division) or division


def _sites(season: int) -> list[AtSite]:
    """The sites that this actor serves as a whole; a helper serves households, and fixes no bus."""
    actor = current_actor()
    own = [site for site in session().scalars(select(Site).order_by(Site.code)) if access.serves_site(actor, site.code)]
    given = select(TransportSeat.group_id, func.count().label("number")).group_by(TransportSeat.group_id).subquery()
    fixed = (
        session()
        .execute(
            select(TransportGroup, given.c.number)
            .outerjoin(given, given.c.group_id == TransportGroup.id)
            .where(TransportGroup.season == season, TransportGroup.site_id.in_([site.id for site in own]))
            .order_by(TransportGroup.leaves_at, TransportGroup.id)
        )
        .all()
    )
    return [
        AtSite(
            site.code,
            site.name,
            [(bus, place_of(bus.division)) for bus in service.propose(session(), site.code, season, SEATS, actor)],
            [
                Fixed(group, place_of(group.division), number or 0)
                for group, number in fixed
                if group.site_id == site.id
            ],
        )
        for site in own
    ]


def _query(season: int) -> Select[*tuple[Any, ...]]:
    return (
        select(FestivalReturn, Person.name, Household.number, TransportSeat.number)
        .join(Person, Person.id == FestivalReturn.person_id)
        .join(Household, Household.id == FestivalReturn.household_id)
        .outerjoin(TransportSeat, TransportSeat.return_id == FestivalReturn.id)
        .where(FestivalReturn.season == season, area.seen_by(current_actor()), Household.closed_on.is_(None))
    )


def _lines(rows: Sequence[Any]) -> list[Line]:
    return [Line(*row) for row in rows]


def _seat(one: Line) -> str:
    if one.seat is not None:
        return _("%(n)s号座位", n=one.seat)
    return _("想坐，还没定") if one.word.wants_seat else ""
