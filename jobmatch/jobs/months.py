"""Every month that is over is closed on the first, one site a step; what reports show is counted at night."""

from sqlalchemy import select

from jobmatch.households.model import Site
from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import Work
from jobmatch.reports import closing, kept, ledger
from jobmatch.reports import month as calendar
from jobmatch.reports.scope import scope_of
from jobmatch.settings import settings


def close_months(work: Work) -> Figures:
    """Close what is over and not closed, the oldest first; a killed run goes on with the sites that are left."""
    months = lines = 0
    while True:
        with work.step() as session:
            month = closing.next_month(session, work.today)
            written = (
                closing.close_next(session, month, work.today, work.now(), work.actor) if month is not None else None
            )
        if month is None:
            return {"months": months, "lines": lines}
        months += written is None
        lines += written or 0


def count_reports(work: Work) -> Figures:
    """The reports that are read most, so that nobody waits for them: of the county and of each of its sites."""
    running = calendar.of(work.today)
    with work.step() as session:
        kept.forget_before(session, calendar.begins(running))
        sites = list(session.scalars(select(Site.code).where(Site.division.startswith(settings().home_division))))
        wanted = {running, *ledger.closed_months(session)[-1:]}
    for month in sorted(wanted):
        for site in (None, *sites):
            with work.step() as session:
                kept.keep(session, month, work.now(), scope_of(session, work.actor, site))
    return {"reports": len(wanted) * (len(sites) + 1)}
