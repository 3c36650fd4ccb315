"""What offices write about pay, and what it must be read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.vacancies.words.pay import PayType, read_pay


@pytest.mark.parametrize(
    ("cell", "kind", "low", "high"),
    [
        ("3000-4500元/月", PayType.MONTH, 3000, 4500),
        ("月薪2600—3400元", PayType.MONTH, 2600, 3400),
        ("3400~4400 ", PayType.MONTH, 3400, 4400),
        ("４０００－５０００", PayType.MONTH, 4000, 5000),
        ("3,000-4,500", PayType.MONTH, 3000, 4500),
        ("三千到四千五", PayType.MONTH, 3000, 4500),
        ("五六千", PayType.MONTH, 5000, 6000),
        ("0.29-0.39万/月", PayType.MONTH, 2900, 3900),
        ("5.7千-6.7千", PayType.MONTH, 5700, 6700),
        ("综合5-6k", PayType.MONTH, 5000, 6000),
        ("3-3.8K", PayType.MONTH, 3000, 3800),
        ("2-3万/月", PayType.MONTH, 20000, 30000),
        ("综合工资6000左右", PayType.MONTH, 6000, 6000),
        ("7K", PayType.MONTH, 7000, 7000),
        ("5000以上", PayType.MONTH, 5000, None),
        ("5000起", PayType.MONTH, 5000, None),
        ("4300+", PayType.MONTH, 4300, None),
        ("3000元以上/月", PayType.MONTH, 3000, None),
        ("不低于3000元", PayType.MONTH, 3000, None),
        ("工资4000-5000元/月+全勤奖200", PayType.MONTH, 4000, 5000),
        ("150-180元/工", PayType.DAY, 150, 180),
        ("年薪6万", PayType.MONTH, 5000, 5000),
        ("3500 月休4天", PayType.MONTH, 3500, 3500),
        ("月薪4000 年底双薪", PayType.MONTH, 4000, 4000),
        ("不加班，工资3000", PayType.MONTH, 3000, 3000),
        ("包吃住 5000-6000", PayType.MONTH, 5000, 6000),
        ("4500元/月，每天8小时，月休4天", PayType.MONTH, 4500, 4500),
        (2000.0, PayType.MONTH, 2000, 2000),
        ("日结180", PayType.DAY, 180, 180),
        ("260/天", PayType.DAY, 260, 260),
        ("工资日结，150一天", PayType.DAY, 150, 150),
        ("一百八一天", PayType.DAY, 180, 180),
        ("日结300-500", PayType.DAY, 300, 500),
        ("22元/小时", PayType.HOUR, 22, 22),
        ("22块一小时", PayType.HOUR, 22, 22),
        ("时薪18-20", PayType.HOUR, 18, 20),
        ("4500元/月 住家", PayType.LIVE_IN, 4500, 4500),
        ("住家4500元/月", PayType.LIVE_IN, 4500, 4500),
    ],
)
def test_pay_is_read_with_its_type_and_both_ends(cell: object, kind: PayType, low: float, high: float | None) -> None:
    reading = read_pay(cell)
    assert (reading.type, reading.min, reading.max) == (kind, low, high)
    assert reading.is_clear
    assert reading.unread == ()


@pytest.mark.parametrize("cell", ["面议", "面谈", "工资从优", "多劳多得", "计件，多劳多得", "", None, "计件0.35元/双"])
def test_no_figure_is_no_wage(cell: object) -> None:
    reading = read_pay(cell)
    assert not reading.is_clear
    assert (reading.min, reading.guaranteed) == (None, None)


@pytest.mark.parametrize("cell", ["6000-4000", "22", "8-1万", "等通知"])
def test_what_contradicts_itself_is_reported_and_not_guessed(cell: str) -> None:
    reading = read_pay(cell)
    assert not reading.is_clear
    assert reading.unread == (cell,)


def test_piece_pay_knows_its_guarantee() -> None:
    reading = read_pay("计件,保底2000")
    assert (reading.type, reading.guaranteed, reading.min) == (PayType.PIECE, 2000, None)
    reading = read_pay("计件5000-8000，保底4000")
    assert (reading.type, reading.guaranteed, reading.min, reading.max) == (PayType.PIECE, 4000, 5000, 8000)
    reading = read_pay("5-7元/单，保底3000")
    assert (reading.unit, reading.unit_price, reading.unit_price_max, reading.guaranteed) == ("单", 5, 7, 3000)


def test_piece_pay_knows_price_and_output_of_beginner_and_experienced() -> None:
    reading = read_pay("计件0.35元/只，日产400-600只")
    assert (reading.type, reading.unit, reading.unit_price) == (PayType.PIECE, "只", 0.35)
    assert (reading.novice_units_per_day, reading.normal_units_per_day) == (400, 600)
    assert read_pay("计件，保底2000 单身公寓").guaranteed == 2000
    reading = read_pay("计件 0.35元/双,新手400 双/天，熟手650双/天")
    assert (reading.novice_units_per_day, reading.normal_units_per_day) == (400, 650)


def test_a_base_with_commission_or_pieces_is_a_guarantee() -> None:
    assert (read_pay("底薪1900+提成").type, read_pay("底薪1900+提成").guaranteed) == (PayType.BASE_COMMISSION, 1900)
    assert (read_pay("保底3000+提成").type, read_pay("保底3000+提成").guaranteed) == (PayType.BASE_COMMISSION, 3000)
    reading = read_pay("底薪2000+0.5元/件")
    assert (reading.type, reading.min, reading.unit_price) == (PayType.BASE_PIECE, 2000, 0.5)


def test_probation_pay_is_kept_apart_from_the_pay_that_follows() -> None:
    reading = read_pay("试用期1500，转正2800")
    assert (reading.probation, reading.min, reading.max) == (1500, 2800, 2800)
    reading = read_pay("试用期3个月2500元，试用期满后3500元")
    assert (reading.probation, reading.min) == (2500, 3500)


def test_a_guarantee_by_the_month_stands_beside_pay_by_the_day() -> None:
    reading = read_pay("260/天，月保底7000")
    assert (reading.type, reading.min, reading.guaranteed) == (PayType.DAY, 260, 7000)


def test_allowances_and_overtime_rates_are_not_pay() -> None:
    reading = read_pay("基本工资1890+加班费15元/小时+全勤200")
    assert (reading.type, reading.min) == (PayType.MONTH, 1890)
    assert reading.extras == ("15元/小时", "200")
    reading = read_pay("3500～4500元/月，餐补300")
    assert reading.board is not None
    assert (reading.min, reading.max, reading.board.allowance) == (3500, 4500, 300)


PAY_SIGNS = "0123456789.-—~至到万千kK元块/每一天月小时件双计保底薪提成试用期左右以上+起,。 　一二三十百包吃住％%新熟手"


@given(st.text(alphabet=PAY_SIGNS))
def test_no_text_makes_the_reader_fall_over(cell: str) -> None:
    reading = read_pay(cell)
    if reading.min is not None and reading.max is not None and reading.guaranteed is None:
        assert reading.min <= reading.max


@given(st.text())
def test_any_text_at_all_is_taken(cell: str) -> None:
    read_pay(cell)
