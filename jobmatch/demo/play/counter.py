"""Market day: families come to the counter, go through the form, are matched, and say what they think of what fits."""

from decimal import Decimal

from sqlalchemy import exists, func, select

from jobmatch import flow, parameters, telling
from jobmatch.access import Actor
from jobmatch.courses.service import upcoming
from jobmatch.demo.play import behaviour, forms, services
from jobmatch.demo.play.behaviour import Shown, is_near
from jobmatch.demo.play.calendar import instant, next_office_day
from jobmatch.demo.play.day import Day, Home, resident
from jobmatch.households.codes import WORKING, ConsentPurpose
from jobmatch.households.consent import Consent
from jobmatch.households.model import Household, Membership, Site
from jobmatch.households.working_life import Employment, Intention
from jobmatch.matches.facts import Market, load_market
from jobmatch.matches.model import Proposal
from jobmatch.placements import answering
from jobmatch.placements.answering import Said
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import OPEN, RUNNING
from jobmatch.placements.zero_clock.life import ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.vacancies.codes import Board, VacancyState
from jobmatch.vacancies.model import Vacancy

_COME = 0.016
"""Of the households in which somebody looks for work, so many come on a market day."""
_EXPLAINED = 3
_BY_TELEPHONE = 0.15
_MEETING_HOURS = (9, 10, 14, 15)


def open_counter(day: Day) -> None:
    """Some of the households that look for work are served; one that has just answered is left in peace."""
    clerks = _clerks(day, _coming(day))
    visits = {home: forms.go_through(day, home, clerk, number % 60) for number, (home, clerk) in enumerate(clerks)}
    # All are matched before the first of them says yes: what is on offer is read and made sense of once.
    offered = load_market(day.session, day.on, parameters.load(day.session))
    served = [(home, clerk, _matched(day, home, clerk, offered)) for home, clerk in clerks]
    courses = upcoming(day.session, day.on)
    for minute, (home, clerk, people) in enumerate(served):
        for person_id in people:
            _explain(day, home, person_id, minute)
            services.tell(day, person_id, courses, clerk, day.dice("told", person_id))
        forms.go_home(day, visits[home], clerk, minute % 60, shown=bool(people))


def _coming(day: Day) -> list[int]:
    """The households of a market day, by id: first those without an earner that have not heard of a post yet.

    For these the counter stays open longer; of the other places half are kept for families in which nobody works.
    """
    waiting, rng = _waiting(day), day.dice("counter")
    places = min(len(waiting), max(1, round(len(waiting) * _COME)))
    without = [home for home in _without_an_earner(day) if home in waiting]
    heard = _have_heard(day, without)
    first = [home for home in without if home not in heard][:places]
    places -= len(first) // 2
    without = sorted(set(without) - set(first))
    again = rng.sample(without, min(len(without), (places + 1) // 2))
    others = sorted(set(waiting) - {*first, *again})
    return sorted([*first, *again, *rng.sample(others, min(len(others), places - len(again)))])


def _without_an_earner(day: Day) -> list[int]:
    """The households whose clock runs, those that were found first before the others."""
    running = select(ZeroSpell.household_id).where(ZeroSpell.state.in_((ZeroState.FOUND, ZeroState.HELPED)))
    return list(day.session.scalars(running.order_by(ZeroSpell.found_on, ZeroSpell.household_id)))


def _have_heard(day: Day, household_ids: list[int]) -> frozenset[int]:
    """Of some households those to whom a post was told since their clock began."""
    told = (
        select(ZeroSpell.household_id)
        .join(Membership, Membership.household_id == ZeroSpell.household_id)
        .join(Referral, Referral.person_id == Membership.person_id)
        .where(
            ZeroSpell.household_id.in_(household_ids), ZeroSpell.state.in_((ZeroState.FOUND, ZeroState.HELPED)),
            Membership.left_on.is_(None), func.date(Referral.opened_at) >= ZeroSpell.found_on,
        )
    )  # fmt: skip
    return frozenset(day.session.scalars(told))


def _waiting(day: Day) -> list[int]:
    """The households of somebody who is out of work, wants some, agrees to be matched, and waits for no answer."""
    at_work = exists().where(
        Employment.person_id == Membership.person_id, Employment.ended_on.is_(None), Employment.status.in_(WORKING)
    )
    answered = exists().where(Referral.person_id == Membership.person_id, Referral.state.in_(OPEN))
    agrees = exists().where(
        Consent.person_id == Membership.person_id, Consent.purpose == ConsentPurpose.MATCH_AND_TELL,
        Consent.withdrawn_on.is_(None),
    )  # fmt: skip
    found = day.session.scalars(
        select(Membership.household_id)
        .join(Intention, Intention.person_id == Membership.person_id)
        .where(Membership.left_on.is_(None), Intention.willing.is_(True), ~at_work, ~answered, agrees)
        .distinct()
        .order_by(Membership.household_id)
    )
    return list(found)


def _clerks(day: Day, household_ids: list[int]) -> list[tuple[int, Actor]]:
    """Some households, in their order, each with whoever sits at the counter of its site."""
    found = day.session.execute(
        select(Household.id, Site.code)
        .join(Site, Site.id == Household.site_id)
        .where(Household.id.in_(household_ids))
        .order_by(Household.id)
    )
    return [(household_id, day.staff.clerks[site]) for household_id, site in found]


def _matched(day: Day, household_id: int, clerk: Actor, offered: Market) -> tuple[int, ...]:
    """Matched while they wait; the members for whom something was found and who wait for no answer, by id."""
    matched = flow.match_household(day.session, household_id, day.on, day.at(9), clerk, offered)
    found = {person for person, cards in matched.cards.items() if cards}
    busy = day.session.scalars(
        select(Referral.person_id).where(Referral.person_id.in_(found), Referral.state.in_(RUNNING))
    )
    return tuple(sorted(found - set(busy)))


def _explain(day: Day, household_id: int, person_id: int, minute: int) -> None:
    """The best three that differ are read out; whoever says yes to one is introduced there and hears no more."""
    home = day.homes([person_id])[person_id]
    session, at = day.session, day.at(10, minute % 60)
    rows = session.execute(
        select(Proposal, Vacancy)
        .join(Vacancy, Vacancy.id == Proposal.vacancy_id)
        .where(Proposal.person_id == person_id, Proposal.ended_on.is_(None), Proposal.shown)
        .order_by(Proposal.rank)
        .limit(_EXPLAINED)
    ).all()
    intention = session.scalars(select(Intention).where(Intention.person_id == person_id)).first()
    floor = None if intention is None or intention.wage_floor is None else float(intention.wage_floor)
    for place, (proposal, vacancy) in enumerate(rows):
        if vacancy.state is not VacancyState.PUBLISHED:
            continue
        rng = day.dice("answer", person_id, vacancy.id)
        said = behaviour.answer(_shown(proposal, vacancy, floor), day.season, place == 0, rng)
        actor = resident(person_id) if rng.random() < _BY_TELEPHONE else day.staff.clerk(home)
        referral = answering.answer(session, proposal.id, said.said, said.reason, at, actor)
        if said.said is Said.WANT:
            introduce(day, home, referral)
            return


def _shown(proposal: Proposal, vacancy: Vacancy, floor: float | None) -> Shown:
    pay = proposal.monthly_cash or proposal.monthly_normal
    return Shown(
        near=is_near(vacancy.division),
        pay=None if pay is None else float(Decimal(pay)),
        floor=floor,
        lodged=vacancy.dorm in (Board.FREE, Board.PAID),
        score=proposal.score,
    )


def introduce(day: Day, home: Home, referral: Referral) -> None:
    """The employer is rung at once, and names a day and an hour, or says that it will ring."""
    rng = day.dice("introduce", referral.person_id, referral.vacancy_id)
    meeting = None
    if rng.random() < 0.8:
        meeting = Meeting(instant(next_office_day(day.on, rng.randint(1, 5)), rng.choice(_MEETING_HOURS)))
    telling.introduce(day.session, referral.id, day.at(16), day.staff.clerk(home), meeting)
