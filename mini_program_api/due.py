"""What a worker has to do today for the families in the own hands: who is expected, whom to ring, who waits to hear.

Follow-ups after the first day of work stand here once there are any.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from desk.language import say as _
from desk.language import say_moment
from jobmatch import audit, clock, telling
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.model import Household, Membership, Person
from jobmatch.in_step import titles_of
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import EXPECTED, ReferralState
from jobmatch.push.channels import Way
from jobmatch.push.templates import spoken
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told_of_me
from mini_program_api.blueprint import api

MOST_CALLS = 60
AHEAD, BEHIND = timedelta(days=2), timedelta(days=3)
"""Meetings are prepared two days before, and asked about for three days after."""
WAITS_TOO_LONG = timedelta(days=2)


@dataclass(frozen=True)
class _Due:
    """One thing to do, about one person; `since` puts what is late in order, then what comes next."""

    kind: told_of_me.DueKind
    person_id: int
    title: str
    text: str
    since: datetime
    late: bool
    phone: str = ""


@api.get("/helper/due")
@permission(Permission.SERVE_AT_COUNTER)
@api.input(asked.Page, location="query")
@api.output(told_of_me.DuePage)
def due(query_data: asked.Page) -> told_of_me.DuePage:
    """What is to be done for the own families, what is late first; `after` is how many were seen already."""
    at, actor = clock.now(), current_actor()
    found = [*_meetings(at), *_calls(at), *_waiting(at)]
    found.sort(key=lambda one: (not one.late, one.since, one.person_id))
    last = query_data.after + query_data.most
    shown = found[query_data.after : last]
    for person_id in sorted({one.person_id for one in shown}):
        audit.record(session(), actor, "read_person", f"person:{person_id}", at, "list of what is due")
    return told_of_me.DuePage(items=list(_named(shown)), next=last if last < len(found) else None)


def _people() -> Select[int]:
    """The members of the households that the actor serves."""
    return (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.left_on.is_(None), Household.closed_on.is_(None), area.seen_by(current_actor()))
    )


def _meetings(at: datetime) -> Iterator[_Due]:
    """Who is expected somewhere, and who was: somebody asks how it went."""
    for referral, vacancy in _referrals(*EXPECTED):
        when = referral.meet_at
        if when is None or not at - BEHIND <= when <= at + AHEAD:
            continue
        facts = {"when": say_moment(when), "where": referral.meet_place or "", "whom": referral.meet_whom or ""}
        if when < at:
            text = _("该在%(when)s去的，问一下去没有、谈得怎么样。", when=facts["when"])
        elif facts["where"] and facts["whom"]:
            text = _("%(when)s，到%(where)s，找%(whom)s。提醒一声，带身份证，不交钱。", **facts)
        else:
            text = _("%(when)s去面谈。提醒一声，带身份证，不交钱。", when=facts["when"])
        yield _Due("meeting", referral.person_id, vacancy.title, text, when, when < at)


def _calls(at: datetime) -> Iterator[_Due]:
    """Whom no telephone could tell."""
    found = telling.to_do(session(), _people(), at, Way.CALL, MOST_CALLS)
    titles = titles_of(session(), [delivery.message for delivery in found], at)
    for delivery in found:
        message = delivery.message
        words = spoken(message.template, message.fields, titles.get(message.id, []))
        late = message.created_at < at - WAITS_TOO_LONG
        yield _Due(
            "call", message.recipient.person_id, words.title, words.text, message.created_at, late,
            message.recipient.phone or "",
        )  # fmt: skip


def _waiting(at: datetime) -> Iterator[_Due]:
    """Who has said yes and has not heard from the employer."""
    for referral, vacancy in _referrals(ReferralState.ACCEPTED):
        since = (
            session()
            .scalars(
                select(ReferralMove.at)
                .where(ReferralMove.referral_id == referral.id, ReferralMove.target == ReferralState.ACCEPTED)
                .order_by(ReferralMove.id.desc())
                .limit(1)
            )
            .one()
        )
        text = _("%(when)s说了想去，还没有跟单位说好。", when=say_moment(since))
        yield _Due("yes", referral.person_id, vacancy.title, text, since, since < at - WAITS_TOO_LONG)


def _referrals(*states: ReferralState) -> list[tuple[Referral, Vacancy]]:
    rows = session().execute(
        select(Referral, Vacancy)
        .join(Vacancy, Vacancy.id == Referral.vacancy_id)
        .where(Referral.state.in_(states), Referral.person_id.in_(_people()))
        .order_by(Referral.id)
    )
    return [(referral, vacancy) for referral, vacancy in rows]


def _named(found: list[_Due]) -> Iterator[told_of_me.Due]:
    rows = session().execute(
        select(Person, Household.dwelling)
        .join(Membership, (Membership.person_id == Person.id) & Membership.left_on.is_(None))
        .join(Household, Household.id == Membership.household_id)
        .where(Person.id.in_({one.person_id for one in found}))
    )
    known = {person.id: (person, dwelling) for person, dwelling in rows}
    for one in found:
        person, dwelling = known[one.person_id]
        yield told_of_me.Due(
            kind=one.kind, person=person.id, name=person.name, dwelling=dwelling or "",
            phone=one.phone or person.phone or "", title=one.title, text=one.text, late=one.late,
        )  # fmt: skip
