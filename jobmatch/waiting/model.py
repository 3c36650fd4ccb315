"""The tables of the hall. A number is nobody's name, and a cry for help says only at which centre it was heard."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jobmatch.access import Role
from jobmatch.db import Base, words
from jobmatch.households.model import Site
from jobmatch.life_cycle import LifeCycle, move
from jobmatch.privacy import NOT_PERSONAL, Purpose, personal

AT_THE_WINDOW = frozenset({Role.CLERK, Role.SUPERVISOR})


class WaitState(StrEnum):
    """How a number stands."""

    WAITING = "waiting"
    CALLED = "called"
    DONE = "done"
    GONE = "gone"  # called twice, and nobody came


class WaitVerb(StrEnum):
    """What is done with a number that was taken."""

    CALL = "call"
    FINISH = "finish"
    SEND_BACK = "send_back"
    GIVE_UP = "give_up"
    REOPEN = "reopen"


LINE = LifeCycle(
    "number in the line",
    move(WaitVerb.CALL, WaitState.WAITING, WaitState.CALLED, by=AT_THE_WINDOW),
    move(WaitVerb.FINISH, WaitState.CALLED, WaitState.DONE, by=AT_THE_WINDOW),
    move(WaitVerb.SEND_BACK, WaitState.CALLED, WaitState.WAITING, by=AT_THE_WINDOW),
    move(WaitVerb.GIVE_UP, WaitState.CALLED, WaitState.GONE, by=AT_THE_WINDOW),
    # What was said by a slip of the finger is taken back.
    move(WaitVerb.REOPEN, {WaitState.DONE, WaitState.GONE}, WaitState.CALLED, by=AT_THE_WINDOW),
)


class WaitingNumber(Base):
    """One number of one day at one centre. `back_at`: it was called once, nobody came, and it stands at the end again.

    `called_by` is who called it last, so that each clerk has the own number before them; `at_window` is where they
    sat, None where they did not say.
    """

    __tablename__ = "waiting_number"
    __table_args__ = (UniqueConstraint("site_id", "day", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id))
    day: Mapped[date] = mapped_column(info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    state: Mapped[WaitState] = mapped_column(words(WaitState), info=NOT_PERSONAL)
    taken_at: Mapped[datetime] = mapped_column(info=NOT_PERSONAL)
    back_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    called_at: Mapped[datetime | None] = mapped_column(info=NOT_PERSONAL)
    called_by: Mapped[str | None] = mapped_column(String(100), info=personal("who called it", Purpose.PROVE))
    at_window: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)


class HallCall(Base):
    """Somebody at the machine of a centre wants help; the row goes when somebody of the staff has gone there."""

    __tablename__ = "hall_call"
    __table_args__ = {"info": NOT_PERSONAL}

    site_id: Mapped[int] = mapped_column(ForeignKey(Site.id), primary_key=True)
    at: Mapped[datetime]
