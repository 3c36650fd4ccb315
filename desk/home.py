"""The front door: what this is, the ways into the vacancies, and the files that pages need."""

from pathlib import Path

from flask import Blueprint, render_template, send_from_directory
from flask.typing import ResponseReturnValue

from jobmatch.access import Permission
from jobmatch.web import permission

pages = Blueprint("home", __name__, template_folder="templates")

STATIC = Path(__file__).with_name("static")
AN_HOUR = 3600


@pages.get("/")
@permission(Permission.BROWSE_VACANCIES)
def front() -> ResponseReturnValue:
    """The first page anybody sees."""
    return render_template("home.html")


@pages.get("/static/<path:name>")
@permission(Permission.BROWSE_VACANCIES)
def static(name: str) -> ResponseReturnValue:
    """Style sheets and pictures; browsers keep them for an hour and then ask whether they changed."""
    return send_from_directory(STATIC, name, max_age=AN_HOUR)
