"""The whole way of one woman, from the machine's suggestion to half a year in work, as a helper would tell it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Role
from jobmatch.audit import AuditEvent
from jobmatch.households.codes import ConsentPurpose, EmploymentStatus
from jobmatch.households.model import Household, Person
from jobmatch.households.working_life import Employment
from jobmatch.matching.codes import Capacity, Education
from jobmatch.placements import employing, leaving, service, starting, staying
from jobmatch.placements.meeting import Meeting
from jobmatch.placements.referral import LeaveReason, ReferralState, StartProof
from jobmatch.placements.rights import service as rights
from jobmatch.vacancies.model import Vacancy
from tests.placements.hired import answers_for, introduced, post
from tests.placements.people import NOON, TODAY, agree, settle


def noon(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 4, tzinfo=UTC)


def test_from_yes_to_a_stable_job_and_back_into_the_pool(session: Session) -> None:
    case = settle(session)
    her, helper = case.actor(Role.RESIDENT), case.actor(Role.HELPER)
    employer = answers_for(session, case.vacancy_id)
    home, factory = session.get_one(Household, case.household_id), session.get_one(Vacancy, case.vacancy_id)
    person = session.get_one(Person, case.person_id)
    person.birth_date, person.education, person.capacity = date(1990, 3, 1), Education.PRIMARY, Capacity.ORDINARY
    home.zero_employment_since = TODAY
    agree(session, case, ConsentPurpose.MATCH_AND_TELL)
    elsewhere = introduced(session, case.person_id, post(session, "鞋厂"))

    # The machine proposes, her helper looks at it and reads it out; she wants it, and the factory is told.
    one = service.suggest(session, case.proposal_id, helper, noon(6, 1))
    service.review(session, one.id, helper, noon(6, 1))
    service.offer(session, one.id, helper, noon(6, 1))
    service.accept(session, one.id, her, noon(6, 2))
    agree(session, case, ConsentPurpose.DISCLOSE_TO_EMPLOYER)
    service.introduce(session, one.id, helper, noon(6, 2))

    # It invites her, and takes her: a seat is gone, and the shoe factory waits for her no more.
    employing.invite(session, one.id, employer, noon(6, 3), Meeting(noon(6, 4), "厂门口", "张主任"))
    employing.hire(session, one.id, employer, noon(6, 5))
    assert (factory.filled, elsewhere.state) == (1, ReferralState.CANCELLED)

    # She says that she came on the 8th, the factory on the 9th: from then on she works, and her home has an earner.
    starting.attest(session, one.id, StartProof.RESIDENT, date(2026, 6, 8), her, noon(6, 8))
    assert home.zero_employment_since == TODAY
    starting.attest(session, one.id, StartProof.EMPLOYER, date(2026, 6, 9), employer, noon(6, 10))
    assert (one.started_on, home.zero_employment_since) == (date(2026, 6, 9), None)

    # Her helper rings after a week, after pay day, after three months and after six.
    staying.stay(session, one.id, helper, noon(6, 16))
    staying.note_first_wage(session, one.id, Decimal(2800), helper, noon(7, 16))
    staying.hold_3m(session, one.id, helper, noon(9, 9))
    staying.hold_6m(session, one.id, helper, noon(12, 9))
    assert one.state == ReferralState.STABLE_6M

    # In the new year the factory stops paying. She goes: the same day somebody helps, and she is looked for again.
    leaving.leave(session, one.id, date(2027, 2, 1), LeaveReason.ARREARS, her, noon(2, 1, 2027))
    assert (one.state, factory.filled, home.zero_employment_since) == (ReferralState.LEFT, 0, date(2027, 2, 1))
    (ticket,) = rights.waiting(session, date(2027, 2, 1), helper)
    assert (ticket.kind, ticket.employer) == ("arrears", "测试厂")
    did = session.scalars(select(Employment).order_by(Employment.id)).all()
    assert [(spell.status, spell.since, spell.ended_on) for spell in did] == [
        (EmploymentStatus.EMPLOYED, date(2026, 6, 9), date(2027, 2, 1)),
        (EmploymentStatus.SEEKING, date(2027, 2, 1), None),
    ]

    # Every step stands in its log with who and when, and in the log of the whole house.
    assert [move.verb for move in one.moves] == [
        "suggest", "review", "offer", "accept", "introduce", "invite", "hire", "attest", "attest", "start",
        "stay", "hold_3m", "hold_6m", "leave",
    ]  # fmt: skip
    assert all(move.by and move.at >= NOON for move in one.moves)
    audited = set(session.scalars(select(AuditEvent.action).where(AuditEvent.subject == f"person:{case.person_id}")))
    assert {f"referral_{move.verb}" for move in one.moves} | {"begin_work", "end_work", "rights_open"} <= audited
