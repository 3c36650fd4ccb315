"""ID numbers: what they say, what is wrong with them, and that nobody sees them whole."""

from datetime import date

import pytest

from jobmatch.households.codes import Sex
from jobmatch.households.identity import IdFault, IdKind, check_digit, masked, one_digit_apart, read
from tests.households.people import id_number

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(("order", "sex"), [("001", Sex.MALE), ("002", Sex.FEMALE)])
def test_a_number_tells_birth_date_and_sex(order: str, sex: Sex) -> None:
    number = read(id_number("19800101", order, "520322"), TODAY)
    assert (number.birth_date, number.sex, number.good) == (date(1980, 1, 1), sex, True)


def test_the_check_digit_is_that_of_the_standard() -> None:
    # The worked example of GB 11643 itself.
    assert check_digit("11010519491231" + "002") == "X"


def test_spreadsheet_spelling_is_no_fault() -> None:
    plain = id_number("19800101", "00" + "5", "520322")
    wide = "".join(chr(ord(digit) + 0xFEE0) if digit.isdigit() else digit for digit in plain)
    for written in (f" {plain}\t", f"{plain[:6]} {plain[6:14]} {plain[14:]}", plain.lower(), wide):
        assert read(written, TODAY).number == plain


def test_a_county_that_was_renamed_since_is_no_fault() -> None:
    assert read(id_number("19800101", "001", "522122"), TODAY).good


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (id_number("19800230", division="520322"), IdFault.BIRTH_DATE),
        (id_number("20270101", division="520322"), IdFault.BIRTH_DATE),
        (id_number("19800101", division="990322"), IdFault.PROVINCE),
        ("5203221980", IdFault.LENGTH),
        ("52032219800101ABCD", IdFault.CHARACTERS),
    ],
)
def test_an_impossible_number_says_what_is_wrong(number: str, fault: IdFault) -> None:
    assert read(number, TODAY).faults == (fault,)


def test_a_wrong_digit_is_found() -> None:
    number = id_number("19800101", division="520322")
    wrong = number[:10] + str((int(number[10]) + 1) % 10) + number[11:]
    assert IdFault.CHECK_DIGIT in read(wrong, TODAY).faults


def test_invented_people_pass_only_where_they_are_allowed() -> None:
    number = id_number("19800101")
    assert read(number, TODAY, fictitious=True).good
    assert read(number, TODAY, fictitious=False).faults == (IdFault.FICTITIOUS,)


def test_an_old_number_leads_to_the_new_one() -> None:
    new = id_number("19800101", "001", "520322")
    old = read(new[:6] + new[8:17], TODAY)
    assert (old.kind, old.number, old.good) == (IdKind.OLD, new, True)


@pytest.mark.parametrize("tail", ["43", "43B1", "4301"])
def test_a_disability_card_tells_class_and_level(tail: str) -> None:
    holder = id_number("19800101", "001", "520322")
    card = read(holder + tail, TODAY)
    assert (card.number, card.card_number) == (holder, holder + tail)
    assert (card.disability_class, card.disability_level, card.good) == (4, 3, True)


def test_a_card_of_an_unknown_class_is_a_fault() -> None:
    assert read(id_number("19800101", division="520322") + "93", TODAY).faults == (IdFault.CARD,)


def test_no_number_shows_in_a_log() -> None:
    number = id_number("19800101", "001", "520322")
    assert number not in repr(read(number, TODAY))
    assert masked(number) == f"…{number[-4:]}"


def test_one_digit_apart_overlooks_the_check_digit() -> None:
    assert one_digit_apart(id_number("19950806", "413"), id_number("19950806", "713"))
    assert not one_digit_apart(id_number("19950806", "413"), id_number("19950806", "722"))
