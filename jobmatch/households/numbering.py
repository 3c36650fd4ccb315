"""Household numbers (H01) `TZ-<site>-000001`: given once, never changed, never given again, never two at a time."""

from sqlalchemy import String, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from jobmatch.db import Base
from jobmatch.privacy import NOT_PERSONAL

_COUNTY = "TZ"
_WITHOUT_SITE = "000"


class HouseholdCounter(Base):
    """The last number given at a site."""

    __tablename__ = "household_counter"
    __table_args__ = {"info": NOT_PERSONAL}

    site_code: Mapped[str] = mapped_column(String(20), primary_key=True)
    last: Mapped[int]


def next_number(session: Session, site_code: str | None) -> str:
    """A number nobody else gets: the counter's row stays locked until the transaction ends."""
    code = site_code or _WITHOUT_SITE
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    session.execute(insert(HouseholdCounter).values(site_code=code, last=0).on_conflict_do_nothing())
    given = session.scalar(
        update(HouseholdCounter)
        .where(HouseholdCounter.site_code == code)
        .values(last=HouseholdCounter.last + 1)
        .returning(HouseholdCounter.last)
        .execution_options(synchronize_session=False)
    )
    return number_of(code, given or 0)


def number_of(site_code: str, given: int) -> str:
    """The number that the count of a site stands for."""
    return f"{_COUNTY}-{site_code}-{given:06d}"
