"""The card of one who said yes, and what an employer answers there."""

from collections.abc import Mapping

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.hiring import saying
from desk.hiring.blueprint import REFERRAL, pages
from desk.hiring.people import Card, cards
from desk.hiring.saying import ASKED_AGAIN, Saying, Wrong
from desk.language import say as _
from desk.placement_words import EMPLOYER_REJECTS, LEAVES
from desk.slips import slip_of
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.hindered import last_said
from jobmatch.placements.meeting import LONGEST_PLACE, LONGEST_WHOM
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSuchReferralError
from jobmatch.placements.referral import AT_WORK, KNOWN_TO_EMPLOYER, LeaveReason, ReferralState, StartProof
from jobmatch.web import current_actor, permission, session, undo

_ONE = f"/people/{REFERRAL}"
STANDS: Mapping[str, LazyString] = {
    ReferralState.INTRODUCED: _l("等您回话"),
    ReferralState.INTERVIEW: _l("说好来面试"),
    ReferralState.REJECTED: _l("您说这次不要"),
    ReferralState.HIRED: _l("您要了，等他来"),
    **dict.fromkeys(AT_WORK, _l("在您这里上班")),
    ReferralState.LEFT: _l("不在您这里了"),
}
SAYS_LEFT = (
    LeaveReason.ENDED, LeaveReason.LAID_OFF, LeaveReason.DISMISSED, LeaveReason.BETTER, LeaveReason.HOMESICK,
    LeaveReason.LOST,
)  # fmt: skip
"""What an employer can know of why somebody left; the person is asked for the rest."""
NEVER_CAME = SAYS_LEFT[1:]
"""Of work that was not begun none can have come to its end."""


@pages.get(_ONE)
@permission(Permission.HIRE)
def person(referral_id: int) -> ResponseReturnValue:
    """The card, and what can be answered now."""
    return _page(referral_id)


@pages.post(f"{_ONE}/invite")
@permission(Permission.HIRE)
def invite(referral_id: int) -> ResponseReturnValue:
    """Come and talk, on a day if it is known."""
    return _done(referral_id, "invite", saying.invite)


@pages.post(f"{_ONE}/hire")
@permission(Permission.HIRE)
def hire(referral_id: int) -> ResponseReturnValue:
    """The person has the place."""
    return _done(referral_id, "hire", saying.hire)


@pages.post(f"{_ONE}/reject")
@permission(Permission.HIRE)
def reject(referral_id: int) -> ResponseReturnValue:
    """Not this time, and why."""
    return _done(referral_id, "reject", saying.reject)


@pages.post(f"{_ONE}/start")
@permission(Permission.HIRE)
def start(referral_id: int) -> ResponseReturnValue:
    """The person has come to work, since a day."""
    return _done(referral_id, "start", saying.start)


@pages.post(f"{_ONE}/leave")
@permission(Permission.HIRE)
def leave(referral_id: int) -> ResponseReturnValue:
    """The person is here no more, or never came."""
    return _done(referral_id, "leave", saying.leave)


@pages.post(f"{_ONE}/take-back")
@permission(Permission.HIRE)
def take_back(referral_id: int) -> ResponseReturnValue:
    """What was said last was a slip."""
    return _done(referral_id, "take_back", saying.take_back)


def _done(referral_id: int, form: str, verb: Saying) -> ResponseReturnValue:
    try:
        said = verb(referral_id, clock.now(), current_actor())
    except NoSuchReferralError:
        abort(404)
    except IllegalMoveError:
        undo()
        say_done(_("刚才有人记过了，现在是这样。"))
    except ASKED_AGAIN as error:
        undo()
        return _page(referral_id, saying.wrong(form, error, current_actor())), 422
    else:
        if session().get_one(Referral, referral_id).state not in KNOWN_TO_EMPLOYER:
            say_done(said)  # who never came is no longer anything of the employer's to look at
            return redirect(url_for("hiring.front"), 303)
        say_done(said, *_undo(referral_id, form))
    return redirect(url_for("hiring.person", referral_id=referral_id), 303)


def _undo(referral_id: int, form: str) -> tuple[str, dict[str, str]]:
    """Where a tap takes back what was just said, if it can be."""
    done = last_said(session().get_one(Referral, referral_id))
    if form == "take_back" or done is None:
        return "", {}
    return url_for("hiring.take_back", referral_id=referral_id), {"move": str(done.id)}


def _card(referral_id: int) -> Card:
    found = cards(session(), current_actor(), referral_id)
    if not found:
        abort(404)
    return found[0]


def _page(referral_id: int, wrong: Wrong | None = None) -> str:
    one = _card(referral_id)
    meet, now = one.referral.meet_at, clock.now()
    return render_template(
        "hiring/card.html", one=one, stands=STANDS[one.referral.state],
        meet=None if meet is None else meet.astimezone(clock.SHANGHAI), rejects=EMPLOYER_REJECTS,
        leaves=[(reason.value, LEAVES[reason]) for reason in (NEVER_CAME if one.expected else SAYS_LEFT)],
        at_work=one.referral.state in AT_WORK, today=clock.today(),
        first_day=min(one.referral.begins_on or clock.today(), clock.today()),
        said_started=any(word.proof is StartProof.EMPLOYER for word in one.referral.start_words),
        slip=slip_of(session(), one.referral, current_actor(), now),
        wrong=wrong, given=request.form, longest_place=LONGEST_PLACE, longest_whom=LONGEST_WHOM,
    )  # fmt: skip
