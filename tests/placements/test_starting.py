"""The first day of work: whose word it is, two of three, which day counts, and what the household's record has then."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.households.codes import Channel, EmploymentStatus, WorkArea
from jobmatch.households.model import Household
from jobmatch.households.working_life import Employment, Intention
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.model import Proposal
from jobmatch.placements import employing, leaving, starting
from jobmatch.placements.model import Referral, StartWord
from jobmatch.placements.referral import LeaveReason, ReferralState, StartProof
from jobmatch.placements.work_there import area_of
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import answers_for, introduced, post, started
from tests.placements.people import DAY, NOON, TODAY, Case, settle

RESIDENT, EMPLOYER, PAPER = StartProof.RESIDENT, StartProof.EMPLOYER, StartProof.PAPER


@pytest.fixture
def case(session: Session) -> Case:
    return settle(session)


@pytest.fixture
def hired(session: Session, case: Case) -> Referral:
    referral = introduced(session, case.person_id, case.vacancy_id)
    referral.proposal_id = case.proposal_id
    session.get_one(Proposal, case.proposal_id).monthly_normal = "3200.00"
    vacancy = session.get_one(Vacancy, case.vacancy_id)
    vacancy.division, vacancy.occupation = "520322102", "8-04-01-02"
    return employing.hire(session, referral.id, case.actor(Role.HELPER), NOON)


def work(session: Session, person_id: int) -> Employment:
    query = select(Employment).where(Employment.person_id == person_id, Employment.ended_on.is_(None))
    return session.scalars(query).one()


def words(session: Session) -> list[tuple[StartProof, date]]:
    return [(one.proof, one.first_day) for one in session.scalars(select(StartWord).order_by(StartWord.id))]


def test_one_word_is_written_down_and_the_second_is_the_start(session: Session, case: Case, hired: Referral) -> None:
    starting.attest(session, hired.id, RESIDENT, TODAY, case.actor(Role.RESIDENT), NOON)
    assert (hired.state, hired.started_on) == (ReferralState.HIRED, None)
    starting.attest(session, hired.id, EMPLOYER, TODAY, answers_for(session, case.vacancy_id), NOON)
    assert (hired.state, hired.started_on) == (ReferralState.STARTED, TODAY)
    assert [move.verb for move in hired.moves] == ["hire", "attest", "attest", "start"]


def test_the_same_side_twice_is_one_word(session: Session, case: Case, hired: Referral) -> None:
    for actor in (case.actor(Role.RESIDENT), case.actor(Role.HELPER)):
        starting.attest(session, hired.id, RESIDENT, TODAY, actor, NOON)
    assert (hired.state, words(session)) == (ReferralState.HIRED, [(RESIDENT, TODAY)])


def test_of_two_days_the_later_counts(session: Session, case: Case, hired: Referral) -> None:
    helper = case.actor(Role.HELPER)
    starting.attest(session, hired.id, RESIDENT, TODAY + 2 * DAY, helper, NOON + 5 * DAY)
    starting.attest(session, hired.id, PAPER, TODAY + DAY, helper, NOON + 5 * DAY)
    assert hired.started_on == TODAY + 2 * DAY


def test_the_third_word_is_kept_and_starts_nothing_again(session: Session, case: Case, hired: Referral) -> None:
    helper = case.actor(Role.HELPER)
    for proof in (RESIDENT, PAPER, EMPLOYER, EMPLOYER):
        starting.attest(session, hired.id, proof, TODAY, helper, NOON)
    assert [one for one, _ in words(session)] == [RESIDENT, PAPER, EMPLOYER]
    assert [move.verb for move in hired.moves].count("start") == 1


@pytest.mark.parametrize(
    ("proof", "may"),
    [
        (RESIDENT, {Role.RESIDENT, Role.HELPER, Role.CLERK, Role.SUPERVISOR}),
        (EMPLOYER, {Role.EMPLOYER, Role.HELPER, Role.CLERK, Role.SUPERVISOR}),
        (PAPER, {Role.HELPER, Role.CLERK, Role.SUPERVISOR}),
    ],
)
def test_each_side_speaks_for_itself(
    session: Session, case: Case, hired: Referral, proof: StartProof, may: set[Role]
) -> None:
    for role in Role:
        actor = answers_for(session, case.vacancy_id) if role is Role.EMPLOYER else case.actor(role)
        if role in may:
            assert starting.attest(session, hired.id, proof, TODAY, actor, NOON)
        else:
            with pytest.raises(Refused):
                starting.attest(session, hired.id, proof, TODAY, actor, NOON)


@pytest.mark.parametrize("days", [1, -15])
def test_a_day_to_come_and_one_long_before_the_hire_are_asked_again(
    session: Session, case: Case, hired: Referral, days: int
) -> None:
    with pytest.raises(starting.FirstDayError):
        starting.attest(session, hired.id, PAPER, TODAY + days * DAY, case.actor(Role.HELPER), NOON)
    assert words(session) == []
    assert starting.attest(session, hired.id, PAPER, TODAY - 14 * DAY, case.actor(Role.HELPER), NOON)


def test_nobody_starts_who_was_not_hired(session: Session, case: Case) -> None:
    referral = introduced(session, case.person_id, case.vacancy_id)
    with pytest.raises(IllegalMoveError):
        starting.attest(session, referral.id, RESIDENT, TODAY, case.actor(Role.RESIDENT), NOON)


def test_the_record_has_the_job_as_the_form_would_ask_it(session: Session, case: Case, hired: Referral) -> None:
    session.add(Intention(person_id=case.person_id, willing=True, seeking_since=TODAY - DAY, asked_on=TODAY))
    helper = case.actor(Role.HELPER)
    starting.attest(session, hired.id, RESIDENT, TODAY, helper, NOON)
    starting.attest(session, hired.id, EMPLOYER, TODAY, helper, NOON)
    spell = work(session, case.person_id)
    assert (spell.status, spell.since, spell.area) == (EmploymentStatus.EMPLOYED, TODAY, WorkArea.COUNTY)
    assert (spell.employer, spell.title, spell.occupation) == ("测试厂", "缝纫工", "8-04-01-02")
    assert (spell.workplace, spell.division, spell.channel) == ("桐梓县", "520322", Channel.JOBMATCH)
    assert (Decimal(spell.wage_month or 0), spell.wage_on, spell.source) == (Decimal(3200), TODAY, "referral")
    wish = session.scalars(select(Intention)).one()
    assert (wish.willing, wish.seeking_since) == (None, None)


def test_the_household_has_an_earner_from_the_same_day(session: Session, case: Case, hired: Referral) -> None:
    home = session.get_one(Household, case.household_id)
    home.zero_employment_since = TODAY - DAY
    helper = case.actor(Role.HELPER)
    starting.attest(session, hired.id, RESIDENT, TODAY, helper, NOON)
    starting.attest(session, hired.id, EMPLOYER, TODAY, answers_for(session, case.vacancy_id), NOON)
    assert home.zero_employment_since is None


@pytest.mark.parametrize(
    ("kind", "status", "channel"),
    [
        (VacancyKind.PUBLIC_POST, EmploymentStatus.PUBLIC_POST, Channel.PUBLIC_POST),
        (VacancyKind.WORKSHOP, EmploymentStatus.EMPLOYED, Channel.WORKSHOP),
        (VacancyKind.WORK_RELIEF, EmploymentStatus.EMPLOYED, Channel.WORK_RELIEF),
        (VacancyKind.ODD_JOB, EmploymentStatus.FLEXIBLE, Channel.JOBMATCH),
        (VacancyKind.LABOUR_EXPORT, EmploymentStatus.EMPLOYED, Channel.JOBMATCH),
    ],
)
def test_the_kind_of_post_says_what_work_it_is(
    session: Session, case: Case, kind: VacancyKind, status: EmploymentStatus, channel: Channel
) -> None:
    started(session, case, post(session, "某单位", kind=kind))
    spell = work(session, case.person_id)
    assert (spell.status, spell.channel) == (status, channel)


@pytest.mark.parametrize(
    ("workplace", "home", "area"),
    [
        ("520322102", "520322102001", WorkArea.TOWN),
        ("520322101", "520322102001", WorkArea.COUNTY),
        ("520322", "520322102", WorkArea.COUNTY),
        ("520302", "520322", WorkArea.PROVINCE),
        ("440306", "520322", WorkArea.COUNTRY),
        ("52", "520322", None),
        (None, "520322", None),
        ("440306", None, None),
    ],
)
def test_how_far_from_home_is_read_off_the_divisions(
    workplace: str | None, home: str | None, area: WorkArea | None
) -> None:
    assert area_of(workplace, home) is area


def test_a_start_elsewhere_ends_the_work_that_still_runs(session: Session, case: Case) -> None:
    here = started(session, case)
    there = started(session, case, post(session, "乙厂"), on=TODAY + 10 * DAY, at=NOON + timedelta(days=12))
    assert (here.state, here.left_on, here.moves[-1].reason) == (ReferralState.LEFT, TODAY + 10 * DAY, "Q11")
    assert there.state == ReferralState.STARTED
    assert session.get_one(Vacancy, case.vacancy_id).filled == 0
    spells = session.scalars(select(Employment).order_by(Employment.since)).all()
    assert [(one.employer, one.since, one.ended_on) for one in spells] == [
        ("测试厂", TODAY, TODAY + 10 * DAY), ("乙厂", TODAY + 10 * DAY, None),
    ]  # fmt: skip


def test_two_part_time_jobs_run_beside_each_other(session: Session, case: Case) -> None:
    few = {"hours_per_day": 3, "days_per_month": 26}
    morning = started(session, case, post(session, "早班", **few))
    evening = started(session, case, post(session, "晚班", **few), on=TODAY + DAY, at=NOON + DAY)
    assert (morning.state, evening.state) == (ReferralState.STARTED, ReferralState.STARTED)
    assert work(session, case.person_id).employer == "晚班"


def test_a_job_that_the_counter_wrote_down_already_is_the_same_one(
    session: Session, case: Case, hired: Referral
) -> None:
    known = Employment(
        person_id=case.person_id, status=EmploymentStatus.EMPLOYED, employer="测试厂", title="车工", since=TODAY,
        source="counter", noted_at=NOON,
    )  # fmt: skip
    session.add(known)
    helper: Actor = case.actor(Role.HELPER)
    for proof in (RESIDENT, EMPLOYER):
        starting.attest(session, hired.id, proof, TODAY, helper, NOON)
    spell = work(session, case.person_id)
    assert (spell.id, spell.title, spell.wage_month) == (known.id, "车工", "3200")


def test_a_start_that_is_earlier_than_the_leaving_written_down_before_pulls_it_back(
    session: Session, case: Case
) -> None:
    helper, later = case.actor(Role.HELPER), NOON + 15 * DAY
    old = started(session, case)
    new = introduced(session, case.person_id, post(session, "新厂"))
    employing.hire(session, new.id, helper, NOON + 7 * DAY)
    leaving.leave(session, old.id, TODAY + 10 * DAY, LeaveReason.BETTER, helper, later)
    for proof in (StartProof.RESIDENT, StartProof.EMPLOYER):
        starting.attest(session, new.id, proof, TODAY + 8 * DAY, helper, later)
    assert (old.left_on, new.started_on) == (TODAY + 8 * DAY, TODAY + 8 * DAY)
