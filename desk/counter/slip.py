"""The slip to take along: where to be when, whom to ask for, the helper's telephone, and "pay nobody" (step 6).

Its QR code leads to a public page (`desk/genuine.py`) that holds the vacancy and the meeting and says nothing about
the person.
"""

from dataclasses import dataclass

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from desk.class_cards import Seat, seats_of
from desk.codes import Code, Kind, picture
from desk.counter.blueprint import Sitting, pages, sitting
from desk.counter.jobs import Seeker, offers
from desk.counter.offers import Offer
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.placements.answering import Said
from jobmatch.visits import asking
from jobmatch.web import permission, session


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
        seats=_seats(person_id),
        household=here.stands.known,
        others=_others(here, person_id),
        today=here.on,
    )


def _ticket(offer: Offer) -> Ticket:
    if offer.referral is None:
        raise LookupError("a slip holds what somebody has said something to")
    return Ticket(offer, picture(Code(Kind.SLIP, offer.referral.id, clock.today())))


def _seats(person_id: int) -> list[Seat]:
    """The classes that still go on for this person: with a seat, kept or the own, or in the line."""
    return [one for one in seats_of(session(), person_id) if one.goes_on]


def _others(here: Sitting, person_id: int) -> list[Seeker]:
    members = here.stands.known.members if here.stands.known is not None else ()
    return [
        Seeker(int(one.key), one.name) for one in members if one.key != str(person_id) and asking.asks_for_work(one)
    ]
