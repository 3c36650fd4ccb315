"""What a way of telling somebody has to offer: `send` a letter, and say truly what became of it.

A channel is called outside every transaction, with a time limit of its own. Whatever it cannot tell is `Unknown`: a
guess in either direction loses a message or sends it twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Way(StrEnum):
    """The ways in the order in which they are tried; the last two are people's work."""

    WECHAT = "wechat"
    SMS = "sms"
    CALL = "call"
    SLIP = "slip"


BY_PEOPLE = frozenset({Way.CALL, Way.SLIP})
"""A call and a slip are settled by the worker who rang or printed, never by the loop."""


@dataclass(frozen=True)
class Letter:
    """One thing to say to one telephone: `to` is an openid or a number, `template` our own name of the template.

    `fields` are the plain facts of the message, `text` the same as a sentence; a channel cuts them to its own measure.
    """

    to: str
    template: str
    fields: Mapping[str, str]
    text: str
    page: str | None
    message_id: int


@dataclass(frozen=True)
class Sent:
    """The provider has taken it; `msgid` is the provider's number for receipts."""

    msgid: str | None = None


@dataclass(frozen=True)
class Refused:
    """Not this way, and not later: the next channel."""

    code: int


@dataclass(frozen=True)
class Retry:
    """Not now; again at `not_before`, or after a pause that grows where it is None."""

    code: int
    not_before: datetime | None = None


@dataclass(frozen=True)
class Stop:
    """Nothing of this kind gets through until a person has looked."""

    code: int
    why: str


@dataclass(frozen=True)
class Unknown:
    """The call went out and no answer came back."""

    why: str


Outcome = Sent | Refused | Retry | Stop | Unknown


class Channel(Protocol):
    """A way of telling somebody that is not a person's work."""

    @property
    def name(self) -> str:
        """One of the words of `Way`."""
        ...

    def send(self, letter: Letter) -> Outcome:
        """Hand the letter to the provider; never raises for what a provider or a network does."""
        ...
