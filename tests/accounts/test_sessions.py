"""A sign-in lives on the server and ends there: idle, too old, signed out, disabled, another password; locks hold."""

from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.access import Role
from jobmatch.accounts import passwords, service, sessions
from jobmatch.accounts.model import SignIn
from jobmatch.accounts.sessions import Refusal, Standing, State
from jobmatch.audit import AuditEvent
from tests.accounts.conftest import BY, ELSEWHERE, HERE, MINUTE, NEW_PASSWORD, NOON, PASSWORD, Step, together

Token = str


def enter_as(step: Step, name: str = "li", at: datetime = NOON, password: str = PASSWORD) -> Token:
    token = sessions.sign_in(step, name, password, HERE, at)
    assert not isinstance(token, Refusal)
    return token


def state(step: Step, token: Token, at: datetime = NOON) -> State | None:
    found = look(step, token, at)
    return None if found is None else found.state


def look(step: Step, token: Token, at: datetime = NOON) -> Standing | None:
    with step() as session:
        return sessions.standing(session, token, at)


def stay(step: Step, token: Token, at: datetime) -> None:
    found = look(step, token, at)
    assert found is not None
    with step() as session:
        sessions.note_seen(session, found.sign_in_id, at)


@pytest.mark.parametrize("name", ["li", "LI", " ｌｉ "])
def test_signing_in_makes_the_actor(step: Step, name: str) -> None:
    found = look(step, enter_as(step, name))
    assert found is not None
    assert (found.actor.name, found.actor.role, found.actor.sites) == ("li", Role.CLERK, {"S1"})
    assert (found.state, found.shown_name) == (State.OPEN, "测试li")


@pytest.mark.parametrize(("name", "password"), [("li", "wrong password"), ("nobody", PASSWORD), ("", ""), ("li", "")])
def test_a_wrong_name_and_a_wrong_password_are_one_answer(step: Step, name: str, password: str) -> None:
    assert sessions.sign_in(step, name, password, HERE, NOON) is Refusal.WRONG


def test_a_name_that_is_not_there_costs_as_much_work(step: Step, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(passwords, "matches", lambda kept, _: bool(asked.append(kept)))
    sessions.sign_in(step, "nobody", PASSWORD, HERE, NOON)
    sessions.sign_in(step, "li", PASSWORD, HERE, NOON)
    assert (asked[0], bool(asked[1])) == (None, True)


def test_the_database_has_no_token(step: Step, engine: Engine) -> None:
    token = enter_as(step)
    with db.reading(engine) as session:
        kept = session.scalars(select(SignIn.token_hash)).one()
    assert kept == sha256(token.encode()).hexdigest()
    assert state(step, kept) is None


@pytest.mark.parametrize("token", ["", "x" * 43, "' OR 1=1"])
def test_a_token_that_nobody_was_given_is_nobody(step: Step, token: str) -> None:
    enter_as(step)
    assert state(step, token) is None


def test_thirty_idle_minutes_end_it_and_being_there_keeps_it(step: Step) -> None:
    token = enter_as(step)
    stay(step, token, NOON + 29 * MINUTE)
    assert state(step, token, NOON + 58 * MINUTE) is State.OPEN
    assert state(step, token, NOON + 59 * MINUTE) is State.TIMED_OUT


def test_twelve_hours_end_it_whoever_is_there(step: Step) -> None:
    token = enter_as(step)
    for quarter in range(1, 12 * 4):
        stay(step, token, NOON + quarter * 15 * MINUTE)
    assert state(step, token, NOON + timedelta(hours=12) - MINUTE) is State.OPEN
    assert state(step, token, NOON + timedelta(hours=12)) is State.TIMED_OUT


def test_being_seen_is_to_be_noted_once_a_minute(step: Step) -> None:
    token = enter_as(step)
    noted = [look(step, token, NOON + timedelta(seconds=seconds)) for seconds in (0, 59, 60)]
    assert [one.to_be_noted for one in noted if one] == [False, False, True]


def test_signing_out_ends_it_for_a_copied_cookie_too(step: Step) -> None:
    token = enter_as(step)
    with step() as session:
        sessions.sign_out(session, token, NOON)
    assert state(step, token) is State.ENDED
    stay(step, token, NOON + MINUTE)
    assert state(step, token, NOON + MINUTE) is State.ENDED
    assert sessions.unlock(step, token, PASSWORD, HERE, NOON) is None


def test_two_browsers_are_two_sign_ins(step: Step) -> None:
    one, other = enter_as(step), enter_as(step)
    with step() as session:
        sessions.sign_out(session, one, NOON)
    assert (state(step, one), state(step, other)) == (State.ENDED, State.OPEN)


def test_disabling_ends_every_sign_in_and_lets_nobody_in(step: Step) -> None:
    tokens, boss = [enter_as(step), enter_as(step)], enter_as(step, "boss")
    with step() as session:
        service.disable(session, service.find_or_say(session, "li"), NOON, BY)
    assert [state(step, token) for token in tokens] == [State.ENDED, State.ENDED]
    assert sessions.sign_in(step, "li", PASSWORD, HERE, NOON) is Refusal.WRONG
    assert state(step, boss) is State.OPEN
    with step() as session:
        service.enable(session, service.find_or_say(session, "li"), NOON, BY)
    assert [state(step, token) for token in tokens] == [State.ENDED, State.ENDED]
    assert state(step, enter_as(step)) is State.OPEN


def test_another_password_ends_every_sign_in_but_the_new_one(step: Step) -> None:
    here, there = enter_as(step), enter_as(step)
    token = sessions.change_password(step, here, PASSWORD, NEW_PASSWORD, HERE, NOON)
    assert not isinstance(token, Refusal)
    assert [state(step, one) for one in (here, there, token)] == [State.ENDED, State.ENDED, State.OPEN]
    assert sessions.sign_in(step, "li", PASSWORD, HERE, NOON) is Refusal.WRONG
    assert state(step, enter_as(step, password=NEW_PASSWORD)) is State.OPEN


def test_the_old_password_is_asked_for_and_a_locked_screen_changes_none(step: Step) -> None:
    token = enter_as(step)
    assert sessions.change_password(step, token, "not the old one", NEW_PASSWORD, HERE, NOON) is Refusal.WRONG
    lock(step, token)
    assert sessions.change_password(step, token, PASSWORD, NEW_PASSWORD, HERE, NOON) is Refusal.WRONG


def lock(step: Step, token: Token) -> None:
    found = look(step, token)
    assert found is not None
    with step() as session:
        sessions.lock(session, found, NOON)


def test_a_lock_is_opened_by_the_same_persons_password(step: Step) -> None:
    token = enter_as(step)
    lock(step, token)
    assert state(step, token) is State.LOCKED
    assert sessions.unlock(step, token, "a wrong one", HERE, NOON) is Refusal.WRONG
    assert state(step, token) is State.LOCKED
    assert sessions.unlock(step, token, PASSWORD, HERE, NOON) == token
    assert state(step, token) is State.OPEN


def test_who_comes_back_after_lunch_goes_on_with_a_new_sign_in(step: Step) -> None:
    token, later = enter_as(step), NOON + timedelta(hours=2)
    lock(step, token)
    assert sessions.unlock(step, token, "a wrong one", HERE, later) is Refusal.WRONG
    renewed = sessions.unlock(step, token, PASSWORD, HERE, later)
    assert isinstance(renewed, str)
    assert not isinstance(renewed, Refusal)
    assert renewed != token
    assert state(step, renewed, later) is State.OPEN
    assert state(step, token, later) is State.TIMED_OUT


def test_what_happens_is_in_the_log_without_what_was_typed(step: Step, engine: Engine) -> None:
    token = enter_as(step)
    lock(step, token)
    lock(step, token)
    sessions.unlock(step, token, PASSWORD, HERE, NOON)
    sessions.sign_in(step, "my password by mistake", "x", HERE, NOON)
    sessions.sign_in(step, "li", "x", HERE, NOON)
    with step() as session:
        sessions.sign_out(session, token, NOON)
        sessions.sign_out(session, token, NOON)
    with db.reading(engine) as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action.not_like("account.%")).order_by("id"))
        lines = [(one.actor, one.action, one.subject, one.detail) for one in events]
    assert lines == [
        ("li", "sign_in", "account:1", ""),
        ("li", "lock", "account:1", ""),
        ("li", "unlock", "account:1", ""),
        ("anybody", "sign_in_failed", "account:unknown", ""),
        ("anybody", "sign_in_failed", "account:1", ""),
        ("li", "sign_out", "account:1", ""),
    ]


def test_a_password_kept_more_weakly_is_kept_anew_at_the_next_sign_in(step: Step) -> None:
    with step() as session:
        weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        service.find_or_say(session, "li").password_hash = weak
    enter_as(step)
    with step() as session:
        kept = service.find_or_say(session, "li").password_hash
    assert kept != weak
    assert not passwords.outdated(kept)
    enter_as(step)


@pytest.mark.parametrize("what", ["disabled", "another password"])
def test_what_happens_while_a_password_is_looked_at_counts(
    step: Step, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    really = passwords.matches

    def meanwhile(kept: str | None, password: str) -> bool:
        with step() as session:
            account = service.find_or_say(session, "li")
            if what == "disabled":
                service.disable(session, account, NOON, BY)
            else:
                service.set_password(session, account, NEW_PASSWORD, NOON, BY)
        return really(kept, password)

    monkeypatch.setattr(passwords, "matches", meanwhile)
    assert sessions.sign_in(step, "li", PASSWORD, HERE, NOON) is Refusal.WRONG


def test_many_who_sign_in_at_once_are_all_in(step: Step) -> None:
    tokens: list[object] = []
    together(4, lambda _: tokens.append(sessions.sign_in(step, "li", PASSWORD, HERE, NOON)))
    assert [state(step, str(token)) for token in tokens] == [State.OPEN] * 4
    assert len(set(tokens)) == 4


def test_old_sign_ins_are_forgotten(step: Step, engine: Engine) -> None:
    enter_as(step)
    enter_as(step, at=NOON + timedelta(days=8))
    with db.reading(engine) as session:
        assert len(session.scalars(select(SignIn)).all()) == 1


def test_the_address_does_not_matter_to_whoever_is_in(step: Step) -> None:
    token = enter_as(step)
    lock(step, token)
    assert sessions.unlock(step, token, PASSWORD, ELSEWHERE, NOON) == token
