"""The documents that telephones are told of people: the record, who looked, papers and classes, messages, rights."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from mini_program_api.told import Instant

DueKind = Literal["meeting", "call", "yes", "follow_up"]


class Held(BaseModel):
    """One entry of the record: its name for a correction, its label, what stands there, and whether one waits."""

    field: str
    label: str
    value: str
    waits: bool


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


class Erasing(BaseModel):
    """It was asked for; evidence of what was agreed stays until this day, without a name."""

    done: bool = True
    evidence_until: date


class Texts(BaseModel):
    """Whether text messages may come."""

    agrees: bool


class Messages(BaseModel):
    """Whether messages are wanted at all."""

    wanted: bool


class Link(BaseModel):
    """A telephone that speaks for the person: the own or a relative's, since when; `this` is the one that asks."""

    id: int
    role: Literal["self", "relative"]
    since: Instant
    this: bool


class Links(BaseModel):
    """The telephones that speak for the person, the own first."""

    items: list[Link]


class Concern(BaseModel):
    """Something that the person brought up, in the own words, and how it truly stands: nobody, or somebody, saw it."""

    id: int
    kind: str
    about: str
    what: str
    said: str
    said_at: Instant
    state: Literal["sent", "seen", "settled"]
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
    """The papers of a person; `hidden`: they are not for whoever asks."""

    items: list[Certificate]
    hidden: bool


class Course(BaseModel):
    """A class that can still be joined; `opens` says what it would open to this person, empty for the others.

    `living` is what it is like there and whom it takes, in words. `waits`: whoever joins now gets a place in the line;
    `room` says in words how that stands. `shut`: why the class does not take this person, in words; empty where it may.
    """

    id: int
    title: str
    provider: str
    place: str
    starts_on: date | None
    ends_on: date | None
    days: int | None
    hours: str
    living: list[str]
    seats: int | None
    room: str
    waits: bool
    cost: str
    opens: str
    shut: str
    wished: bool


class CoursePage(BaseModel):
    """A piece of the classes, those that open most first."""

    items: list[Course]
    next: int | None


class Enrolment(BaseModel):
    """The own seat in a class: where it stands, in words, and whether it can be taken or given up now."""

    id: int
    course: int
    title: str
    provider: str
    place: str
    starts_on: date | None
    ends_on: date | None
    hours: str
    living: list[str]
    state: str
    words: str
    goes_on: bool
    takes: bool
    drops: bool


class Enrolments(BaseModel):
    """The own seats, what goes on first, then the newest."""

    items: list[Enrolment]


class Letter(BaseModel):
    """One message: its kind by name, its words to be read out, the facts in them, the page that it leads to."""

    id: int
    template: str
    title: str
    text: str
    fields: dict[str, Any]
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


class Due(BaseModel):
    """Something to do for somebody: a meeting to remind of or ask about, a call, a yes that waits, a follow-up."""

    kind: DueKind
    person: int
    name: str
    dwelling: str
    phone: str
    title: str
    text: str
    late: bool


class DuePage(BaseModel):
    """A piece of what is to be done, what is late first."""

    items: list[Due]
    next: int | None
