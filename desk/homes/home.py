"""One household on a page: who they are, how it stands, what is due, what was done; and who belonged on another day."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk.homes.blueprint import HOME, pages
from desk.homes.family import hardship_of, income_of, members_of
from desk.homes.past import history
from desk.homes.served import served
from desk.homes.words import STATES, say_clock
from desk.today.whom import people_of
from desk.today.words import SERVICES
from jobmatch import clock
from jobmatch.access import Permission, may
from jobmatch.households.model import Household
from jobmatch.households.store import UnknownHouseholdError
from jobmatch.households.view import view
from jobmatch.placements import help_asked
from jobmatch.placements.zero_clock.life import STANDING
from jobmatch.placements.zero_clock.lists import due_on
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.web import current_actor, permission, session


@dataclass(frozen=True)
class Giving:
    """What a form says of a service that was given, as it was written, and what is missing in it."""

    person: str = ""
    kind: str = ""
    about: str = ""
    wrong: str = ""

    def missing(self, words: str) -> "Giving":
        """The same, to be asked again."""
        return replace(self, wrong=words)


@pages.get(f"/{HOME}")
@permission(Permission.FOLLOW_UP)
def home(household_id: int) -> ResponseReturnValue:
    """The household today, or who belonged and who worked on the day that the address names."""
    return page_of(household_id)


def page_of(household_id: int, wrong: str = "", question: str = "", giving: Giving | None = None) -> str:
    """The page, with what was wrong about a question or a service that was just written, and its words."""
    today = clock.today()
    on = _day(today)
    past = on < today
    try:
        seen = view(session(), current_actor(), household_id, clock.now(), on)
    except UnknownHouseholdError:
        abort(404)
    row = session().get_one(Household, household_id)
    members = members_of(seen, on, past=past)
    standing = session().scalar(
        select(ZeroSpell).where(ZeroSpell.household_id == household_id, ZeroSpell.state.in_(STANDING))
    )
    return render_template(
        "homes/home.html",
        row=row, on=on, today=today, past=past, members=members,
        who=people_of({(household_id, None)}).get((household_id, None)),
        working=sum(one.works for one in members),
        standing=standing,
        ticking=None
        if standing is None
        else say_clock(standing.state, standing.found_on, due_on(standing), standing.working_since, today),
        state=None if row.employment_state is None else STATES[row.employment_state],
        income=() if past else income_of(seen), hardship=() if past else hardship_of(seen),
        served=None if past else served(household_id, {one.person_id: one.name for one in members}),
        history=history(household_id, on), opening=uuid4(), leads=may(current_actor(), Permission.LEAD_HELPERS),
        help=None if past else help_asked.newest_of(session(), household_id), wrong=wrong, question=question,
        giving=giving or Giving(), kinds=SERVICES,
        no_such_day=bool(request.args.get("on")) and not past and on.isoformat() != request.args["on"],
    )  # fmt: skip


def _day(today: date) -> date:
    """The day that the address names; today for what is no day, or has not come."""
    try:
        return min(today, date.fromisoformat(request.args.get("on", "")))
    except ValueError:
        return today
