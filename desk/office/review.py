"""The review of adverts: what waits, what the legal check finds in one of them, passing it and sending it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from desk import cards, labels
from desk.by_whom import people_named, say_by_whom
from desk.language import say as _
from desk.language import say_either
from desk.listing import Column, Listing, answer
from desk.office.blueprint import VACANCY, findings_of, held_vacancy, pages, written
from desk.office.employers import LEVELS
from desk.office.words import DONE, OBSTACLE, STATE
from desk.undoing import say_done
from jobmatch import clock, parameters
from jobmatch.access import Permission
from jobmatch.matches.facts import wage_parameters
from jobmatch.vacancies import reviewing, service
from jobmatch.vacancies.adverts.findings import Finding, Level
from jobmatch.vacancies.adverts.rewrite import rewrite
from jobmatch.vacancies.codes import REVIEWERS_NEEDED, VacancyState
from jobmatch.vacancies.life import Obstacle
from jobmatch.vacancies.model import Employer, Review, Vacancy
from jobmatch.vacancies.openness import level_needed
from jobmatch.web import current_actor, permission, session

LONGEST_REASON = 300


@dataclass(frozen=True)
class Line:
    """One draft in the queue, and how many people have passed it."""

    post: Vacancy
    passed: int


@dataclass(frozen=True)
class Found:
    """Something in the advert: whether it keeps it back, the words as posted, why, and what may stand instead."""

    blocks: bool
    words: str
    because: str
    instead: str


@dataclass(frozen=True)
class Past:
    """One line of a post's history."""

    at: datetime
    what: str
    by: str
    because: str


def _stands(line: Line) -> str:
    needed = REVIEWERS_NEEDED.get(line.post.kind, 1)
    if line.passed and line.passed < needed:
        return _("一个人看过了，还要一个人")
    return _("要两个人看") if needed > 1 else _("等着看")


_COLUMNS: Sequence[Column[Line]] = (
    Column(
        "title", _l("岗位"), lambda line: line.post.title, Vacancy.title_pinyin,
        lambda line: url_for("office.advert", vacancy_id=line.post.id),
    ),
    Column("employer", _l("单位"), lambda line: line.post.employer.name, Employer.name_pinyin),
    Column("kind", _l("哪一类"), lambda line: labels.label(labels.KIND, line.post.kind), Vacancy.kind),
    Column("places", _l("招几个"), lambda line: line.post.headcount, Vacancy.headcount),
    Column("stands", _l("看过没有"), _stands),
    Column("since", _l("哪天交来的"), lambda line: clock.local_day(line.post.created_at), Vacancy.created_at),
)  # fmt: skip


@pages.get("/review")
@permission(Permission.REVIEW_VACANCY)
def review() -> ResponseReturnValue:
    """What waits, longest first."""
    query = (
        select(Vacancy)
        .join(Vacancy.employer)
        .where(Vacancy.state == VacancyState.DRAFT)
        .options(contains_eager(Vacancy.employer), selectinload(Vacancy.reviews))
    )
    listing = Listing(
        "review", _l("等着审的岗位"), query, _lines, _COLUMNS, first=(Vacancy.created_at,), last=Vacancy.id
    )
    return answer(listing, "office/review.html")


@pages.get(f"/review/{VACANCY}")
@permission(Permission.REVIEW_VACANCY)
def advert(vacancy_id: int) -> ResponseReturnValue:
    """One advert with everything that is found in it."""
    found = session().get(Vacancy, vacancy_id)
    if found is None:
        abort(404)
    return _page(found)


@pages.post(f"/review/{VACANCY}/approve")
@permission(Permission.REVIEW_VACANCY)
def approve(vacancy_id: int) -> ResponseReturnValue:
    """Somebody looked and found it good; what is missing still is said, and nothing is kept then."""
    vacancy, now = held_vacancy(vacancy_id), clock.now()
    seen, findings = _seen(), findings_of(vacancy)
    try:
        passed = reviewing.approve(session(), vacancy, seen, findings, clock.today(), now, current_actor())
    except reviewing.ChangedMeanwhileError:
        return _page(vacancy, _("刚才有人改过，或者已经办了。现在是下面这样，请再看一遍。")), 409
    except reviewing.SamePersonError:
        return _page(vacancy, _("您看过了。这一类要换一个人再看一遍。")), 409
    except service.NotPublishableError as error:
        return _page(vacancy, " ".join(str(OBSTACLE[one]) for one in error.obstacles)), 422
    words = (
        _("“%(title)s”公布了，大家看得到了。", title=vacancy.title)
        if passed is reviewing.Passed.PUBLISHED
        else _("“%(title)s”您看过了，还要另一个人看一遍才公布。", title=vacancy.title)
    )
    say_done(words, url_for("office.take_back_review", vacancy_id=vacancy.id))
    return redirect(url_for("office.review"), 303)


@pages.post(f"/review/{VACANCY}/send-back")
@permission(Permission.REVIEW_VACANCY)
def send_back(vacancy_id: int) -> ResponseReturnValue:
    """Whoever posted it mends it and hands it in again."""
    vacancy = held_vacancy(vacancy_id)
    try:
        reviewing.send_back(session(), vacancy, _seen(), written("words", LONGEST_REASON), clock.now(), current_actor())
    except reviewing.ChangedMeanwhileError:
        return _page(vacancy, _("刚才有人改过，或者已经办了。现在是下面这样，请再看一遍。")), 409
    except reviewing.NoWordsError:
        return _page(vacancy, wrong_words=_("写一句要改哪样，单位才晓得。")), 422
    undo = url_for("office.take_back_review", vacancy_id=vacancy.id)
    say_done(_("“%(title)s”退回去了。", title=vacancy.title), undo)
    return redirect(url_for("office.review"), 303)


@pages.post(f"/review/{VACANCY}/take-back")
@permission(Permission.REVIEW_VACANCY)
def take_back_review(vacancy_id: int) -> ResponseReturnValue:
    """What this person decided by mistake: the advert waits again."""
    vacancy = held_vacancy(vacancy_id)
    reviewing.take_back(session(), vacancy, clock.now(), current_actor())
    return redirect(url_for("office.advert", vacancy_id=vacancy.id), 303)


def _lines(rows: Sequence[Any]) -> list[Line]:
    return [Line(row[0], len(service.reviewers(row[0]))) for row in rows]


def _seen() -> datetime:
    try:
        return datetime.fromisoformat(request.form.get("seen", ""))
    except ValueError:
        abort(400)


def _page(vacancy: Vacancy, trouble: str = "", wrong_words: str = "") -> str:
    findings = findings_of(vacancy)
    passed = service.reviewers(vacancy)
    people = people_named({one.by for one in vacancy.reviews})
    in_the_way = [
        one
        for one in service.in_the_way_of(session(), vacancy, findings, clock.today())
        if one is not Obstacle.REVIEWERS_MISSING
    ]
    return render_template(
        "office/advert.html", vacancy=vacancy, card=cards.card(vacancy), pay=cards.pay_lines(vacancy),
        work=cards.work_lines(vacancy, clock.today()), demands=cards.demand_lines(vacancy),
        found=[_found(one) for one in findings],
        rewritten=_rewritten(vacancy, findings), state=STATE[vacancy.state], waits=vacancy.state is VacancyState.DRAFT,
        needed=REVIEWERS_NEEDED.get(vacancy.kind, 1), passed=[say_by_whom(one, people) for one in passed],
        passed_already=current_actor().name in passed, in_the_way=[OBSTACLE[one] for one in in_the_way],
        level=LEVELS[vacancy.employer.level], level_needed=LEVELS[level_needed(vacancy.kind)],
        past=[_past(one, people) for one in reversed(vacancy.reviews)], seen=vacancy.updated_at.isoformat(),
        trouble=trouble, wrong_words=wrong_words, given=request.form, longest=LONGEST_REASON,
        waiting=session().scalar(select(func.count(Vacancy.id)).where(Vacancy.state == VacancyState.DRAFT)),
    )  # fmt: skip


def _found(one: Finding) -> Found:
    why = one.explanation
    return Found(
        one.level is Level.BLOCK, one.words, say_either(why.because, why.because_en),
        say_either(why.instead, why.instead_en),
    )  # fmt: skip


def _rewritten(vacancy: Vacancy, findings: list[Finding]) -> str:
    """The text as it could stand; empty where nothing in it is wrong."""
    if not any(one.source == "text" for one in findings):
        return ""
    return rewrite(vacancy.posted_text, findings, wage_parameters(parameters.load(session()), clock.today()))


def _past(one: Review, people: dict[str, str]) -> Past:
    return Past(one.at, str(DONE.get(one.verb, one.verb)), say_by_whom(one.by, people), one.reason)
