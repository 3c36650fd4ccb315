"""Transactions, instants and writers that meet, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError, StatementError

from jobmatch import db
from jobmatch.access import operator
from jobmatch.audit import AuditEvent, record
from jobmatch.households.model import Membership, Site

AT = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


def site(code: str) -> Site:
    return Site(code=code, name=f"安置点{code}", division="520322")


def add_sites(engine: Engine, *codes: str) -> None:
    with db.transaction(engine) as session:
        for code in codes:
            session.add(site(code))
            session.flush()


def test_a_transaction_keeps_all_or_nothing(engine: Engine) -> None:
    add_sites(engine, "A")
    with pytest.raises(IntegrityError):
        add_sites(engine, "B", "A")
    with db.reading(engine) as session:
        assert session.scalars(select(Site.code)).all() == ["A"]


def test_an_instant_comes_back_in_utc(engine: Engine) -> None:
    shanghai = AT.astimezone(timezone(timedelta(hours=8)))
    with db.transaction(engine) as session:
        record(session, operator("x"), "read", "household:1", shanghai)
    with db.reading(engine) as session:
        (at,) = session.scalars(select(AuditEvent.at))
    assert at == AT
    assert at.tzinfo is not None


def test_an_instant_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="time zone"), db.transaction(engine) as session:
        record(session, operator("x"), "read", "household:1", AT.replace(tzinfo=None))


def test_a_row_cannot_point_nowhere(engine: Engine) -> None:
    with pytest.raises(IntegrityError), db.transaction(engine) as session:
        session.add(Membership(household_id=99, person_id=99, joined_on=AT.date()))


def test_many_writers_who_read_first_all_get_through(engine: Engine) -> None:
    with db.transaction(engine) as session:
        session.add(site("0"))

    def write(number: int) -> None:
        with db.transaction(engine) as session:
            session.scalar(select(func.count()).select_from(Site))
            session.add(site(str(number)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(1, 41)))
    with db.reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Site)) == 41
