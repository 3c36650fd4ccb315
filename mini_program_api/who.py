"""Who asks: whoever holds the telephone that a token names, for one of the people linked with it, or a worker.

A token never comes from a cookie, so no page of a browser can ask in somebody's name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, g, request
from sqlalchemy.orm import Session

from jobmatch import clock, db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.accounts import phones, service
from jobmatch.households import helping
from jobmatch.households.model import Person
from jobmatch.web import engine
from mini_program_api import tokens
from mini_program_api.ports import Linked, LinkRole, Ports
from mini_program_api.problems import Sorry

PORTS = "mini_program_api.ports"


@dataclass(frozen=True)
class Phone:
    """A telephone that is signed in, or a screen of the centre (no openid): for whom it speaks, and whose it is."""

    sign_in_id: int
    openid: str | None
    people: tuple[Linked, ...]
    worker: Actor | None

    @property
    def name(self) -> str:
        """How the log names it."""
        return f"phone:{self.sign_in_id}"

    def role_for(self, person_id: int) -> LinkRole | None:
        """As what the telephone speaks for a person."""
        return next((one.role for one in self.people if one.person_id == person_id), None)

    def is_private_to(self, person_id: int) -> bool:
        """Whether it is the telephone of this person alone; a screen of the centre is nobody's."""
        own = [one.person_id for one in self.people if one.role is LinkRole.SELF]
        return self.openid is not None and own == [person_id]


def ports() -> Ports:
    """What this application is connected with."""
    found: Ports = current_app.extensions[PORTS]
    return found


def who() -> Actor:
    """The actor of a request to the API; ANYBODY without a good token.

    A request about a person is made for that person where the telephone is linked with it, else by the worker.
    """
    phone = asking()
    if phone is None:
        return ANYBODY
    about: Any = (request.view_args or {}).get("person_id")
    own = frozenset({one.person_id for one in phone.people})
    if about in own:
        return Actor(
            phone.name, Role.RESIDENT, person_ids=frozenset({about}), shares_phone=not phone.is_private_to(about)
        )
    return phone.worker or Actor(phone.name, Role.RESIDENT, person_ids=own, shares_phone=True)


def asking() -> Phone | None:
    """The telephone that asks, looked up once a request; None where no good token came along."""
    if "phone" not in g:
        g.phone = _find()
    found: Phone | None = g.phone
    return found


def signed_in() -> Phone:
    """The telephone that asks, at an address that only a signed-in one reaches."""
    found = asking()
    if found is None:
        raise Sorry(401, "signed_out")
    return found


def require_own_word(person_id: int) -> None:
    """A yes or a no is the person's own, or said before a worker; a relative who helps does not decide."""
    if signed_in().role_for(person_id) is LinkRole.RELATIVE:
        raise Sorry(403, "own_word")


def _find() -> Phone | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    now = clock.now()
    sign_in_id = tokens.read(token, now) if scheme.lower() == "bearer" else None
    if sign_in_id is None:
        return None
    with db.reading(engine()) as looking:
        found = phones.standing(looking, sign_in_id, now)
        return None if found is None else phone_of(looking, found)


def phone_of(session: Session, found: phones.PhoneStanding) -> Phone:
    """A sign-in with the people whom it speaks for."""
    return Phone(found.sign_in_id, found.openid, _people(session, found), _worker(session, found))


def _people(session: Session, found: phones.PhoneStanding) -> tuple[Linked, ...]:
    if found.person_id is not None:
        linked: Sequence[Linked] = [Linked(found.person_id, LinkRole.SELF)]
    elif found.openid is not None and (push := ports().push) is not None:
        linked = push.people_of(session, found.openid)
    else:
        linked = ()
    kept = (replace(one, person_id=_kept(session, one.person_id)) for one in linked)
    return tuple({one.person_id: one for one in kept}.values())


def _kept(session: Session, person_id: int) -> int:
    """Two records that turned out to be one person: the telephone speaks for the one that was kept."""
    person = session.get(Person, person_id)
    while person is not None and person.merged_into_id is not None:
        person = session.get(Person, person.merged_into_id)
    return person_id if person is None else person.id


def _worker(session: Session, found: phones.PhoneStanding) -> Actor | None:
    account = found.account
    if account is None:
        return None
    return helping.with_households(session, service.actor_of(account), account.shown_name, account.phone)
