"""The three cards, why not the others, and what the person says: I want it, let me think, no because (step 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from desk import cards
from desk.counter.barriers import barriers, keys
from desk.counter.blueprint import Gone, Sitting, pages, row_id, sitting
from desk.counter.offers import Offer, in_words, offers_of, start_at
from desk.counter.reasons import DECLINES
from jobmatch import clock, flow
from jobmatch.access import Permission
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.households import area, consent
from jobmatch.households.codes import ConsentPurpose, ConstraintKind
from jobmatch.households.consent import NoConsentError
from jobmatch.households.record import PersonRecord
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.bridges import bridges_of
from jobmatch.matches.model import Proposal
from jobmatch.matching.trades import read_trade
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.placements import service
from jobmatch.placements.answering import Said
from jobmatch.placements.model import Referral
from jobmatch.placements.moving import NoSuchReferralError
from jobmatch.placements.referral import DeclineReason
from jobmatch.vacancies.browsing import Point
from jobmatch.vacancies.model import Vacancy
from jobmatch.visits import asking
from jobmatch.visits import service as visits
from jobmatch.web import current_actor, permission, session

MOST_COURSES, MOST_BARRIERS = 2, 4
Row = TypeVar("Row", Proposal, Referral, Enrolment)


@dataclass(frozen=True)
class Seeker:
    """A member of the family with a list of jobs."""

    person_id: int
    name: str


@dataclass(frozen=True)
class Wrong:
    """What about a meeting has to be asked again: at which field, in which words, with what was written.

    `asks_back`: it may be meant so; then it is said once more.
    """

    referral_id: int
    field: str
    words: str
    given: Mapping[str, str]
    asks_back: bool


@pages.get("/<code>/jobs/<int:person_id>")
@permission(Permission.SERVE_AT_COUNTER)
def jobs(code: str, person_id: int) -> ResponseReturnValue:
    """The cards of one person, best first."""
    return cards_page(code, person_id)


def cards_page(code: str, person_id: int, wrong: Wrong | None = None) -> ResponseReturnValue:
    """The page of the cards; with what has to be asked again about a meeting, if anything."""
    here = sitting(code)
    mine, others = seekers(here, person_id)
    shown = offers(here, person_id)
    if shown:
        visits.note_shown(here.visit, here.at)
    agreed = consent.allows(session(), person_id, ConsentPurpose.MATCH_AND_TELL, here.on)
    return render_template(
        "counter/jobs.html", here=here, whose=Seeker(person_id, mine.name), others=others, offers=shown, agreed=agreed,
        asks=asking.asks_for_work(mine), wrong=wrong, unread=_unread(mine),
        declines=DECLINES, bridge=_courses(here, person_id) if agreed else [],
        barriers=[] if shown or not agreed else barriers(person_id, here.on)[:MOST_BARRIERS],
    )  # fmt: skip


@pages.get("/<code>/jobs/<int:person_id>/others")
@permission(Permission.SERVE_AT_COUNTER)
def why_not(code: str, person_id: int) -> ResponseReturnValue:
    """Why not the others: what stands in the way, the most frequent first, and which jobs that are."""
    here = sitting(code)
    mine, _others = seekers(here, person_id)
    found = barriers(person_id, here.on)
    own = [one for one in found if not one.to_all]
    return render_template(
        "counter/why_not.html", here=here, whose=Seeker(person_id, mine.name), first=own[:MOST_BARRIERS],
        rest=own[MOST_BARRIERS:], to_all=[one for one in found if one.to_all], more=_further(here, person_id),
        keys=keys(own, bridges_of(session(), person_id, here.on)),
    )  # fmt: skip


@pages.post("/<code>/jobs/<int:person_id>/say")
@permission(Permission.SERVE_AT_COUNTER)
def say(code: str, person_id: int) -> ResponseReturnValue:
    """What the person says to one card; the same again changes nothing."""
    proposal = own_row(Proposal, "proposal", code, person_id)
    said = request.form.get("said", "")
    if said not in set(Said):
        abort(400)
    reason = request.form.get("reason", "")
    because = DeclineReason(reason) if reason in set(DeclineReason) else None
    if said == Said.NO and because is None:
        return redirect(_jobs(code, person_id) + f"#job-{proposal.vacancy_id}-no", 303)
    try:
        flow.answer(session(), proposal.id, Said(said), because, clock.now(), current_actor())
    except (NoSuchReferralError, service.AlreadyReferredError, IllegalMoveError, NoConsentError) as error:
        raise Gone from error
    return redirect(card_address(code, person_id, proposal.vacancy_id), 303)


def offers(here: Sitting, person_id: int) -> list[Offer]:
    """The proposals to show, and those that the person has said something to, best first."""
    found = offers_of(session(), person_id, _start(here))
    return [one for one in found if one.proposal.shown or one.referral is not None]


def _courses(here: Sitting, person_id: int) -> list[tuple[int, str]]:
    """What a course would open more, by its id, the one that opens most first, with what has to be asked about it."""
    return [(one.course, in_words(one)) for one in bridges_of(session(), person_id, here.on)[:MOST_COURSES]]


def _further(here: Sitting, person_id: int) -> list[cards.Card]:
    """What fits as well and is not among the three."""
    rows = session().scalars(
        select(Vacancy)
        .join(Proposal, Proposal.vacancy_id == Vacancy.id)
        .where(Proposal.person_id == person_id, Proposal.ended_on.is_(None), Proposal.shown.is_(False))
        .order_by(Proposal.rank)
    )
    return [cards.card(vacancy) for vacancy in rows]


def _unread(mine: PersonRecord) -> list[str]:
    """The words for work refused that nobody can tell the meaning of: the clerk asks once, whatever the card."""
    refused = (one.occupation for one in mine.constraints or () if one.kind is ConstraintKind.REFUSE)
    vocabulary = Vocabulary.load()
    return [words for words in refused if words and read_trade(words, vocabulary).occupation is None]


def seekers(here: Sitting, person_id: int) -> tuple[PersonRecord, list[Seeker]]:
    """The person, and the other members who ask for work; 404 for somebody of another family."""
    members = here.stands.known.members if here.stands.known is not None else ()
    mine = next((one for one in members if one.key == str(person_id)), None)
    if mine is None:
        abort(404)
    area.require_household_of(session(), person_id, here.on, current_actor())
    others = [Seeker(int(one.key), one.name) for one in members if one is not mine and asking.asks_for_work(one)]
    return mine, others


def _start(here: Sitting) -> Point | None:
    """Where the family sets out: its site."""
    return start_at(here.visit.household.site if here.visit.household is not None else here.visit.site)


def card_address(code: str, person_id: int, vacancy_id: int) -> str:
    """What is to be done next about a job that somebody has just said something to."""
    return _jobs(code, person_id) + f"#job-{vacancy_id}-next"


def _jobs(code: str, person_id: int) -> str:
    return url_for("counter.jobs", code=code, person_id=person_id)


def own_row(table: type[Row], name: str, code: str, person_id: int) -> Row:
    """The row that a form names, if it is about this member of the family at the counter; else 404."""
    seekers(sitting(code), person_id)
    found = session().get(table, row_id(name))
    if found is None or found.person_id != person_id:
        abort(404)
    return found
