"""The call to the employer: when to be where and whom to ask for, written down only as it was agreed (step 5)."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from desk.counter.blueprint import Gone, pages
from desk.counter.jobs import Wrong, card_address, cards_page, own_row
from desk.meeting_words import field_of, say_doubt
from jobmatch import clock, telling
from jobmatch.access import Permission
from jobmatch.households.consent import NoConsentError
from jobmatch.placements.meeting import (
    ASKED_BACK,
    LONGEST_PLACE,
    LONGEST_WHOM,
    Doubt,
    Meeting,
    MeetingError,
    agreed_instant,
    require_likely,
)
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.web import current_actor, permission, session


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
            require_likely(meeting.at, now)
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
    given = {name: _written(name) for name in ("day", "hour", "place", "whom")}
    return Wrong(referral.id, field_of(doubt), say_doubt(doubt), given, doubt in ASKED_BACK)


def _written(name: str) -> str:
    return "".join(sign for sign in request.form.get(name, "") if sign.isprintable()).strip()
