"""The talks that dates call for: helpers ask, mostly all is well, sometimes nobody is reached; some talks wait long."""

from collections.abc import Collection
from datetime import timedelta
from random import Random

from sqlalchemy import ColumnElement, false, or_, select

from jobmatch.access import Actor
from jobmatch.demo.layout import Layout
from jobmatch.demo.play import behaviour
from jobmatch.demo.play.calendar import Season
from jobmatch.demo.play.day import Day, Home
from jobmatch.households.model import Household, Site
from jobmatch.households.working_life import Employment
from jobmatch.placements.follow_ups import service
from jobmatch.placements.follow_ups.life import WAITING, WAYS, FollowUpKind, FollowUpState, Way
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import Kind, Question, scripts
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import AT_WORK
from jobmatch.placements.returns.seasons import new_year
from jobmatch.placements.warnings import service as warnings
from jobmatch.placements.work_there import promised_wage

_HOUSEHOLDS_A_TALK = 150
"""Of so many households one is talked with on an office day: helpers have other work too."""
_AT_ONCE, _WEEK = 200, timedelta(days=7)
_FIRST = (
    FollowUpKind.WORK_DAY_1, FollowUpKind.WORK_DAY_7, FollowUpKind.WORK_DAY_30, FollowUpKind.WORK_DAY_90,
    FollowUpKind.WORK_DAY_180, FollowUpKind.TALK_OVER, FollowUpKind.RETURNED,
)  # fmt: skip
_USUAL_PLACE, _USUAL_PAY = "441900", 3000.0
_BUS_LEAVES = timedelta(days=10)


def plan_everybody(day: Day) -> None:
    """Once, at the beginning: what the records as they were planted call for."""
    after: int | None = 0
    while after is not None:
        after = service.plan_next(day.session, after, _AT_ONCE, day.on, day.at(4), day.staff.program)


def plan_the_next_talks(day: Day) -> None:
    """By the week: what comes after the talks of the week before; and of which employers people run away."""
    talked = day.session.scalars(
        select(FollowUp.household_id)
        .where(or_(FollowUp.done_on >= day.on - _WEEK, _of_the_festival_that_is_over(day)))
        .distinct()
    ).all()
    service.plan(day.session, talked, day.on, day.at(4), day.staff.program)
    warnings.look_at_employers(day.session, day.on, day.at(4), day.staff.program)


def _of_the_festival_that_is_over(day: Day) -> ColumnElement[bool]:
    """Nobody is asked in summer whether he came home for the festival; the plan lets it lapse."""
    if day.season in (Season.RETURNING, Season.FESTIVAL, Season.LEAVING):
        return false()
    return (FollowUp.kind == FollowUpKind.SPRING_FESTIVAL) & FollowUp.state.in_(WAITING)


def talk(day: Day, layout: Layout) -> None:
    """The helpers ask what is due, those who have begun to work first, as many as a day has room for."""
    due = service.due(day.session, day.on, day.staff.supervisor)
    ordered = sorted(due, key=lambda one: (_place(one.kind), one.due_on, one.id))
    most = max(1, layout.households // _HOUSEHOLDS_A_TALK)
    homes = _homes(day, {one.household_id for one in ordered})
    at_work = _at_work(day)
    # About a job only while somebody is there: who is hired and has not come yet tells of it in another way.
    for row in [one for one in ordered if one.referral_id is None or one.referral_id in at_work][:most]:
        # What somebody else of the family has just said may have answered this as well.
        if row.state in WAITING:
            _ask(day, homes[row.household_id], row)


def _place(kind: FollowUpKind) -> int:
    return _FIRST.index(kind) if kind in _FIRST else len(_FIRST)


def _at_work(day: Day) -> frozenset[int]:
    return frozenset(day.session.scalars(select(Referral.id).where(Referral.state.in_(AT_WORK))))


def _homes(day: Day, household_ids: Collection[int]) -> dict[int, Home]:
    rows = day.session.execute(
        select(Household.id, Site.code, Household.helper_name)
        .join(Site, Site.id == Household.site_id)
        .where(Household.id.in_(household_ids))
    )
    return {household: Home(household, site, helper) for household, site, helper in rows}


def _ask(day: Day, home: Home, row: FollowUp) -> None:
    rng, helper = day.dice("talk", row.mark), day.staff.helper(home)
    calls = Way.CALL in WAYS[row.kind] and row.state is FollowUpState.DUE
    if row.state is FollowUpState.UNREACHED and rng.random() < 0.5:
        service.send_there(day.session, row.id, helper, day.at(13))
    elif calls and rng.random() < 0.12:
        service.miss(day.session, row.id, helper, day.at(13))
    else:
        _answer(day, row, Way.CALL if calls else Way.VISIT, helper, rng)


def _answer(day: Day, row: FollowUp, way: Way, helper: Actor, rng: Random) -> None:
    answers: dict[str, str] = {}
    for question in scripts()[row.kind].questions:
        if question.is_asked(answers):
            answers[question.key] = _said(day, row, question, rng)
    service.answer(day.session, row.id, answers, helper, day.at(13), way=way)


def _said(day: Day, row: FollowUp, question: Question, rng: Random) -> str:
    if question.kind is Kind.YUAN:
        return str(behaviour.first_pay(_promised(day, row), rng))
    if question.kind is Kind.DIVISION:
        return _goes_to(day, row)
    if question.key == "leaves_on":
        return (new_year(day.on.year) + _BUS_LEAVES).isoformat()
    if question.kind is Kind.DAY:
        return _first_day(day, row)
    return behaviour.tap(question.key, [option.tap for option in question.options], rng)


def _promised(day: Day, row: FollowUp) -> float:
    referral = None if row.referral_id is None else day.session.get_one(Referral, row.referral_id)
    promised = None if referral is None else promised_wage(day.session, referral)
    return _USUAL_PAY if promised is None else float(promised)


def _first_day(day: Day, row: FollowUp) -> str:
    started = None if row.referral_id is None else day.session.get_one(Referral, row.referral_id).started_on
    return (started or day.on).isoformat()


def _goes_to(day: Day, row: FollowUp) -> str:
    """Where the person worked last outside the county; a town of many factories where nobody knows."""
    found = day.session.scalars(
        select(Employment.division)
        .where(Employment.person_id == row.person_id, Employment.division.is_not(None))
        .order_by(Employment.id.desc())
    ).first()
    return found if found is not None and not behaviour.is_near(found) else _USUAL_PLACE
