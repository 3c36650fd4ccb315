"""Posts that stay open: how long already, how many places are left, what people and the employer said, what to do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, extract, func, or_, select
from sqlalchemy.orm import contains_eager

from desk.counter.reasons import DECLINES
from desk.few import at_most_few, most_first, order_of
from desk.language import say as _
from desk.listing import Column, Listing, answer
from desk.office.blueprint import confirmed_days, pages
from desk.placement_words import REJECTS
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.matches.model import Proposal
from jobmatch.placements.asked import answers, reasons
from jobmatch.placements.referral import Verb
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.vacancies.openness import Reason
from jobmatch.vacancies.service import openness_on
from jobmatch.web import permission, session

HIDDEN: Mapping[Reason, LazyString] = {
    Reason.NOT_CONFIRMED: _l("好久没核实，现在不给人看：打电话问单位"),
    Reason.EMPLOYER_NOT_VERIFIED: _l("单位还没核实好，现在不给人看：去核实"),
    Reason.BLACKLISTED: _l("单位不能用了，现在不给人看：收掉"),
    Reason.EXPIRED: _l("过了招的日子，现在不给人看：问单位还招不招"),
    Reason.NOT_YET: _l("还没到开始招的日子"),
}


@dataclass(frozen=True)
class Line:
    """One post: since how many days it is open, whom it fits, what became of those who were asked, and what to do."""

    post: Vacancy
    days: int
    fits: int
    asked: int
    yes: int
    no: int
    refused: int
    to_do: str


def since(post: Vacancy) -> date:
    """The first day on which somebody could have come."""
    written = clock.local_day(post.created_at)
    return written if post.publish_from is None else max(written, post.publish_from)


def _columns(counts: Mapping[str, Any]) -> Sequence[Column[Line]]:
    return (
        Column(
            "title", _l("岗位"), lambda line: line.post.title, Vacancy.title_pinyin,
            lambda line: url_for("office.post", vacancy_id=line.post.id),
        ),
        Column("employer", _l("单位"), lambda line: line.post.employer.name, Employer.name_pinyin),
        Column("do", _l("怎么办"), lambda line: line.to_do),
        Column("days", _l("开了几天"), lambda line: line.days, -extract("epoch", Vacancy.created_at)),
        Column("left", _l("还差几个"), lambda line: line.post.openings, Vacancy.headcount - Vacancy.filled),
        Column("fits", _l("合适的人"), lambda line: at_most_few(line.fits), order_of(counts["fits"])),
        Column("asked", _l("问过"), lambda line: at_most_few(line.asked), order_of(counts["asked"])),
        Column("yes", _l("想去"), lambda line: at_most_few(line.yes), order_of(counts["yes"])),
        Column("no", _l("不去"), lambda line: at_most_few(line.no), order_of(counts["no"])),
        Column("refused", _l("单位没要"), lambda line: at_most_few(line.refused), order_of(counts["refused"])),
    )  # fmt: skip


@pages.get("/posts")
@permission(Permission.WATCH_VACANCIES)
def posts() -> ResponseReturnValue:
    """The posts with places left, the longest open first."""
    fitting = (
        select(Proposal.vacancy_id, func.count().label("fits"))
        .where(Proposal.ended_on.is_(None))
        .group_by(Proposal.vacancy_id)
        .subquery()
    )
    said = answers()
    counts = {
        "fits": func.coalesce(fitting.c.fits, 0),
        **{name: func.coalesce(said.c[name], 0) for name in ("asked", "yes", "no", "refused")},
    }
    query: Select[Any] = (
        select(Vacancy, *(count.label(name) for name, count in counts.items()))
        .join(Vacancy.employer)
        .outerjoin(fitting, fitting.c.vacancy_id == Vacancy.id)
        .outerjoin(said, said.c.vacancy_id == Vacancy.id)
        .where(
            Vacancy.state == VacancyState.PUBLISHED,
            or_(Vacancy.headcount.is_(None), Vacancy.headcount > Vacancy.filled),
        )
        .options(contains_eager(Vacancy.employer))
    )
    listing = Listing(
        "open-posts", _l("还开着的岗位"), query, _lines, _columns(counts), first=(Vacancy.created_at,), last=Vacancy.id
    )
    return answer(listing, "office/posts.html")


def _lines(rows: Sequence[Any]) -> list[Line]:
    ids = [row[0].id for row in rows]
    declined, rejected = (reasons(session(), verb, ids) for verb in (Verb.DECLINE, Verb.REJECT))
    today, days = clock.today(), confirmed_days()
    return [
        Line(
            row[0], (today - since(row[0])).days, row.fits, row.asked, row.yes, row.no, row.refused,
            to_do(row[0], openness_on(row[0], today, days).reason, row, declined, rejected),
        )
        for row in rows
    ]  # fmt: skip


def to_do(
    post: Vacancy, reason: Reason, row: Any, declined: Mapping[int, Counter[str]], rejected: Mapping[int, Counter[str]]
) -> str:
    """One sentence: the first thing that keeps the places empty, and what to do about it."""
    if reason in HIDDEN:
        return str(HIDDEN[reason])
    if not row.fits and not row.asked:
        return _("没有合适的人：点开看差哪样")
    if not row.asked:
        return _("有合适的人，还没有问过：去问")
    no, refused = most_first(declined.get(post.id, {})), most_first(rejected.get(post.id, {}))
    if row.refused > row.no and refused:
        return _("单位没要，多半%(why)s：打电话问单位", why=REJECTS.get(refused[0][0], refused[0][0]))
    if row.no > row.yes and no:
        return _("多半说%(why)s：点开看怎么改", why=DECLINES.get(no[0][0], no[0][0]))
    return _("有人想去，催单位回话") if row.yes else _("问过了，等本人回话")
