"""A call for help at the machine in the hall: it stands on the screens of the centre's staff until somebody goes there.

At most one stands at a centre, so pressing the button again adds nothing; nothing is kept of who pressed it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import access
from jobmatch.access import Actor, Permission
from jobmatch.households.model import Site
from jobmatch.waiting.model import HallCall


@dataclass(frozen=True)
class Hall:
    """A centre, and since when somebody there wants help; None: nobody does."""

    code: str
    name: str
    since: datetime | None


def halls(session: Session, codes: Collection[str]) -> list[Hall]:
    """Some centres, in the order of their codes, in one statement."""
    rows = session.execute(
        select(Site.code, Site.name, HallCall.at)
        .outerjoin(HallCall, HallCall.site_id == Site.id)
        .where(Site.code.in_(codes))
        .order_by(Site.code)
    )
    return [Hall(code, name, at) for code, name, at in rows]


def call(session: Session, site: Site, at: datetime) -> None:
    """Somebody at the machine wants help."""
    if session.get(HallCall, site.id) is not None:
        return
    try:
        with session.begin_nested():
            session.add(HallCall(site_id=site.id, at=at))
    except IntegrityError:
        pass  # pressed twice at the same moment


def go(session: Session, site: Site, actor: Actor) -> bool:
    """Somebody of the staff goes there; False where somebody has gone already."""
    access.require(actor, Permission.SERVE_HALL)
    access.require_site(actor, site.code)
    found = session.get(HallCall, site.id)
    if found is None:
        return False
    session.delete(found)
    session.flush()
    return True


def forget(session: Session, before: datetime) -> None:
    """Nobody stands at the machine any more after the night."""
    session.execute(delete(HallCall).where(HallCall.at < before))
