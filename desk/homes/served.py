"""What was done for a family and what is still due to it: posts, introductions, talks, visits, services, warnings.

Each list is read at once for all of the family, however many they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desk.buses.blueprint import COMES, GOES
from desk.by_whom import people_named, say_by_whom
from desk.cards import card
from desk.counter.reasons import reasons
from desk.homes.words import TALKS, say_owed
from desk.language import CHINESE, say_day, say_either, spoken_language
from desk.placement_words import RIGHTS
from desk.referral_words import STATES
from desk.today.words import LEVELS, SERVICES, SIGNALS, TICKETS
from jobmatch import clock
from jobmatch.access import Permission, may
from jobmatch.matches.model import Proposal
from jobmatch.placements.follow_ups.life import WAITING, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import scripts
from jobmatch.placements.minimum import service as minimum
from jobmatch.placements.minimum.model import ServiceGiven
from jobmatch.placements.model import Referral
from jobmatch.placements.returns.model import FestivalReturn
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning
from jobmatch.vacancies.browsing import read as read_posts
from jobmatch.visits.model import Visit
from jobmatch.web import current_actor, session

NEWEST = 10
People = Mapping[int, str]


@dataclass(frozen=True)
class Offer:
    """A post that is proposed to somebody, and why, in a sentence that can be read aloud."""

    name: str
    title: str
    employer: str
    pay: str
    why: str
    missing: Sequence[str]


@dataclass(frozen=True)
class Entry:
    """One line of a list: of which day, about whom, what, how it stands, and the number of its row."""

    on: date
    name: str
    what: str
    stands: str = ""
    mark: str = ""
    row_id: int = 0


@dataclass(frozen=True)
class Served:
    """All of it, the newest first; `owed` are lines of names with what is still due."""

    owed: Sequence[tuple[str, str]]
    offers: Sequence[Offer]
    referrals: Sequence[Entry]
    talks: Sequence[Entry]
    warnings: Sequence[Entry]
    tickets: Sequence[Entry]
    services: Sequence[Entry]
    visits: Sequence[Entry]
    returns: Sequence[Entry]


def served(household_id: int, people: People) -> Served:
    """What there is of a household whose members of the day are these, by id."""
    owed = minimum.owed(session(), people, clock.today())
    return Served(
        owed=[(people[one], say_owed(what)) for one, what in owed.items() if what.anything],
        offers=_offers(people),
        referrals=_referrals(people),
        talks=_talks(household_id, people),
        warnings=_warnings(household_id, people),
        tickets=_tickets(people) if may(current_actor(), Permission.PROTECT_AT_WORK) else (),
        services=_services(people),
        visits=_visits(household_id),
        returns=_returns(people),
    )


def _offers(people: People) -> list[Offer]:
    rows = (
        session()
        .scalars(
            select(Proposal)
            .where(Proposal.person_id.in_(people), Proposal.ended_on.is_(None), Proposal.shown)
            .order_by(Proposal.person_id, Proposal.rank)
        )
        .all()
    )
    posts = read_posts(session(), {row.vacancy_id for row in rows})
    found = []
    for row in rows:
        post, why = card(posts[row.vacancy_id]), reasons(row, spoken_language() == CHINESE)
        found.append(Offer(people[row.person_id], post.title, post.employer, post.pay, why.short, why.missing))
    return found


def _referrals(people: People) -> list[Entry]:
    rows = session().scalars(
        select(Referral).where(Referral.person_id.in_(people)).order_by(Referral.id.desc()).limit(NEWEST)
    ).all()  # fmt: skip
    posts = {number: card(post) for number, post in read_posts(session(), {row.vacancy_id for row in rows}).items()}
    return [
        Entry(
            clock.local_day(row.opened_at), people[row.person_id],
            f"{posts[row.vacancy_id].title} · {posts[row.vacancy_id].employer}", str(STATES[row.state]), "now", row.id,
        )
        for row in rows
    ]  # fmt: skip


def _talks(household_id: int, people: People) -> list[Entry]:
    rows = session().scalars(
        select(FollowUp)
        .where(FollowUp.household_id == household_id, FollowUp.state != FollowUpState.LAPSED)
        .order_by(FollowUp.state.in_(WAITING).desc(), FollowUp.due_on.desc(), FollowUp.id.desc())
        .limit(NEWEST)
    )
    on = clock.today()
    return [
        Entry(
            row.done_on or row.due_on, people.get(row.person_id or 0, ""),
            say_either(scripts()[row.kind].zh, scripts()[row.kind].en), str(TALKS[row.state]),
            "" if row.state not in WAITING else "late" if row.due_on < on else "now", row.id,
        )
        for row in rows
    ]  # fmt: skip


def _warnings(household_id: int, people: People) -> list[Entry]:
    rows = session().scalars(
        select(EarlyWarning)
        .where(EarlyWarning.household_id == household_id, EarlyWarning.state == WarningState.OPEN)
        .order_by(EarlyWarning.due_on, EarlyWarning.id)
    )
    return [
        Entry(
            row.due_on, people.get(row.person_id or 0, ""), str(SIGNALS[row.signal]), str(LEVELS[row.level]),
            row.level.value, row.id,
        )
        for row in rows
    ]  # fmt: skip


def _tickets(people: People) -> list[Entry]:
    rows = session().scalars(
        select(RightsTicket)
        .where(RightsTicket.person_id.in_(people))
        .order_by(RightsTicket.opened_on.desc(), RightsTicket.id.desc())
        .limit(NEWEST)
    )
    return [
        Entry(
            row.opened_on, people[row.person_id], f"{RIGHTS[row.kind]} · {row.employer}", str(TICKETS[row.state]), "red"
            if row.settled_on is None else "", row.id,
        )
        for row in rows
    ]  # fmt: skip


def _services(people: People) -> list[Entry]:
    rows = (
        session()
        .scalars(
            select(ServiceGiven)
            .where(ServiceGiven.person_id.in_(people))
            .order_by(ServiceGiven.on.desc(), ServiceGiven.id.desc())
            .limit(NEWEST)
        )
        .all()
    )
    names = people_named({row.by for row in rows})
    return [
        Entry(row.on, people[row.person_id], f"{SERVICES[row.kind]}：{row.about}", say_by_whom(row.by, names))
        for row in rows
    ]


def _visits(household_id: int) -> list[Entry]:
    rows = (
        session()
        .scalars(
            select(Visit)
            .where(Visit.household_id == household_id, Visit.saved_at.is_not(None))
            .order_by(Visit.saved_at.desc())
            .limit(NEWEST)
        )
        .all()
    )
    names = people_named({row.touched_by for row in rows})
    return [
        Entry(clock.local_day(row.saved_at), "", say_by_whom(row.touched_by, names)) for row in rows if row.saved_at
    ]


def _returns(people: People) -> list[Entry]:
    rows = session().scalars(
        select(FestivalReturn)
        .where(FestivalReturn.person_id.in_(people))
        .order_by(FestivalReturn.season.desc(), FestivalReturn.id)
        .limit(NEWEST)
    )
    return [
        Entry(
            clock.local_day(row.at), people[row.person_id],
            f"{row.season} · {COMES[row.comes]}" + (f" · {say_day(row.back_on)}" if row.back_on else ""),
            str(GOES[row.goes]) if row.goes else "",
        )
        for row in rows
    ]  # fmt: skip
