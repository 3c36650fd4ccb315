"""The mini-program in a browser, at /m/: for the kiosk (`?mode=kiosk`), and for whoever has no WeChat.

What is shown was built by `make client` (mini_program_web/build.mjs). Where it was not, the page says so.
"""

from pathlib import Path

from flask import Blueprint, Response, current_app, make_response, render_template, send_from_directory
from flask.typing import ResponseReturnValue

from jobmatch.access import Permission
from jobmatch.settings import settings
from jobmatch.web import HEADERS, permission

pages = Blueprint("mini_program", __name__, template_folder="templates", url_prefix="/m")

BUILT = Path(__file__).parents[1] / "mini_program_web/built"
WHAT_IS_BUILT = "jobmatch.mini_program"


@pages.get("/")
@permission(Permission.BROWSE_VACANCIES)
def started() -> ResponseReturnValue:
    """The page that starts the mini-program; it holds nothing of anybody, all that comes through the API."""
    if not (_folder() / "app.js").is_file():
        return render_template("mini_program_missing.html"), 503
    simulator = settings().wechat_api_root if settings().wechat_is_simulated else ""
    answer = make_response(render_template("mini_program.html", simulator=simulator))
    if simulator:
        _let_it_be_asked(answer, simulator)
    return answer


@pages.get("/<path:name>")
@permission(Permission.BROWSE_VACANCIES)
def file(name: str) -> ResponseReturnValue:
    """A file of the built mini-program; browsers ask each time whether it changed, for an old one knows no new API."""
    return send_from_directory(_folder(), name)


def _folder() -> Path:
    found: Path = current_app.config.get(WHAT_IS_BUILT, BUILT)
    return found


def _let_it_be_asked(answer: Response, simulator: str) -> None:
    """The page may ask the simulated WeChat who somebody is; of a real one a browser asks nothing."""
    policy = HEADERS["Content-Security-Policy"]
    answer.headers["Content-Security-Policy"] = policy.replace("connect-src 'self'", f"connect-src 'self' {simulator}")
