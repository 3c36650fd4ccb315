"""Who asks: whoever holds the telephone that a token names, for one of the people linked with it, or a worker.

A token never comes from a cookie, so no page of a browser can ask in somebody's name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, g, request
from sqlalchemy.orm import Session

from jobmatch import audit, clock, db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.accounts import phones, service
from jobmatch.households import area, consent, helping
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.model import Person
from jobmatch.web import current_actor, engine, session
from mini_program_api import tokens
from mini_program_api.ports import Linked, LinkRole, Ports
from mini_program_api.problems import Sorry

PORTS = "mini_program_api.ports"
BY_RELATIVE = "relative:"


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

    @property
    def holder(self) -> str:
        """Whose keys it sends: the telephone's, which stays the same when it has to sign in anew."""
        return self.name if self.openid is None else phones.mark(self.openid) or self.name

    def name_for(self, person_id: int) -> str:
        """How the log names it where it speaks for a person: a relative who looks is not the person."""
        return f"{BY_RELATIVE}{self.sign_in_id}" if self.role_for(person_id) is LinkRole.RELATIVE else self.name

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
            phone.name_for(about),
            Role.RESIDENT,
            person_ids=frozenset({about}),
            shares_phone=not phone.is_private_to(about),
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
    if helps_a_relative(person_id):
        raise Sorry(403, "own_word")


def require_own_affair(person_id: int) -> None:
    """What is the person's alone to see and to do; a relative was let look at jobs and messages, at nothing else."""
    if helps_a_relative(person_id):
        raise Sorry(403, "own_affair")


def helps_a_relative(person_id: int) -> bool:
    """Whether the telephone is that of a relative whom the person lets help."""
    return signed_in().role_for(person_id) is LinkRole.RELATIVE


def look(person_id: int, what: str) -> Actor:
    """Whoever reads in somebody else's affairs leaves a line, also a relative; one's own are read every day.

    Only the person, the assigned helper and staff of the site get in.
    """
    actor, at = current_actor(), clock.now()
    area.require_person(session(), person_id, clock.local_day(at), actor)
    if actor.role is not Role.RESIDENT or helps_a_relative(person_id):
        audit.record(session(), actor, what, f"person:{person_id}", at)
    return actor


def _find() -> Phone | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    now = clock.now()
    sign_in_id = tokens.read(token, now) if scheme.lower() == "bearer" else None
    if sign_in_id is None:
        return None
    with db.reading(engine()) as looking:
        found = phones.standing(looking, sign_in_id, now)
        return None if found is None else phone_of(looking, found)


def phone_of(looking: Session, found: phones.PhoneStanding) -> Phone:
    """A sign-in with the people whom it speaks for."""
    return Phone(found.sign_in_id, found.openid, _people(looking, found), _worker(looking, found))


def _people(looking: Session, found: phones.PhoneStanding) -> tuple[Linked, ...]:
    if found.person_id is not None:
        linked: Sequence[Linked] = [Linked(found.person_id, LinkRole.SELF)]
    elif found.openid is not None and (push := ports().push) is not None:
        linked = push.people_of(looking, found.openid)
    else:
        linked = ()
    kept: dict[int, Linked] = {}
    for one in linked:  # the own first, and it stays the own where the record that a relative helped turns out to be it
        person_id = _kept(looking, one.person_id)
        kept.setdefault(person_id, replace(one, person_id=person_id))
    return tuple(one for one in kept.values() if _may_look(looking, one))


def _may_look(looking: Session, one: Linked) -> bool:
    """A relative looks for as long as the person agrees to be matched and told, however that ended."""
    agreed = ConsentPurpose.MATCH_AND_TELL
    return one.role is LinkRole.SELF or consent.allows(looking, one.person_id, agreed, clock.today())


def _kept(looking: Session, person_id: int) -> int:
    """Two records that turned out to be one person: the telephone speaks for the one that was kept."""
    person = looking.get(Person, person_id)
    while person is not None and person.merged_into_id is not None:
        person = looking.get(Person, person.merged_into_id)
    return person_id if person is None else person.id


def _worker(looking: Session, found: phones.PhoneStanding) -> Actor | None:
    account = found.account
    if account is None:
        return None
    return helping.with_households(looking, service.actor_of(account), account.shown_name, account.phone)
