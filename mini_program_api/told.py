"""The documents that telephones are told. Words are ready to be read aloud, in the language that was asked for."""

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


class Held(BaseModel):
    """One entry of the record: its name for a correction, its label, and what stands there."""

    field: str
    label: str
    value: str


class Section(BaseModel):
    """The entries that belong together."""

    title: str
    entries: list[Held]


class Form(BaseModel):
    """The record of a person as the person sees it; `hidden`: something is left out because others use this phone."""

    sections: list[Section]
    hidden: bool
    can_work: str


class Look(BaseModel):
    """Somebody read or changed something."""

    at: Instant
    who: str
    what: str


class Looks(BaseModel):
    """Who looked, newest first."""

    items: list[Look]
    next: int | None


class Concern(BaseModel):
    """Something that the person brought up, and what became of it."""

    id: int
    kind: str
    about: str
    said_at: Instant
    settled: bool
    reply: str


class Concerns(BaseModel):
    """What the person brought up, newest first."""

    items: list[Concern]


class Certificate(BaseModel):
    """A paper that the person holds; `warns`: it has run out, or its review is due."""

    name: str
    issuer: str
    valid_to: date | None
    review_due: date | None
    warns: bool


class Certificates(BaseModel):
    """The papers of a person."""

    items: list[Certificate]


class Course(BaseModel):
    """A class that can still be joined; `opens` says what it would open to this person, empty for the others."""

    id: int
    title: str
    provider: str
    place: str
    starts_on: date | None
    days: int | None
    seats: int | None
    cost: str
    opens: str
    wished: bool


class CoursePage(BaseModel):
    """A piece of the classes, those that open most first."""

    items: list[Course]
    next: int | None


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


class ReferralPage(BaseModel):
    """The jobs that the person said something to, newest first."""

    items: list[Referral]
    next: int | None


class Letter(BaseModel):
    """One message: its kind by name, the facts in it, the page that it leads to."""

    id: int
    template: str
    fields: dict[str, str | int | list[str] | None]
    page: str | None
    at: Instant
    read: bool


class Inbox(BaseModel):
    """A piece of the inbox, newest first."""

    items: list[Letter]
    next: int | None


class Template(BaseModel):
    """A kind of message, for asking whether it may be sent; `balance` is how many more WeChat will take."""

    name: str
    id: str
    balance: int


class Templates(BaseModel):
    """The kinds of messages that can be sent by WeChat."""

    items: list[Template]


class HeldValue(BaseModel):
    """One value that is kept somewhere, and why."""

    table: str
    row: str
    column: str
    what: str
    why: str
    value: str


class Export(BaseModel):
    """Everything that is kept about the person, and who looked."""

    made_at: Instant
    values: list[HeldValue]
    looks: list[Look]


class HelpedPerson(BaseModel):
    """A member of a household that is helped."""

    id: int
    name: str
    asks_for_work: bool
    proposals: int


class HelpedHousehold(BaseModel):
    """A household in the worker's hands."""

    id: int
    number: str
    dwelling: str
    members: list[HelpedPerson]


class HelpedPage(BaseModel):
    """A piece of the households that a worker helps or whose site it is."""

    items: list[HelpedHousehold]
    next: int | None
