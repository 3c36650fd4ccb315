"""Ages, places, hours, meals and beds, schooling and sex as offices write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.codes import Education
from jobmatch.vacancies.words.ages import read_ages
from jobmatch.vacancies.words.board import Provision, read_board
from jobmatch.vacancies.words.education import read_schooling
from jobmatch.vacancies.words.gender import Wanted, read_sex
from jobmatch.vacancies.words.headcount import read_headcount
from jobmatch.vacancies.words.hours import Shift, read_hours


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("18-45周岁", 18, 45),
        ("18—50岁 ", 18, 50),
        ("20-48", 20, 48),
        ("十八至四十五岁", 18, 45),
        ("35岁以下", None, 35),
        ("50岁以下均可", None, 50),
        ("45周岁(含)以下", None, 45),
        ("满18周岁", 18, None),
        ("18以上，50以下", 18, 50),
        ("18周岁以上", 18, None),
        ("≥18", 18, None),
        ("年满16周岁，不超过60周岁", 16, 60),
        ("18—58周岁，中专以上，身体健康，限男性", 18, 58),
        ("不限", None, None),
        ("年龄不限", None, None),
        ("欢迎50岁以上", None, None),
        ("", None, None),
    ],
)
def test_ages_are_read_with_both_ends(cell: str, low: int | None, high: int | None) -> None:
    reading = read_ages(cell)
    assert (reading.min, reading.max, reading.unread) == (low, high, None)


@pytest.mark.parametrize("cell", ["35岁左右", "女18-40岁，男18-45岁", "45-18岁", "90后"])
def test_an_age_that_bounds_nobody_clearly_is_left_to_a_person(cell: str) -> None:
    reading = read_ages(cell)
    assert (reading.min, reading.max) == (None, None)
    assert reading.unread is not None


@pytest.mark.parametrize(
    ("cell", "low", "high", "open_ended"),
    [
        ("5-8名", 5, 8, False),
        ("3～5人", 3, 5, False),
        (3.0, 3, 3, False),
        ("两名", 2, 2, False),
        ("10人以上", 10, None, True),
        ("各2名", 2, 2, False),
        ("每期40人", 40, 40, False),
        ("30-50人/班", 30, 50, False),
        ("10余人", 10, None, True),
        ("若干", None, None, True),
        ("长期招聘", None, None, True),
    ],
)
def test_places_are_read_with_both_ends(cell: object, low: int | None, high: int | None, open_ended: bool) -> None:
    reading = read_headcount(cell)
    assert (reading.min, reading.max, reading.open_ended, reading.unread) == (low, high, open_ended, None)


@pytest.mark.parametrize("cell", ["3男2女", "男3女2", "男3名、女2名", "2女3男"])
def test_places_divided_by_sex_are_summed_and_kept_in_their_parts(cell: str) -> None:
    reading = read_headcount(cell)
    assert (reading.min, reading.max, reading.men, reading.women) == (5, 5, 3, 2)


@pytest.mark.parametrize(
    ("cell", "hours", "days", "shift"),
    [
        ("8小时，月休4天", 8, 26, None),
        ("8小时双休", 8, 21.75, None),
        ("12小时两班倒，月休2天", 12, 28, Shift.TWO_SHIFTS),
        ("做六休一", None, 26, None),
        ("单休", None, 26, None),
        ("每月26天", None, 26, None),
        ("每天3小时（中午）", 3, None, None),
        ("半天班，每天4小时", 4, None, None),
        ("8-10小时，月休2-4天", 10, 28, None),
        ("长白班", None, None, Shift.DAY),
        ("不上夜班", None, None, Shift.DAY),
        ("三班倒", None, None, Shift.THREE_SHIFTS),
        ("灵活安排", None, None, Shift.FLEXIBLE),
        ("宝妈班", None, None, Shift.PARENTS),
    ],
)
def test_hours_days_and_shift_are_read(cell: str, hours: float | None, days: float | None, shift: Shift | None) -> None:
    reading = read_hours(cell)
    assert (reading.hours_per_day, reading.days_per_month, reading.shift) == (hours, days, shift)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("8:00-18:00", time(8), time(18)),
        ("上午8点到下午5点半", time(8), time(17, 30)),
        ("早8点到晚6点", time(8), time(18)),
        ("夜班，20:00-08:00", time(20), time(8)),
        ("朝九晚五，双休", time(9), time(17)),
    ],
)
def test_clock_times_are_read(cell: str, start: time, end: time) -> None:
    reading = read_hours(cell)
    assert (reading.start, reading.end) == (start, end)


def test_every_shift_has_its_name_in_matching() -> None:
    assert {shift.in_matching.value for shift in Shift} == {"day", "night", "rotating", "flexible"}


def test_overtime_on_top_and_living_in_are_noticed() -> None:
    assert read_hours("8小时+加班，月休4天").overtime
    assert read_hours("住家，月休4天").live_in
    assert not read_hours("无加班，8小时").overtime


@pytest.mark.parametrize(
    ("cell", "meals", "lodging"),
    [
        ("包吃住", Provision.FREE, Provision.FREE),
        ("含食宿", Provision.FREE, Provision.FREE),
        ("包住不包吃", Provision.NONE, Provision.FREE),
        ("包住", None, Provision.FREE),
        ("提供住宿", None, Provision.FREE),
        ("包午餐", Provision.FREE, None),
        ("不包", Provision.NONE, Provision.NONE),
        ("无", Provision.NONE, Provision.NONE),
        ("食宿自理", Provision.OWN_COST, Provision.OWN_COST),
        ("住宿水电自理", None, Provision.OWN_COST),
        ("住宿100元/月，包吃", Provision.FREE, Provision.PAID),
        ("", None, None),
    ],
)
def test_meals_and_bed_are_read(cell: str, meals: Provision | None, lodging: Provision | None) -> None:
    reading = read_board(cell)
    assert (reading.meals, reading.lodging) == (meals, lodging)


def test_an_allowance_for_meals_keeps_its_period() -> None:
    reading = read_board("包住，餐补15元/天")
    assert (reading.lodging, reading.allowance, reading.allowance_per) == (Provision.FREE, 15, "day")


@pytest.mark.parametrize(
    ("cell", "least", "unlimited"),
    [
        ("初中及以上", Education.JUNIOR_MIDDLE, False),
        ("高中/中专", Education.SENIOR_MIDDLE, False),
        ("中专以上", Education.SECONDARY_VOCATIONAL, False),
        ("小学以上", Education.PRIMARY, False),
        ("大专及以上", Education.JUNIOR_COLLEGE, False),
        ("无要求", None, True),
        ("18—58周岁，身体健康，学历不限", None, True),
        ("60周岁以下，初中，身体健康", Education.JUNIOR_MIDDLE, False),
    ],
)
def test_the_least_schooling_is_read(cell: str, least: Education | None, unlimited: bool) -> None:
    reading = read_schooling(cell)
    assert (reading.min, reading.unlimited) == (least, unlimited)


@pytest.mark.parametrize("cell", ["男女不限", "男女均可", "不限", "男/女", "性别不限"])
def test_open_to_both_is_no_condition(cell: str) -> None:
    assert read_sex(cell).wanted is Wanted.EITHER
    assert not read_sex(cell).is_condition


@pytest.mark.parametrize(
    ("cell", "wanted", "preferred"),
    [
        ("女", Wanted.WOMEN, False),
        ("限女性", Wanted.WOMEN, False),
        ("男士优先", Wanted.MEN, True),
        ("男", Wanted.MEN, False),
        ("男女不限，女性优先", Wanted.WOMEN, True),
        ("3男2女", Wanted.BOTH_IN_PARTS, False),
    ],
)
def test_a_limit_or_preference_of_sex_is_a_condition(cell: str, wanted: Wanted, preferred: bool) -> None:
    reading = read_sex(cell)
    assert reading.is_condition
    assert reading.words == cell
    if wanted is not Wanted.BOTH_IN_PARTS:
        assert (reading.wanted, reading.preferred) == (wanted, preferred)


CELL_SIGNS = "0123456789一二三十男女人名岁周以上下-～至到小时点月休天双单班夜包吃住不餐补元/,，初高中专 "


@given(st.one_of(st.text(), st.text(alphabet=CELL_SIGNS)))
def test_no_text_makes_a_reader_fall_over(cell: str) -> None:
    for read in (read_ages, read_headcount, read_hours, read_board, read_schooling, read_sex):
        read(cell)
