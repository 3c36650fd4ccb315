"""Who helps which household: handed from one helper to the next by whoever answers for the site, and taken back.

A helper's households are those whose record names the helper (`helping`). So with the name everything goes along that
hangs on a household, its clock, its talks, its warnings, and whoever is no longer named sees it no more from the next
page on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch import access, audit, clock
from jobmatch.access import Actor, Permission
from jobmatch.db import Base
from jobmatch.households import area, reading
from jobmatch.households.model import Household
from jobmatch.privacy import NOT_PERSONAL, Purpose, personal
from jobmatch.seal import Sealed


class HandOver(Base):
    """One household that changed hands. `errand` is the same for all that one press of the button handed over."""

    __tablename__ = "hand_over"
    __table_args__ = (UniqueConstraint("errand", "household_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    errand: Mapped[str] = mapped_column(String(36), info=NOT_PERSONAL)
    household_id: Mapped[int] = mapped_column(ForeignKey(Household.id), index=True)
    from_name: Mapped[str | None] = mapped_column(String(50), info=personal("helper until then", Purpose.REACH))
    from_phone: Mapped[str | None] = mapped_column(
        Sealed("hand_over.from_phone"), info=personal("telephone of the helper until then", Purpose.REACH)
    )
    to_name: Mapped[str] = mapped_column(String(50), info=personal("helper from then on", Purpose.REACH))
    to_phone: Mapped[str] = mapped_column(
        Sealed("hand_over.to_phone"), info=personal("telephone of the helper from then on", Purpose.REACH)
    )
    by: Mapped[str] = mapped_column(String(100), info=personal("who handed it over", Purpose.PROVE))
    at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    taken_back_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)


@dataclass(frozen=True)
class Helper:
    """A helper as the records name one."""

    name: str
    phone: str


def hand_over(
    session: Session, errand: str, household_ids: Collection[int], to: Helper, at: datetime, actor: Actor
) -> list[int]:
    """Households get another helper; the ids of those that changed. The same errand again changes nothing.

    Raises Refused where one of them lies outside the actor's area, and then hands over none.
    """
    access.require(actor, Permission.LEAD_HELPERS)
    on = clock.local_day(at)
    rows = reading.hold(session, household_ids)
    for row in rows:
        area.require_household(session, row, on, actor)
    done = set(session.scalars(select(HandOver.household_id).where(HandOver.errand == errand)))
    changed = []
    for row in rows:
        if row.id in done or row.closed_on is not None or (row.helper_name, row.helper_phone) == (to.name, to.phone):
            continue
        session.add(
            HandOver(
                errand=errand, household_id=row.id, from_name=row.helper_name, from_phone=row.helper_phone,
                to_name=to.name, to_phone=to.phone, by=actor.name[:100], at=at,
            )
        )  # fmt: skip
        _write(session, row, Helper(to.name, to.phone), at, actor, "hand_over")
        changed.append(row.id)
    session.flush()
    return changed


def handed(session: Session, errand: str) -> int:
    """How many households an errand has handed over that were not taken back, whichever press of the button it was."""
    stands = HandOver.errand == errand, HandOver.taken_back_at.is_(None)
    return session.scalar(select(func.count()).select_from(HandOver).where(*stands)) or 0


def take_back(session: Session, errand: str, at: datetime, actor: Actor) -> list[int]:
    """What an errand handed over goes back to whoever helped before; the ids of those that changed.

    What somebody else has got meanwhile stays where it is. Raises Refused.
    """
    access.require(actor, Permission.LEAD_HELPERS)
    on = clock.local_day(at)
    written = session.scalars(select(HandOver).where(HandOver.errand == errand, HandOver.taken_back_at.is_(None))).all()
    rows = {row.id: row for row in reading.hold(session, [one.household_id for one in written])}
    for row in rows.values():
        area.require_household(session, row, on, actor)
    changed = []
    for one in written:
        row = rows[one.household_id]
        one.taken_back_at = at
        if (row.helper_name, row.helper_phone) == (one.to_name, one.to_phone):
            _write(session, row, Helper(one.from_name or "", one.from_phone or ""), at, actor, "take_back_hand_over")
            changed.append(row.id)
    session.flush()
    return changed


def _write(session: Session, row: Household, to: Helper, at: datetime, actor: Actor, act: str) -> None:
    """The record names another helper; nobody has gone through the rest of it, so it is no fresher than before."""
    row.helper_name, row.helper_phone = to.name or None, to.phone or None
    audit.record(session, actor, act, f"household:{row.id}", at, "helper_name, helper_phone")
