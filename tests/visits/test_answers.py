"""One answer: tidied into the form in which it is kept, or refused with what to do instead, in both languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.visits.answers import BadAnswerError, tidied
from jobmatch.visits.fields import HOUSEHOLD, PERSON, Kind, UnknownFieldError, field_of
from tests.households.people import id_number

ON = date(2026, 6, 1)
EVERY_FIELD = [*(f"home.{field.name}" for field in HOUSEHOLD), *(f"12.{field.name}" for field in PERSON)]


@pytest.mark.parametrize(
    ("key", "given_as", "kept"),
    [
        ("12.name", " 罗 国强 ", "罗 国强"),
        ("12.phone", "199 0000 1111", "19900001111"),
        ("12.phone", "１９９０００００００１", "19900000001"),
        ("12.phone", "", ""),
        ("12.wage_floor", "2,500元", "2500"),
        ("12.wage_floor", "2500.50", "2500.5"),
        ("12.wage_floor", "0", "0"),
        ("12.free_from", "08:30", "08:30"),
        ("12.birth_date", "1985-08-06", "1985-08-06"),
        ("12.training_days_most", "10", "10"),
        ("12.care", ["toddler", "toddler", "old"], ["toddler", "old"]),
        ("12.care", [], []),
        ("12.together", ["13", "new2"], ["13", "new2"]),
        ("12.id_number", id_number("19850806").lower(), id_number("19850806")),
        ("12.id_number", f"罗国强|男|汉|1985-08-06|桐梓县|{id_number('19850806')}|公安局|", id_number("19850806")),
        ("new3.schooling", "school:primary", "school:primary"),
    ],
)
def test_an_answer_is_kept_in_one_form(key: str, given_as: object, kept: object) -> None:
    assert tidied(field_of(key), given_as, ON) == kept


@pytest.mark.parametrize(
    ("key", "given_as"),
    [
        ("12.phone", "12345"),
        ("12.wage_floor", "两千五"),
        ("12.wage_floor", "-1"),
        ("12.wage_floor", "NaN"),
        ("12.wage_floor", "1e99"),
        ("12.birth_date", "1985-02-30"),
        ("12.birth_date", "2026-06-02"),
        ("12.birth_date", "1850-01-01"),
        ("12.care_until", "2026-05-31"),
        ("12.care_until", "9999-12-31"),
        ("12.valid_to_health", "0001-01-01"),
        ("12.wage_month", "1"),
        ("12.wage_floor", "999999"),
        ("12.worked_months_1", "2000"),
        ("12.free_from", "25:00"),
        ("12.training_days_most", "3.5"),
        ("12.furthest", "moon"),
        ("12.care", "toddler"),
        ("12.care", ["dragon"]),
        ("12.together", ["../1"]),
        ("12.name", "长" * 31),
        ("12.name", ["罗"]),
        ("12.name", None),
        ("12.id_number", id_number("19850806")[:-1] + "?"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(key: str, given_as: object) -> None:
    with pytest.raises(BadAnswerError) as refused:
        tidied(field_of(key), given_as, ON)
    assert refused.value.chinese
    assert refused.value.english


@pytest.mark.parametrize("key", ["12.nothing", "home.name", "12", "", "x.name", "newx.name", "home.", ".name"])
def test_what_nobody_asks_is_refused(key: str) -> None:
    with pytest.raises(UnknownFieldError):
        field_of(key)


@given(st.sampled_from(EVERY_FIELD), st.one_of(st.none(), st.integers(), st.text(max_size=80), st.lists(st.text())))
def test_nothing_that_is_sent_breaks_the_reading(key: str, sent: object) -> None:
    field = field_of(key)
    try:
        kept = tidied(field, sent, ON)
    except BadAnswerError:
        return
    assert isinstance(kept, list) == (field.kind in (Kind.MANY, Kind.PEOPLE))
    assert tidied(field, kept, ON) == kept
