"""What this skin needs of the outside: WeChat's word for who signs in, and the links and messages that push keeps.

Whoever builds the application hands these in; tests hand in small ones that behave alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy.orm import Session

from jobmatch.access import Actor


class LinkRole(StrEnum):
    """Whose telephone it is: the person's own, or that of a relative whom the person lets help."""

    SELF = "self"
    RELATIVE = "relative"


class Choice(StrEnum):
    """What a telephone said when it was asked whether a template may be sent."""

    ACCEPT = "accept"
    REJECT = "reject"
    BAN = "ban"


@dataclass(frozen=True)
class Identity:
    """Who WeChat says holds the telephone. The session key stays with whoever asked WeChat."""

    openid: str
    unionid: str | None = None


class LoginRefusedError(ValueError):
    """WeChat does not know the login code, or has seen it before: the telephone asks for another one."""


class WeChatDownError(RuntimeError):
    """WeChat does not answer, or not in a way that can be used now."""


class WeChat(Protocol):
    """The one question of signing in; it is a call to another machine, so no session may be open around it."""

    def code2session(self, code: str) -> Identity:
        """Who holds the telephone; raises LoginRefusedError, WeChatDownError."""
        ...


@dataclass(frozen=True)
class Linked:
    """A person whom a telephone speaks for."""

    person_id: int
    role: LinkRole


@dataclass(frozen=True)
class Letter:
    """One message of the inbox: its template by our own name, its words, the facts in them, the page it leads to."""

    id: int
    template: str
    title: str
    text: str
    fields: Mapping[str, Any]
    page: str | None
    at: datetime
    read_at: datetime | None


@dataclass(frozen=True)
class Template:
    """A kind of message: our own name, WeChat's id of it, how many more it may send to this telephone."""

    name: str
    id: str
    balance: int


@dataclass(frozen=True)
class Telephone:
    """A telephone that speaks for a person: the number of the link, as what, since when, and WeChat's name of it."""

    link_id: int
    role: LinkRole
    since: datetime
    openid: str


class Push(Protocol):
    """Links between telephones and people, and what people were told; each verb is part of the caller's transaction."""

    def people_of(self, session: Session, openid: str) -> Sequence[Linked]:
        """The people whom the telephone speaks for, those of its own first."""
        ...

    def link(self, session: Session, openid: str, linked: Linked, by: str, at: datetime) -> None:
        """The telephone speaks for the person from now on; a second time changes nothing."""
        ...

    def unlink(self, session: Session, person_id: int, at: datetime) -> None:
        """No telephone speaks for the person any more."""
        ...

    def telephones(self, session: Session, person_id: int) -> Sequence[Telephone]:
        """The telephones that speak for the person, the own first."""
        ...

    def end(self, session: Session, person_id: int, link_id: int, at: datetime, actor: Actor) -> bool:
        """One of them does so no more; a second time changes nothing, False for a link that is not the person's."""
        ...

    def wants_messages(self, session: Session, person_id: int) -> bool:
        """Whether messages may be sent, as far as it is the person's own wish."""
        ...

    def switch_messages(self, session: Session, person_id: int, wanted: bool, at: datetime, actor: Actor) -> None:
        """Messages or none from now on; the inbox has them all the same."""
        ...

    def inbox(self, session: Session, person_id: int, before: int | None, most: int) -> Sequence[Letter]:
        """The person's messages, newest first, older than `before`."""
        ...

    def mark_read(self, session: Session, person_id: int, message_id: int, at: datetime) -> bool:
        """Note that a message was opened; False for a message that is not the person's."""
        ...

    def templates(self, session: Session, openid: str | None) -> Sequence[Template]:
        """The kinds of messages that this installation can send by WeChat."""
        ...

    def accepted(self, session: Session, openid: str, choices: Mapping[str, Choice], at: datetime) -> None:
        """Note what the telephone said about templates, by our own names."""
        ...


@dataclass(frozen=True)
class Ports:
    """What is connected; None where an installation has none of it, and then its answers say so."""

    wechat: WeChat | None = None
    push: Push | None = None
