"""A person's proposals with their reasons, what the person says to them, and why not the others."""

from collections.abc import Mapping
from typing import Any

from desk import cards
from desk.counter.barriers import MOST_NAMED, barriers
from desk.counter.jobs import MOST_COURSES
from desk.counter.offers import Offer, in_words, offers_of
from jobmatch import clock, flow
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.consent import NoConsentError
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.bridges import bridges_of
from jobmatch.placements import answering, service
from jobmatch.placements.answering import Said
from jobmatch.placements.moving import NoSuchReferralError
from jobmatch.vacancies.browsing import find_open
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told
from mini_program_api.blueprint import LARGEST_ID, api
from mini_program_api.problems import Sorry
from mini_program_api.vacancies import confirmed_days, pay_words, start_of, tables
from mini_program_api.who import look, require_own_word

PERSON = f"/people/<int(max={LARGEST_ID}):person_id>"
ONE = f"{PERSON}/proposals/<int(max={LARGEST_ID}):vacancy_id>"
_SAID: Mapping[Said, told.Said] = {Said.WANT: "want", Said.THINK: "think", Said.NO: "not"}
_MEANT = {word: said for said, word in _SAID.items()}
MOST_BARRIERS = 20


@api.get(f"{PERSON}/proposals")
@permission(Permission.READ_HOUSEHOLD)
@api.input(asked.Page, location="query")
@api.output(told.ProposalPage)
def proposals(person_id: int, query_data: asked.Page) -> told.ProposalPage:
    """The person's proposals, the three to look at first in front; `after` is how many were seen already."""
    look(person_id, "read_proposals")
    found = offers_of(session(), person_id, start_of(person_id))
    found.sort(key=lambda one: (one.proposal.ended_on is not None, not one.proposal.shown, one.proposal.rank))
    last = query_data.after + query_data.most
    return told.ProposalPage(
        items=[told.Card(**_card(one)) for one in found[query_data.after : last]],
        next=last if last < len(found) else None,
    )


@api.get(ONE)
@permission(Permission.READ_HOUSEHOLD)
@api.output(told.Proposal)
def proposal(person_id: int, vacancy_id: int) -> told.Proposal:
    """One proposal with all that is known of the vacancy."""
    look(person_id, "read_proposals")
    one = _offer(person_id, vacancy_id)
    return told.Proposal(
        **_card(one), **tables(one.vacancy), aloud=one.reasons.short, places=one.card.places,
        open=find_open(session(), vacancy_id, clock.today(), confirmed_days()) is not None,
    )  # fmt: skip


@api.post(f"{ONE}/answer")
@permission(Permission.MOVE_REFERRAL)
@api.input(asked.Answer)
@api.output(told.Answered)
def answer(person_id: int, vacancy_id: int, json_data: asked.Answer) -> told.Answered:
    """I want it, let me think, not this because; the same again changes nothing, another answer takes its place."""
    require_own_word(person_id)
    area.require_person(session(), person_id, clock.today(), current_actor())
    said, one = _MEANT[json_data.root.answer], _offer(person_id, vacancy_id)
    try:
        referral = flow.answer(session(), one.proposal.id, said, json_data.reason, clock.now(), current_actor())
    except NoConsentError as error:
        raise Sorry(409, "not_agreed") from error
    except (NoSuchReferralError, service.AlreadyReferredError, IllegalMoveError) as error:
        raise Sorry(409, "changed") from error
    means = answering.means(referral)
    return told.Answered(referral=referral.id, said=None if means is None else _SAID[means], state=str(referral.state))


@api.get(f"{PERSON}/why-not")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told.WhyNot)
def why_not(person_id: int) -> told.WhyNot:
    """What stands in the way of the other vacancies, and the courses that would open more."""
    look(person_id, "read_proposals")
    on = clock.today()
    return told.WhyNot(
        barriers=[
            told.Barrier(words=one.words, count=one.count, titles=list(one.titles[:MOST_NAMED]), to_all=one.to_all)
            for one in barriers(person_id, on)[:MOST_BARRIERS]
        ],
        courses=[in_words(one) for one in bridges_of(session(), person_id, on)[:MOST_COURSES]],
    )


def _offer(person_id: int, vacancy_id: int) -> Offer:
    found = offers_of(session(), person_id, start_of(person_id))
    one = next((one for one in found if one.vacancy.id == vacancy_id), None)
    if one is None:
        raise Sorry(404, "not_found")
    return one


def _card(one: Offer) -> dict[str, Any]:
    return {
        "vacancy": one.vacancy.id, "title": one.card.title, "employer": one.card.employer, "icon": one.icon,
        "place": one.card.place, "minutes": one.walk.minutes, "way": one.walk.words, "hours": one.card.hours,
        "pay": _pay(one), "why": list(one.reasons.good), "missing": list(one.reasons.missing),
        "asks": list(one.reasons.asks), "good": list(one.card.good), "score": one.proposal.score,
        "rank": one.proposal.rank, "shown": one.proposal.shown,
        "said": None if one.said is None else _SAID[one.said],
        "state": None if one.referral is None else str(one.referral.state),
    }  # fmt: skip


def _pay(one: Offer) -> told.Pay:
    """What would reach this very person's hand, as the proposal has it; else what the advert says."""
    own = cards.money_of(one.proposal)
    if own is None:
        return told.Pay(take_home_min=None, take_home_max=None, words=pay_words(one.card))
    return told.Pay(take_home_min=round(own), take_home_max=round(own), words=cards.yuan(own))
