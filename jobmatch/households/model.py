"""The tables of a household: sites, households, people, and who belonged where from when to when.

A household's id and number never hang on its head or on an ID number: memberships carry dates, heads change, households
split. What a person does and wants stands in `working_life.py`, agreements in `consent.py`.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households import codes
from jobmatch.privacy import (
    COUNTED,
    HELPERS,
    NOT_PERSONAL,
    OFFERED,
    OFFICES,
    Keep,
    Purpose,
    personal,
    sensitive,
)
from jobmatch.seal import Sealed


class Site(Base):
    """A resettlement community: the area of its staff, and where its residents start their way to work."""

    __tablename__ = "site"
    __table_args__ = {"info": NOT_PERSONAL}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    division: Mapped[str] = mapped_column(String(12))
    population_band: Mapped[str | None] = mapped_column(String(20))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Household(Base):
    """H01 to H20. Counts and the income per head are derived, never stored."""

    __tablename__ = "household"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(30), unique=True, info=NOT_PERSONAL)
    office_number: Mapped[str | None] = mapped_column(
        String(30), unique=True, info=personal("the office's own household number", Purpose.IDENTIFY, seen_by=OFFICES)
    )
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"), index=True)
    relocated: Mapped[bool] = mapped_column(default=True, info=personal("whether it was moved", Purpose.SUPPORT))
    hukou_division: Mapped[str | None] = mapped_column(
        String(12), info=personal("division of the household register", Purpose.SUPPORT, seen_by=COUNTED)
    )
    origin_address: Mapped[str | None] = mapped_column(
        String(100), info=personal("address before the move", Purpose.IDENTIFY)
    )
    dwelling: Mapped[str | None] = mapped_column(String(60), info=personal("building, unit and room", Purpose.REACH))
    move_in_date: Mapped[date | None] = mapped_column(
        Date, info=personal("day of moving in", Purpose.SUPPORT, seen_by=COUNTED)
    )
    household_type: Mapped[codes.HouseholdType | None] = mapped_column(
        words(codes.HouseholdType), info=sensitive("kind of household", Purpose.SUPPORT, seen_by=OFFICES)
    )
    monitor_category: Mapped[codes.MonitorCategory | None] = mapped_column(
        words(codes.MonitorCategory), info=sensitive("why it is monitored", Purpose.SUPPORT, seen_by=OFFICES)
    )
    monitor_since: Mapped[date | None] = mapped_column(
        Date, info=sensitive("monitored since", Purpose.SUPPORT, seen_by=OFFICES)
    )
    risk_cleared: Mapped[bool | None] = mapped_column(
        info=sensitive("whether the risk is cleared", Purpose.SUPPORT, seen_by=OFFICES)
    )
    assistance: Mapped[codes.Assistance | None] = mapped_column(
        words(codes.Assistance), info=sensitive("allowances received", Purpose.SUPPORT, seen_by=OFFICES)
    )
    main_cause: Mapped[codes.Cause | None] = mapped_column(
        words(codes.Cause), info=sensitive("main cause of hardship", Purpose.SUPPORT, seen_by=OFFICES)
    )
    other_causes: Mapped[list[str] | None] = mapped_column(
        Sealed("household.other_causes"), info=sensitive("other causes of hardship", Purpose.SUPPORT, seen_by=OFFICES)
    )
    income_wage: Mapped[str | None] = mapped_column(
        Sealed("household.income_wage"), info=sensitive("wages of a year", Purpose.SUPPORT)
    )
    income_business: Mapped[str | None] = mapped_column(
        Sealed("household.income_business"), info=sensitive("business income of a year", Purpose.SUPPORT)
    )
    cost_business: Mapped[str | None] = mapped_column(
        Sealed("household.cost_business"), info=sensitive("business cost of a year", Purpose.SUPPORT)
    )
    income_property: Mapped[str | None] = mapped_column(
        Sealed("household.income_property"), info=sensitive("property income of a year", Purpose.SUPPORT)
    )
    income_transfer: Mapped[str | None] = mapped_column(
        Sealed("household.income_transfer"), info=sensitive("transfers of a year", Purpose.SUPPORT)
    )
    home_phone: Mapped[str | None] = mapped_column(
        Sealed("household.home_phone"), info=personal("telephone of the household", Purpose.REACH)
    )
    home_phone_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal("look-up of the telephone", Purpose.IDENTIFY, seen_by=frozenset())
    )
    no_phone_because: Mapped[str | None] = mapped_column(
        String(100), info=personal("why there is no telephone", Purpose.REACH)
    )
    helper_name: Mapped[str | None] = mapped_column(
        String(50), index=True, info=personal("assigned helper", Purpose.REACH, seen_by=COUNTED)
    )
    helper_phone: Mapped[str | None] = mapped_column(
        Sealed("household.helper_phone"), info=personal("telephone of the helper", Purpose.REACH)
    )
    # Written by `zero_employment.reckon`, so that lists and tables are plain queries; None where it is not served.
    employment_state: Mapped[codes.EmploymentState | None] = mapped_column(
        words(codes.EmploymentState),
        index=True,
        info=personal("how it stands with work", Purpose.SUPPORT, seen_by=COUNTED),
    )
    zero_employment_since: Mapped[date | None] = mapped_column(
        Date, info=personal("nobody in work since", Purpose.SUPPORT, seen_by=COUNTED)
    )
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("household.id"))
    registered_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    updated_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    closed_on: Mapped[date | None] = mapped_column(Date, info=personal("no longer served since", Purpose.PROVE))

    site: Mapped[Site | None] = relationship()
    memberships: Mapped[list["Membership"]] = relationship(back_populates="household", order_by="Membership.id")


class Person(Base):
    """P01 to P13 and what the labour profile reads of the body; health is never shown to an employer."""

    __tablename__ = "person"
    # Two clerks who enter the same person at the same moment must not make two of them.
    __table_args__ = (
        Index(
            "uq_person_id_number_kept",
            "id_number_index",
            unique=True,
            sqlite_where=text("merged_into_id IS NULL"),
            postgresql_where=text("merged_into_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30), index=True, info=personal("name", Purpose.IDENTIFY, seen_by=OFFERED))
    name_pinyin: Mapped[str] = mapped_column(
        String(200), index=True, info=personal("name in pinyin, for look-up", Purpose.IDENTIFY, seen_by=frozenset())
    )
    id_number: Mapped[str | None] = mapped_column(
        Sealed("person.id_number"), info=sensitive("ID number", Purpose.IDENTIFY, seen_by=HELPERS)
    )
    id_number_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=sensitive("look-up of the ID number", Purpose.IDENTIFY, seen_by=frozenset())
    )
    id_last_four: Mapped[str | None] = mapped_column(
        Sealed("person.id_last_four"), info=sensitive("last four of the ID number", Purpose.IDENTIFY)
    )
    no_id_because: Mapped[str | None] = mapped_column(String(100), info=personal("why no ID number", Purpose.IDENTIFY))
    office_code: Mapped[str | None] = mapped_column(
        String(40), index=True, info=personal("the office's own person code", Purpose.IDENTIFY, seen_by=OFFICES)
    )
    sex: Mapped[codes.Sex | None] = mapped_column(words(codes.Sex), info=personal("sex", Purpose.PROTECT))
    birth_date: Mapped[date | None] = mapped_column(Date, index=True, info=sensitive("birth date", Purpose.IDENTIFY))
    died_on: Mapped[date | None] = mapped_column(Date, info=personal("day of death", Purpose.PROVE))
    ethnicity: Mapped[str | None] = mapped_column(String(2), info=sensitive("ethnic group", Purpose.SUPPORT))
    education: Mapped[codes.Education | None] = mapped_column(
        words(codes.Education), info=personal("education", Purpose.MATCH)
    )
    school_stage: Mapped[codes.SchoolStage | None] = mapped_column(
        words(codes.SchoolStage), info=personal("school attended", Purpose.MATCH)
    )
    school_year: Mapped[int | None] = mapped_column(info=personal("year of school", Purpose.MATCH))
    health: Mapped[list[str] | None] = mapped_column(
        Sealed("person.health"), info=sensitive("health", Purpose.PROTECT, seen_by=HELPERS)
    )
    disability: Mapped[dict[str, Any] | None] = mapped_column(
        Sealed("person.disability"), info=sensitive("disability card", Purpose.PROTECT, seen_by=HELPERS)
    )
    disability_card_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=sensitive("look-up of the card", Purpose.IDENTIFY, seen_by=frozenset())
    )
    limits: Mapped[dict[str, str] | None] = mapped_column(
        Sealed("person.limits"), info=sensitive("what the body cannot do", Purpose.MATCH, seen_by=HELPERS)
    )
    protections: Mapped[list[str] | None] = mapped_column(
        Sealed("person.protections"), info=sensitive("statutory protections declared", Purpose.PROTECT, seen_by=HELPERS)
    )
    safety: Mapped[str | None] = mapped_column(
        Sealed("person.safety"),
        info=sensitive("safety flag, never on a telephone or kiosk", Purpose.PROTECT, seen_by=frozenset({Role.HELPER})),
    )
    capacity: Mapped[codes.Capacity | None] = mapped_column(
        words(codes.Capacity), info=sensitive("work capacity", Purpose.MATCH, seen_by=COUNTED)
    )
    capacity_on: Mapped[date | None] = mapped_column(Date, info=personal("day of the assessment", Purpose.MATCH))
    capacity_by: Mapped[str | None] = mapped_column(String(50), info=personal("who assessed", Purpose.PROVE))
    phone: Mapped[str | None] = mapped_column(
        Sealed("person.phone"), info=personal("telephone", Purpose.REACH, seen_by=OFFERED)
    )
    phone_index: Mapped[str | None] = mapped_column(
        String(64), index=True, info=personal("look-up of the telephone", Purpose.IDENTIFY, seen_by=frozenset())
    )
    phone_owner: Mapped[codes.PhoneOwner | None] = mapped_column(
        words(codes.PhoneOwner), info=personal("whose telephone", Purpose.REACH)
    )
    smartphone: Mapped[bool | None] = mapped_column(info=personal("whether a smartphone", Purpose.REACH))
    wechat_bound: Mapped[bool | None] = mapped_column(info=personal("whether WeChat is linked", Purpose.REACH))
    phone_unreached_since: Mapped[date | None] = mapped_column(
        Date, info=personal("telephone not reached since", Purpose.REACH)
    )
    mandarin: Mapped[codes.Mandarin | None] = mapped_column(
        words(codes.Mandarin), info=personal("Mandarin", Purpose.MATCH)
    )
    dialects: Mapped[str | None] = mapped_column(String(100), info=personal("dialects", Purpose.REACH))
    reading: Mapped[codes.Reading | None] = mapped_column(words(codes.Reading), info=personal("reading", Purpose.MATCH))
    phone_use: Mapped[codes.PhoneUse | None] = mapped_column(
        words(codes.PhoneUse), info=personal("what is done with a telephone", Purpose.REACH)
    )
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # What was agreed and answered is kept as evidence for a while, and points to a record that is otherwise empty.
    erased_at: Mapped[datetime | None] = mapped_column(
        index=True, info=personal("when the record was deleted", Purpose.PROVE, keep=Keep.AS_EVIDENCE)
    )
    updated_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    memberships: Mapped[list["Membership"]] = relationship(back_populates="person", order_by="Membership.id")


class Membership(Base):
    """A person in a household from a day on until, but not including, another; the head is a relation, not a key."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_household_open", "household_id", "left_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relation: Mapped[codes.Relation | None] = mapped_column(
        words(codes.Relation), info=personal("relation to the head", Purpose.SUPPORT)
    )
    joined_on: Mapped[date] = mapped_column(Date, info=personal("member since", Purpose.PROVE))
    left_on: Mapped[date | None] = mapped_column(Date, info=personal("member until", Purpose.PROVE))
    left_because: Mapped[codes.LeaveReason | None] = mapped_column(
        words(codes.LeaveReason), info=personal("why the membership ended", Purpose.SUPPORT)
    )

    household: Mapped[Household] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship(back_populates="memberships")
