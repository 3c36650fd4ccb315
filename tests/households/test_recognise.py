"""People are found again: by number, by the office's code, by name; never doubled, never mistaken for another."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.households import service
from jobmatch.households.codes import (
    Relation,
    SchoolStage,
    Source,
)
from jobmatch.households.model import Household, Membership, Person, Site
from jobmatch.households.record import Work
from tests.households.people import (
    AT,
    HEAD,
    HOUSEHOLD,
    LATER,
    ON,
    SON,
    WIFE,
    id_number,
    take_in,
    with_member,
)


def only_person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()


def test_a_person_found_in_another_household_is_moved_and_never_doubled(session: Session) -> None:
    first = take_in(session)
    new_home = replace(
        HOUSEHOLD, office_number="52032201810002", dwelling="2-1-101", members=(replace(SON, relation=Relation.HEAD),)
    )
    second = take_in(session, new_home, said_elsewhere=HOUSEHOLD.members, on=LATER)
    assert second.people_moved == (first.people["3"],)
    assert second.people_new == ()
    assert [one.name for one in service.load(session, first.household_id, LATER).members] == ["曾国强", "李小花"]
    assert session.get_one(Household, second.household_id).split_from_id == first.household_id


def test_a_corrected_number_leads_to_the_same_person(session: Session) -> None:
    first = take_in(session)
    corrected = with_member(HOUSEHOLD, "3", id_number=id_number("20050910", "935"))
    second = take_in(session, corrected, said_before=HOUSEHOLD, on=LATER)
    assert second.people["3"] == first.people["3"]
    assert f"person:{first.people['3']}.id_number" in second.changed
    assert not take_in(session, corrected, said_before=corrected, on=LATER).anything


def test_a_child_is_the_same_person_once_it_has_a_number(session: Session) -> None:
    baby = replace(
        SON, id_number=None, no_id_because="还没上户", office_code=None, education=None,
        school_stage=SchoolStage.BEFORE_SCHOOL, work=Work(), willing=None,
    )  # fmt: skip
    born = replace(HOUSEHOLD, members=(HEAD, WIFE, baby))
    first = take_in(session, born)
    numbered = replace(
        born, members=(HEAD, WIFE, replace(baby, id_number=id_number("20260301", "235"), no_id_because=None))
    )
    second = take_in(session, numbered, said_before=born, on=LATER)
    assert (second.people["3"], second.people_new) == (first.people["3"], ())
    child = session.get_one(Person, first.people["3"])
    assert (child.birth_date, child.no_id_because) == (date(2026, 3, 1), None)


def test_a_number_that_belongs_to_another_name_elsewhere_is_refused(session: Session) -> None:
    take_in(session)
    stranger = replace(HEAD, name="赵明", office_code=None)
    other = replace(HOUSEHOLD, office_number="52032201810002", members=(stranger,))
    assert [one.code for one in service.number_conflicts(session, other, ON)] == ["id_duplicate"]
    with pytest.raises(service.IdentityConflictError) as refusal:
        take_in(session, other)
    assert str(HEAD.id_number) not in str(refusal.value)


def test_a_member_whom_the_list_repeats_is_not_brought_back(session: Session) -> None:
    done = take_in(session)
    membership = session.scalars(select(Membership).where(Membership.person_id == done.people["3"])).one()
    membership.left_on = LATER
    take_in(session, HOUSEHOLD, said_before=HOUSEHOLD, on=LATER + timedelta(days=5))
    assert len(service.load(session, done.household_id, LATER + timedelta(days=9)).members) == 2


def test_a_disability_card_in_place_of_the_number_is_taken_apart(session: Session) -> None:
    done = take_in(session, with_member(HOUSEHOLD, "2", id_number=f"{WIFE.id_number}43"))
    wife = service.load(session, done.household_id, ON).members[1]
    assert wife.id_number == WIFE.id_number
    assert wife.disability is not None
    assert (wife.disability.disability_class, wife.disability.level) == (4, 3)


def test_the_database_keeps_one_person_for_an_id_number(session: Session) -> None:
    take_in(session)
    index = only_person(session, "曾国强").id_number_index
    session.add(Person(name="曾国强", name_pinyin="zeng guo qiang", id_number_index=index, updated_at=AT))
    with pytest.raises(IntegrityError):
        session.flush()


def test_nobody_is_moved_out_of_a_household_of_another_area(session: Session) -> None:
    take_in(session)
    session.add(Site(code="XY", name="新雨安置点", division="520322"))
    session.flush()
    there = replace(HOUSEHOLD, office_number="52032201810002", site="新雨安置点", members=(SON,))
    clerk = Actor("clerk", Role.CLERK, frozenset({"XY"}))
    with pytest.raises(Refused):
        service.take_in(session, there, said_before=None, on=LATER, at=AT, actor=clerk, source=Source.COUNTER)
