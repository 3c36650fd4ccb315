"""A worker picks a post for one of the family: what there is, how it stands to this person, and why it is chosen."""

from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk import cards
from desk.counter.jobs import MOST_COURSES
from desk.counter.offers import in_words
from desk.homes.blueprint import HOME, pages
from desk.language import CHINESE, spoken_language
from desk.language import say as _
from desk.printable import printable
from desk.row_ids import LARGEST_ID, row_id
from desk.today.blueprint import written
from desk.today.whom import names_of
from desk.undoing import say_done
from desk.vacancies import LONGEST_SEARCH, confirmed_days
from jobmatch import clock, telling
from jobmatch.access import Permission
from jobmatch.households.view import hidden_from
from jobmatch.matches import picking
from jobmatch.matches.picking import Fit
from jobmatch.matches.reasons import FROM_THE_BODY
from jobmatch.placements import answering
from jobmatch.placements.answering import Said
from jobmatch.settings import settings
from jobmatch.vacancies.browsing import Wish, browse
from jobmatch.web import current_actor, permission, session

LONGEST_REASON = 60
"""It is read aloud with the card, so it is one short sentence."""
LOOKED_AT, SHOWN = 200, 30
"""Of so many posts that the words find, the nearest and freshest, so many are shown: what may be picked comes first."""
PERSON = f"{HOME}/people/<int(max={LARGEST_ID}):person_id>/posts"


@dataclass(frozen=True)
class Choice:
    """A post that is open, how it stands to the person, and what the person said to it once."""

    vacancy_id: int
    card: cards.Card
    fit: Fit | None
    said: Said | None

    @property
    def because(self) -> str:
        """What closes it, in words; empty where nothing does."""
        if self.fit is None or self.fit.closed is None:
            return ""
        return self.fit.closed.because if spoken_language() == CHINESE else self.fit.closed.because_en

    @property
    def may_be_picked(self) -> bool:
        """Whether anything but a worker's judgement stands in the way."""
        return self.fit is not None and not self.fit.for_good


@pages.get(f"/{PERSON}")
@permission(Permission.PICK_POST)
def posts(household_id: int, person_id: int) -> ResponseReturnValue:
    """The open posts that the words find, each with how it stands to the person."""
    return _page(household_id, person_id)


@pages.post(f"/{PERSON}")
@permission(Permission.PICK_POST)
def pick(household_id: int, person_id: int) -> ResponseReturnValue:
    """The post is proposed, with the reason; without one, or where it is open no more, the page says so."""
    name = _member(household_id, person_id)
    vacancy_id = row_id(request.form.get("vacancy", ""))
    because = written("because", LONGEST_REASON)
    try:
        row = telling.pick(session(), person_id, vacancy_id, because, clock.now(), current_actor())
    except picking.NoReasonError:
        return _page(household_id, person_id, vacancy_id, _("写一句为哪样选这一样，他听了才明白。")), 422
    except picking.NotOpenError:
        return _page(household_id, person_id, wrong=_("这一样刚刚不招了，没有推荐。看看别的。")), 409
    except picking.StaysClosedError as closed:
        said = closed.because if spoken_language() == CHINESE else closed.because_en
        return _page(household_id, person_id, wrong=_("这一样不能推荐：%(why)s", why=said)), 409
    undo = url_for("homes.take_back_pick", household_id=household_id, person_id=person_id)
    say_done(_("推荐给%(name)s了，第一个就看得到。", name=name), undo, {"proposal": str(row.id)})
    return redirect(url_for("homes.home", household_id=household_id, _anchor="offers"), 303)


@pages.post(f"/{PERSON}/take-back")
@permission(Permission.PICK_POST)
def take_back_pick(household_id: int, person_id: int) -> ResponseReturnValue:
    """What was just picked is proposed no more; what matching found as well stays without the worker's words."""
    _member(household_id, person_id)
    proposal_id = row_id(request.form.get("proposal", ""))
    taken = picking.take_back(session(), proposal_id, clock.now(), current_actor())
    say_done(_("收回来了，不再推荐。") if taken else _("已经收回过，或者不招了。"))
    return redirect(url_for("homes.home", household_id=household_id, _anchor="offers"), 303)


def _page(household_id: int, person_id: int, missing: int | None = None, wrong: str = "") -> str:
    """The page; `missing` is the post whose reason was not written, `wrong` what else went wrong."""
    name = _member(household_id, person_id)
    actor, today = current_actor(), clock.today()
    asked = printable(request.values.get("words", ""), LONGEST_SEARCH)
    hidden = hidden_from(actor, person_id, FROM_THE_BODY.values())
    there_is = picking.outlook_of(
        session(), person_id, today, {gate for gate, kept in FROM_THE_BODY.items() if kept in hidden}
    )
    fits = there_is.fits
    wish = Wish(home=settings().home_division, words=asked)
    found = browse(session(), wish, 1, today, confirmed_days(), LOOKED_AT)
    said = answering.answers_of(session(), person_id)
    choices = [
        Choice(
            one.id, cards.card(one), fits.get(one.id), answering.means(said[one.id]) if one.id in said else None
        )
        for one in found.vacancies
    ]  # fmt: skip
    choices.sort(key=lambda one: (not one.may_be_picked, bool(one.because)))
    return render_template(
        "homes/picking.html",
        household_id=household_id, person_id=person_id, name=name, words=asked, total=found.total,
        choices=choices[:SHOWN], asks=bool(fits), missing=missing, wrong=wrong, longest=LONGEST_REASON,
        bridge=[in_words(one) for one in there_is.courses[:MOST_COURSES]],
    )  # fmt: skip


def _member(household_id: int, person_id: int) -> str:
    """The name of somebody who belongs to the household today; whoever may not see the family gets no further."""
    return names_of(household_id).get(str(person_id)) or abort(404)
