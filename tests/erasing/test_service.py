"""A person asks to be deleted, a supervisor carries it out; and what goes by itself when its time is over."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from jobmatch import access, db, flow, parameters, telling
from jobmatch.access import Actor, Refused, Role
from jobmatch.accounts import phones
from jobmatch.accounts.model import PhoneSignIn
from jobmatch.audit import AuditEvent
from jobmatch.concerns import forgetting
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import Concern, ConcernState
from jobmatch.erasing import clearing, retention, service
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import Consent
from jobmatch.households.held import held_about
from jobmatch.households.model import Household, Membership, Person
from jobmatch.jobs import keeping
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.matches.model import Proposal
from jobmatch.placements import service as placements
from jobmatch.placements.model import Referral
from jobmatch.placements.zero_clock import looking
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.placements.zero_clock.spells import open_spell
from jobmatch.push import service as push
from jobmatch.push.model import LinkRole, Message, OpenId, Recipient
from jobmatch.visits.model import Visit, VisitAnswer
from tests.jobs.test_nightly import work_on
from tests.placements.people import DAY, NOON, TODAY, Case, agree, settle

OPERATOR = access.operator("tests")


@pytest.fixture
def case(engine: Engine) -> Case:
    """Somebody whom an employer knows, with a telephone of the own and one that is shared, in the middle of a visit."""
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
        made = settle(session)
        agree(session, made, ConsentPurpose.MATCH_AND_TELL)
        agree(session, made, ConsentPurpose.DISCLOSE_TO_EMPLOYER, witness="村主任")
        person = session.get_one(Person, made.person_id)
        person.phone, person.health = "19900000001", ["chronic"]
        clerk = made.actor(Role.CLERK)
        referral = flow.refer(session, made.proposal_id, NOON, clerk)
        placements.review(session, referral.id, clerk, NOON)
        placements.offer(session, referral.id, clerk, NOON)
        placements.accept_witnessed(session, referral.id, clerk, NOON)
        telling.introduce(session, referral.id, NOON, clerk)
        for person_id, openid in ((made.person_id, "o-own"), (made.person_id, "o-both"), (made.twin_id, "o-both")):
            to = telling.recipient(session, person_id, NOON)
            push.link(session, openid, to, LinkRole.SELF, "a clerk", NOON)
        phones.open_on_phone(session, "o-own", NOON)
        phones.open_on_phone(session, "o-both", NOON)
        visit = Visit(
            code="V", household_id=made.household_id, people={}, opened_by="a clerk", opened_at=NOON,
            touched_by="a clerk", touched_at=NOON,
        )  # fmt: skip
        visit.answers = [
            VisitAnswer(key=f"{one}.phone", value="1", revision=1, taken=0, token="t", by="a clerk", at=NOON)
            for one in (made.person_id, made.twin_id)
        ]
        session.add(visit)
    return made


def asked(engine: Engine, case: Case) -> int:
    with db.transaction(engine) as session:
        return forgetting.ask(session, case.person_id, NOON, case.actor(Role.RESIDENT)).id


def numbers(session: Session, *tables: type) -> list[int]:
    return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_asking_stops_everything_and_carrying_it_out_leaves_evidence_without_a_name(engine: Engine, case: Case) -> None:
    concern = asked(engine, case)
    supervisor = case.actor(Role.SUPERVISOR)
    with db.transaction(engine) as session:
        ahead = service.ahead(session, concern, NOON, supervisor)
        assert [(one.employer, one.title) for one in ahead.employers] == [("测试厂", "缝纫工")]
        assert ahead.evidence_until == TODAY + timedelta(days=1095)
        assert service.carry_out(session, concern, "删了", NOON, supervisor) == ahead
    with db.reading(engine) as session:
        person = session.get_one(Person, case.person_id)
        assert (person.name, person.phone, person.health) == (clearing.NAMELESS, None, None)
        assert person.erased_at is not None
        referral = session.scalars(select(Referral)).one()
        assert (referral.state, referral.proposal_id, len(referral.moves) > 3) == ("cancelled", None, True)
        settled = session.get_one(Concern, concern)
        assert (settled.state, settled.reply) == (ConcernState.SETTLED, "删了")
        assert all(one.withdrawn_on for one in session.scalars(select(Consent)))
        assert session.scalars(select(Membership.person_id)).all() == [case.twin_id]
        assert session.scalars(select(Recipient.person_id)).all() == [case.twin_id]
        assert session.scalars(select(OpenId.openid)).all() == ["o-both"]
        assert session.scalars(select(PhoneSignIn.openid)).all() == ["o-both"]
        assert session.scalars(select(VisitAnswer.key)).all() == [f"{case.twin_id}.phone"]
        assert numbers(session, Message, Household) == [0, 1]
        log = session.scalars(select(AuditEvent.action).where(AuditEvent.subject == f"person:{case.person_id}")).all()
        assert log[-1] == "erase_person"


def test_the_last_of_a_household_takes_the_household_along(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        for person_id in (case.twin_id, case.person_id):
            service.erase(session, person_id, NOON, OPERATOR)
        assert numbers(session, Household, Membership, Proposal, VisitAnswer) == [0, 0, 0, 0]
        assert session.scalars(select(Visit.household_id)).all() == [None]


def test_a_household_of_which_evidence_is_kept_stays_as_a_number_alone(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        home = session.get_one(Household, case.household_id)
        home.dwelling, home.home_phone = "1-1-201", "19900000009"
        open_spell(session, home.id, Found.SYSTEM, TODAY, parameters.load(session), NOON, OPERATOR)
        for person_id in (case.twin_id, case.person_id):
            service.erase(session, person_id, NOON, OPERATOR)
    with db.transaction(engine) as session:
        home = session.scalars(select(Household)).one()
        assert (home.number, home.closed_on) == ("TZ-S1-000001", TODAY)
        assert (home.dwelling, home.home_phone, home.zero_employment_since) == (None, None, None)
        assert looking.look(session, [home.id], TODAY, NOON, OPERATOR) == 1
        assert session.scalars(select(ZeroSpell.state)).all() == [ZeroState.GONE]


def test_a_spell_that_came_back_stays_when_the_evidence_of_the_first_is_over(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        for worker in (case.person_id, case.twin_id):
            first = session.scalar(select(func.max(ZeroSpell.id)))
            session.add(
                ZeroSpell(
                    household_id=case.household_id, found_on=TODAY, found_how=Found.SYSTEM, help_due_on=TODAY,
                    work_due_on=TODAY, state=ZeroState.CLEARED, worker_id=worker, relapse_of_id=first,
                )
            )  # fmt: skip
            session.flush()
        service.erase(session, case.person_id, NOON, OPERATOR)
        clearing.remove(session, [case.person_id])
        assert session.execute(select(ZeroSpell.worker_id, ZeroSpell.relapse_of_id)).all() == [(case.twin_id, None)]


def test_a_record_that_was_merged_into_it_goes_too(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        session.get_one(Person, case.twin_id).merged_into_id = case.person_id
        service.erase(session, case.person_id, NOON, OPERATOR)
        assert set(session.scalars(select(Person.name))) == {clearing.NAMELESS}


@pytest.mark.parametrize("role", [Role.CLERK, Role.HELPER, Role.RESIDENT, Role.ADMINISTRATOR, Role.COUNTY])
def test_nobody_but_the_supervisor_erases(engine: Engine, case: Case, role: Role) -> None:
    concern = asked(engine, case)
    with db.transaction(engine) as session, pytest.raises(Refused):
        service.carry_out(session, concern, "", NOON, case.actor(role))


def test_it_is_carried_out_once_for_who_asked_and_at_the_own_site(engine: Engine, case: Case) -> None:
    concern, supervisor = asked(engine, case), case.actor(Role.SUPERVISOR)
    with db.transaction(engine) as session:
        with pytest.raises(Refused):
            service.carry_out(session, concern, "", NOON, Actor("elsewhere", Role.SUPERVISOR, frozenset({"S2"})))
        with pytest.raises(service.NothingAskedError):
            service.carry_out(session, concern + 1, "", NOON, supervisor)
        service.carry_out(session, concern, "", NOON, supervisor)
        with pytest.raises((service.NothingAskedError, Refused)):
            service.carry_out(session, concern, "", NOON, supervisor)
        with pytest.raises((IllegalMoveError, Refused)):
            concerns.settle(session, concern, "", NOON, supervisor)


def test_the_export_has_what_push_holds_and_the_household(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        held = held_about(session, case.person_id, NOON, case.actor(Role.RESIDENT)).values
    found = {one.table for one in held}
    assert {"push_recipient", "push_link", "push_message", "referral", "referral_move", "household", "consent"} <= found
    assert not {"push_openid", "phone_sign_in"} & found  # WeChat's number is for nobody's eyes


def test_each_thing_goes_when_its_time_is_over_and_not_before(engine: Engine, case: Case) -> None:
    concern = asked(engine, case)
    with db.transaction(engine) as session:
        service.carry_out(session, concern, "", NOON, case.actor(Role.SUPERVISOR))
        session.execute(text("UPDATE proposal SET ended_on = :day"), {"day": TODAY})
        session.execute(text("UPDATE membership SET left_on = :day"), {"day": TODAY})
    came_to = {}
    for days in (1, 364, 370, 1100, 1820, 1835, 2935):
        came_to[days] = keeping.keep_no_longer(work_on(engine, NOON + days * DAY))
    assert [days for days, found in came_to.items() if found["seeking"]] == [370]
    assert [days for days, found in came_to.items() if found["evidence"]] == [1100, 2935]
    assert [days for days, found in came_to.items() if found["erased"]] == [1835]
    assert [days for days, found in came_to.items() if found["log"]] == [1100, 2935]
    with db.reading(engine) as session:
        assert numbers(session, Person, Consent, Concern, Referral, Household) == [0, 0, 0, 0, 0]


def test_who_lives_somewhere_is_never_erased_by_the_clock(engine: Engine, case: Case) -> None:
    with db.transaction(engine) as session:
        assert not retention.erase_next(session, TODAY + 9999 * DAY, NOON, OPERATOR)
