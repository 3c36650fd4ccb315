"""A worker who cannot solve something for a family asks whoever answers for the site, from the page of the family."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from desk.homes.blueprint import HOME, pages
from desk.homes.home import page_of
from desk.language import say as _
from desk.today.blueprint import LONGEST_QUESTION, written
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.households.model import Household
from jobmatch.placements import help_asked
from jobmatch.web import current_actor, permission, session


@pages.post(f"/{HOME}/ask")
@permission(Permission.FOLLOW_UP)
def ask(household_id: int) -> ResponseReturnValue:
    """The question goes to the supervisor; without words it is asked again."""
    if session().get(Household, household_id) is None:
        abort(404)
    question = written("question", LONGEST_QUESTION)
    try:
        asked = help_asked.ask(session(), household_id, question, clock.now(), current_actor())
    except help_asked.NoWordsError:
        return page_of(household_id, wrong=_("写一句难在哪里，负责人才晓得帮哪样。")), 422
    if asked.question != question:
        return page_of(household_id, wrong=_("已经有一件交上去了，等负责人答了再写新的。"), question=question), 409
    say_done(_("交给负责人了，答了就写在这一页。"))
    return redirect(url_for("homes.home", household_id=household_id, _anchor="help"), 303)
