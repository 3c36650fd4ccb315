"""The tables of the Spring Festival: who comes home and goes out again, shared buses, and whose seat is which."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.db import Base, words
from jobmatch.households.model import Household, Person, Site
from jobmatch.privacy import NOT_PERSONAL, Purpose, personal


class Comes(StrEnum):
    """Whether somebody who works away comes home for the festival."""

    BACK = "back"  # is home already
    COMING = "coming"
    STAYS = "stays"  # stays where the work is


class Goes(StrEnum):
    """What somebody means to do after the festival."""

    SAME = "same"  # to the same place
    NEW = "new"  # to another place
    UNSURE = "unsure"
    HOME = "home"  # stays at home


class FestivalReturn(Base):
    """One person's word about one Spring Festival (返乡登记); a later word takes the place of the earlier one.

    `season` is the calendar year of the lunar new year; `destination` six digits of a county.
    """

    __tablename__ = "festival_return"
    __table_args__ = (UniqueConstraint("person_id", "season"), Index("ix_festival_return_season", "season"))

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    season: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    comes: Mapped[Comes] = mapped_column(words(Comes), info=personal("whether they come home", Purpose.SUPPORT))
    back_on: Mapped[date | None] = mapped_column(Date, info=personal("home since", Purpose.SUPPORT))
    goes: Mapped[Goes | None] = mapped_column(words(Goes), info=personal("where they go again", Purpose.SUPPORT))
    leaves_on: Mapped[date | None] = mapped_column(Date, info=personal("when they go again", Purpose.SUPPORT))
    destination: Mapped[str | None] = mapped_column(
        String(12), info=personal("county they go to again", Purpose.SUPPORT)
    )
    wants_seat: Mapped[bool] = mapped_column(info=personal("wants a seat on a shared bus", Purpose.SUPPORT))
    by: Mapped[str] = mapped_column(String(100), info=personal("who wrote it down", Purpose.PROVE))
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)


class TransportGroup(Base):
    """One bus from one site to one place; `division` six digits, of a city those that end in 00."""

    __tablename__ = "transport_group"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    season: Mapped[int] = mapped_column(index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id))
    division: Mapped[str] = mapped_column(String(12))
    leaves_at: Mapped[datetime]
    seats: Mapped[int]
    opened_by: Mapped[str] = mapped_column(String(100))
    opened_at: Mapped[datetime]


class TransportSeat(Base):
    """Whose seat is which; one person has one seat, and one seat one person."""

    __tablename__ = "transport_seat"
    __table_args__ = (UniqueConstraint("group_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey(TransportGroup.id))
    return_id: Mapped[int] = mapped_column(ForeignKey(FestivalReturn.id), unique=True)
    number: Mapped[int] = mapped_column(info=personal("number of the seat", Purpose.SUPPORT))
