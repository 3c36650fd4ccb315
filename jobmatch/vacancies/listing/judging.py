"""What is wrong with a post of a list, cell by cell, with what the office can do about it.

Legal wording is checked by `lawfulness.py`, posts listed twice by `repeats.py`; nothing is stored here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.parameters import ParameterBook
from jobmatch.places.reading import Precision
from jobmatch.vacancies.credit_code import CodeFault
from jobmatch.vacancies.listing.pay_law import minimum_wage, pay_verdict
from jobmatch.vacancies.listing.posting import Posting
from jobmatch.workbooks.faults import Fault, Level

LEAST_AGE = 16
_PRECISE = (Precision.COUNTY, Precision.TOWN, Precision.COMMUNITY, Precision.ABROAD)
_CODE_ADVICE = {
    CodeFault.LENGTH: ("应为18位", "it has 18 signs"),
    CodeFault.CHARACTERS: ("含有代码里没有的字符", "it holds a sign that no code has"),
    CodeFault.DIVISION: ("第3至8位应为数字", "signs 3 to 8 are digits"),
    CodeFault.CHECK_DIGIT: ("校验位不对", "its check digit does not fit"),
}


@dataclass(frozen=True)
class Measure:
    """What posts are held against: dated parameters, the day, the home county, whether invented codes may pass."""

    book: ParameterBook
    as_of: date
    home: str
    allow_fictitious: bool


def faults_of(posting: Posting, measure: Measure) -> tuple[Fault, ...]:
    """Every fault of one post that its own cells show, the legal wording left aside."""
    return (
        *_identity(posting, measure),
        *_places(posting, measure),
        *_pay(posting, measure),
        *_ages(posting),
        *_dates(posting, measure),
    )


def fault(posting: Posting, column: str, code: str, level: Level, message: str, message_en: str) -> Fault:
    """A fault at the cell that holds a column's value; where the list lacks the column, at the post as a whole."""
    cell = posting.row.cell(column)
    return Fault(
        sheet=posting.row.sheet,
        row=posting.row.number,
        column=cell.heading,
        cell=cell.name,
        code=code,
        level=level,
        message=message,
        message_en=message_en,
        value=cell.value,
    )


def _identity(posting: Posting, measure: Measure) -> Iterator[Fault]:
    if posting.employer is None:
        yield fault(
            posting, "employer", "employer_missing", Level.ERROR,
            "没有写用人单位。请补上单位名称", "No employer is named. Add the employer's name",
        )  # fmt: skip
    if posting.title is None:
        yield fault(
            posting, "title", "title_missing", Level.ERROR,
            "没有写岗位名称。请补上", "The post has no name. Add it",
        )  # fmt: skip
    if posting.code.fault is CodeFault.MISSING:
        yield fault(
            posting, "credit_code", "uscc_missing", Level.WARNING,
            "没有统一社会信用代码。请单位从营业执照上抄来，发布不受影响",
            "There is no credit code. Ask the employer for it; the post is published meanwhile",
        )  # fmt: skip
    elif posting.code.fault is not None:
        why, why_en = _CODE_ADVICE[posting.code.fault]
        yield fault(
            posting, "credit_code", "uscc_checksum", Level.ERROR,
            f"统一社会信用代码有误：{why}。请对照营业执照重新填写",
            f"The credit code is wrong: {why_en}. Read it off the licence again",
        )  # fmt: skip
    elif posting.code.is_fictitious and not measure.allow_fictitious:
        yield fault(
            posting, "credit_code", "uscc_checksum", Level.ERROR,
            "统一社会信用代码的登记机关是000000，是虚构的代码。请对照营业执照填写",
            "The credit code is an invented one (division 000000). Read the real one off the licence",
        )  # fmt: skip
    column = next((name for name in ("contact_phone", "contact") if posting.row.text(name)), None)
    if column is not None and posting.contact_phone is None:
        yield fault(
            posting, column, "phone_invalid", Level.WARNING,
            "联系电话不是11位手机号，也不是固定电话。请向单位核对",
            "There is no telephone number of 11 digits and no landline. Ask the employer",
        )  # fmt: skip


def _places(posting: Posting, measure: Measure) -> Iterator[Fault]:
    if posting.headcount.min is None and posting.headcount.max is None:
        yield fault(
            posting, "headcount", "headcount_unclear", Level.QUESTION,
            "看不出招多少人。请问单位要几个人", "The number of places cannot be read. Ask the employer how many",
        )  # fmt: skip
    if posting.headcount.men is not None or posting.headcount.women is not None:
        yield fault(
            posting, "headcount", "advert_gender", Level.ERROR,
            "招聘人数不能按男女分。请合写为总人数", "Places may not be divided by sex. Give one number for all",
        )  # fmt: skip
    place = posting.place
    at_home = place.division is not None and place.division.startswith(measure.home)
    if place.precision not in _PRECISE or (at_home and place.precision is Precision.COUNTY):
        yield fault(
            posting, "place", "place_imprecise", Level.WARNING,
            "工作地点不够具体。县内请写到乡镇或街道，县外请写到县（市、区）",
            "The place is not precise enough. Name the town within the county, the county elsewhere",
        )  # fmt: skip


def _pay(posting: Posting, measure: Measure) -> Iterator[Fault]:
    if not posting.pay.is_clear:
        yield fault(
            posting, "wage", "wage_unclear", Level.ERROR,
            "看不出工资是多少，不能发布。请问单位：月薪、日薪、时薪多少，计件的单价、日产量或保底是多少",
            "No wage can be read, so the post is not published. Ask for pay by month, day or hour, or for the price of "
            "a piece with a day's output or a guarantee",
        )  # fmt: skip
        return
    minimum = minimum_wage(measure.book, posting.place.division or measure.home, measure.as_of)
    verdict = pay_verdict(posting.pay, posting.hours, posting.kind, minimum)
    if verdict.below:
        reckoned, least = _yuan(verdict.amount), _yuan(verdict.minimum)
        yield fault(
            posting, "wage", "wage_below_minimum", Level.ERROR,
            f"按正常工时折算为{reckoned}元，低于最低工资{least}元。请单位提高工资；如是半天班，请写明每天几小时",
            f"For normal hours it comes to {reckoned} yuan, under the minimum of {least}. Raise the pay; if it is "
            "part-time work, say how many hours a day",
        )  # fmt: skip
    elif verdict.probation_below:
        yield fault(
            posting, "wage", "probation_below_minimum", Level.WARNING,
            f"试用期工资低于最低工资{_yuan(minimum.month)}元。请提醒单位改正",
            f"Pay during probation is under the minimum wage of {_yuan(minimum.month)}. Remind the employer",
        )  # fmt: skip


def _ages(posting: Posting) -> Iterator[Fault]:
    if posting.ages.min is not None and posting.ages.min < LEAST_AGE:
        column = "age" if posting.row.text("age") else "conditions"
        yield fault(
            posting, column, "age_under_16", Level.ERROR,
            "最低年龄低于16周岁，法律不允许。请改为16周岁以上", "The law forbids work under 16. Write 16 or older",
        )  # fmt: skip


def _dates(posting: Posting, measure: Measure) -> Iterator[Fault]:
    if posting.expiry.day is not None and posting.expiry.day < measure.as_of:
        yield fault(
            posting, "expires", "expired", Level.ERROR,
            f"有效期到{posting.expiry.day.isoformat()}，已经过了。还在招的请问清新的截止日期",
            f"It was valid until {posting.expiry.day.isoformat()}. If it still stands, ask for a new date",
        )  # fmt: skip
    if posting.expiry.unread:
        yield fault(
            posting, "expires", "date_unclear", Level.QUESTION,
            "看不出有效期到哪天。请写成 2026-06-30 这样，没有期限的写“长期有效”",
            "The last day cannot be read. Write it as 2026-06-30, or that the post is open until filled",
        )  # fmt: skip


def _yuan(amount: Decimal | None) -> str:
    return "?" if amount is None else f"{amount:.2f}".rstrip("0").rstrip(".")
