"""The line before the windows of a centre: take a number, call the next, nobody came, done, and taken back.

Verbs of one centre come one after the other (the row of the site is held), so that two windows never call the same
number and two people never hold it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from jobmatch import access, clock
from jobmatch.access import Actor, Permission
from jobmatch.households.model import Site
from jobmatch.waiting.model import LINE, WaitingNumber, WaitState, WaitVerb

MOST_WAITING = 200
"""More than any centre serves in a day: whoever plays with the button fills no list without end."""
_TURN = (func.coalesce(WaitingNumber.back_at, WaitingNumber.taken_at), WaitingNumber.id)


class FullLineError(ValueError):
    """So many wait that another number would be a promise that nobody keeps."""


class NoSuchNumberError(LookupError):
    """There is no such number today."""


@dataclass(frozen=True)
class Line:
    """One centre today: who waits, in turn, and which numbers are called, the newest first."""

    waiting: Sequence[WaitingNumber]
    called: Sequence[WaitingNumber]


def line(session: Session, site: Site, on: date) -> Line:
    """The line of a centre on a day."""
    rows = session.scalars(
        select(WaitingNumber)
        .where(
            WaitingNumber.site_id == site.id,
            WaitingNumber.day == on,
            WaitingNumber.state.in_((WaitState.WAITING, WaitState.CALLED)),
        )
        .order_by(*_TURN)
        .execution_options(populate_existing=True)
    ).all()
    called = [one for one in rows if one.called_at is not None and one.state is WaitState.CALLED]
    called.sort(key=lambda one: (one.called_at or one.taken_at, one.id), reverse=True)
    return Line([one for one in rows if one.state is WaitState.WAITING], called)


def find(session: Session, site: Site, number: int, on: date) -> WaitingNumber:
    """A number of a day; raises NoSuchNumberError."""
    found = session.scalar(
        select(WaitingNumber).where(
            WaitingNumber.site_id == site.id, WaitingNumber.day == on, WaitingNumber.number == number
        )
    )
    if found is None:
        raise NoSuchNumberError("there is no such number today")
    return found


def take(session: Session, site: Site, at: datetime) -> WaitingNumber:
    """The next number of the day, for anybody who asks; raises FullLineError."""
    _hold(session, site)
    on = clock.local_day(at)
    if len(line(session, site, on).waiting) >= MOST_WAITING:
        raise FullLineError("too many wait already")
    of_today = (WaitingNumber.site_id == site.id, WaitingNumber.day == on)
    last = session.scalar(select(func.max(WaitingNumber.number)).where(*of_today)) or 0
    taken = WaitingNumber(site_id=site.id, day=on, number=last + 1, state=WaitState.WAITING, taken_at=at)
    session.add(taken)
    session.flush()
    return taken


def call_next(
    session: Session, site: Site, seen: int, at: datetime, actor: Actor, window: int | None = None
) -> WaitingNumber | None:
    """Whose turn it is comes to this window, and whoever was there is done; None where nobody waits.

    `seen` is the id of the number that the window had before it when the button was pressed, 0 for none: a second press
    of the same button calls nobody else. `window` is where whoever calls sits, None where they do not say.
    """
    _serve(session, site, actor)
    stands = line(session, site, clock.local_day(at))
    mine = [one for one in stands.called if one.called_by == actor.name]
    if mine and mine[0].id != seen:
        return mine[0]
    if not stands.waiting:
        return None
    for one in mine:
        _move(one, WaitVerb.FINISH, actor)
    following = stands.waiting[0]
    _move(following, WaitVerb.CALL, actor)
    following.called_at, following.called_by, following.at_window = at, actor.name, window
    session.flush()
    return following


def finish(session: Session, site: Site, number_id: int, actor: Actor) -> WaitingNumber:
    """Whoever held the number has been served; a second time changes nothing."""
    _serve(session, site, actor)
    one = _of(session, site, number_id)
    if one.state is WaitState.CALLED:
        _move(one, WaitVerb.FINISH, actor)
        session.flush()
    return one


def nobody_came(session: Session, site: Site, number_id: int, at: datetime, actor: Actor) -> WaitingNumber:
    """The number goes to the end of the line once; the second time it is over."""
    _serve(session, site, actor)
    one = _of(session, site, number_id)
    if one.state is WaitState.CALLED and one.back_at is None:
        _move(one, WaitVerb.SEND_BACK, actor)
        one.back_at = at
    elif one.state is WaitState.CALLED:
        _move(one, WaitVerb.GIVE_UP, actor)
    session.flush()
    return one


def take_back(session: Session, site: Site, number_id: int, was: WaitState, before: int, actor: Actor) -> None:
    """What this window did with a number, so that it `was` in a state, was a slip; a second time changes nothing.

    A number that was called waits again where it stood, and the one that was `before` it at the window (0 for none) is
    there again; one that was done with, or nobody came for, is called again.
    """
    _serve(session, site, actor)
    one = _of(session, site, number_id)
    if one.called_by != actor.name or one.state is not was:
        return
    if one.state is WaitState.CALLED:
        _move(one, WaitVerb.SEND_BACK, actor)
        one.called_at = one.called_by = one.at_window = None
        former = session.get(WaitingNumber, before)
        if former is not None and former.called_by == actor.name and former.state is WaitState.DONE:
            _move(former, WaitVerb.REOPEN, actor)
    elif one.state is WaitState.WAITING:
        _move(one, WaitVerb.CALL, actor)
        one.back_at = None
    else:
        _move(one, WaitVerb.REOPEN, actor)
    session.flush()


def forget(session: Session, today: date) -> int:
    """Remove the numbers of the days before."""
    return session.connection().execute(delete(WaitingNumber).where(WaitingNumber.day < today)).rowcount


def _serve(session: Session, site: Site, actor: Actor) -> None:
    access.require(actor, Permission.SERVE_HALL)
    access.require_site(actor, site.code)
    _hold(session, site)


def _hold(session: Session, site: Site) -> None:
    """One verb of a centre at a time; households may be entered at the site meanwhile."""
    session.execute(select(Site.id).where(Site.id == site.id).with_for_update(key_share=True))


def _of(session: Session, site: Site, number_id: int) -> WaitingNumber:
    one = session.get(WaitingNumber, number_id, populate_existing=True)
    if one is None or one.site_id != site.id:
        raise NoSuchNumberError("there is no such number here")
    return one


def _move(one: WaitingNumber, verb: WaitVerb, actor: Actor) -> None:
    one.state = WaitState(LINE.next_state(verb, one.state, actor.role))
