"""Households that nobody has gone through for long, the oldest first: ring them or call on them, and ask anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select

from desk.homes.listed import HEAD_PINYIN, LONGEST_SEARCH, meant, typed_whom
from desk.listing import Column, Listing, answer
from desk.queues.blueprint import AT_ONCE, pages
from desk.today.whom import read_homes
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.households import freshness
from jobmatch.households.model import Household
from jobmatch.settings import settings
from jobmatch.visits.asking import STALE_DAYS
from jobmatch.web import current_actor, permission, session


@dataclass(frozen=True)
class Line:
    """One household: whom to ask for, by which telephone, where, and since when nobody has asked."""

    household_id: int
    number: str
    name: str
    phone: str
    dwelling: str
    asked_on: date
    days: int


_COLUMNS: Sequence[Column[Line]] = (
    Column("name", _l("户主"), lambda line: line.name, HEAD_PINYIN),
    Column("number", _l("户号"), lambda line: line.number, Household.number),
    Column("phone", _l("电话"), lambda line: line.phone),
    Column("dwelling", _l("住处"), lambda line: line.dwelling, Household.dwelling),
    Column("asked", _l("上回问的日子"), lambda line: line.asked_on, Household.updated_at),
)


@pages.get("/old")
@permission(Permission.SERVE_AT_COUNTER)
def old() -> ResponseReturnValue:
    """The households of the area, or those that what was typed may mean; a visit is opened in one tap."""
    typed = typed_whom()
    listing = Listing(
        "old-records", _l("好久没问过的人家"), records().where(meant(typed)) if typed else records(), _lines, _COLUMNS,
        first=(Household.updated_at,), last=Household.id, at_once=AT_ONCE,
    )  # fmt: skip
    return answer(
        listing, "queues/old.html", days=stale_days(), opening=uuid4(), typed=typed, longest=LONGEST_SEARCH
    )  # fmt: skip


def records() -> Select[Household]:
    """The households of this worker's area that are to be asked again, in no order."""
    return freshness.to_ask_again(clock.now() - timedelta(days=stale_days()), current_actor())


def stale_days() -> int:
    """After how many days a record is old."""
    return parameters.load(session()).whole(STALE_DAYS, settings().home_division, clock.today())


def _lines(rows: Sequence[Any]) -> list[Line]:
    homes: list[Household] = [row[0] for row in rows]
    people, now = read_homes([one.id for one in homes], "records to ask again"), clock.now()
    return [
        Line(
            one.id, one.number, who.name if (who := people.get(one.id)) else "",
            one.home_phone or (who.phone if who else "") or "", one.dwelling or "", clock.local_day(one.updated_at),
            (now - one.updated_at).days,
        )
        for one in homes
    ]  # fmt: skip
