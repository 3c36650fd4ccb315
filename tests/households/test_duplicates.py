"""Two records of one human: evidence, a person's decision, one history afterwards, and a way back for thirty days."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.db import Base
from jobmatch.households import consent, service
from jobmatch.households.codes import ConsentGiven, ConsentPurpose, Relation
from jobmatch.households.duplicates import decide, propose
from jobmatch.households.duplicates.likeness import Evidence, Traits, candidates, compare
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Person
from jobmatch.households.names import pinyin
from tests.households.people import AT, HEAD, HOUSEHOLD, LATER, ON, OPERATOR, SON, WORK, id_number, take_in

UNDONE = (
    "person", "household", "membership", "employment", "intention", "certificate", "skill", "experience",
    "person_constraint", "consent",
)  # fmt: skip
"""The tables of this stage that a merge changes, and that undoing it sets back."""
SUPERVISOR = Actor("supervisor", Role.SUPERVISOR, sites=None)
TWIN_NUMBER = id_number("19850806", "713")
TWICE = replace(
    HEAD, key="9", id_number=TWIN_NUMBER, office_code="RY9", skills=("电焊",), work=replace(WORK, employer="东莞五金厂")
)
OTHER = replace(HOUSEHOLD, office_number="52032201810002", dwelling="5-5-505", members=(TWICE,))


def traits(name: str, birth: date | None = None, number: str | None = None, **more: object) -> Traits:
    return Traits(name, pinyin(name), birth, None, more.get("phone"), more.get("household"), number)  # type: ignore[arg-type]


def one_pair(session: Session) -> DuplicatePair:
    return session.scalars(select(DuplicatePair)).one()


def two_records(session: Session) -> tuple[int, int]:
    """Take the same man in twice, under numbers one digit apart; returns his two ids."""
    first = take_in(session)
    second = take_in(session, OTHER)
    propose.find_all(session, ON)
    return first.people["1"], second.people["9"]


def rows_of(session: Session) -> dict[str, list[dict[str, object]]]:
    """Everything that the stage's tables say, to be compared before and after."""
    session.flush()
    session.expire_all()
    return {
        name: [dict(row._mapping) for row in session.execute(select(table).order_by(table.c.id))]
        for name, table in Base.metadata.tables.items()
        if name in UNDONE
    }


BIRTH = date(1985, 8, 6)
ALIKE = [
    (traits("王国强", BIRTH), traits("王国强", BIRTH), {Evidence.SAME_NAME, Evidence.SAME_BIRTH_DATE}),
    (traits("王国强", phone="1"), traits("王国强", phone="1"), {Evidence.SAME_NAME, Evidence.SAME_PHONE}),
    (traits("王小丽", BIRTH), traits("王晓莉", BIRTH), {Evidence.SAME_SOUND, Evidence.SAME_BIRTH_DATE}),
    (
        traits("王国强", BIRTH, id_number("19850806", "413")),
        traits("王国祥", BIRTH, id_number("19850806", "713")),
        {Evidence.NEAR_NAME, Evidence.SAME_BIRTH_DATE, Evidence.NEAR_ID},
    ),
    (
        traits("王国强", BIRTH, id_number("19850806", "413")),
        traits("王国强", date(1985, 8, 7), id_number("19850807", "413")),
        {Evidence.SAME_NAME, Evidence.NEAR_BIRTH_DATE, Evidence.NEAR_ID},
    ),
]


@pytest.mark.parametrize(("one", "other", "evidence"), ALIKE)
def test_a_pair_is_proposed_with_its_evidence(one: Traits, other: Traits, evidence: set[Evidence]) -> None:
    found = compare(one, other)
    assert found.proposed
    assert set(found.evidence) == evidence
    assert list(candidates([one, other])) == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (traits("王国强", BIRTH), traits("李国强", BIRTH)),
        (traits("王国强"), traits("王国强")),
        (traits("王国强", BIRTH), traits("王国强", date(1950, 1, 1))),
        (traits("王国强", BIRTH, phone="1"), traits("王国强", date(1950, 1, 1), phone="1")),
    ],
    ids=["other name", "name alone", "same name, other age", "father and son of one name at one telephone"],
)
def test_too_little_evidence_is_not_put_before_anybody(one: Traits, other: Traits) -> None:
    assert not compare(one, other).proposed


def test_twins_are_two_people() -> None:
    sister = traits("王佳怡", BIRTH, id_number("19850806", "422"), phone="1", household=7)
    twin = traits("王佳欣", BIRTH, id_number("19850806", "442"), phone="1", household=7)
    assert not compare(sister, twin).proposed


def test_likeness_does_not_depend_on_the_order() -> None:
    for one, other, _ in ALIKE:
        assert compare(one, other) == compare(other, one)


def test_a_pair_is_found_once_and_stops_the_larger_id(session: Session) -> None:
    first, second = two_records(session)
    assert propose.open_duplicates(session) == {second: first}
    assert propose.find_all(session, LATER) == 0
    assert [pair.evidence for pair in propose.open_pairs(session, OPERATOR)] == [
        ["same_name", "same_birth_date", "near_id", "same_phone"]
    ]


def test_a_new_person_is_held_against_everybody(session: Session) -> None:
    first = take_in(session).people["1"]
    second = take_in(session, OTHER).people["9"]
    assert propose.find_for(session, [second], ON) == 1
    assert propose.open_duplicates(session) == {second: first}


def test_who_was_told_apart_is_never_put_forward_again(session: Session) -> None:
    two_records(session)
    decide.say_different(session, one_pair(session).id, ON, AT, SUPERVISOR)
    assert propose.find_all(session, LATER) == 0
    assert propose.open_duplicates(session) == {}
    with pytest.raises(decide.AlreadyDecidedError):
        decide.say_different(session, one_pair(session).id, ON, AT, SUPERVISOR)


def test_a_pair_for_which_nothing_speaks_any_more_is_dropped(session: Session) -> None:
    take_in(session)
    take_in(session, OTHER)
    propose.find_all(session, ON)
    renamed = replace(OTHER, members=(replace(TWICE, name="郑开富"),))
    take_in(session, renamed, said_before=OTHER, on=LATER)
    propose.find_all(session, LATER)
    assert propose.open_pairs(session, OPERATOR) == []


def test_merged_records_have_one_history(session: Session) -> None:
    kept, gone = two_records(session)
    decide.say_same(session, one_pair(session).id, kept, LATER, AT, SUPERVISOR)
    home = service.load(session, 1, LATER)
    head = next(member for member in home.members if member.key == str(kept))
    assert head.skills == ("电焊",)
    assert head.work.employer == WORK.employer
    assert session.get_one(Person, gone).merged_into_id == kept
    assert service.load(session, 2, LATER).members == ()
    assert propose.open_duplicates(session) == {}


def test_a_list_that_repeats_the_merged_record_moves_nobody(session: Session) -> None:
    kept, _ = two_records(session)
    decide.say_same(session, one_pair(session).id, kept, LATER, AT, SUPERVISOR)
    assert not take_in(session, OTHER, said_before=OTHER, on=LATER).anything
    assert not take_in(session, HOUSEHOLD, said_before=HOUSEHOLD, on=LATER).anything


def test_the_stricter_agreement_wins(session: Session) -> None:
    kept, gone = two_records(session)
    consent.give(session, kept, ConsentPurpose.DISCLOSE_TO_EMPLOYER, ConsentGiven.SIGNATURE, ON, AT)
    consent.withdraw(session, gone, ConsentPurpose.MATCH_AND_TELL, ON)
    decide.say_same(session, one_pair(session).id, kept, LATER, AT, SUPERVISOR)
    session.flush()
    assert not consent.allows(session, kept, ConsentPurpose.MATCH_AND_TELL, LATER)
    assert not consent.allows(session, kept, ConsentPurpose.DISCLOSE_TO_EMPLOYER, LATER)


@pytest.mark.parametrize("keep_first", [True, False])
def test_a_merge_taken_back_restores_both_records_exactly(session: Session, keep_first: bool) -> None:
    first, second = two_records(session)
    consent.withdraw(session, second, ConsentPurpose.MATCH_AND_TELL, ON)
    before = rows_of(session)
    done = decide.say_same(session, one_pair(session).id, first if keep_first else second, LATER, AT, SUPERVISOR)
    assert rows_of(session) != before
    decide.undo(session, done.id, LATER + timedelta(days=30), AT, SUPERVISOR)
    assert rows_of(session) == before
    assert one_pair(session).state is PairState.OPEN


def test_what_was_written_since_a_merge_stays(session: Session) -> None:
    kept, _ = two_records(session)
    done = decide.say_same(session, one_pair(session).id, kept, LATER, AT, SUPERVISOR)
    raised = replace(
        HOUSEHOLD, members=(replace(HEAD, work=replace(WORK, wage_month=Decimal(9000))), *HOUSEHOLD.members[1:])
    )
    take_in(session, raised, said_before=HOUSEHOLD, on=LATER + timedelta(days=1))
    decide.undo(session, done.id, LATER + timedelta(days=2), AT, SUPERVISOR)
    head = service.load(session, 1, LATER + timedelta(days=3)).members[0]
    assert head.work.wage_month == Decimal(9000)


def test_a_merge_cannot_be_taken_back_after_its_days(session: Session) -> None:
    kept, _ = two_records(session)
    done = decide.say_same(session, one_pair(session).id, kept, LATER, AT, SUPERVISOR)
    with pytest.raises(decide.TooLateError):
        decide.undo(session, done.id, LATER + timedelta(days=31), AT, SUPERVISOR)


def test_a_merge_is_taken_back_once(session: Session) -> None:
    kept, _ = two_records(session)
    done = decide.say_same(session, one_pair(session).id, kept, LATER, AT, SUPERVISOR)
    decide.undo(session, done.id, LATER, AT, SUPERVISOR)
    with pytest.raises(decide.AlreadyDecidedError):
        decide.undo(session, done.id, LATER, AT, SUPERVISOR)


def test_a_man_listed_twice_in_one_household_stays_its_head(session: Session) -> None:
    twice = replace(TWICE, relation=Relation.OTHER)
    done = take_in(session, replace(HOUSEHOLD, members=(*HOUSEHOLD.members, twice)))
    propose.find_all(session, ON)
    decide.say_same(session, one_pair(session).id, done.people["9"], LATER, AT, SUPERVISOR)
    members = service.load(session, done.household_id, LATER).members
    assert (members[0].key, members[0].relation) == (str(done.people["9"]), Relation.HEAD)
    assert len(members) == 3


def test_only_who_may_change_both_households_decides(session: Session) -> None:
    two_records(session)
    pair = one_pair(session).id
    for actor in (
        Actor("machine", Role.SYSTEM, sites=None),
        Actor("elsewhere", Role.CLERK, frozenset({"OTHER"})),
        Actor("factory", Role.EMPLOYER),
    ):
        with pytest.raises(Refused):
            decide.say_different(session, pair, ON, AT, actor)


def test_a_family_is_not_full_of_duplicates(session: Session) -> None:
    brother = replace(SON, key="4", name="曾子涵", id_number=id_number("20050910", "255"))
    take_in(session, replace(HOUSEHOLD, members=(*HOUSEHOLD.members, brother)))
    assert propose.find_all(session, ON) == 0


def test_every_table_about_a_person_takes_part_in_a_merge() -> None:
    linked = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name == "person" for key in table.foreign_keys)
    }
    of_this_stage = linked & {
        "membership", "employment", "intention", "person_constraint", "certificate", "skill", "experience", "consent",
    }  # fmt: skip
    assert of_this_stage <= set(UNDONE)
