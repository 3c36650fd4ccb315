"""Nobody real is in this repository: no ID number that somebody could have, no phone that somebody could answer."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from stdnum.cn import ric

from tests.shape import tree

ID_NUMBER = re.compile(r"(?<![0-9A-Za-z.])([1-9]\d{16}[\dXx])(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?![0-9A-Za-z])")
# 199 0000 xxxx is kept for invented people throughout.
INVENTED = re.compile(r"199[ -]?0000")
# The first two digits of a division code, GB/T 2260.
PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


def possible_id_numbers(text: str) -> Iterator[str]:
    """The 18-digit numbers in a text that a real person could have: province, date and check digit all fit."""
    for number in ID_NUMBER.findall(text):
        if PROVINCES.match(number) and _is_date(number[6:14]) and _check_digit(number) == number[17].upper():
            yield number


def possible_phone_numbers(text: str) -> Iterator[str]:
    """The mobile numbers in a text that do not belong to the invented range."""
    return (found.group() for found in MOBILE.finditer(text) if not INVENTED.match(found.group()))


def _check_digit(number: str) -> str:
    return str(ric.calc_check_digit(number[:17] + "0"))  # it looks at all but the last character


def _is_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year > 1880
    except ValueError:
        return False


def _somebodys_number() -> str:
    """A number that somebody could have, put together here so that it is written nowhere."""
    stem = "520322" + "19800101" + "001"
    return stem + _check_digit(stem)


@pytest.mark.parametrize("around", ["{}", "身份证:{}。", '"id": "{}",', "x,{},y"])
def test_the_guard_sees_a_number_that_somebody_could_have(around: str) -> None:
    assert list(possible_id_numbers(around.format(_somebodys_number())))


def test_the_guard_lets_impossible_numbers_pass() -> None:
    number = _somebodys_number()
    wrong_digit = number[:17] + ("1" if number[17] != "1" else "2")
    assert list(possible_id_numbers(f"000000{number[6:]} {wrong_digit} sha256:a{number}")) == []


@pytest.mark.parametrize("written", ["138{0}1234{0}5678", "电话198{0}0000{0}0001"])
@pytest.mark.parametrize("gap", ["", " ", "-"])
def test_the_guard_sees_a_phone_that_somebody_could_answer(written: str, gap: str) -> None:
    assert list(possible_phone_numbers(written.format(gap)))
    assert list(possible_phone_numbers("19900000001, 199 0000 0001, 199-0000-0001")) == []


def test_nobody_real_is_in_the_repository() -> None:
    found = [
        f"{path}: {number[:6]}…"
        for path in tree.files()
        for text in tree.every_text(path)
        for number in (*possible_id_numbers(text), *possible_phone_numbers(text))
    ]
    assert found == []
