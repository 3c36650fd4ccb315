"""A report is counted once a day for all who read the same one, and kept until the next day.

Counting a county takes a second, which nobody should wait for; and who stands outside the sites and could read the
running month again and again would learn from the differences what the masks hide. What is put right in a closed month
throws away everything that was counted.
"""

from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.reports import as_json, service
from jobmatch.reports import month as months
from jobmatch.reports.model import KeptReport
from jobmatch.reports.scope import Scope, scope_of
from jobmatch.reports.service import Report

_FORM = "3: who has no work, by number"
"""How the content is written: what was kept in another form is not read, and goes with the month."""


def monthly(
    session: Session, month: date, at: datetime, actor: Actor, *, site: str | None = None, county: str | None = None
) -> Report:
    """A month's report as counted first on this day; names and what was put right are those of now. Noted in the log.

    Raises as `service.monthly` does.
    """
    months.require_begun(month, clock.local_day(at))
    scope = scope_of(session, actor, site, county)
    row = keep(session, month, at, scope)
    return service.shown(session, month, as_json.read(row.content), row.counted_at, at, scope, actor)


def keep(session: Session, month: date, at: datetime, scope: Scope) -> KeptReport:
    """What was kept of this day, counted if nothing was."""
    here = KeptReport.month == month, KeptReport.scope == _mark(scope)
    row = session.scalar(select(KeptReport).where(*here))
    if row is not None and clock.local_day(row.counted_at) == clock.local_day(at):
        return row
    content = as_json.written(service.counted(session, month, clock.local_day(at), scope))
    values = {"month": month, "scope": _mark(scope), "counted_at": at, "content": content}
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    new = insert(KeptReport).values(values)
    # Two readers may count at the same time: the later one's numbers stand, and both have read theirs.
    session.execute(
        new.on_conflict_do_update(
            index_elements=["month", "scope"],
            set_={"counted_at": new.excluded.counted_at, "content": new.excluded.content},
        )
    )
    return session.scalars(select(KeptReport).where(*here).execution_options(populate_existing=True)).one()


def forget(session: Session) -> None:
    """What was counted does not hold any more: lines of a month were written or put right."""
    session.execute(delete(KeptReport))


def forget_before(session: Session, at: datetime) -> None:
    """What was counted before an instant was kept for readers who did not come again."""
    session.execute(delete(KeptReport).where(KeptReport.counted_at < at))


def _mark(scope: Scope) -> str:
    """What tells readers of one scope from others, however many sites they have."""
    sites = ",".join(site.code for site in scope.sites)
    return sha256(f"{_FORM}|{scope.county}|{scope.inside}|{scope.whole}|{sites}".encode()).hexdigest()
