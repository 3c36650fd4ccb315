"""Answers for machines: whether the server is alive, whether it is ready, and its figures for Prometheus."""

from ipaddress import ip_address
from time import perf_counter
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from jobmatch import db
from jobmatch.access import Permission
from jobmatch.settings import settings
from jobmatch.web import engine, permission

answers = Blueprint("state", __name__)
METRICS = "jobmatch.metrics"


def install(app: Flask) -> None:
    """Adds the answers, and counts and times every request by the name of its page, never by its address."""
    registry = CollectorRegistry()
    seconds = Histogram(
        "jobmatch_request_seconds", "Time to answer a request", ["page", "method", "status"], registry=registry
    )
    app.extensions[METRICS] = registry

    @app.url_value_preprocessor  # comes before anything that may refuse the request
    def start(_page: str | None, _values: dict[str, Any] | None) -> None:
        g.asked_at = perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        page, status = request.endpoint or "nowhere", str(response.status_code)
        seconds.labels(page, request.method, status).observe(perf_counter() - g.asked_at)
        return response

    app.register_blueprint(answers)


@answers.get("/healthz")
@permission(Permission.CHECK_HEALTH)
def alive() -> ResponseReturnValue:
    """The process answers; nothing else is asked."""
    return {"alive": True}


@answers.get("/readyz")
@permission(Permission.CHECK_HEALTH)
def ready() -> ResponseReturnValue:
    """200 when the database answers and has all migrations of this program, else 503 with what to do."""
    try:
        current = db.is_current(engine())
    except SQLAlchemyError:
        return {"ready": False, "why": "the database does not answer"}, 503
    if not current:
        return {"ready": False, "why": "the database is not at this program's revision: run `init`"}, 503
    return {"ready": True}


@answers.get("/metrics")
@permission(Permission.READ_METRICS)
def metrics() -> ResponseReturnValue:
    """Figures of this process. Elsewhere than on this machine the page does not exist, unless the settings open it."""
    if not (settings().metrics_anywhere or _asked_from_here()):
        abort(404)
    return Response(generate_latest(current_app.extensions[METRICS]), content_type=CONTENT_TYPE_LATEST)


def _asked_from_here() -> bool:
    # A proxy on this machine calls from loopback too, but says for whom.
    passed_on = {"X-Forwarded-For", "Forwarded", "X-Real-Ip"} & set(request.headers.keys())
    return not passed_on and ip_address(request.remote_addr or "0.0.0.0").is_loopback
