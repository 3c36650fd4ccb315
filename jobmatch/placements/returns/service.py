"""The verbs of the Spring Festival: who comes home and goes again (返乡登记), buses from a site, and seats on them.

A word may be changed until the bus leaves: whoever wants no seat any more, or another way, gives the seat back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission
from jobmatch.households import area, recognise
from jobmatch.households.model import Household, Site
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.returns.grouping import Bus, Traveller, city_of, proposed
from jobmatch.placements.returns.model import Comes, FestivalReturn, Goes, TransportGroup, TransportSeat
from jobmatch.placements.returns.seasons import new_year


class NoSuchReturnError(LookupError):
    """Nobody is registered under this number, or there is no such bus."""


class NoSeatLeftError(ValueError):
    """Every seat of the bus is given."""


class OtherWayError(ValueError):
    """The bus goes elsewhere, on another day, or from another site, or the person wants no seat."""


class NoHomeError(ValueError):
    """Who belongs to no household that is served here comes home to nobody here."""


class NoBusError(ValueError):
    """A bus has at least one seat, and leaves ahead of now."""


@dataclass(frozen=True)
class Word:
    """What somebody says of one Spring Festival; None is not known."""

    comes: Comes
    goes: Goes | None = None
    leaves_on: date | None = None
    destination: str | None = None
    wants_seat: bool = False


def register(session: Session, person_id: int, season: int, word: Word, actor: Actor, at: datetime) -> FestivalReturn:
    """Write down what a person says of the festival of a year; the same word again changes nothing.

    Raises Refused, NoHomeError, UnknownSeasonError.
    """
    access.require(actor, Permission.FOLLOW_UP)
    on = clock.local_day(at)
    area.require_person(session, person_id, on, actor)
    new_year(season)
    home = recognise.open_membership(session, person_id)
    if home is None:
        raise NoHomeError("the person belongs to no household here; look for the household first")
    session.get_one(
        Household, home.household_id, with_for_update={"key_share": True}
    )  # two words at once: the later one counts
    row = session.scalar(
        select(FestivalReturn).where(FestivalReturn.person_id == person_id, FestivalReturn.season == season)
    )
    if row is None:
        row = FestivalReturn(person_id=person_id, season=season)
        session.add(row)
    elif _said(row) == word:
        return row
    row.household_id, row.by, row.at = home.household_id, actor.name[:100], at
    for one in fields(Word):
        setattr(row, one.name, getattr(word, one.name))
    if word.comes is not Comes.BACK:
        row.back_on = None
    elif row.back_on is None:
        row.back_on = on
    session.flush()
    audit.record(session, actor, "festival_register", f"person:{person_id}", at, str(season))
    seat = _seat_of(session, row.id)
    if seat is not None and not _goes_their_way(session.get_one(TransportGroup, seat.group_id), row):
        give_back(session, row.id, actor, at)
    return row


def register_said(
    session: Session, row: FollowUp, answers: Mapping[str, str], actor: Actor, at: datetime
) -> FestivalReturn | None:  # fmt: skip
    """`register` what was answered to the follow-up of a person; its mark ends with the year of the season."""
    if row.person_id is None:
        return None
    season = int(row.mark.partition("~")[0].rpartition(":")[2])
    leaves_on = answers.get("leaves_on")
    word = Word(
        comes=Comes(answers["home"]),
        goes=Goes(answers["again"]) if "again" in answers else None,
        leaves_on=None if leaves_on is None else date.fromisoformat(leaves_on),
        destination=answers.get("destination"),
        wants_seat=answers.get("bus") == "yes",
    )
    return register(session, row.person_id, season, word, actor, at)


def propose(session: Session, site: str, season: int, seats: int, actor: Actor) -> tuple[Bus, ...]:
    """Which buses of so many seats those of a site would need who want one and have none; it decides nothing.

    Raises Refused.
    """
    access.require(actor, Permission.FOLLOW_UP)
    access.require_site(actor, site)
    waiting = session.scalars(
        select(FestivalReturn)
        .join(Household, Household.id == FestivalReturn.household_id)
        .join(Site, Site.id == Household.site_id)
        .where(Site.code == site, FestivalReturn.season == season, FestivalReturn.wants_seat)
        .where(FestivalReturn.id.not_in(select(TransportSeat.return_id)))
        .order_by(FestivalReturn.id)
    )
    return proposed(
        [
            Traveller(row.id, row.household_id, row.destination, row.leaves_on)
            for row in waiting
            if row.destination is not None and row.leaves_on is not None
        ],
        seats,
    )


def open_group(
    session: Session, site: str, season: int, division: str, leaves_at: datetime, seats: int, actor: Actor, at: datetime
) -> TransportGroup:
    """A bus that goes from a site to a city at an hour; raises NoBusError, NoSuchReturnError, Refused."""
    access.require(actor, Permission.FOLLOW_UP)
    access.require_site(actor, site)
    new_year(season)
    known = session.scalar(select(Site).where(Site.code == site))
    if known is None:
        raise NoSuchReturnError(f"there is no site {site}")
    if seats < 1 or leaves_at <= at:
        raise NoBusError("a bus has at least one seat and leaves at an hour that is still to come")
    group = TransportGroup(
        season=season, site_id=known.id, division=city_of(division), leaves_at=leaves_at, seats=seats,
        opened_by=actor.name[:100], opened_at=at,
    )  # fmt: skip
    session.add(group)
    session.flush()
    audit.record(session, actor, "transport_open", f"transport:{group.id}", at, f"{site} {group.division} {seats}")
    return group


def cancel_group(session: Session, group_id: int, actor: Actor, at: datetime) -> None:
    """The bus does not go, and its seats are given back; a bus that is gone already is no reason to complain.

    Raises Refused.
    """
    access.require(actor, Permission.FOLLOW_UP)
    group = session.get(TransportGroup, group_id, with_for_update=True, populate_existing=True)
    if group is None:
        return
    access.require_site(actor, session.get_one(Site, group.site_id).code)
    seats = session.scalars(select(TransportSeat).where(TransportSeat.group_id == group_id)).all()
    for given in seats:
        session.delete(given)
    session.flush()
    session.delete(group)
    audit.record(session, actor, "transport_cancel", f"transport:{group_id}", at, f"{len(seats)} seats")
    session.flush()


def seat(session: Session, group_id: int, return_id: int, actor: Actor, at: datetime) -> TransportSeat:
    """Give somebody a seat on a bus, the lowest that is free; again it is the same seat.

    Raises NoSeatLeftError, OtherWayError, NoSuchReturnError, Refused.
    """
    row = _registered(session, return_id, actor, at)
    group = session.get(TransportGroup, group_id, with_for_update={"key_share": True}, populate_existing=True)
    if group is None:
        raise NoSuchReturnError(f"there is no bus {group_id}")
    given = _seat_of(session, return_id)
    if given is not None and given.group_id == group_id:
        return given
    if given is not None or not _goes_their_way(group, row) or group.leaves_at <= at:
        raise OtherWayError("this bus is not theirs: look at the day, the place and the seat they have")
    home = session.get_one(Household, row.household_id)
    if home.site_id != group.site_id:
        raise OtherWayError("this bus leaves from another site")
    taken = set(session.scalars(select(TransportSeat.number).where(TransportSeat.group_id == group_id)))
    free = next((number for number in range(1, group.seats + 1) if number not in taken), None)
    if free is None:
        raise NoSeatLeftError("the last seat of this bus has been given; open another one")
    made = TransportSeat(group_id=group_id, return_id=return_id, number=free)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError as error:  # somebody else gave this person a seat on another bus at this moment
        raise OtherWayError("somebody has just given them a seat on another bus") from error
    audit.record(session, actor, "transport_seat", f"person:{row.person_id}", at, f"transport:{group_id} seat {free}")
    session.flush()
    return made


def give_back(session: Session, return_id: int, actor: Actor, at: datetime) -> None:
    """The seat is free again; without one nothing happens. Raises NoSuchReturnError, Refused."""
    row = _registered(session, return_id, actor, at)
    given = _seat_of(session, return_id)
    if given is None:
        return
    detail = f"transport:{given.group_id} seat {given.number}"
    session.delete(given)
    audit.record(session, actor, "transport_give_back", f"person:{row.person_id}", at, detail)
    session.flush()


def registered(session: Session, season: int, actor: Actor) -> Sequence[FestivalReturn]:
    """Who of the actor's households is registered for the festival of a year; raises Refused."""
    access.require(actor, Permission.FOLLOW_UP)
    own = select(Household.id).where(area.seen_by(actor), Household.closed_on.is_(None))
    found = select(FestivalReturn).where(FestivalReturn.season == season, FestivalReturn.household_id.in_(own))
    return session.scalars(found.order_by(FestivalReturn.leaves_on.nulls_last(), FestivalReturn.id)).all()


def _registered(session: Session, return_id: int, actor: Actor, at: datetime) -> FestivalReturn:
    access.require(actor, Permission.FOLLOW_UP)
    session.flush()
    row = session.get(FestivalReturn, return_id, with_for_update={"key_share": True}, populate_existing=True)
    if row is None:
        raise NoSuchReturnError(f"nobody is registered under {return_id}")
    area.require_household(session, session.get_one(Household, row.household_id), clock.local_day(at), actor)
    return row


def _goes_their_way(group: TransportGroup, row: FestivalReturn) -> bool:
    to_the_city = row.destination is not None and city_of(row.destination) == group.division
    on_the_day = row.season == group.season and row.leaves_on == clock.local_day(group.leaves_at)
    return row.wants_seat and to_the_city and on_the_day


def _seat_of(session: Session, return_id: int) -> TransportSeat | None:
    return session.scalar(select(TransportSeat).where(TransportSeat.return_id == return_id))


def _said(row: FestivalReturn) -> Word:
    return Word(row.comes, row.goes, row.leaves_on, row.destination, row.wants_seat)
