"""One press of a button on the day's page: a warning is seen to, a ticket reported or settled."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk.language import say as _
from desk.today.blueprint import ROW, pages, written
from desk.today.rows import Part
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.rights import service as rights
from jobmatch.placements.warnings import service as warnings
from jobmatch.web import current_actor, permission, session

LONGEST_OUTCOME = 500


@pages.post(f"/warnings/{ROW}/seen-to")
@permission(Permission.FOLLOW_UP)
def see_to(row_id: int) -> ResponseReturnValue:
    """Somebody has acted, and says what was done; without words it is asked again."""
    done = written("done")
    try:
        warnings.see_to(session(), row_id, done, current_actor(), clock.now())
        say_done(_("记下了：办好了。"))
    except warnings.NoSuchWarningError:
        abort(404)
    except warnings.NoWordsError:
        return _back(Part.WARNINGS, row_id, missing=True)
    except IllegalMoveError:
        pass  # seen to already, by a second click or a colleague, or over
    return _back(Part.WARNINGS)


@pages.post(f"/rights/{ROW}/report")
@permission(Permission.PROTECT_AT_WORK)
def report(row_id: int) -> ResponseReturnValue:
    """The inspectorate (12333) has heard of it."""
    try:
        rights.report(session(), row_id, current_actor(), clock.now())
    except rights.NoSuchTicketError:
        abort(404)
    except IllegalMoveError:
        pass  # settled meanwhile
    return _back(Part.RIGHTS)


@pages.post(f"/rights/{ROW}/settle")
@permission(Permission.PROTECT_AT_WORK)
def settle(row_id: int) -> ResponseReturnValue:
    """It has ended, and somebody says how; without words it is asked again."""
    try:
        rights.settle(session(), row_id, written("outcome", LONGEST_OUTCOME), current_actor(), clock.now())
        say_done(_("记下了：了结了。"))
    except rights.NoSuchTicketError:
        abort(404)
    except rights.NoOutcomeError:
        return _back(Part.RIGHTS, row_id, missing=True)
    except IllegalMoveError:
        pass  # before the report only a supervisor says that it is over
    return _back(Part.RIGHTS)


def _back(part: Part, row_id: int | None = None, *, missing: bool = False) -> ResponseReturnValue:
    """To the page on which the button was: the day's, or the whole list."""
    again = f"{part}-{row_id}" if missing else None
    if request.form.get("whole") == "yes":
        page = request.form.get("page", "1")[:5]
        return redirect(url_for("today.listed", part=part.value, page=page, missing=again, _anchor=again), 303)
    return redirect(url_for("today.front", missing=again, _anchor=again or part.value), 303)
