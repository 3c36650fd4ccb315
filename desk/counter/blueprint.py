"""The counter's pages as one blueprint, and what they all begin with: the visit, the day, the parameters."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from desk import row_ids
from jobmatch import clock, parameters
from jobmatch.settings import settings
from jobmatch.visits import service as visits
from jobmatch.visits.asking import Reading
from jobmatch.visits.model import Visit
from jobmatch.web import current_actor, session

pages = Blueprint("counter", __name__, url_prefix="/counter", template_folder="../templates")


@dataclass(frozen=True)
class Sitting:
    """The visit that a page is about, at the moment of the request."""

    visit: Visit
    at: datetime
    reading: Reading
    stands: visits.Standing

    zone = clock.SHANGHAI

    @property
    def on(self) -> date:
        """The day in Guizhou."""
        return self.reading.on


def sitting(code: str) -> Sitting:
    """The open visit of a code; 404 where there is none, Refused outside the area."""
    at = clock.now()
    found = reading()
    try:
        visit = visits.find(session(), code, found.on, current_actor())
    except visits.NoSuchVisitError as error:
        raise Closed from error
    return Sitting(visit, at, found, visits.standing(session(), visit, found.on, settings().home_division))


def reading() -> Reading:
    """Today, the home county and the parameters in force."""
    return Reading(clock.today(), settings().home_division, parameters.load(session()))


def row_id(name: str) -> int:
    """The number of a row that a form names; 0, which is nobody's, for what is no such number."""
    return row_ids.row_id(request.form.get(name, ""))


class Closed(HTTPException):
    """The visit is finished, or nobody ever opened it."""

    code = 404


class Gone(HTTPException):
    """What the page acted on has changed meanwhile; the page says to look again."""

    code = 409


@pages.errorhandler(Closed)
def closed(_error: Closed) -> ResponseReturnValue:
    """Back to the first screen: what was saved stands in the family's record."""
    code = str((request.view_args or {}).get("code", ""))
    return render_template("counter/closed.html", code=code), Closed.code


@pages.errorhandler(Gone)
def gone(_error: Gone) -> ResponseReturnValue:
    """Back to the page that the form was on, which shows how things stand now."""
    return render_template("counter/gone.html", back=request.path.rsplit("/", 1)[0]), Gone.code
