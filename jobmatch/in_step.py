"""What push asks the journey at the moment of sending: whom to reach and how today, and what of it all still holds.

Answered for an armful of messages at once, each question with one query.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from jobmatch import clock
from jobmatch.courses.as_told import still_so
from jobmatch.courses.enrolments.cycle import BEFORE, SITS, EnrolmentState
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.courses.service import upcoming
from jobmatch.households import consent
from jobmatch.households.codes import ConsentPurpose, PhoneOwner
from jobmatch.households.model import Household, Membership, Person
from jobmatch.matches.model import Proposal
from jobmatch.matching.codes import Reading
from jobmatch.placements import class_hours
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import EXPECTED, HOLDS_SEAT, ReferralState
from jobmatch.push import service as push
from jobmatch.push.model import Message
from jobmatch.push.templates import CARD_BY_MISTAKE, HIRED, HIRED_BY_MISTAKE, SeatNews, Template
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from jobmatch.visits.search import starred


def standings(session: Session, person_ids: Collection[int], at: datetime) -> dict[int, push.Standing]:
    """What some people's records say now of reaching them."""
    people = session.execute(
        select(
            Person.id, Person.phone, Person.phone_owner, Person.reading,
            Person.merged_into_id, Person.died_on, Person.erased_at,
        ).where(Person.id.in_(person_ids))
    ).all()  # fmt: skip
    today = clock.local_day(at)
    agreed = consent.who_allows(session, ConsentPurpose.MATCH_AND_TELL, today, person_ids)
    texted = consent.who_allows(session, ConsentPurpose.TEXT_MESSAGES, today, person_ids)
    served = {
        row.id for row in people if row.merged_into_id is None and row.died_on is None and row.erased_at is None
    }  # fmt: skip
    # The own telephone or that of a relative, else that of the household; never that of the helper.
    phones = {row.id: row.phone for row in people if row.phone and row.phone_owner is not PhoneOwner.HELPER}
    at_home = _home_phones(session, [row.id for row in people if row.id not in phones])
    return {
        row.id: push.Standing(
            phones.get(row.id, at_home.get(row.id)),
            None if row.reading is None else row.reading != Reading.NONE,
            agrees=row.id in served & agreed,
            sms_agreed=row.id in served & agreed & texted,
        )
        for row in people
    }


def recipient(session: Session, person_id: int, at: datetime) -> int:
    """The recipient's row of a person, as the person's record stands now; its id."""
    return push.keep_in_step(session, person_id, standings(session, [person_id], at)[person_id]).id


def in_step(session: Session, messages: Sequence[Message], at: datetime) -> dict[int, str]:
    """Bring the recipients in step with the people's records; the messages of which what they tell still holds.

    With each stands its person's name in stars.
    """
    stands = standings(session, {message.recipient.person_id for message in messages}, at)
    for message in messages:
        push.bring_in_step(message.recipient, stands[message.recipient.person_id])
    merged = _merged(session, [message.id for message in messages if message.template is Template.DIGEST])
    told = _Told.of(session, [message.about for message in messages] + [about for _, _, about in merged], at)
    left: dict[int, list[int]] = defaultdict(list)
    for digest_id, message_id, about in merged:
        if told.of_post(about, at):
            left[digest_id].append(message_id)
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(stands))).all())
    return {
        message.id: starred(names[message.recipient.person_id])
        for message in messages
        if (
            _digest_holds(session, message, left[message.id])
            if message.template is Template.DIGEST
            else told.holds(message, at)
        )
    }


def titles_of(session: Session, messages: Sequence[Message], at: datetime) -> dict[int, list[str]]:
    """The posts that digests stand for and that still hold, by title: what is read out names them."""
    merged = _merged(session, [message.id for message in messages if message.template is Template.DIGEST])
    told = _Told.of(session, [about for _, _, about in merged], at)
    titles: dict[int, list[str]] = defaultdict(list)
    for digest_id, message_id, about in merged:
        if told.of_post(about, at):
            titles[digest_id].append(str(session.get_one(Message, message_id).fields.get("title", "")))
    return titles


_STATES_OF: Mapping[object, Collection[str]] = {
    SeatNews.INVITED: {EnrolmentState.INVITED},
    SeatNews.ENROLLED: SITS,
    SeatNews.OFFERED: {EnrolmentState.OFFERED},
    SeatNews.MOVED: BEFORE,
    SeatNews.TOMORROW: SITS,
    SeatNews.AT_WORK: SITS,
    SeatNews.CALLED_OFF: {EnrolmentState.CALLED_OFF},
    SeatNews.CERTIFIED: {EnrolmentState.CERTIFIED, EnrolmentState.PLACED},
    CARD_BY_MISTAKE: SITS | {EnrolmentState.COMPLETED, EnrolmentState.FAILED},
}
"""As what an enrolment stands while what was told of it is still so."""
_OF_DAY_AND_PLACE = frozenset({SeatNews.INVITED, SeatNews.ENROLLED, SeatNews.MOVED, SeatNews.TOMORROW})
"""What says when and where a class begins: sent no more once that is another day or place."""


@dataclass(frozen=True)
class _Told:
    """What some messages tell of, as it stands now."""

    proposals: Mapping[int, tuple[bool, int]]
    """Whether each still stands, and which post it proposes."""
    posts: Mapping[int, Vacancy]
    referrals: Mapping[int, Referral]
    courses: Collection[int]
    """Of the courses those that somebody can still begin."""
    seats: Mapping[int, Enrolment]
    """With their classes."""
    beside_work: Collection[int]
    """Of the seats those whose class still lies over work that was taken up since."""

    @classmethod
    def of(cls, session: Session, abouts: Collection[str | None], at: datetime) -> "_Told":
        numbers: dict[str, set[int]] = defaultdict(set)
        for about in abouts:
            kind, number = _parts(about)
            numbers[kind].add(number)
        found = session.execute(
            select(Proposal.id, Proposal.ended_on, Proposal.vacancy_id).where(Proposal.id.in_(numbers["proposal"]))
        )
        proposals = {number: (ended_on is None, vacancy_id) for number, ended_on, vacancy_id in found}
        posts = session.scalars(select(Vacancy).where(Vacancy.id.in_({post for _, post in proposals.values()})))
        referrals = session.scalars(select(Referral).where(Referral.id.in_(numbers["referral"])))
        courses = {one.id for one in upcoming(session, clock.local_day(at))} if numbers["course"] else set()
        with_class = select(Enrolment).options(joinedload(Enrolment.course))
        found_seats = session.scalars(with_class.where(Enrolment.id.in_(numbers["seat"])))
        seats = {one.id: one for one in found_seats}
        return cls(
            proposals, {one.id: one for one in posts}, {one.id: one for one in referrals}, courses,
            seats, class_hours.taken_up_since(session, seats.values(), clock.local_day(at)),
        )  # fmt: skip

    def holds(self, message: Message, at: datetime) -> bool:
        kind, number = _parts(message.about)
        if kind == "referral":
            return number in self.referrals and _of_referral(self.referrals[number], message)
        if kind == "course":
            return number in self.courses
        if kind == "seat":
            beside_work = number in self.beside_work
            return number in self.seats and _of_seat(self.seats[number], message, beside_work)
        return self.of_post(message.about, at)

    def of_post(self, about: str | None, at: datetime) -> bool:
        """Whether a post is still proposed and can still be had today; what tells of no post holds."""
        kind, number = _parts(about)
        if kind != "proposal":
            return True
        stands, vacancy_id = self.proposals.get(number, (False, 0))
        return stands and _is_open(self.posts[vacancy_id], at)


def _merged(session: Session, digests: Collection[int]) -> list[tuple[int, int, str | None]]:
    """What digests stand for: the digest, the message, what it is about."""
    if not digests:
        return []
    rows = session.execute(
        select(Message.merged_into_id, Message.id, Message.about)
        .where(Message.merged_into_id.in_(digests))
        .order_by(Message.id)
    )
    return [(digest, message, about) for digest, message, about in rows if digest is not None]


def _digest_holds(session: Session, digest: Message, left: Sequence[int]) -> bool:
    """A digest counts what still holds; it says nothing where nothing does."""
    if left and len(left) != digest.fields.get("count"):
        first = session.get_one(Message, left[0])
        digest.fields = digest.fields | {"count": len(left), "title": first.fields.get("title")}
    return bool(left)


def _parts(about: str | None) -> tuple[str, int]:
    kind, _, number = (about or "").partition(":")
    return kind, int(number or 0)


def _is_open(post: Vacancy, at: datetime) -> bool:
    """Whether a post can still be had today; when it was last confirmed is the business of the nightly run."""
    in_time = post.expires_on is None or post.expires_on >= clock.local_day(at)
    return post.state is VacancyState.PUBLISHED and in_time and post.openings != 0


def _of_seat(enrolment: Enrolment, message: Message, beside_work: bool) -> bool:
    """It stands as it was told, and what says when and where says it of the class as it is planned now."""
    news = message.fields.get("news")
    if enrolment.state not in _STATES_OF.get(news, ()):
        return False
    if news == SeatNews.AT_WORK:
        return beside_work
    return news not in _OF_DAY_AND_PLACE or still_so(message.fields, enrolment.course)


def _of_referral(referral: Referral, message: Message) -> bool:
    """Hired holds as long as the place waits for the person from that day, a meeting as long as it is agreed so."""
    if message.fields.get("answer") == HIRED:
        agreed = None if referral.begins_on is None else referral.begins_on.isoformat()
        return referral.state == ReferralState.HIRED and message.fields.get("begins_on") == agreed
    if message.fields.get("answer") == HIRED_BY_MISTAKE:
        return referral.state not in HOLDS_SEAT
    return referral.state in EXPECTED and _as_agreed(referral, message)


def _as_agreed(referral: Referral, message: Message) -> bool:
    agreed = None if referral.meet_at is None else referral.meet_at.isoformat()
    said = message.fields.get("meet_at")
    return said == agreed or (said is not None and datetime.fromisoformat(said) == referral.meet_at)


def _home_phones(session: Session, person_ids: Collection[int]) -> dict[int, str | None]:
    """The telephones of the households in which some people are now."""
    if not person_ids:
        return {}
    rows = session.execute(
        select(Membership.person_id, Household.home_phone)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.person_id.in_(person_ids), Membership.left_on.is_(None))
        .order_by(Membership.id)
    )
    return {row.person_id: row.home_phone for row in rows}  # of several memberships the newest
