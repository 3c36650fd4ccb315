"""Ten thousand rows of every kind that a list of the desk shows, copied within the database from one that is there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, select, text

from jobmatch import clock, db
from jobmatch.access import Role, operator
from jobmatch.accounts import service as accounts
from jobmatch.accounts.service import NewAccount
from jobmatch.db import Base
from jobmatch.households import consent
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.duplicates import propose
from jobmatch.households.model import Membership
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.push.channels import Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Delivery, Message, Recipient
from jobmatch.push.templates import Template
from jobmatch.uploads.life import UploadState
from jobmatch.uploads.model import Upload
from jobmatch.vacancies.listing.titles import ask
from jobmatch.workbooks.lists import Kind
from tests.desk.office.office_desk import fill
from tests.households.people import ON, take_in
from tests.households.test_duplicates import OTHER

MANY = 10_000
FIRST = 1_000_000
"""The rows that are made are numbered from here, so that those of one number belong together."""
_OWN = f"{FIRST} + n.i"


@dataclass(frozen=True)
class Copies:
    """Of which table, and what differs in each copy of its first row, in SQL; `n.i` counts them."""

    table: str
    differing: Mapping[str, str] = field(default_factory=dict)


KINDS = (
    Copies(
        "household", {"number": "number || '-' || n.i", "office_number": "NULL", "updated_at": "'2025-01-01 00:00:00'"}
    ),
    Copies("person", {"id_number_index": "NULL"}),
    Copies("membership", {"household_id": _OWN, "person_id": _OWN}),
    Copies("duplicate_pair", {"smaller_id": "(SELECT MIN(id) FROM person)", "larger_id": _OWN}),
    Copies("employer", {"name": "name || n.i", "credit_code": "NULL"}),
    Copies("vacancy", {"number": "number || '-' || n.i", "state": "'draft'"}),
    Copies("vacancy", {"id": f"{2 * FIRST} + n.i", "number": "'P-' || n.i", "state": "'published'"}),
    Copies("title_question", {"title_key": "title_key || n.i", "title": "title || n.i"}),
    Copies("audit_event"),
    Copies("account", {"name": "name || n.i"}),
    Copies("parameter", {"division": "printf('%06d', n.i)"}),
    Copies("upload", {"ticket": "ticket || n.i"}),
    Copies("follow_up", {"mark": "mark || n.i", "household_id": _OWN, "person_id": _OWN}),
    Copies("consent", {"person_id": _OWN}),
    Copies("push_recipient", {"person_id": _OWN}),
    Copies("push_message", {"dedupe_key": "dedupe_key || n.i", "recipient_id": _OWN}),
    Copies("push_delivery", {"message_id": _OWN}),
)


def plant(engine: Engine) -> None:
    """One row of each kind, and its copies, of each kind in one statement."""
    one_of_each(engine)
    with engine.begin() as connection:
        for kind in KINDS:
            _copy(connection, kind)


def one_of_each(engine: Engine) -> None:
    """Something of everything that waits at a centre: one man who was taken in twice, to be rung and to be asked."""
    fill(engine)
    at = clock.now()
    with db.transaction(engine) as session:
        take_in(session)
        take_in(session, OTHER)
        propose.find_all(session, ON)
        ask(session, "打杂的", clock.today())
        accounts.add(session, NewAccount("li.na", Role.COUNTY, "李娜"), "a-long-password", at, operator("test"))
        member = session.scalars(select(Membership)).first()
        assert member is not None
        consent.give(
            session, member.person_id, ConsentPurpose.MATCH_AND_TELL, ConsentGiven.IN_PERSON, ON, at, witness="test"
        )
        message = Message(
            recipient=Recipient(person_id=member.person_id, agrees=True), template=Template.RECORD_CHANGED, fields={},
            state=MessageState.UNDER_WAY, dedupe_key="m", due_at=at, created_at=at,
        )  # fmt: skip
        session.add(Delivery(message=message, channel=Way.CALL, state=DeliveryState.DUE, next_at=at, created_at=at))
        session.add(
            FollowUp(
                kind=FollowUpKind.SEEKING, mark="f", household_id=member.household_id, person_id=member.person_id,
                due_on=clock.today(), state=FollowUpState.DUE,
            )
        )  # fmt: skip
        session.add(
            Upload(
                ticket="t", kind=Kind.HOUSEHOLDS, as_of=clock.today(), file_name="名单.xlsx", state=UploadState.DONE,
                uploaded_at=at, uploaded_by="li.na", role=Role.CLERK, good=3, refused=0, ended_at=at,
            )
        )  # fmt: skip


def _copy(connection: Connection, kind: Copies) -> None:
    columns = [column.name for column in Base.metadata.tables[kind.table].columns]
    values = [kind.differing.get(name, _OWN if name == "id" else f"one.{name}") for name in columns]
    connection.execute(
        text(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY})"
            f" INSERT INTO {kind.table} ({', '.join(columns)}) SELECT {', '.join(values)}"
            f" FROM n JOIN (SELECT * FROM {kind.table} ORDER BY id LIMIT 1) AS one"
        )
    )
