"""The job of the first of the month: the ledger of every month that is over is closed, one site a step."""

from jobmatch.jobs.nightly import Figures
from jobmatch.jobs.work import Work
from jobmatch.reports import closing


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
