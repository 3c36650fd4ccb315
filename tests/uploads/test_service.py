"""The life of an upload: every move by the table, one run at a time, a claim that was lost writes nothing more."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch import audit, db
from jobmatch.access import Actor, Refused, Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.uploads import service
from jobmatch.uploads.life import UPLOAD, UploadState, Verb
from jobmatch.uploads.model import Upload, UploadFile
from jobmatch.uploads.service import Claim, HandedIn, LostClaimError
from jobmatch.workbooks.lists import Kind

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
CLERK = Actor("zhang.min", Role.CLERK, frozenset({"PLSQ", "DSSQ"}))
FOUND = {
    "document": {
        "counts": {"courses": 3, "courses_refused": 1},
        "changes": {"courses_new": 3, "courses_changed": 0, "courses_ended": 0},
    },
    "excerpts": {},
}


def hand_in(engine: Engine, ticket: str = "1", at: datetime = NOON) -> int:
    handed = HandedIn(ticket, Kind.COURSES, date(2026, 6, 1), "计划.xlsx", b"\x00content")
    with db.transaction(engine) as session:
        return service.hand_in(session, handed, at, CLERK).id


def claim(engine: Engine, verb: Verb, at: datetime = NOON) -> Claim:
    with db.transaction(engine) as session:
        found = service.claim(session, verb, at)
    assert found is not None
    return found


def confirmed(engine: Engine, ticket: str = "1") -> int:
    """The number of an upload that waits for its import."""
    upload_id = hand_in(engine, ticket)
    with db.transaction(engine) as session:
        service.show(session, claim_in(session), FOUND, NOON)
    with db.transaction(engine) as session:
        assert service.decide(session, session.get_one(Upload, upload_id), Verb.CONFIRM, NOON, CLERK)
    return upload_id


def claim_in(session: Session) -> Claim:
    found = service.claim(session, Verb.READ, NOON)
    assert found is not None
    return found


def state(engine: Engine, upload_id: int) -> UploadState:
    with db.reading(engine) as session:
        return session.get_one(Upload, upload_id).state


def files(engine: Engine) -> int:
    with db.reading(engine) as session:
        return session.scalar(select(func.count()).select_from(UploadFile)) or 0


@pytest.mark.parametrize(("verb", "source"), list(product(Verb, UploadState)))
def test_a_move_leads_where_the_table_says_or_nowhere(verb: Verb, source: UploadState) -> None:
    targets = {move.target for move in UPLOAD.moves if move.verb == verb and source in move.sources}
    if not targets:
        with pytest.raises(IllegalMoveError):
            UPLOAD.next_state(verb, source, Role.SYSTEM)
    else:
        assert {UPLOAD.next_state(verb, source, Role.SYSTEM)} == targets


def test_an_upload_goes_from_hand_to_hand_and_leaves_its_moves_in_the_log(engine: Engine) -> None:
    upload_id = confirmed(engine)
    run = claim(engine, Verb.BEGIN)
    assert (run.actor, run.file_name, run.run) == (CLERK, "计划.xlsx", 2)
    with db.transaction(engine) as session:
        assert service.content_of(session, run) == b"\x00content"
        service.beat(session, run, 2, 3, NOON)
        service.finish(session, run, FOUND, NOON)
    assert (state(engine, upload_id), files(engine)) == (UploadState.DONE, 0)
    with db.reading(engine) as session:
        upload = session.get_one(Upload, upload_id)
        assert (upload.good, upload.refused, upload.done, upload.total) == (2, 1, 3, 3)
        told = session.scalars(select(audit.AuditEvent.action).order_by(audit.AuditEvent.id)).all()
    assert list(told) == [f"upload.{verb}" for verb in ("hand_in", "read", "show", "confirm", "begin", "finish")]


def test_the_file_is_sealed(engine: Engine) -> None:
    hand_in(engine)
    with engine.connect() as connection:
        assert b"content" not in bytes(connection.exec_driver_sql("SELECT content FROM upload_file").scalar_one())


def test_one_list_is_read_and_one_imported_at_a_time(engine: Engine) -> None:
    first, second = confirmed(engine, "1"), confirmed(engine, "2")
    claim(engine, Verb.BEGIN)
    with pytest.raises(IntegrityError):
        claim(engine, Verb.BEGIN)
    hand_in(engine, "3")
    claim(engine, Verb.READ)
    assert (state(engine, first), state(engine, second)) == (UploadState.IMPORTING, UploadState.CONFIRMED)


def test_a_run_that_was_silent_for_too_long_is_taken_over_and_writes_nothing_more(engine: Engine) -> None:
    upload_id = confirmed(engine)
    lost = claim(engine, Verb.BEGIN)
    later = NOON + service.SILENT + timedelta(seconds=1)
    with db.transaction(engine) as session:
        service.note_killed(session, later)
        assert service.decide(session, session.get_one(Upload, upload_id), Verb.GO_ON, later, CLERK)
    assert claim(engine, Verb.BEGIN, later).run == 3
    verbs: list[Callable[..., None]] = [service.show, service.finish, service.refuse]
    for late in verbs:
        with pytest.raises(LostClaimError), db.transaction(engine) as session:
            late(session, lost, FOUND, later)
    with pytest.raises(LostClaimError), db.transaction(engine) as session:
        service.beat(session, lost, 1, 3, later)
    assert files(engine) == 1


def test_a_run_that_is_alive_is_not_taken_over(engine: Engine) -> None:
    upload_id = confirmed(engine)
    run = claim(engine, Verb.BEGIN)
    with db.transaction(engine) as session:
        service.beat(session, run, 1, 3, NOON + timedelta(minutes=1))
        service.note_killed(session, NOON + timedelta(minutes=3))
    assert state(engine, upload_id) is UploadState.IMPORTING


def test_a_reading_that_was_killed_is_refused_and_its_file_gone(engine: Engine) -> None:
    upload_id = hand_in(engine)
    claim(engine, Verb.READ)
    with db.transaction(engine) as session:
        service.note_killed(session, NOON + timedelta(minutes=3))
    assert (state(engine, upload_id), files(engine)) == (UploadState.REFUSED, 0)


def test_a_file_that_nobody_imports_is_removed_after_seven_days(engine: Engine) -> None:
    upload_id = hand_in(engine)
    for days, left in ((7, 1), (8, 0)):
        with db.transaction(engine) as session:
            service.expire(session, NOON + timedelta(days=days))
        assert files(engine) == left
    assert state(engine, upload_id) is UploadState.DISCARDED


def test_what_was_found_is_removed_after_ninety_days(engine: Engine) -> None:
    upload_id = confirmed(engine)
    run = claim(engine, Verb.BEGIN)
    with db.transaction(engine) as session:
        service.finish(session, run, FOUND, NOON)
    for days, left in ((90, True), (91, False)):
        with db.transaction(engine) as session:
            service.expire(session, NOON + timedelta(days=days))
            session.expire_all()
            assert (session.get_one(Upload, upload_id).found is not None) is left


def test_a_helper_hands_nothing_in(engine: Engine) -> None:
    handed = HandedIn("1", Kind.COURSES, date(2026, 6, 1), "a.xlsx", b"x")
    with pytest.raises(Refused), db.transaction(engine) as session:
        service.hand_in(session, handed, NOON, Actor("h", Role.HELPER))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("六月花名册.xlsx", "六月花名册.xlsx"),
        ("D:\\名单\\花名册.xls", "花名册.xls"),
        ("../../etc/passwd", "passwd"),
        ("..", "list"),
        ("", "list"),
        ("a\x00\n.csv", "a.csv"),
        ("名" * 90 + ".xlsx", "名" * 55 + ".xlsx"),
    ],
)
def test_a_file_has_a_name_that_a_file_system_takes(said: str, kept: str) -> None:
    assert service.plain_name(said) == kept
