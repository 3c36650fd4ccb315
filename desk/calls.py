"""Whom to ring, and whom to hand a slip: messages that no telephone could bring, for the workers of a site.

Only households of the own area. What came of a call is one press of a button, and nothing is asked twice.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from desk.language import say as _
from desk.language import say_moment
from desk.queues.blueprint import paged
from desk.row_ids import LARGEST_ID, row_id
from desk.today.blueprint import page_number
from jobmatch import clock, reaching, telling
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.model import Household, Membership, Person
from jobmatch.in_step import titles_of
from jobmatch.placements.expected import expected
from jobmatch.push import service as push
from jobmatch.push.channels import Way
from jobmatch.push.model import Delivery, Recipient
from jobmatch.push.templates import Said, spoken
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session

pages = Blueprint("calls", __name__, template_folder="templates", url_prefix="/calls")

AT_ONCE = 30
_ADDRESS = f"/<int(max={LARGEST_ID}):delivery_id>"


@dataclass(frozen=True)
class Task:
    """One message for one person: who, by which telephone, what to say, and how often nobody answered."""

    delivery_id: int
    name: str
    dwelling: str
    phone: str
    words: Said
    missed: int


@dataclass(frozen=True)
class Expected:
    """Somebody who is expected by an employer until tomorrow night, for the worker who goes along or rings again."""

    referral_id: int
    name: str
    dwelling: str
    when: str
    title: str
    employer: str
    place: str
    whom: str


@pages.get("")
@permission(Permission.SERVE_AT_COUNTER)
def front() -> ResponseReturnValue:
    """Everybody of the area who is to be rung now, the most urgent first, then the slips to hand over; in pages."""
    to_ring, to_hand = (push.how_many_wait(session(), _people(), clock.now(), way) for way in (Way.CALL, Way.SLIP))
    page = paged(to_ring + to_hand, AT_ONCE)
    calls = telling.to_do(session(), _people(), clock.now(), Way.CALL, AT_ONCE, page.skipped)
    left, skipped = AT_ONCE - len(calls), max(0, page.skipped - to_ring)
    slips = telling.to_do(session(), _people(), clock.now(), Way.SLIP, left, skipped)
    tasks = _named([*calls, *slips])
    by_voice = {delivery.id for delivery in calls}
    return render_template(
        "calls.html", paged=page, calls=[one for one in tasks if one.delivery_id in by_voice],
        slips=[one for one in tasks if one.delivery_id not in by_voice],
        gone=request.args.get("gone") == "1", expected=_expected() if page.number == 1 else [],
        silenced=_silenced(),
    )  # fmt: skip


@pages.get(f"{_ADDRESS}/slip")
@permission(Permission.SERVE_AT_COUNTER)
def slip(delivery_id: int) -> ResponseReturnValue:
    """The slip of one message, to print."""
    delivery = session().get(Delivery, delivery_id)
    if delivery is None or delivery.channel is not Way.SLIP:
        abort(404)
    whose = delivery.message.recipient.person_id
    area.require_household_of(session(), whose, clock.today(), current_actor())
    task = next(iter(_named([delivery])), None)
    if task is None:
        abort(404)
    return render_template("call_slip.html", task=task, today=clock.today())


@pages.post(f"{_ADDRESS}/told")
@permission(Permission.SERVE_AT_COUNTER)
def told(delivery_id: int) -> ResponseReturnValue:
    """The person has heard it, or has the slip."""
    return _settled(delivery_id, push.told)


@pages.post(f"{_ADDRESS}/missed")
@permission(Permission.SERVE_AT_COUNTER)
def missed(delivery_id: int) -> ResponseReturnValue:
    """Nobody answered."""
    return _settled(delivery_id, push.missed)


@pages.post(f"{_ADDRESS}/none")
@permission(Permission.SERVE_AT_COUNTER)
def wants_none(delivery_id: int) -> ResponseReturnValue:
    """The person wants no more messages; a slip of the finger can be taken back on the page that follows."""
    return _settled(delivery_id, push.wants_none, delivery_id)


@pages.post(f"{_ADDRESS}/again")
@permission(Permission.SERVE_AT_COUNTER)
def wants_again(delivery_id: int) -> ResponseReturnValue:
    """It was the wrong button, or the person has thought better of it: messages again."""
    delivery = session().get(Delivery, delivery_id)
    if delivery is None:
        abort(404)
    reaching.switch_messages(session(), delivery.message.recipient.person_id, True, clock.now(), current_actor())
    return redirect(url_for("calls.front"), 303)


def _settled(delivery_id: int, verb: push.CallVerb, silenced: int | None = None) -> ResponseReturnValue:
    delivery = session().get(Delivery, delivery_id)
    if delivery is None:
        abort(404)
    area.require_household_of(session(), delivery.message.recipient.person_id, clock.today(), current_actor())
    try:
        verb(session(), delivery_id, clock.now(), current_actor())
    except push.SettledAlreadyError:
        return redirect(url_for("calls.front", gone=1, page=_page()), 303)
    return redirect(url_for("calls.front", silenced=silenced, page=_page()), 303)


def _silenced() -> Task | None:
    """Whom the last press of a button silenced, for who serves the household."""
    delivery = session().get(Delivery, row_id(request.args.get("silenced", "")))
    if delivery is None or delivery.message.recipient.opted_out_at is None:
        return None
    whose = select(Recipient.person_id).where(Recipient.id == delivery.message.recipient_id)
    if session().scalar(_people().where(Membership.person_id.in_(whose)).limit(1)) is None:
        return None
    return next(iter(_named([delivery])), None)


def _page() -> int | None:
    """The page that a button was pressed on, to come back to; the first needs no saying."""
    return page_number() if page_number() > 1 else None


def _named(found: list[Delivery]) -> list[Task]:
    known = _known([delivery.message.recipient.person_id for delivery in found])
    titles = titles_of(session(), [delivery.message for delivery in found], clock.now())
    return [
        _task(delivery, *known[delivery.message.recipient.person_id], titles.get(delivery.message_id, []))
        for delivery in found
        if delivery.message.recipient.person_id in known
    ]


def _expected() -> list[Expected]:
    """Who of the area is expected from now until tomorrow night."""
    now = clock.now()
    after_tomorrow = datetime.combine(clock.local_day(now) + timedelta(days=2), time(0), clock.SHANGHAI)
    found = expected(session(), _people(), now, after_tomorrow)
    if not found:
        return []
    known = _known([one.person_id for one in found])
    posts = _posts({one.vacancy_id for one in found})
    rows = []
    for one in found:
        post = posts[one.vacancy_id]
        name, dwelling = known[one.person_id]
        rows.append(
            Expected(
                one.id, name, dwelling or _("住处没写"), say_moment(one.meet_at) if one.meet_at else "", post.title,
                post.employer.name, one.meet_place or post.address or "", one.meet_whom or "",
            )
        )  # fmt: skip
    return rows


def _posts(ids: set[int]) -> dict[int, Vacancy]:
    """Some posts with their employers, by id."""
    found = session().scalars(select(Vacancy).where(Vacancy.id.in_(ids)).options(joinedload(Vacancy.employer)))
    return {post.id: post for post in found}


def _known(ids: list[int]) -> dict[int, tuple[str, str | None]]:
    """The names of some people, and where they live, by person id."""
    rows = session().execute(
        select(Person.id, Person.name, Household.dwelling)
        .join(Membership, (Membership.person_id == Person.id) & Membership.left_on.is_(None))
        .join(Household, Household.id == Membership.household_id)
        .where(Person.id.in_(ids))
    )
    return {person_id: (name, dwelling) for person_id, name, dwelling in rows}


def _people() -> Select[int]:
    """The members of the households that the actor serves."""
    return (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.left_on.is_(None), area.seen_by(current_actor()))
    )


def _task(delivery: Delivery, name: str, dwelling: str | None, titles: list[str]) -> Task:
    message = delivery.message
    return Task(
        delivery.id,
        name,
        dwelling or _("住处没写"),
        message.recipient.phone or "",
        spoken(message.template, message.fields, titles),
        delivery.attempts,
    )
