"""The rows of the day as the page shows them, each list with what is most urgent first; loaded whole, dressed by page.

A list counts all that is due and dresses only what is shown: names and telephones of the rest stay in the database.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any

from sqlalchemy import or_, select

from desk.cards import card
from desk.language import say_either
from desk.placement_words import RIGHTS
from desk.referral_words import STATES
from desk.today.whom import Whom, read, read_people
from desk.today.words import say_to_take_up
from jobmatch import clock
from jobmatch.access import Permission, Role, may
from jobmatch.courses.enrolments.seen import titles_of
from jobmatch.households import area
from jobmatch.households.model import Household, Membership
from jobmatch.placements.follow_ups import service as follow_ups
from jobmatch.placements.follow_ups.life import WAYS, FollowUpKind, FollowUpState, Verb, Way
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import scripts
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import EXPECTED, ReferralState
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsState
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings import service as warnings
from jobmatch.placements.warnings.model import EarlyWarning, Level, Signal
from jobmatch.placements.zero_clock import service as zero_clock
from jobmatch.placements.zero_clock.lists import Apart, Running, working_since
from jobmatch.vacancies.browsing import read as read_posts
from jobmatch.vacancies.model import Employer
from jobmatch.web import current_actor, session

AFTER_THE_MEETING = (*EXPECTED, ReferralState.HIRED)


class Part(StrEnum):
    """The lists of the day, in the order of the page: what cannot wait until tomorrow first."""

    RIGHTS = "rights"
    TALKS = "talks"
    WARNINGS = "warnings"
    ZERO = "zero"
    ANSWERS = "answers"
    NO_WISH = "no-wish"
    NO_LABOUR = "no-labour"


@dataclass(frozen=True)
class Bundle:
    """One list: how many there are, how many of them are urgent, and the rows that are shown."""

    part: Part
    total: int
    urgent: int
    rows: Sequence[Any]


@dataclass(frozen=True)
class Talk:
    """Somebody to be asked how it goes. `late` is in days; `rung`: by telephone, if there is one.

    `works_since`: the talk is about a household without an earner, and somebody has begun since this day.
    """

    row: FollowUp
    who: Whom
    title: str
    because: list[str]
    late: int
    red: bool
    rung: bool
    missed: int
    works_since: date | None


@dataclass(frozen=True)
class Warned:
    """A warning about somebody, or about an employer; `title` is the class where it is about a seat."""

    row: EarlyWarning
    who: Whom | None
    employer: Employer | None
    late: int
    title: str


@dataclass(frozen=True)
class Ticket:
    """A rights ticket, and what this worker may do about it."""

    row: RightsTicket
    who: Whom | None
    kind: str
    may_report: bool
    may_settle: bool


@dataclass(frozen=True)
class Home:
    """A household with its clock, or on a list of its own."""

    row: Running | Apart
    who: Whom | None


@dataclass(frozen=True)
class Answer:
    """Somebody of whom an employer has to say something, or of whom nobody has told the employer yet."""

    row: Referral
    who: Whom
    title: str
    employer: str
    stands: str


Dress = Callable[[Sequence[Any]], Sequence[Any]]
Found = tuple[Sequence[Any], int, Dress]


def bundles(shown: Mapping[Part, slice]) -> list[Bundle]:
    """Some lists, each with the rows of a piece of it; what may not be seen is not there."""
    on = clock.today()
    loaders = _loaders(on)
    made = []
    for part in shown:
        if part not in loaders:
            continue
        found, urgent, dress = loaders[part]()
        made.append(Bundle(part, len(found), urgent, dress(found[shown[part]])))
    return made


def needed_for(part: Part) -> Permission:
    """Who may see a list: rights tickets are no clerk's."""
    return Permission.PROTECT_AT_WORK if part is Part.RIGHTS else Permission.FOLLOW_UP


def missed_days(row: FollowUp) -> int:
    """On how many days nobody answered."""
    return len({clock.local_day(move.at) for move in row.moves if move.verb == Verb.MISS})


def was_missed_on(row: FollowUp, on: date) -> bool:
    """Whether somebody rang in vain on a day."""
    return any(move.verb == Verb.MISS and clock.local_day(move.at) == on for move in row.moves)


def is_rung(row: FollowUp) -> bool:
    """Whether it may be asked by telephone, and nobody has to go there yet."""
    return Way.CALL in WAYS[row.kind] and row.state is not FollowUpState.TO_VISIT


def _loaders(on: date) -> Mapping[Part, Callable[[], Found]]:
    lists = cache(partial(zero_clock.lists, session(), on, clock.now(), current_actor()))
    every: dict[Part, Callable[[], Found]] = {
        Part.RIGHTS: partial(_tickets, on),
        Part.TALKS: partial(_talks, on),
        Part.WARNINGS: partial(_warnings, on),
        Part.ZERO: lambda: _homes(lists().running, sum(one.late > 0 for one in lists().running)),
        Part.ANSWERS: _answers,
        Part.NO_WISH: lambda: _homes(lists().no_wish, sum(one.because is None for one in lists().no_wish)),
        Part.NO_LABOUR: lambda: _homes(lists().no_labour, 0),
    }
    return {part: load for part, load in every.items() if may(current_actor(), needed_for(part))}


def _talks(on: date) -> Found:
    due = follow_ups.due(session(), on, current_actor())
    here = _members()
    found = [row for row in due if row.person_id is None or (row.household_id, row.person_id) in here]
    red = {
        row.household_id for row in warnings.waiting(session(), on, current_actor()) if row.level is Level.RED
    }  # fmt: skip

    begun = working_since(session(), {row.household_id for row in found if row.kind is FollowUpKind.ZERO})

    def begun_since(row: FollowUp) -> date | None:
        return begun.get(row.household_id) if row.kind is FollowUpKind.ZERO else None

    def is_red(row: FollowUp) -> bool:
        return row.household_id in red or (row.kind is FollowUpKind.ZERO and begun_since(row) is None)

    # Each part stays in the order of its days; where somebody works again, the talk may wait longest.
    found.sort(key=lambda row: (not is_red(row), begun_since(row) is not None))

    def dress(rows: Sequence[FollowUp]) -> list[Talk]:
        follow_ups.read_moves(session(), rows)
        people = read({(row.household_id, row.person_id) for row in rows})
        return [
            Talk(
                row, people[row.household_id, row.person_id], say_either(script.zh, script.en),
                say_to_take_up(row.because), (on - row.due_on).days,
                is_red(row), is_rung(row), missed_days(row), begun_since(row),
            )
            for row in rows
            if (script := scripts()[row.kind]) and (row.household_id, row.person_id) in people
        ]  # fmt: skip

    return found, sum(row.due_on < on and begun_since(row) is None for row in found), dress


def _warnings(on: date) -> Found:
    found = warnings.waiting(session(), on, current_actor())

    def dress(rows: Sequence[EarlyWarning]) -> list[Warned]:
        people = read({(row.household_id, row.person_id) for row in rows if row.household_id is not None})
        seats = {row.id: int(row.mark.rpartition(":")[2]) for row in rows if row.signal is Signal.SEAT_AT_WORK}
        titles = titles_of(session(), seats.values()) if seats else {}
        return [
            Warned(
                row,
                None if row.household_id is None else people.get((row.household_id, row.person_id)),
                None if row.employer_id is None else session().get(Employer, row.employer_id),
                (on - row.due_on).days,
                titles.get(seats.get(row.id, 0), ""),
            )
            for row in rows
        ]

    return found, sum(row.level is Level.RED for row in found), dress


def _tickets(on: date) -> Found:
    found = rights.waiting(session(), on, current_actor())

    def dress(rows: Sequence[RightsTicket]) -> list[Ticket]:
        people = read_people({row.person_id for row in rows})
        leads = current_actor().role is Role.SUPERVISOR
        return [
            Ticket(
                row, people.get(row.person_id), str(RIGHTS[row.kind]), row.state is RightsState.OPEN,
                leads or row.state is RightsState.REPORTED,
            )
            for row in rows
        ]  # fmt: skip

    return found, sum(row.state is RightsState.OPEN for row in found), dress


def _homes(rows: Sequence[Running | Apart], urgent: int) -> Found:
    def dress(some: Sequence[Running | Apart]) -> list[Home]:
        people = read({(row.household_id, None) for row in some})
        return [Home(row, people.get((row.household_id, None))) for row in some]

    return rows, urgent, dress


def _answers() -> Found:
    """Who said yes and waits for the call, whom an employer was to see by now, and who is hired and not there yet."""
    now = clock.now()
    here = (
        select(Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.left_on.is_(None), Household.closed_on.is_(None), area.seen_by(current_actor()))
    )
    found = session().scalars(
        select(Referral)
        .where(
            Referral.person_id.in_(here),
            (Referral.state == ReferralState.ACCEPTED)
            | (Referral.state.in_(AFTER_THE_MEETING) & or_(Referral.meet_at.is_(None), Referral.meet_at <= now)),
        )
        .order_by(Referral.state != ReferralState.ACCEPTED, Referral.meet_at.is_(None), Referral.meet_at, Referral.id)
    ).all()  # fmt: skip

    def dress(rows: Sequence[Referral]) -> list[Answer]:
        people = read_people({row.person_id for row in rows})
        posts = {number: card(post) for number, post in read_posts(session(), {row.vacancy_id for row in rows}).items()}
        return [
            Answer(row, people[row.person_id], post.title, post.employer, str(STATES[row.state]))
            for row in rows
            if row.person_id in people and (post := posts[row.vacancy_id])
        ]

    return found, sum(row.state == ReferralState.ACCEPTED for row in found), dress


def _members() -> set[tuple[int, int]]:
    """Who lives where in the area, by household and person."""
    rows = session().execute(
        select(Membership.household_id, Membership.person_id)
        .join(Household, Household.id == Membership.household_id)
        .where(Membership.left_on.is_(None), area.seen_by(current_actor()))
    )
    return {(household_id, person_id) for household_id, person_id in rows}
