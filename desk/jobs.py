"""What runs by the clock, for whoever answers for it: how each job stands, what it came to, who is there to run it."""

from collections.abc import Iterable

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from desk import job_words
from desk.state import METRICS
from jobmatch import clock, db, web
from jobmatch.access import Permission
from jobmatch.jobs.slots import SILENT_RUN
from jobmatch.jobs.standing import TROUBLE, Ran, overview
from jobmatch.web import permission, session

pages = Blueprint("jobs", __name__, template_folder="templates")


@pages.get("/jobs")
@permission(Permission.WATCH_JOBS)
def front() -> ResponseReturnValue:
    """Every job with its last runs, and the workers."""
    return render_template(
        "jobs.html",
        found=overview(session(), clock.now()),
        words=job_words,
        took=_took,
        trouble=TROUBLE,
        silent_run=SILENT_RUN,
    )


def install(app: Flask) -> None:
    """Adds the page, and the jobs' figures to those of the server: the worker itself answers nobody."""
    app.register_blueprint(pages)
    with app.app_context():
        app.extensions[METRICS].register(_Figures(web.engine()))


class _Figures(Collector):
    """How the jobs stand, read from the database whenever Prometheus asks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: a server starts without its database being asked."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Ages are seconds since the epoch, as Prometheus has them; a database that is silent tells nothing."""
        trouble = GaugeMetricFamily("jobmatch_job_trouble", "1 where a job is stuck, failed or missed", labels=["job"])
        ended = GaugeMetricFamily("jobmatch_job_last_done", "When a job last ended well", labels=["job"])
        seen = GaugeMetricFamily("jobmatch_workers", "Workers that are there")
        try:
            with db.reading(self._engine) as reading:
                found = overview(reading, clock.now())
        except SQLAlchemyError:
            return
        for one in found.jobs:
            trouble.add_metric([one.job], int(one.condition in TROUBLE))
            done = [ran.ended_at for ran in one.past if ran.state == "done" and ran.ended_at is not None]
            if done:
                ended.add_metric([one.job], max(done).timestamp())
        seen.add_metric([], len(found.alive))
        yield from (trouble, ended, seen)


def _took(ran: Ran) -> float | None:
    """Seconds from beginning to end."""
    return None if ran.ended_at is None else (ran.ended_at - ran.started_at).total_seconds()
