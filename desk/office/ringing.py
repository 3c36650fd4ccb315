"""The round of calls: which posts nobody has asked about for long, and what the employer says of each in one tap."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.language import say as _
from desk.office.blueprint import VACANCY, confirmed_days, findings_of, held_vacancy, number_in, pages
from desk.row_ids import row_id
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.vacancies import ringing as calls
from jobmatch.vacancies.model import Review, Vacancy
from jobmatch.vacancies.ringing import Before, CalledAgainError
from jobmatch.vacancies.service import NoSuchPlacesError, NotPublishableError
from jobmatch.web import current_actor, permission, session, undo

AT_ONCE = 20


@dataclass(frozen=True)
class Row:
    """One post to ring about: since how many days nobody confirmed it, whether it is hidden, and calls in vain."""

    post: Vacancy
    days: int | None
    hidden: bool
    in_vain: int
    tried_today: bool


@dataclass(frozen=True)
class Paged:
    """Where a page stands among others, for the pager."""

    number: int
    pages: int
    before: str
    after: str


@pages.get("/ringing")
@permission(Permission.REVIEW_VACANCY)
def ringing() -> ResponseReturnValue:
    """The posts, the longest unconfirmed first; those that were tried today stand last."""
    return _page(max(1, request.args.get("page", 1, type=int)))


@pages.post(f"/ringing/{VACANCY}/open")
@permission(Permission.REVIEW_VACANCY)
def still_open(vacancy_id: int) -> ResponseReturnValue:
    """The employer goes on looking, for so many people."""
    vacancy = held_vacancy(vacancy_id)
    confirmed, headcount, now = vacancy.last_confirmed, vacancy.headcount, clock.now()
    places = number_in(request.form.get("places", "").strip())
    try:
        call = calls.still_open(session(), vacancy, places or 0, now, current_actor())
    except NoSuchPlacesError:
        undo()
        return _page(1, wrong=vacancy_id), 422
    before = _before(call, confirmed, headcount, now)
    return _done(vacancy, before, _("“%(title)s”还在招，记下了。", title=vacancy.title))


@pages.post(f"/ringing/{VACANCY}/full")
@permission(Permission.REVIEW_VACANCY)
def full(vacancy_id: int) -> ResponseReturnValue:
    """Nobody more is wanted."""
    vacancy = held_vacancy(vacancy_id)
    confirmed, headcount, now = vacancy.last_confirmed, vacancy.headcount, clock.now()
    call = calls.full(session(), vacancy, now, current_actor())
    before = _before(call, confirmed, headcount, now)
    return _done(vacancy, before, _("“%(title)s”招满了，不再给人看。", title=vacancy.title))


@pages.post(f"/ringing/{VACANCY}/gone")
@permission(Permission.REVIEW_VACANCY)
def gone(vacancy_id: int) -> ResponseReturnValue:
    """The employer does not want anybody any more; a second click changes nothing."""
    vacancy = held_vacancy(vacancy_id)
    try:
        call = calls.gone(session(), vacancy, clock.now(), current_actor())
    except IllegalMoveError:
        return redirect(url_for("office.ringing"), 303)
    before = Before(call.id, vacancy.last_confirmed, vacancy.headcount)
    return _done(vacancy, before, _("“%(title)s”不招了，收掉了。", title=vacancy.title))


@pages.post(f"/ringing/{VACANCY}/not-reached")
@permission(Permission.REVIEW_VACANCY)
def not_reached(vacancy_id: int) -> ResponseReturnValue:
    """Nobody answered; the post goes to the end of today's list."""
    vacancy = held_vacancy(vacancy_id)
    calls.not_reached(session(), vacancy, clock.now(), current_actor())
    say_done(_("“%(title)s”没打通，排到后面再打。", title=vacancy.title))
    return redirect(url_for("office.ringing"), 303)


@pages.post(f"/ringing/{VACANCY}/take-back")
@permission(Permission.REVIEW_VACANCY)
def take_back_call(vacancy_id: int) -> ResponseReturnValue:
    """The call was about another post: it stands as before."""
    vacancy = held_vacancy(vacancy_id)
    headcount = number_in(request.form.get("headcount", ""))
    try:
        before = Before(row_id(request.form.get("call", "")), _day(request.form.get("confirmed", "")), headcount)
        calls.take_back(session(), vacancy, before, findings_of(vacancy), clock.now(), current_actor())
    except CalledAgainError:
        title = vacancy.title
        undo()
        say_done(_("“%(title)s”后来有同事又打过电话，撤不回了。看看现在记的对不对，不对就再打一个。", title=title))
        return redirect(url_for("office.advert", vacancy_id=vacancy_id), 303)
    except (ValueError, IllegalMoveError, NotPublishableError):
        undo()  # it went on since, or it may not be shown as it stands: the review says why
        return redirect(url_for("office.advert", vacancy_id=vacancy_id), 303)
    say_done(_("撤回了，和打电话以前一样。"))
    return redirect(url_for("office.ringing"), 303)


def _before(call: Review, confirmed: date | None, headcount: int | None, now: datetime) -> Before:
    """How a post stood before a call; a second click finds that changed already, and what its page was drawn from."""
    if call.at < now and "confirmed" in request.form:
        try:
            confirmed, headcount = _day(request.form["confirmed"]), number_in(request.form.get("headcount", ""))
        except ValueError:
            abort(400)
    return Before(call.id, confirmed, headcount)


def _day(given: str) -> date | None:
    """A day as a form holds it; raises ValueError."""
    return date.fromisoformat(given) if given else None


def _done(vacancy: Vacancy, before: Before, words: str) -> ResponseReturnValue:
    fields = {
        "call": str(before.call),
        "confirmed": before.confirmed.isoformat() if before.confirmed else "",
        "headcount": "" if before.headcount is None else str(before.headcount),
    }
    say_done(words, url_for("office.take_back_call", vacancy_id=vacancy.id), fields)
    return redirect(url_for("office.ringing"), 303)


def _page(number: int, wrong: int = 0) -> str:
    today, days = clock.today(), confirmed_days()
    found = calls.to_ring(session(), today, days, AT_ONCE, number)
    pages_there = max(1, -(-found.total // AT_ONCE))
    if number > pages_there:
        number, found = pages_there, calls.to_ring(session(), today, days, AT_ONCE, pages_there)
    tried = calls.not_reached_since(session(), found.posts)
    rows = []
    for post in found.posts:
        since = None if post.last_confirmed is None else (today - post.last_confirmed).days
        calls_in_vain = tried.get(post.id, [])
        rung = bool(calls_in_vain) and clock.local_day(calls_in_vain[-1]) == today
        rows.append(Row(post, since, since is None or since > days, len(calls_in_vain), rung))
    paged = Paged(
        number, pages_there, url_for("office.ringing", page=number - 1) if number > 1 else "",
        url_for("office.ringing", page=number + 1) if number < pages_there else "",
    )  # fmt: skip
    return render_template("office/ringing.html", rows=rows, total=found.total, paged=paged, days=days, wrong=wrong)
