"""The slip to take along: where to be when, whom to ask for, the helper's telephone, and "pay nobody" (step 6).

Its QR code leads to a public page that holds the vacancy and the meeting and says nothing about the person.
"""

from dataclasses import dataclass
from datetime import timedelta

import segno
from flask import abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup

from desk import cards
from desk.counter.blueprint import Sitting, pages, sitting
from desk.counter.jobs import Seeker, offers
from desk.counter.offers import Offer
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.placements.answering import Said
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.vacancies.model import Vacancy
from jobmatch.visits import asking
from jobmatch.web import permission, session

GOOD_FOR = timedelta(days=60)
_SALT = "slip"


@dataclass(frozen=True)
class Ticket:
    """One job on the slip, with the picture that a telephone reads."""

    offer: Offer
    code: Markup


@pages.get("/<code>/slip/<int:person_id>")
@permission(Permission.SERVE_AT_COUNTER)
def slip(code: str, person_id: int) -> ResponseReturnValue:
    """What one person takes home: the jobs wanted first, then those to think about."""
    here = sitting(code)
    members = here.stands.known.members if here.stands.known is not None else ()
    name = next((one.name for one in members if one.key == str(person_id)), None)
    if name is None or here.stands.known is None:
        abort(404)
    found = offers(here, person_id)
    return render_template(
        "counter/slip.html",
        here=here,
        whose=Seeker(person_id, name),
        wanted=[_ticket(one) for one in found if one.said is Said.WANT],
        thinking=[_ticket(one) for one in found if one.said is Said.THINK],
        household=here.stands.known,
        others=_others(here, person_id),
        today=here.on,
    )


@pages.get("/ticket/<token>")
@permission(Permission.BROWSE_VACANCIES)
def ticket(token: str) -> ResponseReturnValue:
    """What a telephone shows that has read the slip: the vacancy and the meeting, of nobody in particular."""
    try:
        referral_id = _signer().loads(token, max_age=int(GOOD_FOR.total_seconds()))
    except BadSignature:
        abort(404)
    referral = session().get(Referral, int(referral_id))
    vacancy = session().get(Vacancy, referral.vacancy_id) if referral is not None else None
    if referral is None or vacancy is None:
        abort(404)
    return render_template(
        "counter/ticket.html",
        vacancy=vacancy,
        card=cards.card(vacancy),
        local=clock.SHANGHAI,
        referral=referral,
        stands=ReferralState(referral.state).value,
    )


def _ticket(offer: Offer) -> Ticket:
    if offer.referral is None:
        raise LookupError("a slip holds what somebody has said something to")
    address = url_for("counter.ticket", token=_signer().dumps(offer.referral.id), _external=True)
    picture = segno.make(address, error="m")
    # The library writes plain shapes of its own making; nothing of a person's words is in it.
    return Ticket(offer, Markup(picture.svg_inline(border=2, omitsize=True)))


def _others(here: Sitting, person_id: int) -> list[Seeker]:
    members = here.stands.known.members if here.stands.known is not None else ()
    return [
        Seeker(int(one.key), one.name) for one in members if one.key != str(person_id) and asking.asks_for_work(one)
    ]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=_SALT)
