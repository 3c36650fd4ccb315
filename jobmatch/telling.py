"""What the journey tells people, and when: new posts after a run, an employer's answer, a meeting the evening before.

Messages are written in the transaction of what they tell. Push knows numbers; here stand the people behind them: the
recipient's row is kept in step, and at the moment of sending it is asked whether what a message tells still holds.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.courses.service import upcoming
from jobmatch.households import consent, recognise
from jobmatch.households.codes import ConsentPurpose, PhoneOwner
from jobmatch.households.model import Household, Person
from jobmatch.matches.model import Proposal
from jobmatch.matches.service import Run
from jobmatch.matching.codes import Reading
from jobmatch.placements import service as placements
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.places import division_name
from jobmatch.push import service as push
from jobmatch.push.channels import Channel, Way
from jobmatch.push.model import Delivery, Message
from jobmatch.push.templates import Template
from jobmatch.vacancies.codes import VacancyKind, VacancyState
from jobmatch.vacancies.model import Vacancy

EVENING = time(18)
TOO_LATE_TO_REMIND = timedelta(hours=2)
"""Who is expected so soon has only just heard it."""
_JOB_PAGE = "pages/vacancy/vacancy?id={}"
_REFERRAL_PAGE = "pages/referrals/referrals"


def recipient(session: Session, person_id: int, at: datetime) -> int:
    """The recipient's row of a person, as the person's record stands now; its id."""
    person = session.get_one(Person, person_id)
    served = person.merged_into_id is None and person.died_on is None and person.erased_at is None
    today = clock.local_day(at)
    agrees = served and consent.allows(session, person_id, ConsentPurpose.MATCH_AND_TELL, today)
    texts = agrees and consent.allows(session, person_id, ConsentPurpose.TEXT_MESSAGES, today)
    reads = None if person.reading is None else person.reading != Reading.NONE
    return push.keep_in_step(session, person_id, push.Standing(_phone(session, person), reads, agrees, texts)).id


def announce(session: Session, run: Run, people: Collection[int], at: datetime) -> int:
    """Write to some people about the posts that a run has newly found for them; returns to how many posts.

    Only what is shown, and only what is better than all that stood before: nobody is told of something worse.
    """
    rows = session.execute(
        select(Proposal, Vacancy)
        .join(Vacancy, Vacancy.id == Proposal.vacancy_id)
        .where(Proposal.person_id.in_(people), Proposal.ended_on.is_(None), Proposal.shown)
        .order_by(Proposal.person_id, Proposal.rank)
    ).all()
    told = 0
    pairs = [(proposal, vacancy) for proposal, vacancy in rows]
    for person_id, standing in groupby(pairs, key=lambda pair: pair[0].person_id):
        fresh = _worth_telling(run, list(standing))
        to = recipient(session, person_id, at) if fresh else 0
        for proposal, vacancy in fresh:
            about = f"proposal:{proposal.id}"
            facts = _job(vacancy) | {"pay": _pay(proposal)}
            page = _JOB_PAGE.format(vacancy.id)
            push.enqueue(session, to, Template.NEW_MATCH, facts, f"new_match:{proposal.id}", at, page=page, about=about)
        told += len(fresh)
    return told


def introduce(
    session: Session, referral_id: int, at: datetime, actor: Actor, meeting: Meeting | None = None
) -> Referral:
    """The employer knows and expects the person: `placements.introduce`, and what it tells the person."""
    referral = placements.introduce(session, referral_id, actor, at, meeting)
    _tell_of_meeting(session, referral, at)
    return referral


def meet(session: Session, referral_id: int, meeting: Meeting, at: datetime, actor: Actor) -> Referral:
    """Another hour or place: `placements.meet`, and what it tells the person; the old reminder is not true any more."""
    referral = placements.meet(session, referral_id, meeting, actor, at)
    _tell_of_meeting(session, referral, at)
    return referral


def deliver(engine: Engine, channels: Sequence[Channel], at: datetime, owner: str) -> int:
    """One pass of push's loop, with what the journey knows asked at the moment of sending."""
    return push.deliver(engine, channels, at, owner, in_step)


def to_do(session: Session, people: Select[int], at: datetime, way: Way, most: int) -> list[Delivery]:
    """Whom of some people a worker has to ring, or to hand a slip, now: of each it is asked whether it still holds."""
    found: list[Delivery] = []
    for delivery in push.waiting(session, people, at, way):
        if not in_step(session, delivery.message, at):
            push.call_off(session, delivery.message, "no_longer_true", at)
        elif delivery.message.recipient.agrees:
            found.append(delivery)
        if len(found) == most:
            break
    return found


def in_step(session: Session, message: Message, at: datetime) -> bool:
    """Bring the recipient in step with the person's record; whether what the message tells still holds."""
    recipient(session, message.recipient.person_id, at)
    if message.template is Template.DIGEST:
        return _digest_holds(session, message, at)
    return _holds(session, message, at)


def _worth_telling(run: Run, standing: list[tuple[Proposal, Vacancy]]) -> list[tuple[Proposal, Vacancy]]:
    fresh = [row for row in standing if row[0].run_id == run.id and row[0].found_on == run.as_of]
    known = [proposal.score for proposal, _ in standing if all(proposal is not other for other, _ in fresh)]
    return [row for row in fresh if row[0].score > max(known, default=-1)]


def _tell_of_meeting(session: Session, referral: Referral, at: datetime) -> None:
    vacancy = session.get_one(Vacancy, referral.vacancy_id)
    facts = _job(vacancy) | {
        "when": _when(referral.meet_at),
        "place": referral.meet_place or _place(vacancy),
        "whom": referral.meet_whom,
        "meet_at": None if referral.meet_at is None else referral.meet_at.isoformat(),
    }
    to, about = recipient(session, referral.person_id, at), f"referral:{referral.id}"
    mark = f"{referral.id}:{facts['meet_at']}:{len(referral.moves)}"
    push.enqueue(
        session, to, Template.ANSWER, facts, f"answer:{mark}", at,
        expires_at=referral.meet_at, page=_REFERRAL_PAGE, about=about,
    )  # fmt: skip
    if referral.meet_at is not None and referral.meet_at - at > TOO_LATE_TO_REMIND:
        before = clock.local_day(referral.meet_at) - timedelta(days=1)
        evening = datetime.combine(before, EVENING, clock.SHANGHAI)
        push.enqueue(
            session, to, Template.MEETING_TOMORROW, facts, f"meeting:{mark}", at,
            due_at=max(evening, at), expires_at=referral.meet_at, page=_REFERRAL_PAGE, about=about,
        )  # fmt: skip


def _digest_holds(session: Session, digest: Message, at: datetime) -> bool:
    """A digest counts what still holds; it says nothing where nothing does."""
    merged = session.scalars(select(Message).where(Message.merged_into_id == digest.id).order_by(Message.id))
    left = [message for message in merged if _holds(session, message, at)]
    if left and len(left) != digest.fields.get("count"):
        digest.fields = digest.fields | {"count": len(left), "title": left[0].fields.get("title")}
    return bool(left)


def _holds(session: Session, message: Message, at: datetime) -> bool:
    kind, _, number = (message.about or "").partition(":")
    if kind == "proposal":
        proposal = session.get(Proposal, int(number))
        return proposal is not None and proposal.ended_on is None and _is_open(session, proposal.vacancy_id, at)
    if kind == "referral":
        referral = session.get(Referral, int(number))
        return referral is not None and referral.state == ReferralState.INTRODUCED and _as_agreed(referral, message)
    if kind == "course":
        return int(number) in {one.id for one in upcoming(session, clock.local_day(at))}
    return True


def _is_open(session: Session, vacancy_id: int, at: datetime) -> bool:
    """Whether a post can still be had today; when it was last confirmed is the business of the nightly run."""
    post = session.get_one(Vacancy, vacancy_id)
    in_time = post.expires_on is None or post.expires_on >= clock.local_day(at)
    return post.state is VacancyState.PUBLISHED and in_time and post.openings != 0


def _as_agreed(referral: Referral, message: Message) -> bool:
    agreed = None if referral.meet_at is None else referral.meet_at.isoformat()
    said = message.fields.get("meet_at")
    return said == agreed or (said is not None and datetime.fromisoformat(said) == referral.meet_at)


def _phone(session: Session, person: Person) -> str | None:
    """The own telephone or that of a relative, else that of the household; never that of the helper."""
    if person.phone and person.phone_owner is not PhoneOwner.HELPER:
        return str(person.phone)
    home = recognise.open_membership(session, person.id)
    return None if home is None else session.get_one(Household, home.household_id).home_phone


def _job(vacancy: Vacancy) -> dict[str, object]:
    at_home = vacancy.kind is VacancyKind.HOUSEHOLD
    return {
        "title": vacancy.title,
        "employer": "一户人家" if at_home else vacancy.employer.name,
        "place": _place(vacancy),
    }


def _place(vacancy: Vacancy) -> str | None:
    """Where it is; of a home no more than the county."""
    told = None if vacancy.kind is VacancyKind.HOUSEHOLD else vacancy.address
    return told or (division_name(vacancy.division) if vacancy.division else None)


def _pay(proposal: Proposal) -> str | None:
    amount = proposal.monthly_cash or proposal.monthly_normal
    return None if amount is None else f"{float(amount):.0f}元"


def _when(at: datetime | None) -> str | None:
    if at is None:
        return None
    local = at.astimezone(clock.SHANGHAI)
    return f"{local.month}月{local.day}日（星期{'一二三四五六日'[local.weekday()]}）{local:%H:%M}"
