"""What search engines ask for first: which pages are for them, and where every open vacancy stands."""

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from desk.vacancies import confirmed_days
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.vacancies.browsing import open_ones
from jobmatch.web import permission, session

pages = Blueprint("crawlers", __name__, template_folder="templates")


@pages.get("/robots.txt")
@permission(Permission.BROWSE_VACANCIES)
def robots() -> ResponseReturnValue:
    """The front page and the vacancies may be read by machines, nothing else."""
    allowed = (url_for("vacancies.listed"), url_for("home.static", name=""), url_for("crawlers.sitemap"))
    lines = ["User-agent: *", "Allow: /$", *(f"Allow: {path}" for path in allowed), "Disallow: /"]
    return _text([*lines, f"Sitemap: {url_for('crawlers.sitemap', _external=True)}"])


@pages.get("/sitemap.xml")
@permission(Permission.BROWSE_VACANCIES)
def sitemap() -> ResponseReturnValue:
    """The address of every vacancy that is open today, with the day of its last change."""
    found = open_ones(session(), clock.today(), confirmed_days())
    dated = [(vacancy_id, clock.local_day(changed)) for vacancy_id, changed in found]
    return Response(render_template("sitemap.xml", dated=dated), mimetype="application/xml")


def _text(lines: list[str]) -> Response:
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
