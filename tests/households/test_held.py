"""A person may ask what is held: everything, from every table, with who has looked at it."""

import pytest
from sqlalchemy.orm import Session

from jobmatch import privacy
from jobmatch.access import Actor, Refused, Role
from jobmatch.db import Base
from jobmatch.households.held import held_about
from jobmatch.households.model import Person
from tests.households.people import AT, HEAD, HOUSEHOLD, OPERATOR, take_in, with_member


@pytest.fixture
def head(session: Session) -> int:
    done = take_in(session, with_member(HOUSEHOLD, "1", skills=("平车",)))
    session.get_one(Person, done.people["1"]).safety = "地址保密"
    session.flush()
    return done.people["1"]


def himself(person_id: int) -> Actor:
    return Actor("resident", Role.RESIDENT, person_ids=frozenset({person_id}))


def test_a_person_gets_everything_from_every_table(session: Session, head: int) -> None:
    found = {(one.table, one.column): one.value for one in held_about(session, head, AT, himself(head)).values}
    assert found["person", "id_number"] == HEAD.id_number
    assert found["employment", "employer"] == HEAD.work.employer
    assert found["skill", "word"] == "平车"
    assert {"membership", "consent"} <= {table for table, _ in found}


def test_the_safety_flag_and_look_ups_stay_inside(session: Session, head: int) -> None:
    columns = {one.column for one in held_about(session, head, AT, himself(head)).values}
    assert {"safety", "id_number_index", "phone_index", "name_pinyin"}.isdisjoint(columns)


def test_nothing_of_others_is_in_it(session: Session, head: int) -> None:
    values = {str(one.value) for one in held_about(session, head, AT, himself(head)).values}
    assert not values & {"李小花", "曾子轩", "19900002222"}


def test_who_looked_is_part_of_the_answer(session: Session, head: int) -> None:
    looks = held_about(session, head, AT, OPERATOR).looks
    assert [(look.actor, look.action) for look in looks] == [("tests", "create_person"), ("tests", "export_person")]


def test_nobody_asks_for_somebody_else(session: Session, head: int) -> None:
    for actor in (himself(head + 1), Actor("elsewhere", Role.CLERK, frozenset({"OTHER"})), Actor("f", Role.EMPLOYER)):
        with pytest.raises(Refused):
            held_about(session, head, AT, actor)


def test_every_table_with_a_person_in_it_is_asked() -> None:
    about_people = {entry.table for entry in privacy.register(Base.metadata) if entry.holds is not None}
    linked = {
        table.name
        for table in Base.metadata.tables.values()
        if table.name == "person" or any(key.column.table.name == "person" for key in table.foreign_keys)
    }
    assert {"person", "membership", "employment", "intention", "certificate", "consent"} <= about_people & linked
