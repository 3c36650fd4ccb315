"""A link from a text: an employer without an account sees who waits for an answer, and answers by a tap.

Looking changes nothing, since telephones look at links by themselves. Once there is nothing to answer, a link that went
from hand to hand shows nobody any more.
"""

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.hiring import saying
from desk.hiring.card import STANDS
from desk.hiring.people import Card, cards
from desk.hiring.saying import ASKED_AGAIN, Wrong
from desk.language import say as _
from desk.placement_words import EMPLOYER_REJECTS
from desk.slips import Slip, slip_of
from desk.undoing import said_once, say_done
from jobmatch import clock
from jobmatch.access import Actor, Permission
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.employer_texts import links
from jobmatch.placements.employer_texts.links import NoSuchLinkError
from jobmatch.placements.moving import NoSuchReferralError
from jobmatch.placements.referral import ReferralState, StartProof
from jobmatch.web import permission, session, surviving, undo

by_link = Blueprint("by_link", __name__, template_folder="../templates", url_prefix="/a")


@by_link.get("/<token>")
@permission(Permission.ANSWER_BY_LINK)
def shown(token: str) -> ResponseReturnValue:
    """Who it is about, and what can be said now."""
    return _page(token)


@by_link.post("/<token>")
@permission(Permission.ANSWER_BY_LINK)
def answer(token: str) -> ResponseReturnValue:
    """One word, once; the same word again changes nothing."""
    form, now = request.form.get("say", ""), clock.now()
    if form not in saying.BY_LINK:
        abort(400)
    try:
        referral_id, actor = _opened(token)
        said = saying.BY_LINK[form](referral_id, now, actor)
    except (NoSuchLinkError, NoSuchReferralError):
        return _gone()
    except IllegalMoveError:
        undo()
        say_done(_("刚才有人记过了，现在是这样。"))
    except ASKED_AGAIN as error:
        undo()
        return _page(token, saying.wrong(form, error, actor))
    else:
        say_done(said)
    return redirect(url_for("by_link.shown", token=token), 303)


def _opened(token: str) -> tuple[int, Actor]:
    referral_id = links.read(token, clock.today())
    return referral_id, links.bearer(session(), referral_id)


def _page(token: str, wrong: Wrong | None = None) -> ResponseReturnValue:
    try:
        referral_id, actor = _opened(token)
    except NoSuchLinkError:
        return _gone()
    undo()  # that it was read is written down in a transaction of its own; on SQLite the two would wait for each other
    with surviving() as own:
        found = cards(own, actor, referral_id)
        if not found:
            return _gone()
        return _card(token, found[0], slip_of(own, found[0].referral, actor, clock.now()), wrong)


def _card(token: str, one: Card, slip: Slip | None, wrong: Wrong | None) -> ResponseReturnValue:
    page = make_response(
        render_template(
            "hiring/link.html", one=one, token=token, stands=STANDS[one.referral.state], rejects=EMPLOYER_REJECTS,
            wrong=wrong, said_started=any(word.proof is StartProof.EMPLOYER for word in one.referral.start_words),
            invited=one.referral.state == ReferralState.INTERVIEW, today=clock.today(), given=request.form,
            said=said_once(), slip=slip, first_day_seen=min(one.referral.begins_on or clock.today(), clock.today()),
        ),
        422 if wrong else 200,
    )  # fmt: skip
    page.headers["Cache-Control"], page.headers["X-Robots-Tag"] = "no-store", "noindex"
    return page


def _gone() -> ResponseReturnValue:
    return render_template("hiring/link_gone.html"), 404
