"""The call to the employer: when to be where and whom to ask for, written down only as it was agreed (step 5)."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk.counter.blueprint import Gone, pages
from desk.counter.jobs import Wrong, card_address, cards_page, own_row
from desk.language import say as _
from jobmatch import clock, telling
from jobmatch.access import Permission
from jobmatch.households.consent import NoConsentError
from jobmatch.placements.meeting import (
    LONGEST_PLACE,
    LONGEST_WHOM,
    Doubt,
    Meeting,
    MeetingError,
    agreed_instant,
    require_near,
)
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.web import current_actor, permission, session

_AT_THE_HOUR = frozenset({Doubt.NO_SUCH_HOUR, Doubt.DAY_WITHOUT_HOUR, Doubt.HOUR_PAST})


@pages.post("/<code>/jobs/<int:person_id>/ring")
@permission(Permission.SERVE_AT_COUNTER)
def ring(code: str, person_id: int) -> ResponseReturnValue:
    """The employer was rung and expects the person; a day or an hour that cannot be is asked again at its field."""
    referral = own_row(Referral, "referral", code, person_id)
    if referral.state not in (ReferralState.ACCEPTED, ReferralState.INTRODUCED):
        raise Gone
    now = clock.now()
    try:
        meeting = _meeting()
        if "sure" not in request.form:
            require_near(meeting.at, now)
        if referral.state == ReferralState.ACCEPTED:
            telling.introduce(session(), referral.id, now, current_actor(), meeting)
        else:
            telling.meet(session(), referral.id, meeting, now, current_actor())
    except MeetingError as error:
        return cards_page(code, person_id, _wrong(referral, error.doubt))
    except NoConsentError as error:
        raise Gone from error
    return redirect(card_address(code, person_id, referral.vacancy_id), 303)


@pages.get("/<code>/jobs/<int:person_id>/ring")
@permission(Permission.SERVE_AT_COUNTER)
def rung(code: str, person_id: int) -> ResponseReturnValue:
    """Whoever reloads a form that was asked again, or turns to another language, is back at the cards."""
    return redirect(url_for("counter.jobs", code=code, person_id=person_id), 303)


def _meeting() -> Meeting:
    at = agreed_instant(_written("day"), _written("hour"))
    return Meeting(at, _written("place")[:LONGEST_PLACE] or None, _written("whom")[:LONGEST_WHOM] or None)


def _wrong(referral: Referral, doubt: Doubt) -> Wrong:
    words = {
        Doubt.NO_SUCH_DAY: _("这一天没看懂，再选一下。"),
        Doubt.NO_SUCH_HOUR: _("几点没看懂，再选一下，比如 09:00。"),
        Doubt.HOUR_WITHOUT_DAY: _("有几点，还没有哪天。哪天去？没说好就两样都空着。"),
        Doubt.DAY_WITHOUT_HOUR: _("几点去还没写。单位没说，就再问一声。"),
        Doubt.DAY_PAST: _("这一天已经过了，看一下是不是写错了。"),
        Doubt.HOUR_PAST: _("今天这个钟点已经过了，看一下是不是写错了。"),
        Doubt.FAR_OFF: _("这是一年以后了，看一下年份对不对。"),
    }
    given = {name: _written(name) for name in ("day", "hour", "place", "whom")}
    return Wrong(
        referral.id, "hour" if doubt in _AT_THE_HOUR else "day", words[doubt], given, doubt is Doubt.FAR_OFF
    )  # fmt: skip


def _written(name: str) -> str:
    return "".join(sign for sign in request.form.get(name, "") if sign.isprintable()).strip()
