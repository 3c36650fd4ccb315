"""Reads what an office writes about pay (`计件，保底2000`, `260元/天`, `综合5-6k`) into type and numbers as offered.

Testing them against the minimum wage is for `matching.wages`; board and lodging are read by `board`.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from jobmatch.vacancies.words.amounts import Amount, Per, Role, amounts_in
from jobmatch.vacancies.words.board import BoardReading, read_board
from jobmatch.vacancies.words.signs import is_blank, plain, tidy_number, with_digits


class PayType(StrEnum):
    """How pay is reckoned (the field's own words)."""

    MONTH = "月薪"
    DAY = "日薪"
    HOUR = "时薪"
    PIECE = "计件"
    BASE_PIECE = "底薪+计件"
    BASE_COMMISSION = "底薪+提成"
    LIVE_IN = "包月住家"


@dataclass(frozen=True, slots=True)
class PayReading:
    """Pay as offered, in yuan per the type's own period; None is what the text does not say.

    `unit_price` is yuan for one `unit`; units are a day's output of a beginner and of an experienced person;
    `extras` are allowances and overtime rates, `unread` figures that contradict themselves or say no period.
    """

    type: PayType | None = None
    min: float | None = None
    max: float | None = None
    guaranteed: float | None = None
    unit: str | None = None
    unit_price: float | None = None
    unit_price_max: float | None = None
    novice_units_per_day: float | None = None
    normal_units_per_day: float | None = None
    probation: float | None = None
    board: BoardReading | None = None
    extras: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether somebody could reckon a wage from it: an amount, a guarantee, or a price with a day's output."""
        if self.min is not None or self.guaranteed is not None:
            return True
        return self.unit_price is not None and self.novice_units_per_day is not None


_PERIOD_TYPE = {Per.MONTH: PayType.MONTH, Per.DAY: PayType.DAY, Per.HOUR: PayType.HOUR, Per.YEAR: PayType.MONTH}
_SMALLEST_BARE_PAY = 100  # a bare number below this is no month's pay; nothing says what it is
_NO_WAGE = re.compile("面[议谈试]|[详另电]议|详谈|从优|优厚|多劳多得|待定|不详|协商")


def read_pay(cell: object) -> PayReading:
    """The pay that one cell states. Never raises; 面议 and the like give a reading without amounts."""
    text = with_digits(plain(cell)).replace("百分之", "%")
    amounts = list(amounts_in(text))
    extras = tuple(_said(text, a) for a in amounts if a.role is Role.EXTRA)
    unread = tuple(_said(text, a) for a in amounts if not a.clear and a.role is not Role.EXTRA)
    usable = [a for a in amounts if a.clear and a.role is not Role.EXTRA]
    board = read_board(text)
    reading = PayReading(board=board if board.says_anything else None, extras=extras)
    reading = _with_pieces(reading, [a for a in usable if a.pieces or a.per is Per.PIECE])
    reading, left_over = _with_money(reading, [a for a in usable if not a.pieces and a.per is not Per.PIECE], text)
    reading = replace(reading, type=_type(reading, usable, text))
    if not amounts and not is_blank(text) and not _NO_WAGE.search(text) and reading.type is None:
        left_over = (*left_over, text)
    return replace(_settled(reading), unread=unread + left_over)


def _said(text: str, amount: Amount) -> str:
    return text[amount.start : amount.end].rstrip("+ ")


def _with_pieces(reading: PayReading, amounts: list[Amount]) -> PayReading:
    """The price of a piece and a day's output: of two figures the lower is the beginner's."""
    for amount in amounts:
        if not amount.pieces:
            if reading.unit_price is None:
                reading = replace(reading, unit=amount.unit, unit_price=amount.low, unit_price_max=amount.high)
        elif amount.role is Role.NOVICE:
            reading = replace(reading, novice_units_per_day=amount.low)
        elif amount.role is Role.EXPERIENCED:
            reading = replace(reading, normal_units_per_day=amount.low)
        elif reading.novice_units_per_day is None:
            reading = replace(reading, novice_units_per_day=amount.low, normal_units_per_day=amount.high)
    return reading


def _with_money(reading: PayReading, amounts: list[Amount], text: str) -> tuple[PayReading, tuple[str, ...]]:
    """The amounts by month, day, hour or year; a second period beside the first stays unread."""
    period: Per | None = None
    left_over: list[str] = []
    for amount in amounts:
        said = _said(text, amount)
        if amount.per is None and (amount.low or amount.high or 0) < _SMALLEST_BARE_PAY:
            left_over.append(said)
            continue
        amount = _by_month(amount) if amount.per is Per.YEAR else amount
        if amount.role is Role.GUARANTEED:
            reading = replace(reading, guaranteed=amount.low)
            continue
        if amount.role is Role.PROBATION:
            reading = replace(reading, probation=amount.low)
            continue
        this = amount.per or period or Per.MONTH
        if period is not None and this is not period:
            left_over.append(said)
            continue
        period = this
        if amount.role is Role.BASE:
            reading = replace(reading, guaranteed=amount.low, min=amount.low)
            continue
        reading = _widened(reading, amount)
    return reading, tuple(left_over)


def _widened(reading: PayReading, amount: Amount) -> PayReading:
    """Several figures for the same pay (新手3000，熟手5000) span one range; an open end keeps the range open."""
    if reading.min is None and reading.max is None:
        return replace(reading, min=amount.low, max=amount.high)
    lows = [low for low in (reading.min, amount.low) if low is not None]
    base_alone = reading.max is None and reading.guaranteed is not None
    high = amount.high if base_alone or reading.max is None or amount.high is None else max(reading.max, amount.high)
    return replace(reading, min=min(lows) if lows else None, max=high)


def _type(reading: PayReading, amounts: list[Amount], text: str) -> PayType | None:
    counted = reading.unit_price is not None or reading.novice_units_per_day is not None
    by_piece = counted or "计件" in text or "按件" in text
    has_base = any(a.role is Role.BASE for a in amounts)
    if by_piece:
        return PayType.BASE_PIECE if has_base else PayType.PIECE
    if re.search("提成|抽成|绩效|业绩", text) and (has_base or reading.guaranteed is not None):
        return PayType.BASE_COMMISSION
    period = next((a.per for a in amounts if a.role is Role.REGULAR and a.per is not None), None)
    period = period or next((a.per for a in amounts if a.per is not None), None)
    if period in (None, Per.MONTH) and "住家" in text and "不住家" not in text and amounts:
        return PayType.LIVE_IN
    if period is not None:
        return _PERIOD_TYPE[period]
    unsaid = reading.min is None and reading.max is None and reading.guaranteed is None
    return None if unsaid else PayType.MONTH


def _settled(reading: PayReading) -> PayReading:
    """A guarantee that stands alone is also the least that is offered, where pay is not by the piece."""
    if reading.min is None and reading.guaranteed is not None and reading.type not in (PayType.PIECE, PayType.DAY):
        return replace(reading, min=reading.guaranteed)
    return reading


def _by_month(amount: Amount) -> Amount:
    """A year's pay as twelve months: the only period that the types do not have."""

    def month(value: float | None) -> float | None:
        return None if value is None else tidy_number(value / 12)

    return replace(amount, low=month(amount.low), high=month(amount.high), per=Per.MONTH)
