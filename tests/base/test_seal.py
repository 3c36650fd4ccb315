"""Sealed columns: they open only with their key and in their own column, and old keys still open old values."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from jobmatch.clock import now
from jobmatch.households.model import Person
from jobmatch.seal import Keyring, SealError, make_key_file, read_key_file

RING = Keyring({1: b"1" * 32})
NEWER = Keyring({1: b"1" * 32, 2: b"2" * 32})


@given(st.text())
def test_what_is_sealed_opens_again(value: str) -> None:
    assert RING.open(RING.seal(value, "person.phone"), "person.phone") == value


def test_equal_values_do_not_look_equal() -> None:
    assert RING.seal("19900000001", "person.phone") != RING.seal("19900000001", "person.phone")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(SealError):
        RING.open(RING.seal("x", "person.phone"), "household.home_phone")


@given(st.integers(min_value=1, max_value=40))
def test_a_changed_byte_does_not_open(place: int) -> None:
    sealed = bytearray(RING.seal("19900000001", "person.phone"))
    sealed[place % len(sealed) or 1] ^= 1
    with pytest.raises(SealError):
        RING.open(bytes(sealed), "person.phone")


def test_old_values_open_after_a_new_key_came() -> None:
    old = RING.seal("x", "c")
    assert NEWER.open(old, "c") == "x"
    assert NEWER.seal("x", "c")[0] == 2
    with pytest.raises(SealError, match="key 2"):
        RING.open(NEWER.seal("x", "c"), "c")


def test_look_ups_survive_a_new_key_and_differ_by_purpose() -> None:
    assert RING.blind("x", "phone") == NEWER.blind("x", "phone")
    assert RING.blind("x", "phone") != RING.blind("x", "id_number")


def test_a_key_file_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "seal.keys"
    make_key_file(path)
    first = path.read_text()
    make_key_file(path)
    assert path.read_text() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(read_key_file(path).keys) == {1}


@pytest.mark.parametrize("content", ["", "2:" + "A" * 43 + "=", "1:short", "one:" + "A" * 43 + "=", "1:!!!"])
def test_a_misshapen_key_file_is_refused_with_a_reason(tmp_path: Path, content: str) -> None:
    path = tmp_path / "seal.keys"
    path.write_text(content)
    with pytest.raises(SealError, match=str(path)):
        read_key_file(path)


def test_a_missing_key_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SealError, match="init"):
        read_key_file(tmp_path / "nothing")


def test_the_database_never_holds_the_plain_value(session: Session) -> None:
    session.add(Person(name="测试", name_pinyin="ce shi", phone="19900000001", health=["chronic"], updated_at=now()))
    session.flush()
    session.expire_all()
    phone, health = session.execute(text("SELECT phone, health FROM person")).one()
    assert b"1990000" not in bytes(phone)
    assert b"chronic" not in bytes(health)
    assert session.query(Person).one().phone == "19900000001"
