"""What the journey tells people, and when: new posts after a run, an employer's answer, a meeting the evening before.

Messages are written in the transaction of what they tell. Push knows numbers; here stand the people behind them. What
is asked at the moment of sending stands in `in_step`.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session, joinedload

from jobmatch import clock
from jobmatch.access import Actor, Role
from jobmatch.answers_told import job_facts, say_day, tell_of_answer, tell_of_meeting
from jobmatch.households import agreeing
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.duplicates.model import Merge
from jobmatch.in_step import in_step
from jobmatch.in_step import recipient as recipient
from jobmatch.matches import picking
from jobmatch.matches.model import Proposal
from jobmatch.matches.service import Run
from jobmatch.placements import employing
from jobmatch.placements import service as placements
from jobmatch.placements.employer_texts import writing as employer_texts
from jobmatch.placements.looking_after import look_after_person
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import RejectReason
from jobmatch.push import service as push
from jobmatch.push.channels import Channel, Way
from jobmatch.push.model import Delivery, Message
from jobmatch.push.templates import HIRED, NOT_THIS_TIME, Template
from jobmatch.vacancies.model import Vacancy

_JOB_PAGE = "pages/vacancy/vacancy?id={}"


def merged(session: Session, done: Merge) -> None:
    """Two records are one human now: the telephones of both lead to the record that goes on."""
    gone = push.recipient_of(session, done.gone_id)
    if gone is not None:
        push.hand_over(session, gone.id, recipient(session, done.kept_id, done.merged_at), done.merged_at)


def parted(session: Session, done: Merge, at: datetime) -> None:
    """A merge was taken back: no telephone of the one shows anything of the other any more."""
    gone = push.recipient_of(session, done.gone_id)
    if gone is not None:
        push.part(session, gone.id, recipient(session, done.kept_id, at), done.merged_at, at)


def switch_texts(session: Session, person_id: int, wanted: bool, at: datetime, actor: Actor) -> None:
    """The person wants text messages, or no more; a worker who is told so is its witness. Raises Refused.

    Push asks the record at the moment of sending; who reads what is kept about them sees the recipient's row as well,
    and it must not say otherwise until something happens to be sent.
    """
    purpose, own = ConsentPurpose.TEXT_MESSAGES, actor.role is Role.RESIDENT
    if wanted:
        given = ConsentGiven.OWN_PHONE if own else ConsentGiven.IN_PERSON
        agreeing.agree(session, person_id, purpose, given, at, actor, witness=None if own else actor.name)
    else:
        agreeing.take_back(session, person_id, purpose, at, actor)
    recipient(session, person_id, at)


def announce(session: Session, run: Run, people: Collection[int], at: datetime) -> int:
    """Write to some people about the posts that a run has newly found for them; returns to how many posts.

    Only what is shown, and only what is better than all that stood before: nobody is told of something worse.
    """
    rows = session.execute(
        select(Proposal, Vacancy)
        .join(Vacancy, Vacancy.id == Proposal.vacancy_id)
        .where(Proposal.person_id.in_(people), Proposal.ended_on.is_(None), Proposal.shown)
        .order_by(Proposal.person_id, Proposal.rank)
        .options(joinedload(Vacancy.employer))
    ).all()
    told: list[Message] = []
    pairs = [(proposal, vacancy) for proposal, vacancy in rows]
    for person_id, standing in groupby(pairs, key=lambda pair: pair[0].person_id):
        fresh = _worth_telling(run, list(standing))
        to = recipient(session, person_id, at) if fresh else 0
        told += [_of_post(to, proposal, vacancy, at) for proposal, vacancy in fresh]
    if told:
        push.write_down(session, told)
    return len(told)


def pick(session: Session, person_id: int, vacancy_id: int, because: str, at: datetime, actor: Actor) -> Proposal:
    """A worker picks a post for somebody, who hears of it however it compares with others. Raises as `picking.pick`."""
    proposal = picking.pick(session, person_id, vacancy_id, because, at, actor)
    vacancy = session.get_one(Vacancy, vacancy_id)
    push.write_down(session, [_of_post(recipient(session, person_id, at), proposal, vacancy, at)])
    return proposal


def introduce(
    session: Session, referral_id: int, at: datetime, actor: Actor, meeting: Meeting | None = None
) -> Referral:
    """The employer knows and expects the person: `placements.introduce`, and what it tells the two."""
    referral = placements.introduce(session, referral_id, actor, at, meeting)
    employer_texts.tell_of(session, referral, at)
    tell_of_meeting(session, referral, at)
    return referral


def meet(session: Session, referral_id: int, meeting: Meeting, at: datetime, actor: Actor) -> Referral:
    """Another hour or place: `placements.meet`, and what it tells the person; the old reminder is not true any more."""
    referral = placements.meet(session, referral_id, meeting, actor, at)
    tell_of_meeting(session, referral, at)
    return referral


def invite(session: Session, referral_id: int, at: datetime, actor: Actor, meeting: Meeting | None = None) -> Referral:
    """The employer wants to see the person: `employing.invite`, and what it tells the person, if that is news."""
    known = session.scalar(select(Referral.meet_at).where(Referral.id == referral_id))
    referral = employing.invite(session, referral_id, actor, at, meeting)
    if meeting is not None or known is None:
        tell_of_meeting(session, referral, at)
    return referral


def hire(
    session: Session, referral_id: int, at: datetime, actor: Actor, begins_on: date | None = None
) -> Referral:  # fmt: skip
    """The employer takes the person: `employing.hire`, the talk about arriving, and the good news.

    Another first day is told again, in the place of the news that was not true any more.
    """
    referral = employing.hire(session, referral_id, actor, at, begins_on)
    look_after_person(session, referral.person_id, at, actor)
    vacancy, today, agreed = session.get_one(Vacancy, referral.vacancy_id), clock.local_day(at), referral.begins_on
    begins = agreed or vacancy.start_on
    known = begins is not None and (begins >= today if agreed else begins > today)
    facts = job_facts(vacancy) | {
        "answer": HIRED,
        "when": say_day(begins) if begins is not None and known else None,
        "begins_on": None if agreed is None else agreed.isoformat(),
    }
    tell_of_answer(session, referral, facts, at)
    return referral


def reject(session: Session, referral_id: int, reason: RejectReason, at: datetime, actor: Actor) -> Referral:
    """Not this time: `employing.reject`, and kind words in the inbox, without the employer's reason.

    What an employer says of age or body hurts, and may be against the law; it is for the worker to read and to count.
    Nobody is rung up for it: the referral's own line says the same, and the worker brings the next post along.
    """
    referral = employing.reject(session, referral_id, reason, actor, at)
    look_after_person(session, referral.person_id, at, actor)
    facts = job_facts(session.get_one(Vacancy, referral.vacancy_id)) | {"answer": NOT_THIS_TIME}
    push.keep(session, tell_of_answer(session, referral, facts, at), "inbox_only", at)
    return referral


def deliver(engine: Engine, channels: Sequence[Channel], at: datetime, owner: str) -> int:
    """One pass of push's loop, with what the journey knows asked at the moment of sending."""
    return push.deliver(engine, channels, at, owner, in_step)


def to_do(session: Session, people: Select[int], at: datetime, way: Way, most: int, skip: int = 0) -> list[Delivery]:
    """Whom of some people a worker has to ring, or to hand a slip, now, after the first `skip` of them.

    Of each that is looked at it is asked whether it still holds; what does not leaves the list.
    """
    found: list[Delivery] = []
    # What holds stays in the list, and what does not has left it when the next of them are read.
    while len(found) < most and (some := push.waiting(session, people, at, way, most, skip + len(found))):
        holding = in_step(session, [delivery.message for delivery in some], at)
        for delivery in some:
            if delivery.message_id not in holding:
                push.call_off(session, delivery.message, "no_longer_true", at)
            elif (unheard := push.unwilling(delivery.message.recipient)) is not None:
                push.keep(session, delivery.message, unheard, at)
            else:
                found.append(delivery)
        session.flush()
    return found[:most]


def look_through_calls(session: Session, after: int, most: int, at: datetime) -> int | None:
    """End the calls and slips that nobody is to make any more, of the next so many messages that wait for one.

    Whoever took the yes back is on no worker's list, so no worker would ever end them. Returns the last message that
    was looked at, None after the last.
    """
    waiting = push.rung(session, after, most)
    holding = in_step(session, waiting, at)
    for message in waiting:
        if message.id not in holding:
            push.call_off(session, message, "no_longer_true", at)
        elif (unheard := push.unwilling(message.recipient)) is not None:
            push.keep(session, message, unheard, at)
    return waiting[-1].id if waiting else None


def _of_post(to: int, proposal: Proposal, vacancy: Vacancy, at: datetime) -> Message:
    return push.draft(
        to, Template.NEW_MATCH, job_facts(vacancy) | {"pay": _pay(proposal)}, f"new_match:{proposal.id}", at,
        page=_JOB_PAGE.format(vacancy.id), about=f"proposal:{proposal.id}",
    )  # fmt: skip


def _worth_telling(run: Run, standing: list[tuple[Proposal, Vacancy]]) -> list[tuple[Proposal, Vacancy]]:
    fresh = [row for row in standing if row[0].run_id == run.id and row[0].found_on == run.as_of]
    known = [proposal.score for proposal, _ in standing if all(proposal is not other for other, _ in fresh)]
    return [row for row in fresh if row[0].score > max(known, default=-1)]


def _pay(proposal: Proposal) -> str | None:
    amount = proposal.monthly_cash or proposal.monthly_normal
    return None if amount is None else f"{float(amount):.0f}元"
