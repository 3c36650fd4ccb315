"""The texts to employers: what was sent, what waits, what could not be sent, so that somebody rings instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import contains_eager

from desk.listing import Column, Listing, answer
from desk.office.blueprint import pages
from desk.office.employers import meant, typed_name
from jobmatch.access import Permission
from jobmatch.placements.employer_texts.model import EmployerText, TextKind
from jobmatch.placements.employer_texts.sending import NO_NUMBER, NOT_TRUE, TOO_LATE
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.web import permission

KIND: Mapping[TextKind, LazyString] = {
    TextKind.INTRODUCED: _l("有人愿意来"),
    TextKind.REMINDER_1: _l("第一回催回话"),
    TextKind.REMINDER_2: _l("第二回催回话"),
    TextKind.REMINDER_3: _l("最后一回催回话"),
    TextKind.UNCONFIRMED: _l("问岗位还招不招"),
    TextKind.PAUSED: _l("不回话，岗位先停了"),
}
_ENDED: Mapping[str, tuple[LazyString, str]] = {
    NOT_TRUE: (_l("不用发了，已经有结果"), ""),
    NO_NUMBER: (_l("没有手机号，要打电话"), "red"),
    TOO_LATE: (_l("晚了，没有发"), "orange"),
}
_SENT, _UNKNOWN, _WAITS = (_l("发了"), "now"), (_l("不晓得发出去没有"), "orange"), (_l("等着发"), "")
_DID_NOT_ARRIVE = or_(
    EmployerText.ended.in_((NO_NUMBER, TOO_LATE)),
    and_(EmployerText.begun_at.is_not(None), EmployerText.sent_at.is_(None), EmployerText.ended.is_(None)),
)
_IS_WAITED_FOR = or_(
    Referral.state == ReferralState.INTRODUCED,
    and_(EmployerText.referral_id.is_(None), Vacancy.state == VacancyState.PUBLISHED),
)
WHICH: Mapping[str, tuple[LazyString, ColumnElement[bool]]] = {
    "ring": (_l("要打电话的"), and_(_DID_NOT_ARRIVE, _IS_WAITED_FOR)),
    "waits": (_l("等着发的"), EmployerText.begun_at.is_(None)),
    "sent": (_l("发了的"), EmployerText.sent_at.is_not(None)),
}


@dataclass(frozen=True)
class Line:
    """One text, the post that it is about, and how it stands: in words, and the colour of their mark."""

    text: EmployerText
    post: Vacancy
    stands: LazyString
    mark: str


def _line(row: Any) -> Line:
    text, post = row
    if text.ended is not None:
        return Line(text, post, *_ENDED[text.ended])
    return Line(text, post, *(_SENT if text.sent_at else _UNKNOWN if text.begun_at else _WAITS))


def _employer_page(line: Line) -> str:
    return url_for("office.employer", employer_id=line.post.employer_id)


_COLUMNS: Sequence[Column[Line]] = (
    Column("employer", _l("单位"), lambda line: line.post.employer.name, Employer.name_pinyin, _employer_page),
    Column(
        "post", _l("岗位"), lambda line: line.post.title, Vacancy.title_pinyin,
        lambda line: url_for("office.advert", vacancy_id=line.post.id),
    ),
    Column("kind", _l("说哪样"), lambda line: KIND[line.text.kind], EmployerText.kind),
    Column("stands", _l("发了没有"), lambda line: line.stands, mark=lambda line: line.mark),
    Column("phone", _l("招工的电话"), lambda line: line.post.contact_phone),
    Column("due", _l("该哪时发"), lambda line: line.text.due_at, EmployerText.due_at),
    Column("sent", _l("哪时发的"), lambda line: line.text.sent_at, EmployerText.sent_at),
)  # fmt: skip


@pages.get("/texts")
@permission(Permission.REVIEW_VACANCY)
def texts() -> ResponseReturnValue:
    """All of them, or those that somebody has to ring about; the newest first."""
    typed, which = typed_name(), request.args.get("which", "")
    listing = Listing(
        "employer-texts", _l("发给单位的短信"), _query(typed, which), lambda rows: [_line(row) for row in rows],
        _COLUMNS, first=(EmployerText.due_at.desc(),), last=EmployerText.id,
    )  # fmt: skip
    chosen = [(key, words) for key, (words, _condition) in WHICH.items()]
    return answer(listing, "office/texts.html", typed=typed, which=which if which in WHICH else "", chosen=chosen)


def _query(typed: str, which: str) -> Select[*tuple[Any, ...]]:
    found = (
        select(EmployerText, Vacancy)
        .join(Vacancy, Vacancy.id == EmployerText.vacancy_id)
        .join(Vacancy.employer)
        .outerjoin(Referral, Referral.id == EmployerText.referral_id)
        .options(contains_eager(Vacancy.employer))
    )
    if typed:
        found = found.where(meant(typed))
    return found.where(WHICH[which][1]) if which in WHICH else found
