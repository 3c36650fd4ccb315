"""Titles that nobody has said the meaning of: one tap on an occupation, and every post with that title has it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from desk.language import say as _
from desk.language import say_either
from desk.queues.blueprint import AT_ONCE, ROW, paged, pages
from desk.undoing import say_done
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.vacancies.listing import titles as verbs
from jobmatch.vacancies.listing.model import TitleQuestion
from jobmatch.vacancies.listing.repeats import title_key
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.web import current_actor, permission, session, undo

LONGEST = 60
MOST_NAMED = 3


@dataclass(frozen=True)
class Row:
    """One title: since when it waits, what is asked, what it may mean, and which employers' posts wait for it."""

    id: int
    title: str
    asked_on: date
    question: str
    proposals: Sequence[str]
    employers: Sequence[str]
    posts: int


@pages.get("/titles")
@permission(Permission.REVIEW_VACANCY)
def titles() -> ResponseReturnValue:
    """What waits, longest first."""
    return _page()


@pages.post(f"/titles/{ROW}")
@permission(Permission.REVIEW_VACANCY)
def name_title(row_id: int) -> ResponseReturnValue:
    """The title means this occupation from today on; what is no occupation is asked again with what was typed."""
    question = session().get(TitleQuestion, row_id)
    if question is None:
        abort(404)
    if question.occupation is not None:
        return redirect(url_for("queues.titles"), 303)  # a second click, or a colleague was quicker
    given = request.form.get("occupation", "").strip()[:LONGEST]
    try:
        posts = verbs.answer(session(), question.title, given, clock.today(), clock.now(), current_actor())
    except verbs.NoSuchOccupationError:
        undo()
        return _page(wrong=row_id, given=given), 422
    words = _(
        "“%(title)s”是%(what)s，记下了。%(n)s个岗位跟着改了。", title=question.title, what=question.occupation, n=posts
    )
    say_done(words, url_for("queues.take_back_title", row_id=row_id))
    return redirect(url_for("queues.titles"), 303)


@pages.post(f"/titles/{ROW}/take-back")
@permission(Permission.REVIEW_VACANCY)
def take_back_title(row_id: int) -> ResponseReturnValue:
    """It was the wrong button: the title waits again."""
    verbs.take_back(session(), row_id, clock.now(), current_actor())
    say_done(_("撤回了，这个名字还等着说。"))
    return redirect(url_for("queues.titles"), 303)


def _page(wrong: int = 0, given: str = "") -> str:
    query = verbs.unanswered()
    page = paged(session().scalar(select(func.count()).select_from(query.subquery())) or 0)
    found = session().scalars(
        query.order_by(TitleQuestion.asked_on, TitleQuestion.id).limit(AT_ONCE).offset(page.skipped)
    ).all()  # fmt: skip
    from_whom = _from_whom({one.title_key for one in found})
    return render_template(
        "queues/titles.html", rows=[_row(one, from_whom.get(one.title_key, [])) for one in found], paged=page,
        wrong=wrong, given=given, longest=LONGEST,
    )  # fmt: skip


def _row(one: TitleQuestion, employers: list[str]) -> Row:
    reading = Vocabulary.load().read(one.title)
    names = list(dict.fromkeys(employers))
    return Row(
        one.id, one.title, one.asked_on, say_either(reading.question_zh, reading.question_en),
        tuple(option.name for option in reading.options), names[:MOST_NAMED], len(employers),
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
