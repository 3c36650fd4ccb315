"""Which passwords are good enough, and what is kept of them."""

import pytest
from argon2 import PasswordHasher

from jobmatch.accounts import passwords
from jobmatch.accounts.passwords import Weakness, WeakPasswordError


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("", Weakness.SHORT),
        ("柚子树", Weakness.SHORT),
        ("ninechars", Weakness.SHORT),
        ("长" * 201, Weakness.LONG),
        ("li.xiaohua", Weakness.THE_NAME),
        ("LI.XIAOHUA1", Weakness.THE_NAME),
        ("12li.xiaohua", Weakness.THE_NAME),
        ("ｌｉ．ｘｉａｏｈｕａ", Weakness.THE_NAME),
        ("1234567890", Weakness.COMMON),
        ("Woaini1314", Weakness.COMMON),
        ("Pass word 123", Weakness.COMMON),
        ("1212121212121", Weakness.COMMON),
        ("aaaaaaaaaaaa", Weakness.COMMON),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused(password: str, weakness: Weakness) -> None:
    with pytest.raises(WeakPasswordError) as refused:
        passwords.require_good(password, "li.xiaohua", "李小花")
    assert refused.value.weakness is weakness


@pytest.mark.parametrize(
    "password", ["我家门前有一棵柚子树", "three wise owls", "x" * 5 + "yz" * 3, "li.xiaohua lives in a mill"]
)
def test_a_sentence_of_ones_own_is_good(password: str) -> None:
    passwords.require_good(password, "li.xiaohua", "李小花")


def test_what_is_kept_opens_to_the_password_alone_however_it_was_typed() -> None:
    kept = passwords.fingerprint("ten ｗｉｄｅ ones")
    assert kept.startswith("$argon2id$")
    assert "wide" not in kept
    assert passwords.matches(kept, "ten wide ones")
    assert not passwords.matches(kept, "ten Wide ones")
    assert not passwords.matches(None, "ten wide ones")
    assert not passwords.matches("not a fingerprint", "ten wide ones")


def test_two_of_one_password_are_kept_differently() -> None:
    assert passwords.fingerprint("three wise owls") != passwords.fingerprint("three wise owls")


def test_what_was_kept_more_weakly_is_known_as_outdated() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("three wise owls")
    assert passwords.outdated(weak)
    assert not passwords.outdated(passwords.fingerprint("three wise owls"))
