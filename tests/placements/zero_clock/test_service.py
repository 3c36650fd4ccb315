"""What workers do with the clock: find, help, say why, treat as without wish; who may, and what the lists show."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households.codes import EmploymentStatus
from jobmatch.households.model import Household
from jobmatch.households.record import Work
from jobmatch.households.working_life import Intention as IntentionRow
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.model import MatchRun, Proposal
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.minimum.model import ServiceKind
from jobmatch.placements.minimum.service import give
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.placements.referral import DeclineReason, ReferralState
from jobmatch.placements.zero_clock import looking, service
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.vacancies.codes import Source, VacancyKind, VacancyState
from jobmatch.vacancies.model import Employer, Vacancy, Verification
from tests.placements.zero_clock.families import (
    COUPLE,
    DAY,
    FACTORY,
    MONDAY,
    SYSTEM,
    begin,
    jobless,
    look,
    lose,
    noon,
    reckon,
    settle,
    spells_of,
    story,
    worker,
)


@pytest.fixture
def home(session: Session) -> int:
    """A household found without an earner on Monday."""
    made = settle(session, jobless()).household_id
    look(session, made, MONDAY)
    return made


def members(session: Session, home: int) -> list[int]:
    return [one.person_id for one in session.get_one(Household, home).memberships]


def refuse(session: Session, person_id: int, on: date, posts: int = 3, level: int = 2) -> list[int]:
    """So many posts of known employers, told to a person and refused on a day for the pay; the referrals' ids."""
    run = MatchRun(
        as_of=on, rules="test", rules_hash="0", started_at=noon(on), people=1, proposals_new=1, proposals_changed=0,
        proposals_ended=0,
    )  # fmt: skip
    session.add(run)
    made = []
    for number in range(posts):
        employer = Employer(name="测试厂", level=level, registered_at=noon(on), updated_at=noon(on))
        vacancy = Vacancy(
            number=f"V{person_id}-{on:%m%d}-{number}", source=Source.CLERK, employer=employer, title="缝纫工",
            kind=VacancyKind.COMPANY, state=VacancyState.PUBLISHED, created_at=noon(on), updated_at=noon(on),
        )  # fmt: skip
        session.add(vacancy)
        session.flush()
        session.add(Verification(employer_id=employer.id, level=level, how="打电话", by="a clerk", on=on))
        proposal = Proposal(
            person_id=person_id, vacancy_id=vacancy.id, found_on=on, rank=1, score=70, explanation={},
            rules_hash="0", run_id=run.id,
        )  # fmt: skip
        session.add(proposal)
        session.flush()
        referral = Referral(
            person_id=person_id, vacancy_id=vacancy.id, proposal_id=proposal.id, state=ReferralState.DECLINED,
            opened_at=noon(on),
        )  # fmt: skip
        referral.moves += [_moved("offer", on), _moved("decline", on, DeclineReason.LOW_WAGE)]
        session.add(referral)
        session.flush()
        made.append(referral.id)
    return made


def _moved(verb: str, on: date, reason: str | None = None) -> ReferralMove:
    return ReferralMove(verb=verb, source="", target="", reason=reason, by="a clerk", role="clerk", at=noon(on))


def test_a_worker_finds_once(session: Session) -> None:
    silent = tuple(replace(one, work=Work(), willing=None) for one in COUPLE.members)
    home = settle(session, replace(COUPLE, members=silent)).household_id
    clerk = worker(Role.CLERK, home)
    spell = service.find(session, home, Found.APPLICATION, MONDAY, noon(MONDAY), clerk)
    assert (spell.found_how, spell.found_on, spell.state) == (Found.APPLICATION, MONDAY, ZeroState.FOUND)
    assert service.find(session, home, Found.VISIT, MONDAY + DAY, noon(MONDAY + DAY), clerk).id == spell.id
    assert look(session, home, MONDAY + DAY) == 0


def test_what_the_record_denies_is_not_found(session: Session) -> None:
    working = settle(session).household_id
    with pytest.raises(service.NotWithoutEarnerError, match="somebody works"):
        service.find(session, working, Found.VISIT, MONDAY, noon(MONDAY), worker(Role.CLERK, working))


def test_work_that_does_not_count_is_found_by_a_worker_alone(session: Session) -> None:
    odd = replace(COUPLE, members=(replace(COUPLE.members[0], work=Work(status=EmploymentStatus.FLEXIBLE)),))
    home = settle(session, odd).household_id
    assert look(session, home, MONDAY) == 0
    found = service.find(session, home, Found.VISIT, MONDAY, noon(MONDAY), worker(Role.HELPER, home))
    assert found.state is ZeroState.FOUND


def test_help_begins_once_and_says_by_what(session: Session, home: int) -> None:
    helper = worker(Role.HELPER, home)
    spell = service.begin_help(session, home, "约好星期三去家里", MONDAY + DAY, noon(MONDAY + DAY), helper)
    service.begin_help(session, home, "又去了一次", MONDAY + 2 * DAY, noon(MONDAY + 2 * DAY), helper)
    assert story(spell) == [("find", MONDAY), ("help", MONDAY + DAY)]
    assert (spell.helped_on, spell.moves[-1].because) == (MONDAY + DAY, "约好星期三去家里")


def test_a_post_told_a_talk_given_and_a_follow_up_answered_are_help(session: Session, home: int) -> None:
    refuse(session, members(session, home)[0], MONDAY + 3 * DAY, posts=1)
    session.add(
        FollowUp(
            kind=FollowUpKind.ZERO, mark="test", household_id=home, due_on=MONDAY, state=FollowUpState.DONE,
            done_on=MONDAY + 2 * DAY,
        )
    )  # fmt: skip
    session.flush()
    day = MONDAY + DAY
    give(session, members(session, home)[1], ServiceKind.POLICY, "补贴", day, noon(day), worker(Role.CLERK, home))
    look(session, home, MONDAY + 4 * DAY)
    (spell,) = spells_of(session, home)
    assert story(spell)[-1] == ("help", day)
    assert spell.moves[-1].because.startswith("service:")


def test_who_was_helped_goes_back_to_that_when_the_work_is_lost(session: Session, home: int) -> None:
    service.begin_help(session, home, "谈过", MONDAY, noon(MONDAY), worker(Role.CLERK, home))
    one = members(session, home)[0]
    begin(session, one, MONDAY + DAY)
    lose(session, one, MONDAY + 5 * DAY)
    look(session, home, MONDAY + 5 * DAY)
    (spell,) = spells_of(session, home)
    assert (spell.state, story(spell)[-1]) == (ZeroState.HELPED, ("lose", MONDAY + 5 * DAY))


def test_only_who_serves_the_household_touches_its_clock(session: Session, home: int) -> None:
    strangers = [
        Actor("elsewhere", Role.CLERK, frozenset({"OTHER"})),
        Actor("other helper", Role.HELPER),
        Actor("member", Role.RESIDENT, person_ids=frozenset(members(session, home))),
        Actor("factory", Role.EMPLOYER),
        Actor("county", Role.COUNTY, None),
    ]
    for actor in strangers:
        for verb in (service.begin_help, service.say_why_no_wish, service.treat_as_no_wish):
            with pytest.raises(Refused):
                verb(session, home, "为哪样", MONDAY, noon(MONDAY), actor)
        with pytest.raises(Refused):
            service.find(session, home, Found.VISIT, MONDAY, noon(MONDAY), actor)


def test_a_supervisor_treats_as_no_wish_who_refused_enough_and_the_posts_are_listed(
    session: Session, home: int
) -> None:
    supervisor = worker(Role.SUPERVISOR, home)
    first, second = members(session, home)
    day = MONDAY + 6 * DAY
    refused = [one for n in range(3) for one in refuse(session, first, MONDAY + n * DAY)]
    with pytest.raises(service.TooFewRefusalsError):  # the other one has refused nothing
        service.treat_as_no_wish(session, home, "几次都不去", day, noon(day), supervisor)
    refused += [one for n in range(3) for one in refuse(session, second, MONDAY + n * DAY)]
    for role in (Role.CLERK, Role.HELPER):
        with pytest.raises(IllegalMoveError):
            service.treat_as_no_wish(session, home, "几次都不去", day, noon(day), worker(role, home))
    spell = service.treat_as_no_wish(session, home, "几次都不去", day, noon(day), supervisor)
    assert (spell.state, spell.ended_on) == (ZeroState.NO_WISH, day)
    assert (spell.moves[-1].because, spell.moves[-1].referral_ids) == ("几次都不去", refused)


def test_a_refusal_that_a_constraint_explains_does_not_count(session: Session, home: int) -> None:
    first, second = members(session, home)
    day = MONDAY + 6 * DAY
    for n in range(3):
        for person_id in (first, second):
            refuse(session, person_id, MONDAY + n * DAY)
    wishes = session.scalars(select(IntentionRow).where(IntentionRow.person_id == first)).one()
    wishes.wage_floor = "4000"
    session.flush()
    with pytest.raises(service.TooFewRefusalsError):
        service.treat_as_no_wish(session, home, "几次都不去", day, noon(day), worker(Role.SUPERVISOR, home))


def test_who_is_put_apart_stays_so_until_somebody_wants_work_again(session: Session, home: int) -> None:
    for person_id in members(session, home):
        for n in range(3):
            refuse(session, person_id, MONDAY + n * DAY)
    day = MONDAY + 6 * DAY
    service.treat_as_no_wish(session, home, "几次都不去", day, noon(day), worker(Role.SUPERVISOR, home))
    assert look(session, home, day + DAY) == 0
    assert looking.out_of_step(session, 0, 10) == []
    wishes = session.scalars(select(IntentionRow).where(IntentionRow.person_id == members(session, home)[0])).one()
    wishes.asked_on = day + 3 * DAY
    session.flush()
    assert look(session, home, day + 3 * DAY) == 1
    assert spells_of(session, home)[-1].state is ZeroState.FOUND


def test_a_worker_writes_down_why_nobody_wants_to(session: Session, home: int) -> None:
    clerk = worker(Role.CLERK, home)
    with pytest.raises(service.NotWithoutEarnerError, match="does not say"):
        service.say_why_no_wish(session, home, "带孙子", MONDAY, noon(MONDAY), clerk)
    for row in session.scalars(select(IntentionRow)):
        row.willing = False
    session.flush()
    spell = service.say_why_no_wish(session, home, "带孙子", MONDAY + DAY, noon(MONDAY + DAY), clerk)
    assert (spell.state, spell.moves[-1].because) == (ZeroState.NO_WISH, "带孙子")
    (apart,) = service.lists(session, MONDAY + DAY, noon(MONDAY + DAY), clerk).no_wish
    assert (apart.household_id, apart.since, apart.because) == (home, MONDAY + DAY, "带孙子")


def test_the_lists_show_the_most_urgent_first_and_only_the_own_area(session: Session, home: int) -> None:
    later = settle(session, jobless(), MONDAY + DAY).household_id
    look(session, later, MONDAY + DAY)
    service.begin_help(session, home, "谈过", MONDAY, noon(MONDAY), worker(Role.CLERK, home))
    in_work = settle(session, jobless(), MONDAY).household_id
    look(session, in_work, MONDAY)
    begin(session, members(session, in_work)[0], MONDAY + DAY)
    look(session, in_work, MONDAY + DAY)
    old = tuple(replace(one, birth_date=date(1940, 1, 1)) for one in jobless().members)
    labourless = settle(session, replace(COUPLE, members=old)).household_id
    day = MONDAY + 9 * DAY  # Wednesday of the week after
    found = service.lists(session, day, noon(day), worker(Role.CLERK, home))
    assert [one.household_id for one in found.running] == [later, home, in_work]
    assert [(one.due_on, one.late) for one in found.running] == [
        (date(2026, 6, 5), 5), (date(2026, 6, 8), 2), (None, 0),
    ]  # fmt: skip
    assert [one.household_id for one in found.no_labour] == [labourless]
    elsewhere = service.lists(session, day, noon(day), Actor("elsewhere", Role.CLERK, frozenset({"OTHER"})))
    assert (elsewhere.running, elsewhere.no_wish, elsewhere.no_labour) == ((), (), ())
    helper = service.lists(session, day, noon(day), worker(Role.HELPER, home), "S1")
    assert [one.household_id for one in helper.running] == [home]
    with pytest.raises(Refused):
        service.lists(session, day, noon(day), Actor("factory", Role.EMPLOYER))


def test_a_household_without_a_reason_comes_first_on_the_list_of_those_without_wish(session: Session) -> None:
    unwilling = tuple(
        replace(one, work=Work(status=EmploymentStatus.NOT_SEEKING), willing=False) for one in COUPLE.members
    )
    home = settle(session, replace(COUPLE, members=unwilling)).household_id
    reckon(session, home, MONDAY)
    (apart,) = service.lists(session, MONDAY, noon(MONDAY), worker(Role.CLERK, home)).no_wish
    assert (apart.household_id, apart.because) == (home, None)


def test_every_move_leaves_its_row_and_an_event(session: Session, home: int) -> None:
    begin(session, members(session, home)[0], MONDAY + DAY)
    look(session, home, MONDAY + 40 * DAY)
    actions = session.scalars(
        select(AuditEvent.action).where(AuditEvent.action.startswith("zero_")).order_by(AuditEvent.id)
    ).all()
    assert actions == ["zero_find", "zero_work", "zero_clear"]
    assert all(move.by and move.role for spell in spells_of(session, home) for move in spell.moves)


def test_by_day_only_those_are_looked_at_of_which_record_and_clock_differ(session: Session) -> None:
    home = settle(session)
    look(session, home.household_id, MONDAY)
    assert looking.out_of_step(session, 0, 10) == []
    lose(session, home.people["1"], MONDAY + DAY)
    reckon(session, home.household_id, MONDAY + DAY)
    assert looking.out_of_step(session, 0, 10) == [home.household_id]
    look(session, home.household_id, MONDAY + DAY)
    assert looking.out_of_step(session, 0, 10) == []
    begin(session, home.people["1"], MONDAY + 2 * DAY, FACTORY)
    reckon(session, home.household_id, MONDAY + 2 * DAY)
    assert looking.out_of_step(session, 0, 10) == [home.household_id]


def test_all_households_are_gone_through_in_steps(session: Session) -> None:
    homes = [settle(session, jobless(), MONDAY).household_id for _ in range(5)]
    after: int | None = 0
    steps = 0
    while after is not None:
        after = service.look_next(session, after, 2, MONDAY, noon(MONDAY), SYSTEM)
        steps += 1
    assert steps == 3
    assert all(len(spells_of(session, home)) == 1 for home in homes)
