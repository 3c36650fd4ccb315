"""The form of credit codes, and what is said when it is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.vacancies.credit_code import ALPHABET, CodeFault, fictitious_credit_code, read_credit_code

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def test_the_check_digit_follows_the_published_formula() -> None:
    code = fictitious_credit_code(1234567)
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(code[:17], WEIGHTS, strict=True))
    assert code[17] == ALPHABET[(31 - total % 31) % 31]


@pytest.mark.parametrize("serial", [0, 7, 20260601, 99_999_999])
def test_a_fictitious_code_is_right_in_form_and_says_that_it_is_invented(serial: int) -> None:
    read = read_credit_code(fictitious_credit_code(serial))
    assert read.is_valid
    assert read.is_fictitious


def test_spaces_small_letters_and_full_width_signs_are_spelling_and_no_fault() -> None:
    code = fictitious_credit_code(42)
    full_width = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for written in (code.lower(), f" {code[:2]} {code[2:8]} {code[8:]}\t", full_width):
        assert read_credit_code(written) == read_credit_code(code)


@pytest.mark.parametrize("cell", ["", None, "办理中", "无", "/"])
def test_no_code_is_missing_and_not_wrong(cell: object) -> None:
    assert read_credit_code(cell).fault is CodeFault.MISSING


def test_each_fault_is_told_apart() -> None:
    code = fictitious_credit_code(42)
    assert read_credit_code(code[:-1]).fault is CodeFault.LENGTH
    wrong = read_credit_code(code[:8] + "O" + code[9:])
    assert (wrong.fault, wrong.wrong) == (CodeFault.CHARACTERS, "O")
    assert read_credit_code(code[:3] + "A" + code[4:]).fault is CodeFault.DIVISION
    other = ALPHABET[(ALPHABET.index(code[17]) + 1) % 31]
    mistyped = read_credit_code(code[:17] + other)
    assert (mistyped.fault, mistyped.expected) == (CodeFault.CHECK_DIGIT, code[17])


@given(st.integers(0, 99_999_999), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_mistyped_sign_is_always_noticed(serial: int, place: int, sign: str) -> None:
    code = fictitious_credit_code(serial)
    if code[place] != sign:
        assert not read_credit_code(code[:place] + sign + code[place + 1 :]).is_valid


@given(st.text())
def test_no_text_makes_the_check_fall_over(cell: str) -> None:
    read_credit_code(cell)
