"""How often somebody may guess: per name and place, per name, per address; kept in the database, whatever happens."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.accounts import passwords, sessions
from jobmatch.accounts.attempts import MOST_FOR_A_NAME, MOST_FROM_AN_ADDRESS, MOST_FROM_ONE_PLACE, WINDOW
from jobmatch.accounts.model import Attempts
from jobmatch.accounts.sessions import Refusal
from tests.accounts.conftest import ELSEWHERE, HERE, MINUTE, NOON, PASSWORD, Step, together


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 is slow on purpose; here only the counting matters, and the right password is still the right one."""
    monkeypatch.setattr(passwords, "matches", lambda kept, typed: kept is not None and typed == PASSWORD)


def guess(step: Step, times: int, name: str = "li", address: str = HERE, minutes: int = 0) -> list[str | Refusal]:
    return [sessions.sign_in(step, name, "a guess", address, NOON + minutes * MINUTE) for _ in range(times)]


def right(step: Step, name: str = "li", address: str = HERE, minutes: int = 0) -> bool:
    return not isinstance(sessions.sign_in(step, name, PASSWORD, address, NOON + minutes * MINUTE), Refusal)


@pytest.mark.parametrize("name", ["li", "nobody"])
def test_after_five_guesses_everybody_waits_whether_the_name_exists_or_not(step: Step, name: str) -> None:
    answers = guess(step, MOST_FROM_ONE_PLACE + 2, name)
    assert answers == [Refusal.WRONG] * MOST_FROM_ONE_PLACE + [Refusal.TOO_OFTEN] * 2


def test_the_right_password_waits_as_well_and_then_goes_in(step: Step) -> None:
    guess(step, MOST_FROM_ONE_PLACE)
    assert not right(step)
    assert not right(step, minutes=9)
    assert right(step, minutes=11)


def test_writing_the_name_differently_is_no_way_around(step: Step) -> None:
    for name in ("li", "LI", " li", "ｌｉ", "Li"):
        guess(step, 1, name)
    assert guess(step, 1, "lI") == [Refusal.TOO_OFTEN]


def test_a_stranger_elsewhere_does_not_keep_the_clerk_out(step: Step) -> None:
    guess(step, MOST_FROM_ONE_PLACE + 1, address=ELSEWHERE)
    assert right(step)


def test_many_addresses_do_not_guess_one_name_for_ever(step: Step) -> None:
    answers = [guess(step, 1, address=f"10.1.0.{number}")[0] for number in range(MOST_FOR_A_NAME + 1)]
    assert answers == [Refusal.WRONG] * MOST_FOR_A_NAME + [Refusal.TOO_OFTEN]


def test_one_address_does_not_guess_many_names_for_ever(step: Step) -> None:
    answers = [guess(step, 1, f"name{number}")[0] for number in range(MOST_FROM_AN_ADDRESS + 1)]
    assert answers == [Refusal.WRONG] * MOST_FROM_AN_ADDRESS + [Refusal.TOO_OFTEN]
    assert not right(step)
    assert right(step, address=ELSEWHERE)


def test_who_goes_on_with_one_name_does_not_shut_the_address_of_a_whole_centre(step: Step) -> None:
    answers = guess(step, MOST_FROM_AN_ADDRESS + 10, "nobody")
    assert answers[MOST_FROM_ONE_PLACE:] == [Refusal.TOO_OFTEN] * (MOST_FROM_AN_ADDRESS + 10 - MOST_FROM_ONE_PLACE)
    assert right(step)


def test_a_right_password_makes_the_name_as_good_as_new(step: Step) -> None:
    for _ in range(3):
        guess(step, MOST_FROM_ONE_PLACE - 1)
        assert right(step)


def test_who_has_an_account_does_not_buy_guesses_with_it(step: Step) -> None:
    for number in range(MOST_FROM_AN_ADDRESS - 1):
        guess(step, 1, f"name{number}")
        assert right(step)
    guess(step, 1, "another name")
    assert guess(step, 1, "name") == [Refusal.TOO_OFTEN]


def test_a_locked_screen_counts_guesses_too(step: Step) -> None:
    token = sessions.sign_in(step, "li", PASSWORD, HERE, NOON)
    assert not isinstance(token, Refusal)
    answers = [sessions.unlock(step, token, "a guess", HERE, NOON) for _ in range(MOST_FROM_ONE_PLACE + 1)]
    assert answers == [Refusal.WRONG] * MOST_FROM_ONE_PLACE + [Refusal.TOO_OFTEN]
    assert sessions.unlock(step, token, PASSWORD, HERE, NOON) is Refusal.TOO_OFTEN


def test_the_counts_survive_a_restart(step: Step, database_url: str) -> None:
    guess(step, MOST_FROM_ONE_PLACE)
    after = db.engine_for(database_url)
    assert guess(lambda: db.transaction(after), 1) == [Refusal.TOO_OFTEN]
    after.dispose()


def test_guesses_at_the_same_moment_do_not_slip_through(step: Step) -> None:
    answers: list[str | Refusal] = []
    together(12, lambda _: answers.extend(guess(step, 1)))
    assert sorted(map(str, answers)) == sorted(
        [Refusal.WRONG] * MOST_FROM_ONE_PLACE + [Refusal.TOO_OFTEN] * (12 - MOST_FROM_ONE_PLACE)
    )


def test_nothing_in_the_table_names_a_person_or_an_address_and_old_counts_go(step: Step, engine: Engine) -> None:
    guess(step, 2, "li")
    with db.reading(engine) as session:
        marks = session.scalars(select(Attempts.what)).all()
    assert len(marks) == 3
    assert all(len(mark) == 64 and HERE not in mark for mark in marks)
    sessions.sign_in(step, "boss", "a guess", ELSEWHERE, NOON + WINDOW + timedelta(seconds=1))
    with db.reading(engine) as session:
        assert not set(marks) & set(session.scalars(select(Attempts.what)))
