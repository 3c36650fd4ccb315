"""The tables of what a person does, can and wants: employment by dates, intention, constraints, certificates.

Employment is a row per spell: a changed status or employer ends one spell and opens the next, so that "who was in work
on that day" has an answer for every day (`spells.py` writes them).
"""

from datetime import date, datetime, time

from sqlalchemy import Date, ForeignKey, Index, String, Time, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jobmatch.db import Base, words
from jobmatch.households import codes
from jobmatch.households.model import Person
from jobmatch.privacy import COUNTED, NOT_PERSONAL, OFFERED, SITE_STAFF, TAUGHT, Keep, Purpose, personal, sensitive
from jobmatch.seal import Sealed

_SEEKING = Keep.WHILE_SEEKING
_CARD = OFFERED | TAUGHT


class Employment(Base):
    """P14 to P19 for a span of days: `ended_on` is the first day on which it no longer held."""

    __tablename__ = "employment"
    __table_args__ = (Index("ix_employment_person_open", "person_id", "ended_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    status: Mapped[codes.EmploymentStatus] = mapped_column(
        words(codes.EmploymentStatus), info=personal("what the person does", Purpose.MATCH, seen_by=COUNTED)
    )
    since: Mapped[date] = mapped_column(Date, info=personal("since when", Purpose.PROVE, seen_by=COUNTED))
    ended_on: Mapped[date | None] = mapped_column(Date, info=personal("until when", Purpose.PROVE, seen_by=COUNTED))
    area: Mapped[codes.WorkArea | None] = mapped_column(
        words(codes.WorkArea), info=personal("how far away", Purpose.SUPPORT, seen_by=COUNTED)
    )
    workplace: Mapped[str | None] = mapped_column(String(100), info=sensitive("where", Purpose.SUPPORT))
    division: Mapped[str | None] = mapped_column(
        String(12), info=personal("county of the workplace", Purpose.SUPPORT, seen_by=COUNTED)
    )
    employer: Mapped[str | None] = mapped_column(
        String(100), info=personal("employer", Purpose.SUPPORT, seen_by=COUNTED)
    )
    title: Mapped[str | None] = mapped_column(String(100), info=personal("post", Purpose.MATCH, seen_by=COUNTED))
    occupation: Mapped[str | None] = mapped_column(
        String(60), info=personal("occupation", Purpose.MATCH, seen_by=COUNTED)
    )
    industry: Mapped[str | None] = mapped_column(
        String(50), info=personal("industry", Purpose.SUPPORT, seen_by=COUNTED)
    )
    channel: Mapped[codes.Channel | None] = mapped_column(
        words(codes.Channel), info=personal("how the work was found", Purpose.SUPPORT, seen_by=COUNTED)
    )
    point_to_point: Mapped[bool | None] = mapped_column(info=personal("organised travel", Purpose.SUPPORT))
    wage_month: Mapped[str | None] = mapped_column(
        Sealed("employment.wage_month"), info=sensitive("pay of the last month", Purpose.SUPPORT)
    )
    wage_on: Mapped[date | None] = mapped_column(Date, info=personal("day the pay was stated", Purpose.SUPPORT))
    months_this_year: Mapped[str | None] = mapped_column(
        String(6), info=personal("months worked this year", Purpose.SUPPORT, seen_by=COUNTED)
    )
    source: Mapped[str] = mapped_column(String(40), info=NOT_PERSONAL)
    noted_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)

    person: Mapped[Person] = relationship()


HELD_A_DAY = or_(Employment.ended_on.is_(None), Employment.ended_on > Employment.since)
"""Of spells those that held for a day at least: what was noted and did not hold stays, ended on its first day."""


class Intention(Base):
    """P21, P22: what work and which training a person would take; one row a person, the newest word counts."""

    __tablename__ = "intention"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    willing: Mapped[bool | None] = mapped_column(
        info=personal("wants work", Purpose.MATCH, keep=_SEEKING, seen_by=COUNTED)
    )
    unwilling_because: Mapped[str | None] = mapped_column(
        String(100), info=personal("why no work is wanted", Purpose.SUPPORT, keep=_SEEKING)
    )
    wanted: Mapped[list[str] | None] = mapped_column(
        Sealed("intention.wanted"), info=personal("work wanted", Purpose.MATCH, keep=_SEEKING, seen_by=_CARD)
    )
    wage_floor: Mapped[str | None] = mapped_column(
        Sealed("intention.wage_floor"), info=sensitive("least pay", Purpose.MATCH, keep=_SEEKING)
    )
    wage_hoped: Mapped[str | None] = mapped_column(
        Sealed("intention.wage_hoped"), info=sensitive("hoped pay", Purpose.MATCH, keep=_SEEKING)
    )
    seeking_since: Mapped[date | None] = mapped_column(
        Date, info=personal("looking since", Purpose.MATCH, keep=_SEEKING, seen_by=COUNTED)
    )
    available_from: Mapped[date | None] = mapped_column(
        Date, info=personal("free from", Purpose.MATCH, keep=_SEEKING, seen_by=_CARD)
    )
    training_wish: Mapped[codes.TrainingWish | None] = mapped_column(
        words(codes.TrainingWish), info=personal("training wanted", Purpose.MATCH, keep=_SEEKING, seen_by=TAUGHT)
    )
    training_days_most: Mapped[int | None] = mapped_column(
        info=personal("days of training accepted", Purpose.MATCH, keep=_SEEKING, seen_by=TAUGHT)
    )
    boarding_for_training: Mapped[bool | None] = mapped_column(
        info=personal("training away from home", Purpose.MATCH, keep=_SEEKING, seen_by=TAUGHT)
    )
    needs_allowance: Mapped[bool | None] = mapped_column(
        info=sensitive("needs an allowance to train", Purpose.SUPPORT, keep=_SEEKING)
    )
    contact_hours: Mapped[str | None] = mapped_column(
        String(60), info=personal("when to call", Purpose.REACH, keep=_SEEKING)
    )
    no_offers_until: Mapped[date | None] = mapped_column(
        Date, info=personal("no offers before", Purpose.REACH, keep=_SEEKING)
    )
    asked_on: Mapped[date] = mapped_column(Date, info=NOT_PERSONAL)


class ConstraintRow(Base):
    """P23: something a person holds to, hard or by preference, until a day; expired ones no longer count."""

    __tablename__ = "person_constraint"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[codes.ConstraintKind] = mapped_column(
        words(codes.ConstraintKind), info=personal("what about", Purpose.MATCH, keep=_SEEKING)
    )
    strength: Mapped[codes.Strength] = mapped_column(
        words(codes.Strength), info=personal("how firmly", Purpose.MATCH, keep=_SEEKING)
    )
    until: Mapped[date | None] = mapped_column(Date, info=personal("until when", Purpose.MATCH, keep=_SEEKING))
    window_from: Mapped[time | None] = mapped_column(
        Time, info=personal("free from this hour", Purpose.MATCH, keep=_SEEKING, seen_by=OFFERED)
    )
    window_to: Mapped[time | None] = mapped_column(
        Time, info=personal("free to this hour", Purpose.MATCH, keep=_SEEKING, seen_by=OFFERED)
    )
    area: Mapped[str | None] = mapped_column(String(20), info=personal("how far at most", Purpose.MATCH, keep=_SEEKING))
    occupation: Mapped[str | None] = mapped_column(
        String(60), info=personal("work refused", Purpose.MATCH, keep=_SEEKING)
    )
    with_people: Mapped[list[int] | None] = mapped_column(
        Sealed("person_constraint.with_people"), info=personal("who goes along", Purpose.MATCH, keep=_SEEKING)
    )
    note: Mapped[str | None] = mapped_column(
        Sealed("person_constraint.note"), info=sensitive("care and other reasons", Purpose.SUPPORT, keep=_SEEKING)
    )


class CertificateRow(Base):
    """P20: a certificate held; whether it is valid, due, lapsed or unseen is reckoned, not stored."""

    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(60), info=personal("kind", Purpose.MATCH, seen_by=_CARD))
    number: Mapped[str | None] = mapped_column(Sealed("certificate.number"), info=personal("number", Purpose.PROVE))
    issuer: Mapped[str | None] = mapped_column(String(100), info=personal("issuer", Purpose.PROVE, seen_by=_CARD))
    scope: Mapped[str | None] = mapped_column(String(100), info=personal("scope", Purpose.MATCH, seen_by=_CARD))
    issued_on: Mapped[date | None] = mapped_column(Date, info=personal("issued", Purpose.PROVE, seen_by=_CARD))
    valid_to: Mapped[date | None] = mapped_column(Date, info=personal("valid to", Purpose.MATCH, seen_by=_CARD))
    review_due: Mapped[date | None] = mapped_column(Date, info=personal("review due", Purpose.MATCH, seen_by=_CARD))
    original_seen_by: Mapped[str | None] = mapped_column(String(50), info=personal("seen by", Purpose.PROVE))
    original_seen_on: Mapped[date | None] = mapped_column(Date, info=personal("seen on", Purpose.PROVE))


class Skill(Base):
    """P20: a skill in the person's or the clerk's own word."""

    __tablename__ = "skill"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    word: Mapped[str] = mapped_column(String(60), info=personal("skill", Purpose.MATCH, seen_by=_CARD))


class ExperienceRow(Base):
    """P20: months in an occupation and who vouches for them."""

    __tablename__ = "experience"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    occupation: Mapped[str] = mapped_column(String(60), info=personal("occupation", Purpose.MATCH, seen_by=_CARD))
    months: Mapped[int] = mapped_column(info=personal("months", Purpose.MATCH, seen_by=_CARD))
    evidence: Mapped[codes.Evidence] = mapped_column(
        words(codes.Evidence), info=personal("who vouches", Purpose.PROVE, seen_by=_CARD)
    )


class Answered(Base):
    """Which lists a person has been asked about: an empty list then means "none", otherwise "unknown"."""

    __tablename__ = "answered"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(30), primary_key=True)
    asked_on: Mapped[date] = mapped_column(Date, info=personal("when it was asked", Purpose.MATCH, seen_by=SITE_STAFF))
