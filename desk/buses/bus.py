"""One bus: who sits where, who else goes the same way, getting on and off, and the list to take along."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from desk.buses.blueprint import pages
from desk.buses.front import place_of
from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.row_ids import LARGEST_ID
from desk.today.whom import Whom, read
from desk.undoing import say_done
from jobmatch import access, clock
from jobmatch.access import Permission
from jobmatch.households.model import Household, Person, Site
from jobmatch.placements.returns import service
from jobmatch.placements.returns.model import FestivalReturn, TransportGroup, TransportSeat
from jobmatch.web import current_actor, permission, session

_ONE = f"/<int(max={LARGEST_ID}):group_id>"


@dataclass(frozen=True)
class Seat:
    """A seat that is given, and to whom."""

    number: int
    word: FestivalReturn
    who: Whom | None


@dataclass(frozen=True)
class Taken:
    """A line of the list to take along."""

    number: int
    name: str
    household: str
    phone: str
    destination: str


_COLUMNS: Sequence[Column[Taken]] = (
    Column("seat", _l("座位"), lambda one: one.number),
    Column("name", _l("姓名"), lambda one: one.name),
    Column("household", _l("户号"), lambda one: one.household),
    Column("phone", _l("电话"), lambda one: one.phone),
    Column("place", _l("去哪里"), lambda one: one.destination),
)


@pages.get(_ONE)
@permission(Permission.FOLLOW_UP)
def shown(group_id: int) -> ResponseReturnValue:
    """Who sits where; as a file for the driver."""
    group = _own(group_id)
    if "as" in request.args:
        listing = Listing(
            f"bus-{group.id}", _l("坐车的人"), _query(group), _taken, _COLUMNS,
            first=(TransportSeat.number,), last=TransportSeat.id,
        )  # fmt: skip
        return answer(listing, "buses/bus.html")
    seats, waiting = _seats(group), _waiting(group)
    people = read(
        {(word.household_id, word.person_id) for word in [*(one for _n, one in seats), *waiting]}, f"bus:{group.id}"
    )
    return render_template(
        "buses/bus.html", group=group, place=place_of(group.division),
        leaves=group.leaves_at.astimezone(clock.SHANGHAI),
        seats=[Seat(number, word, people.get((word.household_id, word.person_id))) for number, word in seats],
        waiting=[(word, people.get((word.household_id, word.person_id))) for word in waiting], place_of=place_of,
        gone=group.leaves_at <= clock.now(),
    )  # fmt: skip


@pages.post(f"{_ONE}/on")
@permission(Permission.FOLLOW_UP)
def get_on(group_id: int) -> ResponseReturnValue:
    """Give somebody the lowest seat that is free."""

    def verb(return_id: int) -> None:
        given = service.seat(session(), group_id, return_id, current_actor(), clock.now())
        undo = url_for("buses.get_off", group_id=group_id)
        say_done(_("有座位了：%(n)s号。", n=given.number), undo, {"who": str(return_id)})

    return _done(group_id, verb)


@pages.post(f"{_ONE}/off")
@permission(Permission.FOLLOW_UP)
def get_off(group_id: int) -> ResponseReturnValue:
    """The seat is free again."""

    def verb(return_id: int) -> None:
        service.give_back(session(), return_id, current_actor(), clock.now())
        say_done(_("座位空出来了。"), url_for("buses.get_on", group_id=group_id), {"who": str(return_id)})

    return _done(group_id, verb)


@pages.post(f"{_ONE}/cancel")
@permission(Permission.FOLLOW_UP)
def cancel(group_id: int) -> ResponseReturnValue:
    """The bus does not go; whoever had a seat waits for another again."""
    _own(group_id)
    service.cancel_group(session(), group_id, current_actor(), clock.now())
    say_done(_("这趟车不开了，坐车的人等下一趟。"))
    return redirect(url_for("buses.front"), 303)


def _done(group_id: int, verb: Callable[[int], None]) -> ResponseReturnValue:
    _own(group_id)
    who = request.form.get("who", "")
    if not who.isascii() or not who.isdecimal() or int(who) > LARGEST_ID:
        abort(400)
    try:
        verb(int(who))
    except service.NoSeatLeftError:
        say_done(_("最后一个座位刚给出去了。人多就再定一趟。"))
    except service.OtherWayError:
        say_done(_("不坐这趟：日子、地方变了，或者在别的车上有座位了。"))
    except service.NoSuchReturnError:
        abort(404)
    return redirect(url_for("buses.shown", group_id=group_id), 303)


def _own(group_id: int) -> TransportGroup:
    group = session().get(TransportGroup, group_id)
    if group is None:
        abort(404)
    access.require_site(current_actor(), session().get_one(Site, group.site_id).code)
    return group


def _seats(group: TransportGroup) -> list[tuple[int, FestivalReturn]]:
    found = session().execute(
        select(TransportSeat.number, FestivalReturn)
        .join(FestivalReturn, FestivalReturn.id == TransportSeat.return_id)
        .where(TransportSeat.group_id == group.id)
        .order_by(TransportSeat.number)
    )
    return [(number, word) for number, word in found]


def _waiting(group: TransportGroup) -> list[FestivalReturn]:
    """Who wants a seat to the same city on the same day, and has none."""
    found = session().scalars(
        select(FestivalReturn)
        .join(Household, Household.id == FestivalReturn.household_id)
        .where(
            Household.site_id == group.site_id, FestivalReturn.season == group.season, FestivalReturn.wants_seat,
            FestivalReturn.leaves_on == clock.local_day(group.leaves_at),
            FestivalReturn.destination.startswith(group.division[:4]),
            FestivalReturn.id.not_in(select(TransportSeat.return_id)),
        )
        .order_by(FestivalReturn.id)
    )  # fmt: skip
    return list(found)


def _query(group: TransportGroup) -> Select[*tuple[Any, ...]]:
    return (
        select(TransportSeat.number, Person.name, Household.number, Person.phone, FestivalReturn.destination)
        .join(FestivalReturn, FestivalReturn.id == TransportSeat.return_id)
        .join(Person, Person.id == FestivalReturn.person_id)
        .join(Household, Household.id == FestivalReturn.household_id)
        .where(TransportSeat.group_id == group.id)
    )


def _taken(rows: Sequence[Any]) -> list[Taken]:
    return [Taken(number, name, home, phone or "", place_of(where)) for number, name, home, phone, where in rows]
