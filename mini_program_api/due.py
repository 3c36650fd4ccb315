"""What a worker has to do today for the families in the own hands: who is expected, whom to ring, who waits to hear,
and whom to ask how it goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Select, select

from desk.language import say as _
from desk.language import say_either, say_moment
from jobmatch import audit, clock, telling
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.codes import Relation
from jobmatch.households.model import Household, Membership, Person
from jobmatch.in_step import titles_of
from jobmatch.placements.follow_ups import life
from jobmatch.placements.follow_ups import service as follow_ups
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import Means, Question, Script, for_neighbours, scripts, to_take_up
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import EXPECTED, ReferralState, Verb
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
    phone: str | None = None
    """Where to ring instead of the person's own telephone; nothing where nobody is to be rung."""


@api.get("/helper/due")
@permission(Permission.SERVE_AT_COUNTER)
@api.input(asked.Page, location="query")
@api.output(told_of_me.DuePage)
def due(query_data: asked.Page) -> told_of_me.DuePage:
    """What is to be done for the own families, what is late first; `after` is how many were seen already."""
    at, actor = clock.now(), current_actor()
    found = [*_meetings(at), *_calls(at), *_waiting(at), *_follow_ups(at)]
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
            message.recipient.phone or None,
        )  # fmt: skip


def _waiting(at: datetime) -> Iterator[_Due]:
    """Who has said yes and has not heard from the employer."""
    for referral, vacancy in _referrals(ReferralState.ACCEPTED):
        since = (
            session()
            .scalars(
                select(ReferralMove.at)
                .where(ReferralMove.referral_id == referral.id, ReferralMove.target == ReferralState.ACCEPTED)
                .where(ReferralMove.verb != Verb.TAKE_BACK)
                .order_by(ReferralMove.id.desc())
                .limit(1)
            )
            .one()
        )
        text = _("%(when)s说了想去，还没有跟单位说好。", when=say_moment(since))
        yield _Due("yes", referral.person_id, vacancy.title, text, since, since < at - WAITS_TOO_LONG)


def _follow_ups(at: datetime) -> Iterator[_Due]:
    """Whom to ask how it goes, and what; of a household whoever stands at its head."""
    today = clock.local_day(at)
    rows = follow_ups.due(session(), today, current_actor())
    heads = _heads({row.household_id for row in rows if row.person_id is None})
    at_home = set(session().scalars(_people().where(Membership.person_id.in_({row.person_id for row in rows}))))
    names = dict(session().execute(select(Person.id, Person.name).where(Person.id.in_(at_home))).all())
    for row in rows:
        person_id = heads.get(row.household_id) if row.person_id is None else row.person_id
        if person_id is None or (row.person_id is not None and person_id not in at_home):
            continue
        since = datetime.combine(row.due_on, time(0), clock.SHANGHAI)
        rung = None if life.Way.CALL in life.WAYS[row.kind] else ""
        text = _asked(row, names.get(person_id, ""))
        yield _Due("follow_up", person_id, _spoken(scripts()[row.kind]), text, since, row.due_on < today, rung)


def _heads(household_ids: set[int]) -> dict[int, int]:
    """Who stands at the head of some households; else the oldest member."""
    rows = session().scalars(
        select(Membership)
        .where(Membership.household_id.in_(household_ids), Membership.left_on.is_(None))
        .order_by((Membership.relation == Relation.HEAD).is_(True), Membership.id.desc())
    )
    return {one.household_id: one.person_id for one in rows}


def _asked(row: FollowUp, name: str) -> str:
    """What to do and to say next: the questions, or whom to ask where nobody answers."""
    if row.state is life.FollowUpState.UNREACHED:
        words = for_neighbours(name)
        return _("三天都打不通。问一下邻居、亲戚，就这样讲：%(words)s", words=say_either(*words))
    questions = " ".join(_spoken(one) for one in scripts()[row.kind].questions if one.key not in ("last_day", "reason"))
    if row.because:
        about = _("、").join(say_either(*to_take_up(Means(word))) for word in row.because)
        questions = _("上回说的：%(about)s。%(questions)s", about=about, questions=questions)
    if row.state is life.FollowUpState.TO_VISIT or life.Way.CALL not in life.WAYS[row.kind]:
        return _("到家里去，当面问：%(questions)s", questions=questions)
    return questions


def _spoken(words: Script | Question) -> str:
    return say_either(words.zh, words.en)


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
        phone = (person.phone or "") if one.phone is None else one.phone
        yield told_of_me.Due(
            kind=one.kind, person=person.id, name=person.name, dwelling=dwelling or "",
            phone=phone, title=one.title, text=one.text, late=one.late,
        )  # fmt: skip
