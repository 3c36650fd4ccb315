"""The pages of the Spring Festival as one blueprint, and what they share: the season, and words for what people say."""

from collections.abc import Mapping

from flask import Blueprint
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch import clock, parameters
from jobmatch.placements.follow_ups.intervals import intervals_on
from jobmatch.placements.returns.model import Comes, Goes
from jobmatch.placements.returns.seasons import Season, season_on
from jobmatch.settings import settings
from jobmatch.web import session

pages = Blueprint("buses", __name__, template_folder="../templates", url_prefix="/buses")

COMES: Mapping[Comes, LazyString] = {
    Comes.BACK: _l("已经回来了"),
    Comes.COMING: _l("要回来"),
    Comes.STAYS: _l("不回来"),
}
GOES: Mapping[Goes, LazyString] = {
    Goes.SAME: _l("去原来那里"),
    Goes.NEW: _l("换个地方"),
    Goes.UNSURE: _l("还没想好"),
    Goes.HOME: _l("留在家"),
}


def this_season() -> Season:
    """The Spring Festival that this day belongs to or that comes next."""
    today, home = clock.today(), settings().home_division
    intervals = intervals_on(parameters.load(session()), home, today)
    return season_on(today, intervals.festival_asked, intervals.festival_over)
