"""Erasure and export by the register: on rows of every table, made from the schema, so that none is forgotten."""

import pytest
from sqlalchemy import Engine, Table, func, insert, select, update
from sqlalchemy.orm import Session

from jobmatch import privacy, tables, whose
from jobmatch.erasing import clearing
from jobmatch.households.model import Person
from jobmatch.push import service as push
from tests.shape import rows

METADATA = tables.metadata()
ABOUT = whose.tables_about_people(METADATA)

# Tables with something personal of which no row is one resident's, each with what becomes of it instead.
NOT_ONE_RESIDENTS = {
    "account": "somebody of the staff",
    "account_phone": "the telephone of somebody of the staff",
    "audit_event": "who of the staff acted; about whom stands in it by number alone, and goes when evidence is over",
    "class_check": "who of the staff looked into a class",
    "class_session": "who taught on a half-day",
    "course": "whom to ask at a school, and who teaches there",
    "course_move": "who of a school or of the staff moved a class",
    "employer": "an employer",
    "hand_over": "who of the staff helped a family; goes with the last of it (households/forgetting.py)",
    "help_asked": "a worker's question about a family; goes with any member (placements/help_asked.py)",
    "help_move": "who of the staff asked and answered; goes with the question",
    "household": "a family: read with each member, and gone with the last (households/forgetting.py)",
    "household_month": "a family's counts in a month's ledger, which stay so that old tables stay true",
    "import_run": "who of the staff brought a list in",
    "kept_answer": "an answer to a telephone; goes after a day",
    "kept_report": "which of the staff M5 counts; a report is thrown away with its day (reports/model.py)",
    "listed_course": "a school's list",
    "listed_post": "an employer's list",
    "roster_entry": "what a list says of a whole family; goes with any member (households/forgetting.py)",
    "sign_in_attempts": "fingerprints of names that could not sign in",
    "upload": "excerpts of a list for the office that corrects it; ninety days at most",
    "upload_file": "an office's file; seven days at most",
    "vacancy": "whom to ask at an employer",
    "visit": "who of the staff served a family (visits/forgetting.py)",
    "visit_answer": "answers until the form is finished; those of the person go (visits/forgetting.py)",
    "waiting_number": "who of the staff called a number of the line; goes in the night",
}  # fmt: skip


def test_everything_personal_is_reached_or_is_known_to_be_nobodys() -> None:
    personal = {entry.table for entry in privacy.register(METADATA) if entry.holds is not None}
    assert personal - {table.name for table in ABOUT} == set(NOT_ONE_RESIDENTS)


def test_every_number_of_a_person_says_that_it_is_one() -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.name.endswith("person_id") and not column.foreign_keys and not privacy.is_number_of_person(column)
    ]
    assert silent == []


@pytest.mark.parametrize("table", [one for one in ABOUT if clearing.stays(one)], ids=lambda table: table.name)
def test_what_stays_can_be_emptied_of_all_that_is_no_evidence(table: Table) -> None:
    stuck = [name for name, value in clearing.blanks(table).items() if value is None and not table.c[name].nullable]
    assert stuck == []


@pytest.fixture
def full(engine: Engine) -> Engine:
    """A row in every table, all of one person and another who makes up a pair with the first."""
    with engine.begin() as connection:
        made = rows.fill(connection, METADATA)
        first = made["person"][0]["id"]
        for table in ABOUT:
            for column in table.columns:
                if privacy.is_number_of_person(column):
                    connection.execute(update(table).values({column.name: first}))
    return engine


def cleared(session: Session, person_id: int) -> int:
    """As `erase` does it: push alone knows what a receipt or a telephone that others use means for its rows."""
    push.forget(session, [person_id])
    return clearing.clear(session, [person_id])


def left(session: Session, ids: list[int]) -> dict[str, int]:
    counted = {}
    for table in ABOUT:
        condition = whose.about(table, ids)
        assert condition is not None
        counted[table.name] = session.scalar(select(func.count()).select_from(table).where(condition)) or 0
    return counted


def test_what_is_erased_leaves_evidence_and_nothing_else(full: Engine) -> None:
    with Session(full) as session:
        (first, *_) = session.scalars(select(Person.id).order_by(Person.id))
        before = left(session, [first])
        assert all(before.values()), before
        assert cleared(session, first) > 10
        after = left(session, [first])
        assert {name for name, number in after.items() if number} == {
            "attendance", "attendance_move", "person", "concern", "consent", "course_certificate", "early_warning",
            "enrolment", "enrolment_move", "follow_up",
            "follow_up_move", "person_month", "referral", "referral_move", "rights_move", "rights_ticket",
            "service_given", "start_word", "subsidy_claim", "trained_month", "warning_move", "work_training",
            "zero_move", "zero_spell",
        }  # fmt: skip
        for table in ABOUT:
            condition = whose.about(table, [first])
            assert condition is not None
            for row in session.execute(select(table).where(condition)).mappings():
                for name, blank in clearing.blanks(table).items():
                    assert row[name] == blank


def test_others_keep_what_is_theirs(full: Engine) -> None:
    with Session(full) as session:
        people = session.scalars(select(Person.id).order_by(Person.id)).all()
        skill = METADATA.tables["skill"]
        session.execute(insert(skill).values(person_id=people[1], word="平车"))
        cleared(session, people[0])
        assert session.scalar(select(func.count()).select_from(skill)) == 1
        assert session.get_one(Person, people[1]).name != clearing.NAMELESS


def test_when_the_time_of_evidence_is_over_nothing_is_left(full: Engine) -> None:
    with Session(full) as session:
        first = session.scalars(select(Person.id).order_by(Person.id)).first()
        assert first is not None
        cleared(session, first)
        clearing.remove(session, [first])
        assert not any(left(session, [first]).values())
        assert session.get(Person, first) is None


def test_every_table_of_who_looks_for_work_has_its_deadline() -> None:
    seeking = {
        entry.table
        for entry in privacy.register(METADATA)
        if entry.holds is not None and entry.holds.keep is privacy.Keep.WHILE_SEEKING
    }
    whole = {
        table
        for table in seeking
        if all(
            entry.holds.keep is privacy.Keep.WHILE_SEEKING
            for entry in privacy.register(METADATA)
            if entry.table == table and entry.holds is not None
        )
    }
    assert whole == {"intention", "person_constraint", "proposal", "push_message", "push_delivery"}
    assert seeking - whole == {"referral"}  # when and where to meet; goes with the person
