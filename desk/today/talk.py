"""One talk: its questions as they are spoken, what to do where nobody answers, and what was done because of them.

Which answers belong together the program says: what was ticked under a question that is not asked is left out.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.language import say as _
from desk.language import say_either
from desk.today.blueprint import LONGEST_QUESTION, LONGEST_WORDS, ROW, pages, written
from desk.today.outcome import outcome
from desk.today.rows import is_rung, missed_days, was_missed_on
from desk.today.whom import read
from desk.today.words import say_to_take_up
from jobmatch import clock, flow
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.model import Household
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import help_asked
from jobmatch.placements.follow_ups import service
from jobmatch.placements.follow_ups.life import WAITING, WAYS, FollowUpKind, FollowUpState, Way
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import (
    AnswersError,
    Fault,
    Kind,
    Question,
    Script,
    for_neighbours,
    scripts,
)
from jobmatch.placements.leaving import LastDayError
from jobmatch.placements.model import Referral
from jobmatch.placements.starting import FirstDayError
from jobmatch.placements.zero_clock.lists import working_since
from jobmatch.places import read_place
from jobmatch.settings import settings
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session, undo

_COUNTY = 6


@dataclass(frozen=True)
class Asked:
    """One question on the page: as it is spoken, when it is asked, its taps, what was answered, and what is wrong."""

    key: str
    words: str
    kind: Kind
    taps: list[tuple[str, str]]
    only_if: str
    hint: str
    given: str
    wrong: str


@dataclass(frozen=True)
class Wrong:
    """What has to be asked again: at which question, in which words."""

    key: str
    words: str


@pages.get(f"/talks/{ROW}")
@permission(Permission.FOLLOW_UP)
def talk(row_id: int) -> ResponseReturnValue:
    """The script; of a talk that is over what was done because of it."""
    return _page(_row(row_id), {}, None)


@pages.post(f"/talks/{ROW}")
@permission(Permission.FOLLOW_UP)
def answer(row_id: int) -> ResponseReturnValue:
    """Somebody was asked; the question that is missing is asked again and nothing that was ticked is lost."""
    row = _row(row_id)
    script = scripts()[row.kind]
    given = {question.key: written(question.key) for question in script.questions}
    try:
        way = _way(row)
        flow.follow_up(session(), row.id, _answers(script, given), way, clock.now(), current_actor())
    except (AnswersError, FirstDayError, LastDayError) as error:
        undo()  # the talk had been moved before the verb said no
        return _page(_row(row_id), given, _wrong(error)), 422
    except IllegalMoveError:
        undo()  # a colleague was quicker: the page says how it stands
    return redirect(url_for("today.talk", row_id=row_id), 303)


@pages.post(f"/talks/{ROW}/ask")
@permission(Permission.FOLLOW_UP)
def ask_for_help(row_id: int) -> ResponseReturnValue:
    """What cannot be solved goes to whoever answers for the site; the talk goes on, and what was ticked is kept."""
    row = _row(row_id)
    given = {question.key: written(question.key) for question in scripts()[row.kind].questions}
    question = written("question", LONGEST_QUESTION)
    try:
        asked = help_asked.ask(session(), row.household_id, question, clock.now(), current_actor())
    except help_asked.NoWordsError:
        return _page(row, given, Wrong("question", _("写一句难在哪里，负责人才晓得帮哪样。"))), 422
    if asked.question != question:
        wrong = Wrong("question", _("已经有一件交上去了，等负责人答了再写新的。"))
        return _page(row, given, wrong, question), 409
    return _page(row, given, None)


@pages.post(f"/talks/{ROW}/missed")
@permission(Permission.FOLLOW_UP)
def missed(row_id: int) -> ResponseReturnValue:
    """Nobody answered."""
    try:
        service.miss(session(), _row(row_id).id, current_actor(), clock.now())
    except service.WrongWayError:
        abort(400)
    except IllegalMoveError:
        pass  # it is three days already, or a colleague has heard
    return redirect(url_for("today.talk", row_id=row_id), 303)


@pages.post(f"/talks/{ROW}/go-there")
@permission(Permission.FOLLOW_UP)
def go_there(row_id: int) -> ResponseReturnValue:
    """Neighbours could not say: somebody goes there."""
    with suppress(IllegalMoveError):  # somebody is on the way, or has been there
        service.send_there(session(), _row(row_id).id, current_actor(), clock.now())
    return redirect(url_for("today.talk", row_id=row_id), 303)


def _row(row_id: int) -> FollowUp:
    row = session().get(FollowUp, row_id)
    if row is None:
        abort(404)
    area.require_household(session(), session().get_one(Household, row.household_id), clock.today(), current_actor())
    return row


def _page(row: FollowUp, given: Mapping[str, str], wrong: Wrong | None, question: str = "") -> str:
    about = (row.household_id, row.person_id)
    who = read({about}, f"follow_up:{row.id}").get(about)
    if who is None:
        abort(404)
    today, script = clock.today(), scripts()[row.kind]
    post = None
    if row.referral_id is not None:
        post = session().get_one(Vacancy, session().get_one(Referral, row.referral_id).vacancy_id)
    waits = row.state in WAITING
    return render_template(
        "today/talk.html", row=row, who=who, title=say_either(script.zh, script.en), post=post, waits=waits,
        works_since=working_since(session(), {row.household_id}).get(row.household_id)
        if row.kind is FollowUpKind.ZERO
        else None,
        because=say_to_take_up(row.because), late=(today - row.due_on).days if waits else 0, rung=is_rung(row),
        missed=missed_days(row), missed_today=was_missed_on(row, today),
        may_miss=row.state is FollowUpState.DUE and Way.CALL in WAYS[row.kind],
        unreached=row.state is FollowUpState.UNREACHED, going=row.state is FollowUpState.TO_VISIT,
        neighbours=say_either(*for_neighbours(who.name)), questions=_questions(script, given, wrong), wrong=wrong,
        ways=_ways(row), today=today, opening=uuid4(), done=outcome(row) if row.state is FollowUpState.DONE else None,
        longest=LONGEST_WORDS, help=help_asked.newest_of(session(), row.household_id), question=question,
        longest_question=LONGEST_QUESTION,
    )  # fmt: skip


def _ways(row: FollowUp) -> list[tuple[str, str, bool]]:
    """How it may be asked, in words; the one that lies nearest is chosen."""
    words = {
        Way.CALL: _("打电话"), Way.VISIT: _("上门"), Way.COUNTER: _("在窗口"), Way.RETURN_POINT: _("在返乡登记点")
    }  # fmt: skip
    may = [way for way in words if way in WAYS[row.kind]]
    chosen = Way.CALL if is_rung(row) else Way.VISIT
    said = request.form.get("way", "")
    return [(way.value, words[way], way == (said or chosen)) for way in may]


def _way(row: FollowUp) -> Way:
    said = request.form.get("way", "")
    if said not in WAYS[row.kind]:
        abort(400)
    return Way(said)


def _questions(script: Script, given: Mapping[str, str], wrong: Wrong | None) -> list[Asked]:
    return [
        Asked(
            one.key, say_either(one.zh, one.en), one.kind,
            [(option.tap, say_either(option.zh, option.en)) for option in one.options],
            " ".join(sorted(f"{key}={tap}" for key, tap in one.only_if)), _hint(script, one),
            given.get(one.key, ""), wrong.words if wrong is not None and wrong.key == one.key else "",
        )
        for one in script.questions
    ]  # fmt: skip


def _hint(script: Script, question: Question) -> str:
    """After which answers a question is asked, for whoever reads the page as it is."""
    after = [
        say_either(option.zh, option.en)
        for earlier in script.questions
        for option in earlier.options
        if (earlier.key, option.tap) in question.only_if
    ]
    return _("上面答“%(answers)s”才问", answers=_("”或者“").join(after)) if after else ""


def _answers(script: Script, given: Mapping[str, str]) -> dict[str, str]:
    """What was answered to the questions that are asked after these answers, in their order."""
    kept: dict[str, str] = {}
    for question in script.questions:
        said = given[question.key]
        if said and question.is_asked(kept):
            kept[question.key] = _county(said) if question.kind is Kind.DIVISION else said
    return kept


def _county(said: str) -> str:
    """The division that somebody names, to the county; what names none stays as it is and is asked again."""
    division = read_place(said, settings().home_division).division
    return division[:_COUNTY] if division is not None else said


def _wrong(error: Exception) -> Wrong:
    if isinstance(error, FirstDayError):
        return Wrong("first_day", _("这一天不对：还没到，或者比说要他的那天早太多。再问一下。"))
    if isinstance(error, LastDayError):
        return Wrong("last_day", _("这一天不对：还没到，或者比上班第一天还早。再问一下。"))
    assert isinstance(error, AnswersError)
    words = {
        Fault.MISSING: _("这一题还没答，问一下。"),
        Fault.NOT_ASKED: _("这一题这回不用答。"),
        Fault.NO_SUCH_TAP: _("从下面的答案里点一个。"),
        Fault.NO_DAY: _("这一天没看懂，再选一下。"),
        Fault.DAY_AHEAD: _("这一天还没到，再问一下。"),
        Fault.NO_AMOUNT: _("写一个月多少元，只写数字，比如 3200。"),
        Fault.NO_DIVISION: _("没看懂是哪里。写到县、区，前面带上市，比如“广州市白云区”。"),
    }
    return Wrong(error.key, words[error.fault])
