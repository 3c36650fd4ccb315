"""All employers, found by name, by pinyin or its first letters, and by credit code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, func, or_, select

from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.office.blueprint import pages
from desk.printable import printable
from desk.reply_words import in_a_cell
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.households import names
from jobmatch.placements.replying import Replies, replies
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.web import permission, session

LONGEST_SEARCH = 60
_LATIN = re.compile(r"[a-z]+")
LEVELS = (_l("只看过代码"), _l("看过执照"), _l("打过电话核实"), _l("上门看过"))
"""How well an employer is known (domain.md 3.4), by level."""


@dataclass(frozen=True)
class Line:
    """One employer in the list; `published`: how many of its posts residents see now, if open on the day.

    `replies`: how many who waited for an answer got one in time.
    """

    employer: Employer
    published: int
    replies: Replies


def address_of(line: Line) -> str:
    """The page of the employer of a line."""
    return url_for("office.employer", employer_id=line.employer.id)


_COLUMNS: Sequence[Column[Line]] = (
    Column("name", _l("单位"), lambda line: line.employer.name, Employer.name_pinyin, address_of),
    Column("code", _l("信用代码"), lambda line: line.employer.credit_code, Employer.credit_code),
    Column("level", _l("核实到哪步"), lambda line: _level(line.employer), Employer.level),
    Column("published", _l("在招的岗位"), lambda line: line.published),
    Column("replies", _l("90天里回话"), lambda line: in_a_cell(line.replies)),
    Column("since", _l("哪天登记的"), lambda line: line.employer.registered_at.date(), Employer.registered_at),
)


@pages.get("/employers")
@permission(Permission.VERIFY_EMPLOYER)
def employers() -> ResponseReturnValue:
    """All of them, or those that what was typed may mean; the least known first."""
    typed = typed_name()
    listing = Listing(
        "employers", _l("用人单位"), _query(typed), _lines, _COLUMNS,
        first=(Employer.level, Employer.name_pinyin), last=Employer.id,
    )  # fmt: skip
    return answer(listing, "office/employers.html", typed=typed)


def typed_name() -> str:
    """What was typed to find an employer by."""
    return printable(request.args.get("q", ""), LONGEST_SEARCH)


def meant(typed: str) -> ColumnElement[bool]:
    """The employers that a name, its pinyin or the first letters of it, or a credit code may mean."""
    plain = names.tidy(typed)
    ways = [Employer.name.contains(plain, autoescape=True), Employer.credit_code == plain.upper()]
    if _LATIN.fullmatch(plain.lower()):
        spelled = func.replace(Employer.name_pinyin, " ", "")
        ways += [
            spelled.startswith(plain.lower(), autoescape=True),
            Employer.name_pinyin.like(names.initials_like(plain)),
        ]
    return or_(*ways)


def _query(typed: str) -> Select[Any]:
    found = select(Employer)
    return found.where(meant(typed)) if typed else found


def _lines(rows: Sequence[Any]) -> list[Line]:
    found = [row[0] for row in rows]
    counted = session().execute(
        select(Vacancy.employer_id, func.count().label("number"))
        .where(Vacancy.employer_id.in_([one.id for one in found]), Vacancy.state == VacancyState.PUBLISHED)
        .group_by(Vacancy.employer_id)
    )
    published = {row.employer_id: row.number for row in counted}
    now, today = clock.now(), clock.today()
    answered = replies(session(), [one.id for one in found], parameters.load(session()), today, now) if found else {}
    return [Line(one, published.get(one.id, 0), answered[one.id]) for one in found]


def _level(employer: Employer) -> str | LazyString:
    return _("不能用") if employer.blacklisted_since is not None else LEVELS[employer.level]
