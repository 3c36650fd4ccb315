"""Titles that nobody has said the meaning of: one tap on an occupation, and every post with that title has it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, literal, or_, select

from desk.language import say as _
from desk.language import say_either
from desk.listing import Column, Listing, answer, place
from desk.printable import printable
from desk.queues.blueprint import AT_ONCE, ROW, pages
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.households import names
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.listing import titles as verbs
from jobmatch.vacancies.listing.model import TitleQuestion
from jobmatch.vacancies.listing.repeats import title_key
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.web import current_actor, permission, session, undo

LONGEST = 60
MOST_NAMED = 3


@dataclass(frozen=True)
class Line:
    """One title: since when it waits, what is asked, what it may mean, and which employers' posts wait for it."""

    id: int
    title: str
    asked_on: date
    question: str
    proposals: Sequence[str]
    employers: Sequence[str]
    posts: int


_COLUMNS: Sequence[Column[Line]] = (
    Column("title", _l("岗位名字"), lambda line: line.title, TitleQuestion.title_pinyin),
    Column("asked", _l("哪天起等的"), lambda line: line.asked_on, TitleQuestion.asked_on),
    Column("proposals", _l("像是"), lambda line: "、".join(line.proposals)),
    Column("employers", _l("单位"), lambda line: "、".join(line.employers)),
    Column("posts", _l("等着的岗位"), lambda line: line.posts),
)


@pages.get("/titles")
@permission(Permission.REVIEW_VACANCY)
def titles() -> ResponseReturnValue:
    """What waits, longest first, or what of it what was typed may mean."""
    return _page()


@pages.post(f"/titles/{ROW}")
@permission(Permission.REVIEW_VACANCY)
def name_title(row_id: int) -> ResponseReturnValue:
    """The title means this occupation from today on; what is no occupation is asked again with what was typed."""
    question = session().get(TitleQuestion, row_id)
    if question is None:
        abort(404)
    if question.occupation is not None:
        return redirect(url_for("queues.titles", **place()), 303)  # a second click, or a colleague was quicker
    given = request.form.get("occupation", "").strip()[:LONGEST]
    try:
        posts = verbs.answer(session(), question.title, given, clock.today(), clock.now(), current_actor())
    except verbs.NoSuchOccupationError:
        undo()
        return make_response(_page(wrong=row_id, given=given), 422)
    words = _(
        "“%(title)s”是%(what)s，记下了。%(n)s个岗位跟着改了。", title=question.title, what=question.occupation, n=posts
    )
    say_done(words, url_for("queues.take_back_title", row_id=row_id))
    return redirect(url_for("queues.titles", **place()), 303)


@pages.post(f"/titles/{ROW}/take-back")
@permission(Permission.REVIEW_VACANCY)
def take_back_title(row_id: int) -> ResponseReturnValue:
    """It was the wrong button: the title waits again."""
    verbs.take_back(session(), row_id, clock.now(), current_actor())
    say_done(_("撤回了，这个名字还等着说。"))
    return redirect(url_for("queues.titles"), 303)


def _page(wrong: int = 0, given: str = "") -> ResponseReturnValue:
    typed = printable(request.args.get("q", ""), LONGEST)
    query = verbs.unanswered()
    listing = Listing(
        "unknown-titles", _l("不认得的岗位名字"), query.where(_meant(typed)) if typed else query, _lines, _COLUMNS,
        first=(TitleQuestion.asked_on,), last=TitleQuestion.id, at_once=AT_ONCE, path=url_for("queues.titles"),
    )  # fmt: skip
    return answer(
        listing, "queues/titles.html", wrong=wrong, given=given, longest=LONGEST, typed=typed, place=place()
    )  # fmt: skip


def _meant(typed: str) -> ColumnElement[bool]:
    """The titles that hold what was typed, or whose syllables begin, somewhere in them, with its letters."""
    ways = [TitleQuestion.title.icontains(typed, autoescape=True)]
    if typed.isascii() and typed.isalpha():
        spelled = func.replace(TitleQuestion.title_pinyin, " ", "").contains(typed.lower())
        letters = (literal(" ") + TitleQuestion.title_pinyin).like(f"% {names.initials_like(typed)}")
        ways += [spelled, letters]
    return or_(*ways)


def _lines(rows: Sequence[Any]) -> list[Line]:
    questions: list[TitleQuestion] = [row[0] for row in rows]
    from_whom = _from_whom({one.title_key for one in questions})
    return [_line(one, from_whom.get(one.title_key, [])) for one in questions]


def _line(one: TitleQuestion, employers: list[str]) -> Line:
    reading = Vocabulary.load().read(one.title)
    named = list(dict.fromkeys(employers))
    return Line(
        one.id, one.title, one.asked_on, say_either(reading.question_zh, reading.question_en),
        tuple(option.name for option in reading.options), named[:MOST_NAMED], len(employers),
    )  # fmt: skip


def _from_whom(keys: set[str]) -> dict[str, list[str]]:
    """The employers whose posts wait for a title, once for each post, by the title's key."""
    found: dict[str, list[str]] = defaultdict(list)
    waiting = (
        select(Vacancy.title, Employer.name)
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(Vacancy.occupation.is_(None))
        .order_by(Vacancy.id)
    )
    for title, employer in session().execute(waiting):
        key = title_key(title)[: verbs.LONGEST]
        if key in keys:
            found[key].append(employer)
    return found
