"""The page of the day: how many of each, what is most urgent of each, and every list whole behind it."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.today.blueprint import page_number, pages
from desk.today.rows import Part, bundles, needed_for
from desk.today.words import CLOCKS, LEVELS, SIGNALS, TICKETS, TO_DO
from jobmatch import clock
from jobmatch.access import Permission, require
from jobmatch.households import area
from jobmatch.households.model import Household
from jobmatch.web import current_actor, permission, session

FIRST, AT_ONCE = 3, 20
WORDS = {"signals": SIGNALS, "to_do": TO_DO, "levels": LEVELS, "clocks": CLOCKS, "tickets": TICKETS}


@pages.get("")
@permission(Permission.FOLLOW_UP)
def front() -> ResponseReturnValue:
    """What is to be done today: of every list what is most urgent."""
    shown = bundles(dict.fromkeys(Part, slice(FIRST)))
    return render_template(
        "today/front.html", bundles=shown, today=clock.today(), number=request.args.get("number", "")[:30],
        no_such=request.args.get("no_such") == "1", **WORDS,
    )  # fmt: skip


@pages.get("/list/<part>")
@permission(Permission.FOLLOW_UP)
def listed(part: str) -> ResponseReturnValue:
    """One list whole, in pages."""
    if part not in set(Part):
        abort(404)
    which, page = Part(part), page_number()
    require(current_actor(), needed_for(which))
    (shown,) = bundles({which: slice((page - 1) * AT_ONCE, page * AT_ONCE)})
    if page > 1 and not shown.rows:
        return redirect(url_for("today.listed", part=part), 303)  # the last of the page is done
    pages_of_it = max(1, -(-shown.total // AT_ONCE))
    return render_template(
        "today/list.html", bundle=shown, page=page, pages=pages_of_it, today=clock.today(), **WORDS
    )  # fmt: skip


@pages.get("/homes")
@permission(Permission.FOLLOW_UP)
def find_home() -> ResponseReturnValue:
    """The page of a household by its number; a number of another area is none of ours."""
    number = request.args.get("number", "").strip()[:30]
    household_id = session().scalar(
        select(Household.id).where(
            Household.number == number.upper(), Household.closed_on.is_(None), area.seen_by(current_actor())
        )
    )
    if household_id is None:
        return redirect(url_for("today.front", number=number, no_such=1) + "#find-home", 303)
    return redirect(url_for("today.home", row_id=household_id), 303)
