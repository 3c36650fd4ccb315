"""The documents that telephones are told of jobs: who asks, vacancies, proposals, referrals.

Words are ready to be read aloud, in the language that was asked for. What is told of people is in `told_of_me`.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, PlainSerializer

from jobmatch.clock import SHANGHAI

Instant = Annotated[
    datetime, PlainSerializer(lambda at: at.astimezone(SHANGHAI).isoformat(timespec="seconds"), return_type=str)
]
Said = Literal["want", "think", "not"]


class Member(BaseModel):
    """A person whom the telephone speaks for; the name with a star, since others may look on."""

    id: int
    name: str
    role: Literal["self", "relative"]


class Worker(BaseModel):
    """The worker whose telephone it is."""

    name: str
    role: str


class SignedIn(BaseModel):
    """The short-lived token, the one that renews it, and whom the telephone speaks for."""

    token: str
    refresh: str
    people: list[Member]
    worker: Worker | None
    linked: bool


class Me(BaseModel):
    """Whom the telephone speaks for."""

    people: list[Member]
    worker: Worker | None
    linked: bool
    at_the_centre: bool


class Done(BaseModel):
    """It is done."""

    done: bool = True


class Pay(BaseModel):
    """What reaches the hand in a month, in yuan, and in words."""

    take_home_min: int | None
    take_home_max: int | None
    words: str


class Line(BaseModel):
    """One line of a table; `warns`: it deserves a second look."""

    name: str
    value: str
    warns: bool


class VacancyCard(BaseModel):
    """A vacancy at a glance."""

    vacancy: int
    title: str
    employer: str
    kind: str
    icon: str
    place: str
    distance: str
    hours: str
    pay: Pay
    good: list[str]
    places: str


class Vacancy(VacancyCard):
    """Everything that anybody may know of a vacancy."""

    duties: str
    pay_lines: list[Line]
    work_lines: list[Line]
    demand_lines: list[Line]


class VacancyPage(BaseModel):
    """A piece of the list of vacancies."""

    items: list[VacancyCard]
    next: int | None
    total: int


class Site(BaseModel):
    """A settlement that walks can be reckoned from."""

    code: str
    name: str


class Sites(BaseModel):
    """The settlements with a place on the map."""

    items: list[Site]


class Card(BaseModel):
    """A proposal at a glance: what, where, how long the way is, when, how much, why, and what is missing."""

    vacancy: int
    title: str
    employer: str
    icon: str
    place: str
    minutes: int | None
    way: str
    hours: str
    pay: Pay
    why: list[str]
    missing: list[str]
    asks: list[str]
    good: list[str]
    score: int
    rank: int
    shown: bool
    said: Said | None
    state: str | None


class Proposal(Card):
    """A proposal with all that is known of the vacancy; `aloud` is what is read out."""

    aloud: str
    places: str
    duties: str
    open: bool
    pay_lines: list[Line]
    work_lines: list[Line]
    demand_lines: list[Line]


class ProposalPage(BaseModel):
    """A piece of a person's proposals, those to look at first in front."""

    items: list[Card]
    next: int | None


class Answered(BaseModel):
    """What the person said, and where the referral stands."""

    referral: int
    said: Said | None
    state: str


class Barrier(BaseModel):
    """What stands in the way of so many vacancies, with a few of their titles."""

    words: str
    count: int
    titles: list[str]
    to_all: bool


class WhyNot(BaseModel):
    """What stands in the way, what matters most first, and which course would open more."""

    barriers: list[Barrier]
    courses: list[str]


class Referral(BaseModel):
    """A job that the person said something to: where it stands, and where to be when."""

    id: int
    vacancy: int
    title: str
    employer: str
    state: str
    words: str
    meet_at: Instant | None
    meet_place: str
    meet_whom: str
    started_on: date | None
    left_on: date | None


class ReferralPage(BaseModel):
    """The jobs that the person said something to, newest first."""

    items: list[Referral]
    next: int | None
