"""What is due, missed calls, and what follows from each answer."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.households.codes import EmploymentStatus, WorkArea
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import employing, leaving, starting
from jobmatch.placements.follow_ups import service
from jobmatch.placements.follow_ups.life import FollowUpKind, Way
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import AnswersError
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import LeaveReason, ReferralState, StartProof
from jobmatch.placements.returns.model import Comes, FestivalReturn, Goes
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings.model import EarlyWarning
from tests.placements.follow_ups.asked import answer, does, grown, noon, one, plan, standing
from tests.placements.hired import introduced, started
from tests.placements.people import NOON, TODAY, Case, settle

K = FollowUpKind
STRANGER = Actor("x", Role.CLERK, frozenset({"ELSE"}))


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def job(session: Session, case: Case) -> Referral:
    return started(session, case)


def day(n: int) -> date:
    return TODAY + timedelta(days=n)


def asked(session: Session, case: Case, kind: FollowUpKind, n: int) -> FollowUp:
    """The follow-up of a kind, planned on a day."""
    plan(session, case, day(n))
    return one(session, kind)


def taken_up(session: Session) -> list[str]:
    row = session.scalars(select(FollowUp).where(FollowUp.kind == K.TALK_OVER)).one_or_none()
    return [] if row is None else row.because or []


def tickets(session: Session) -> list[tuple[str, str]]:
    found = session.execute(select(RightsTicket.kind, RightsTicket.employer).order_by(RightsTicket.kind))
    return [(kind.value, employer) for kind, employer in found]


def warned(session: Session) -> set[tuple[str, str]]:
    found = session.execute(select(EarlyWarning.signal, EarlyWarning.state))
    return {(signal.value, state.value) for signal, state in found}


def test_what_is_due_is_shown_to_those_who_serve_the_family_what_waits_longest_first(
    session: Session, case: Case, job: Referral
) -> None:
    grown(session, case.twin_id)
    does(session, case.twin_id, EmploymentStatus.SEEKING)
    plan(session, case, day(14))
    found = service.due(session, day(15), case.actor(Role.HELPER))
    assert [row.kind for row in found] == [K.WORK_DAY_7, K.SEEKING]
    assert [row.kind for row in service.due(session, day(8), case.actor(Role.CLERK))] == [K.WORK_DAY_7]
    assert service.due(session, day(15), STRANGER) == []
    for role in (Role.RESIDENT, Role.EMPLOYER, Role.COUNTY):
        with pytest.raises(Refused):
            service.due(session, day(15), case.actor(role))


def test_who_is_still_there_after_a_week_is_on_the_job(session: Session, case: Case, job: Referral) -> None:
    asked(session, case, K.WORK_DAY_7, 7)
    done = answer(session, case, K.WORK_DAY_7, day(7))
    assert (done.state, done.done_on, done.done_by) == ("done", day(7), "a helper")
    assert job.state == ReferralState.ON_JOB
    assert (taken_up(session), tickets(session)) == ([], [])


def test_three_and_six_months_make_it_stable(session: Session, case: Case, job: Referral) -> None:
    asked(session, case, K.WORK_DAY_90, 92)
    answer(session, case, K.WORK_DAY_90, day(92))
    assert job.state == ReferralState.STABLE_3M
    asked(session, case, K.WORK_DAY_180, 183)
    answer(session, case, K.WORK_DAY_180, day(183))
    assert job.state == ReferralState.STABLE_6M


def test_the_first_pay_is_written_down(session: Session, case: Case, job: Referral) -> None:
    asked(session, case, K.WORK_DAY_30, 30)
    answer(session, case, K.WORK_DAY_30, day(30), yuan="3120.50")
    assert (job.first_wage, job.state) == ("3120.5", ReferralState.ON_JOB)


def test_wages_not_paid_open_a_ticket_and_a_red_warning_the_same_day(
    session: Session, case: Case, job: Referral
) -> None:
    asked(session, case, K.WORK_DAY_30, 30)
    answer(session, case, K.WORK_DAY_30, day(30), paid="no", yuan=None)
    assert tickets(session) == [("arrears", "测试厂")]
    warning = session.scalars(select(EarlyWarning)).one()
    assert (warning.signal, warning.level, warning.raised_on, warning.due_on) == (
        "wage_arrears", "red", day(30), day(31),
    )  # fmt: skip


def test_papers_kept_and_money_taken_open_a_ticket_each(session: Session, case: Case, job: Referral) -> None:
    asked(session, case, K.WORK_DAY_7, 7)
    answer(session, case, K.WORK_DAY_7, day(7), taken="both")
    assert tickets(session) == [("fees", "测试厂"), ("papers", "测试厂")]


def test_who_has_gone_is_left_with_day_and_reason(session: Session, case: Case, job: Referral) -> None:
    asked(session, case, K.WORK_DAY_7, 7)
    service.answer(
        session, one(session, K.WORK_DAY_7).id, {"there": "no", "last_day": "2026-06-05", "reason": "Q3"},
        case.actor(Role.HELPER), noon(day(7)),
    )  # fmt: skip
    assert (job.state, job.left_on, job.moves[-1].reason) == (ReferralState.LEFT, date(2026, 6, 6), "Q3")
    assert tickets(session) == [("arrears", "测试厂")]
    assert ("last_earner_left", "open") in warned(session)


def test_a_last_day_that_cannot_be_changes_nothing(session: Session, case: Case, job: Referral) -> None:
    row = asked(session, case, K.WORK_DAY_7, 7)
    answers = {"there": "no", "last_day": "2026-05-20", "reason": "Q10"}
    kept = session.begin_nested()
    with pytest.raises(leaving.LastDayError):
        service.answer(session, row.id, answers, case.actor(Role.HELPER), noon(day(7)))
    kept.rollback()
    assert (row.state, job.state) == ("due", ReferralState.STARTED)


def test_who_has_arrived_gives_the_own_word_and_with_the_employers_it_is_a_start(session: Session, case: Case) -> None:
    helper = case.actor(Role.HELPER)
    job = introduced(session, case.person_id, case.vacancy_id)
    employing.hire(session, job.id, helper, NOON)
    starting.attest(session, job.id, StartProof.EMPLOYER, day(1), helper, noon(day(1)))
    asked(session, case, K.WORK_DAY_1, 1)
    answer(session, case, K.WORK_DAY_1, day(1), first_day="2026-06-02")
    assert (job.state, job.started_on) == (ReferralState.STARTED, day(1))


def test_who_has_not_arrived_is_asked_again_and_somebody_takes_it_up(session: Session, case: Case) -> None:
    job = introduced(session, case.person_id, case.vacancy_id)
    employing.hire(session, job.id, case.actor(Role.HELPER), NOON)
    asked(session, case, K.WORK_DAY_1, 1)
    answer(session, case, K.WORK_DAY_1, day(1), arrived="no", first_day=None, lodging=None, as_said=None)
    assert taken_up(session) == ["not_arrived"]
    plan(session, case, day(2))
    assert one(session, K.WORK_DAY_1).due_on == day(4)


def test_a_wish_to_change_and_a_contract_that_is_missing_are_one_talk(
    session: Session, case: Case, job: Referral
) -> None:
    asked(session, case, K.WORK_DAY_7, 7)
    answer(session, case, K.WORK_DAY_7, day(7), used_to_it="no", contract="no")
    assert taken_up(session) == ["no_contract", "wants_change"]
    asked(session, case, K.WORK_DAY_30, 30)
    answer(session, case, K.WORK_DAY_30, day(30), cared_for="no")
    assert taken_up(session) == ["carer_lost", "no_contract", "wants_change"]
    plan(session, case, day(31))
    row = one(session, K.TALK_OVER)
    assert row.due_on == day(14)
    service.answer(session, row.id, {"done": "yes"}, case.actor(Role.CLERK), noon(day(31)), way=Way.COUNTER)
    assert ("carer_lost", "open") in warned(session)


def test_a_change_at_home_makes_the_form_due(session: Session, case: Case) -> None:
    grown(session, case.person_id)
    does(session, case.person_id, EmploymentStatus.SEEKING)
    asked(session, case, K.SEEKING, 14)
    answer(session, case, K.SEEKING, day(14), changed="yes", training="yes")
    assert taken_up(session) == ["home_changed", "training_wish"]


def test_the_festival_is_registered_as_it_was_answered(session: Session, case: Case) -> None:
    does(session, case.person_id, EmploymentStatus.EMPLOYED, area=WorkArea.COUNTRY)
    today = date(2027, 2, 1)
    plan(session, case, today)
    said = {"home": "back", "again": "new", "leaves_on": "2027-02-20", "destination": "440604", "bus": "yes"}
    row = one(session, K.SPRING_FESTIVAL)
    service.answer(session, row.id, said, case.actor(Role.HELPER), noon(today), way=Way.RETURN_POINT)
    registered = session.scalars(select(FestivalReturn)).one()
    assert (registered.season, registered.comes, registered.goes) == (2027, Comes.BACK, Goes.NEW)
    assert (registered.leaves_on, registered.wants_seat, registered.back_on) == (date(2027, 2, 20), True, today)


def test_the_same_answers_again_change_nothing_and_others_are_refused(
    session: Session, case: Case, job: Referral
) -> None:
    row = asked(session, case, K.WORK_DAY_7, 7)
    done = answer(session, case, K.WORK_DAY_7, day(7), taken="papers")
    again = service.answer(session, row.id, dict(done.answers or {}), case.actor(Role.HELPER), noon(day(8)))
    assert (again.done_on, len(again.moves), len(tickets(session))) == (day(7), 2, 1)
    with pytest.raises(IllegalMoveError):
        service.answer(session, row.id, {**(done.answers or {}), "taken": "no"}, case.actor(Role.HELPER), noon(day(8)))


def test_a_missing_answer_leaves_the_follow_up_as_it_was(session: Session, case: Case, job: Referral) -> None:
    row = asked(session, case, K.WORK_DAY_7, 7)
    with pytest.raises(AnswersError, match="合同"):
        answer(session, case, K.WORK_DAY_7, day(7), contract=None)
    assert (row.state, row.answers) == ("due", None)


def test_answers_are_kept_sealed(session: Session, case: Case, job: Referral) -> None:
    asked(session, case, K.WORK_DAY_7, 7)
    answer(session, case, K.WORK_DAY_7, day(7), taken="papers")
    session.flush()
    stored = session.execute(text("SELECT answers, means FROM follow_up WHERE answers IS NOT NULL")).one()
    assert all(b"papers" not in bytes(column) for column in stored)


def test_three_missed_calls_on_three_days_ask_the_neighbours_and_then_somebody_goes_there(
    session: Session, case: Case, job: Referral
) -> None:
    row, helper = asked(session, case, K.WORK_DAY_7, 7), case.actor(Role.HELPER)
    for n in (7, 7, 7, 8):
        assert service.miss(session, row.id, helper, noon(day(n))).state == "due"
    assert warned(session) == {("calls_missed", "open")}
    with pytest.raises(IllegalMoveError):
        service.send_there(session, row.id, helper, noon(day(8)))
    assert service.miss(session, row.id, helper, noon(day(9))).state == "unreached"
    assert service.send_there(session, row.id, helper, noon(day(9))).state == "to_visit"
    assert plan(session, case, day(9)) == 0
    done = service.answer(session, row.id, answers_of_the_week(), helper, noon(day(10)), way=Way.VISIT)
    assert [move.verb for move in done.moves] == ["plan", *["miss"] * 5, "give_up", "send_there", "answer"]
    assert warned(session) == {("calls_missed", "over")}


def answers_of_the_week() -> dict[str, str]:
    return {"there": "yes", "used_to_it": "yes", "pay_clear": "yes", "contract": "yes", "taken": "no"}


def test_nobody_is_rung_up_who_wants_no_work(session: Session, case: Case) -> None:
    grown(session, case.person_id)
    does(session, case.person_id, EmploymentStatus.NOT_SEEKING)
    does(session, case.twin_id, EmploymentStatus.EMPLOYED)
    row = asked(session, case, K.UNWILLING, 30)
    with pytest.raises(service.WrongWayError, match="visit"):
        service.miss(session, row.id, case.actor(Role.HELPER), noon(day(30)))
    with pytest.raises(service.WrongWayError):
        service.answer(
            session, row.id, {"wants": "no", "changed": "no"}, case.actor(Role.HELPER), noon(day(30)), way=Way.CALL
        )
    assert standing(session) == [("unwilling", "07-01", "due")]


def test_staff_of_another_site_ask_nobody(session: Session, case: Case, job: Referral) -> None:
    row = asked(session, case, K.WORK_DAY_7, 7)
    for verb in (service.miss, service.send_there):
        with pytest.raises(Refused):
            verb(session, row.id, STRANGER, noon(day(7)))
    with pytest.raises(Refused):
        service.answer(session, row.id, answers_of_the_week(), STRANGER, noon(day(7)))
    with pytest.raises(service.NoSuchFollowUpError):
        service.miss(session, row.id + 99, case.actor(Role.HELPER), noon(day(7)))


def test_who_left_in_the_meantime_may_still_answer(session: Session, case: Case, job: Referral) -> None:
    asked(session, case, K.WORK_DAY_7, 7)
    leaving.leave(session, job.id, day(6), LeaveReason.BETTER, case.actor(Role.HELPER), noon(day(7)))
    service.answer(
        session, one(session, K.WORK_DAY_7).id, {"there": "no", "last_day": "2026-06-06", "reason": "Q11"},
        case.actor(Role.HELPER), noon(day(7)),
    )  # fmt: skip
    assert job.state == ReferralState.LEFT
