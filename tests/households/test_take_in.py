"""Taking households in: three words compared, people found again, work by spells, numbers for good."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households import consent, numbering, service, spells
from jobmatch.households.codes import (
    ConsentPurpose,
    ConstraintKind,
    Education,
    EmploymentStatus,
    Relation,
    SchoolStage,
    Source,
    Strength,
)
from jobmatch.households.model import Person, Site
from jobmatch.households.record import Certificate, Constraint, Experience, Intention, PersonRecord, Work
from jobmatch.households.working_life import Employment
from tests.households.people import (
    AT,
    HEAD,
    HOUSEHOLD,
    LATER,
    ON,
    SEEKING,
    SITE,
    WORK,
    id_number,
    take_in,
    with_member,
)


def only_person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()


def test_a_household_comes_back_as_it_was_taken_in(session: Session) -> None:
    rich = with_member(
        replace(HOUSEHOLD, income_wage=Decimal("32400.5")), "2",
        certificates=(Certificate("health", valid_to=date(2026, 9, 1)),), skills=("平车", "锁边"), experience=(),
        constraints=(Constraint(ConstraintKind.NIGHT, Strength.HARD, until=date(2026, 9, 1)),),
        intention=Intention(wanted=("缝纫工",), wage_floor=Decimal(1800), seeking_since=date(2026, 5, 1)),
    )  # fmt: skip
    done = take_in(session, rich)
    found = service.load(session, done.household_id, ON)
    head, wife, _ = found.members
    assert (found.number, found.site, found.income_wage) == ("TZ-PLSQ-000001", SITE, Decimal("32400.5"))
    assert (head.id_number, head.birth_date, head.work.employer) == (HEAD.id_number, date(1985, 8, 6), WORK.employer)
    assert (wife.skills, wife.experience, head.skills) == (("平车", "锁边"), (), None)
    assert (wife.intention, wife.constraints) == (rich.members[1].intention, rich.members[1].constraints)


def test_the_same_list_again_changes_nothing(session: Session) -> None:
    take_in(session)
    assert not take_in(session, said_before=HOUSEHOLD, on=LATER).anything
    assert not take_in(session, said_before=None, on=LATER).anything


def test_a_repeated_list_does_not_undo_what_a_clerk_corrected(session: Session) -> None:
    done = take_in(session)
    stored = service.load(session, done.household_id, ON)
    corrected = with_member(replace(stored, dwelling="2-2-202"), stored.members[0].key, phone="19900003333")
    take_in(session, corrected, said_before=stored, source=Source.COUNTER)
    take_in(session, HOUSEHOLD, said_before=HOUSEHOLD, on=LATER)
    found = service.load(session, done.household_id, LATER)
    assert (found.dwelling, found.members[0].phone) == ("2-2-202", "19900003333")


def test_what_a_list_says_anew_is_written(session: Session) -> None:
    done = take_in(session)
    moved = replace(HOUSEHOLD, dwelling="3-3-303")
    assert take_in(session, moved, said_before=HOUSEHOLD, on=LATER).changed == ("dwelling",)
    assert service.load(session, done.household_id, LATER).dwelling == "3-3-303"


def test_a_first_word_about_somebody_known_fills_gaps_only(session: Session) -> None:
    take_in(session, replace(HOUSEHOLD, origin_address=None))
    other = replace(HOUSEHOLD, dwelling="9-9-909", origin_address="木瓜镇中山村三组")
    done = take_in(session, other, said_before=None, on=LATER)
    assert (done.changed, done.kept) == (("origin_address",), ("dwelling",))


def test_an_empty_cell_takes_nothing_away_but_an_answer_does(session: Session) -> None:
    take_in(session)
    silent = with_member(HOUSEHOLD, "1", phone=None)
    assert take_in(session, silent, said_before=HOUSEHOLD, on=LATER).changed == ()
    assert only_person(session, "曾国强").phone == HEAD.phone
    take_in(session, silent, said_before=HOUSEHOLD, on=LATER, answered=frozenset({"phone"}))
    assert only_person(session, "曾国强").phone is None
    assert only_person(session, "曾国强").phone_index is None


def test_who_finishes_school_has_no_school_year_any_more(session: Session) -> None:
    pupil = with_member(
        HOUSEHOLD, "3", education=None, school_stage=SchoolStage.SENIOR_MIDDLE, school_year=3, willing=None,
        work=Work(status=EmploymentStatus.STUDENT),
    )  # fmt: skip
    take_in(session, pupil)
    take_in(session, HOUSEHOLD, said_before=pupil, on=LATER)
    son = only_person(session, "曾子轩")
    assert (son.education, son.school_stage, son.school_year) == (Education.SENIOR_MIDDLE, None, None)


def test_a_new_employer_ends_a_spell_and_opens_the_next(session: Session) -> None:
    done = take_in(session)
    away = with_member(HOUSEHOLD, "1", work=replace(WORK, employer="东莞市聚鼎五金厂", wage_month=Decimal(5800)))
    take_in(session, away, said_before=HOUSEHOLD, on=LATER)
    before = service.load(session, done.household_id, LATER - timedelta(days=1)).members[0].work
    after = service.load(session, done.household_id, LATER).members[0].work
    assert (before.employer, before.wage_month) == (WORK.employer, Decimal(2700))
    assert (after.employer, after.wage_month, after.since) == ("东莞市聚鼎五金厂", Decimal(5800), LATER)


def test_a_new_wage_stays_in_the_spell_with_its_day(session: Session) -> None:
    done = take_in(session)
    raised = with_member(HOUSEHOLD, "1", work=replace(WORK, wage_month=Decimal(2900), months_this_year=Decimal(4)))
    take_in(session, raised, said_before=HOUSEHOLD, on=LATER)
    work = service.load(session, done.household_id, LATER).members[0].work
    assert (work.wage_month, work.months_this_year, work.wage_on, work.since) == (Decimal(2900), Decimal(4), LATER, ON)
    assert len(session.scalars(select(Employment).where(Employment.person_id == done.people["1"])).all()) == 1


def test_who_stops_working_leaves_employer_and_wage_behind(session: Session) -> None:
    done = take_in(session)
    home = with_member(HOUSEHOLD, "1", work=SEEKING, willing=True)
    take_in(session, home, said_before=HOUSEHOLD, on=LATER)
    work = service.load(session, done.household_id, LATER).members[0].work
    assert (work.status, work.employer, work.wage_month) == (EmploymentStatus.SEEKING, None, None)


def test_spells_of_a_person_never_overlap(session: Session) -> None:
    done = take_in(session)
    said = HOUSEHOLD
    for month, employer in enumerate(["甲厂", "乙厂", "乙厂", "丙厂"]):
        now = with_member(HOUSEHOLD, "1", work=replace(WORK, employer=employer))
        take_in(session, now, said_before=said, on=LATER + timedelta(days=30 * month))
        said = now
    found = session.scalars(
        select(Employment).where(Employment.person_id == done.people["1"]).order_by(Employment.since)
    ).all()
    assert [spell.employer for spell in found] == [WORK.employer, "甲厂", "乙厂", "丙厂"]
    assert all(earlier.ended_on == later.since for earlier, later in pairwise(found))


def test_an_older_list_does_not_rewrite_newer_work(session: Session) -> None:
    done = take_in(session, on=LATER)
    older = with_member(HOUSEHOLD, "1", work=replace(WORK, employer="旧厂"))
    take_in(session, older, said_before=HOUSEHOLD, on=ON)
    assert spells.open_spell(session, done.people["1"]).employer == WORK.employer  # type: ignore[union-attr]


def test_a_lists_word_allows_matching_until_the_person_takes_it_back(session: Session) -> None:
    done = take_in(session)
    head = done.people["1"]
    assert consent.allows(session, head, ConsentPurpose.MATCH_AND_TELL, ON)
    assert not consent.allows(session, head, ConsentPurpose.DISCLOSE_TO_EMPLOYER, ON)
    consent.withdraw(session, head, ConsentPurpose.MATCH_AND_TELL, ON)
    take_in(session, HOUSEHOLD, said_before=None, on=LATER)
    assert not consent.allows(session, head, ConsentPurpose.MATCH_AND_TELL, LATER)
    assert head not in consent.who_allows(session, ConsentPurpose.MATCH_AND_TELL, LATER)


def test_children_on_a_list_are_not_matched(session: Session) -> None:
    child = PersonRecord(
        "4", "曾佳怡", id_number=id_number("20150101", "246"), relation=Relation.DAUGHTER,
        school_stage=SchoolStage.PRIMARY,
    )  # fmt: skip
    done = take_in(session, replace(HOUSEHOLD, members=(*HOUSEHOLD.members, child)))
    assert not consent.allows(session, done.people["4"], ConsentPurpose.MATCH_AND_TELL, ON)


def test_every_change_leaves_a_trace_without_values(session: Session) -> None:
    done = take_in(session)
    take_in(session, with_member(HOUSEHOLD, "1", phone="19900004444"), said_before=HOUSEHOLD, on=LATER)
    events = session.scalars(select(AuditEvent).where(AuditEvent.subject == f"person:{done.people['1']}")).all()
    assert [(event.action, event.detail) for event in events] == [("create_person", ""), ("change_person", "phone")]


def test_sealed_values_are_not_readable_in_the_database(session: Session) -> None:
    take_in(session)
    raw = session.connection().exec_driver_sql("SELECT id_number, phone, id_number_index FROM person").all()
    assert HEAD.id_number is not None
    assert not any(HEAD.id_number in str(value) or "19900001111" in str(value) for row in raw for value in row)


def test_a_clerk_takes_in_at_the_own_site_only(session: Session) -> None:
    parameters.plant_first_rows(session)
    session.add(Site(code="PLSQ", name=SITE, division="520322"))
    session.flush()
    said = {"said_before": None, "on": ON, "at": AT, "source": Source.COUNTER}
    stranger = Actor("stranger", Role.CLERK, frozenset({"OTHER"}))
    with pytest.raises(Refused):
        service.take_in(session, HOUSEHOLD, actor=stranger, **said)
    clerk = Actor("clerk", Role.CLERK, frozenset({"PLSQ"}))
    assert service.take_in(session, HOUSEHOLD, actor=clerk, **said).created


def test_the_counter_chooses_among_known_sites(session: Session) -> None:
    with pytest.raises(service.UnknownSiteError):
        take_in(session, source=Source.COUNTER)


def test_household_numbers_are_given_once(session: Session) -> None:
    assert [numbering.next_number(session, "A") for _ in range(2)] == ["TZ-A-000001", "TZ-A-000002"]
    assert numbering.next_number(session, "B") == "TZ-B-000001"
    assert numbering.next_number(session, None) == "TZ-000-000001"


def test_two_counters_at_once_never_give_one_number_twice(engine: Engine) -> None:
    def ten_numbers() -> list[str]:
        given = []
        for _ in range(10):
            with db.transaction(engine) as session:
                given.append(numbering.next_number(session, "A"))
        return given

    with ThreadPoolExecutor(2) as counters:
        one, other = counters.submit(ten_numbers), counters.submit(ten_numbers)
        given = [*one.result(), *other.result()]
    assert len(set(given)) == 20


def test_experience_and_papers_are_replaced_by_a_new_answer(session: Session) -> None:
    rich = with_member(HOUSEHOLD, "1", experience=(Experience("缝纫工", 60),), certificates=())
    done = take_in(session, rich)
    richer = with_member(HOUSEHOLD, "1", experience=(Experience("缝纫工", 72),), certificates=None)
    take_in(session, richer, said_before=rich, on=LATER)
    head = service.load(session, done.household_id, LATER).members[0]
    assert (head.experience, head.certificates) == ((Experience("缝纫工", 72),), ())
