"""From a site to its households without an earner, by number alone, for a reason that whoever asks writes down."""

from dataclasses import dataclass

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from desk.county.blueprint import pages
from desk.printable import printable
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.reports import by_number
from jobmatch.reports.scope import NoSuchSiteError
from jobmatch.web import current_actor, permission, session

LONGEST_REASON = 200
AT_ONCE = 50
_ADDRESS = "/sites/<code>"


@pages.get(_ADDRESS)
@permission(Permission.LIST_HOUSEHOLDS)
def site(code: str) -> ResponseReturnValue:
    """What the list is for is asked before anything is shown."""
    return _page(code)


@pages.post(_ADDRESS)
@permission(Permission.LIST_HOUSEHOLDS)
def households(code: str) -> ResponseReturnValue:
    """A page of the list; it has no address of its own, so whoever wants it again says why again.

    The buttons to other pages say the same reason again, and each reading stands in the log.
    """
    given = request.form.get("because", "")
    because = printable(given, LONGEST_REASON)
    try:
        found = by_number.without_earner(session(), code, because, clock.now(), current_actor())
    except by_number.NoReasonError:
        return _page(code, because, wrong=True), 422
    except NoSuchSiteError:
        abort(404)
    pages_there = max(1, -(-len(found) // AT_ONCE))
    number = min(max(1, request.form.get("page", 1, type=int)), pages_there)
    return _page(code, because, found, Paged(number, pages_there))


@dataclass(frozen=True)
class Paged:
    """Which page of how many; what stands on it."""

    number: int
    pages: int

    @property
    def rows(self) -> slice:
        return slice((self.number - 1) * AT_ONCE, self.number * AT_ONCE)


def _page(
    code: str,
    because: str = "",
    found: list[by_number.Numbered] | None = None,
    paged: Paged | None = None,
    *,
    wrong: bool = False,
) -> str:
    try:
        name = by_number.site_name(session(), code)
    except NoSuchSiteError:
        abort(404)
    return render_template(
        "county/site.html", code=code, name=name, because=because, found=found, wrong=wrong, longest=LONGEST_REASON,
        today=clock.today(), paged=paged, rows=found[paged.rows] if found and paged else (),
    )  # fmt: skip
