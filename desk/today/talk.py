"""One talk: its questions as they are spoken, what to do where nobody answers, and what was done because of them.

What was said beside the questions is kept in words, for those who serve the family.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from desk.language import say as _
from desk.language import say_either
from desk.today.asked import Wrong, all_well, answers, given_to, questions, told_apart, wrong_in
from desk.today.blueprint import LONGEST_QUESTION, LONGEST_WORDS, ROW, pages, written
from desk.today.outcome import outcome
from desk.today.rows import is_rung, missed_days, was_missed_on
from desk.today.whom import Whom, names_of, read
from desk.today.words import SERVICES, say_to_take_up
from desk.undoing import say_done
from jobmatch import clock, flow
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.households.model import Household
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements import help_asked
from jobmatch.placements.follow_ups import service
from jobmatch.placements.follow_ups.life import WAITING, WAYS, FollowUpKind, FollowUpState, Way
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import AnswersError, for_neighbours, scripts
from jobmatch.placements.leaving import LastDayError
from jobmatch.placements.model import Referral
from jobmatch.placements.starting import FirstDayError
from jobmatch.placements.zero_clock.lists import working_since
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import current_actor, permission, session, undo

LONGEST_SAID = 500


@dataclass(frozen=True)
class Typed:
    """What a form of the page brought: answers, words, a question; what is wrong; whether it came too late."""

    given: Mapping[str, str] = field(default_factory=dict)
    said: str = ""
    question: str = ""
    wrong: Wrong | None = None
    too_late: bool = False


@pages.get(f"/talks/{ROW}")
@permission(Permission.FOLLOW_UP)
def talk(row_id: int) -> ResponseReturnValue:
    """The script; of a talk that is over what was done because of it."""
    return _page(row_of(row_id), Typed())


@pages.post(f"/talks/{ROW}")
@permission(Permission.FOLLOW_UP)
def answer(row_id: int) -> ResponseReturnValue:
    """Somebody was asked; the question that is missing is asked again and nothing that was ticked is lost."""
    row = row_of(row_id)
    script = scripts()[row.kind]
    given, said, now = given_to(script), written("said", LONGEST_SAID), clock.now()
    try:
        way = _way(row)
        flow.follow_up(session(), row.id, answers(script, given), said, way, now, current_actor())
    except (AnswersError, FirstDayError, LastDayError) as error:
        undo()  # the talk had been moved before the verb said no
        return _page(row_of(row_id), Typed(given, said, wrong=wrong_in(error))), 422
    except IllegalMoveError:
        undo()  # a colleague was quicker: the page says how it stands, and what was written here stays to be read
        return _page(row_of(row_id), Typed(given, said, too_late=True)), 409
    return redirect(url_for("today.talk", row_id=row_id), 303)


@pages.post(f"/talks/{ROW}/well")
@permission(Permission.FOLLOW_UP)
def well(row_id: int) -> ResponseReturnValue:
    """All is well: what was not answered is ticked so, to be looked at and sent; nothing is written down yet."""
    row = row_of(row_id)
    script = scripts()[row.kind]
    return _page(row, Typed(all_well(script, given_to(script)), written("said", LONGEST_SAID)))


@pages.post(f"/talks/{ROW}/note")
@permission(Permission.FOLLOW_UP)
def note(row_id: int) -> ResponseReturnValue:
    """What was said at a talk that is over, remembered later or written in another window."""
    words = written("said", LONGEST_SAID)
    with suppress(IllegalMoveError):  # it was not held: its page asks first
        service.note(session(), row_of(row_id).id, words, current_actor(), clock.now())
        say_done(_("记下了，写在这一家的经过里。") if words else _("没有写，就没有记。"))
    return redirect(url_for("today.talk", row_id=row_id, _anchor="said"), 303)


@pages.post(f"/talks/{ROW}/ask")
@permission(Permission.FOLLOW_UP)
def ask_for_help(row_id: int) -> ResponseReturnValue:
    """What cannot be solved goes to whoever answers for the site; the talk goes on, and what was ticked is kept."""
    row = row_of(row_id)
    given, said = given_to(scripts()[row.kind]), written("said", LONGEST_SAID)
    question = written("question", LONGEST_QUESTION)
    try:
        asked = help_asked.ask(session(), row.household_id, question, clock.now(), current_actor())
    except help_asked.NoWordsError:
        wrong = Wrong("question", _("写一句难在哪里，负责人才晓得帮哪样。"))
        return _page(row, Typed(given, said, wrong=wrong)), 422
    if asked.question != question:
        wrong = Wrong("question", _("已经有一件交上去了，等负责人答了再写新的。"))
        return _page(row, Typed(given, said, question, wrong)), 409
    return go_on(row, "help")


@pages.post(f"/talks/{ROW}/missed")
@permission(Permission.FOLLOW_UP)
def missed(row_id: int) -> ResponseReturnValue:
    """Nobody answered."""
    try:
        service.miss(session(), row_of(row_id).id, current_actor(), clock.now())
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
        service.send_there(session(), row_of(row_id).id, current_actor(), clock.now())
    return redirect(url_for("today.talk", row_id=row_id), 303)


def row_of(row_id: int) -> FollowUp:
    """A talk with a household that whoever asks may see."""
    row = session().get(FollowUp, row_id)
    if row is None:
        abort(404)
    area.require_household(session(), session().get_one(Household, row.household_id), clock.today(), current_actor())
    return row


def go_on(row: FollowUp, anchor: str) -> ResponseReturnValue:
    """Back to the talk after something that was done by the way, with everything that its form brought still in it.

    A browser that keeps what was typed says so, and is led to the page; another is shown it as the answer.
    """
    if row.state in WAITING and request.form.get("kept") != "yes":
        return _page(row, Typed(given_to(scripts()[row.kind]), written("said", LONGEST_SAID)))
    return redirect(url_for("today.talk", row_id=row.id, _anchor=anchor), 303)


def _page(row: FollowUp, typed: Typed) -> str:
    about = (row.household_id, row.person_id)
    who = read({about}, f"follow_up:{row.id}").get(about)
    if who is None:
        abort(404)
    today, script = clock.today(), scripts()[row.kind]
    post = None
    if row.referral_id is not None:
        post = session().get_one(Vacancy, session().get_one(Referral, row.referral_id).vacancy_id)
    waits = row.state in WAITING
    works_since = None
    if row.kind is FollowUpKind.ZERO:
        works_since = working_since(session(), {row.household_id}).get(row.household_id)
    return render_template(
        "today/talk.html", row=row, who=who, title=say_either(script.zh, script.en), post=post, waits=waits,
        works_since=works_since,
        because=say_to_take_up(row.because), late=(today - row.due_on).days if waits else 0, rung=is_rung(row),
        missed=missed_days(row), missed_today=was_missed_on(row, today),
        may_miss=row.state is FollowUpState.DUE and Way.CALL in WAYS[row.kind],
        unreached=row.state is FollowUpState.UNREACHED, going=row.state is FollowUpState.TO_VISIT,
        neighbours=say_either(*for_neighbours(who.name)), typed=typed, wrong=typed.wrong,
        questions=questions(script, typed.given, typed.wrong), may_be_well=bool(script.well), ways=_ways(row),
        today=today, opening=uuid4(), done=outcome(row) if row.state is FollowUpState.DONE else None,
        other_answers=told_apart(script, typed.given, row.answers or {}) if typed.too_late else (),
        longest=LONGEST_WORDS, longest_said=LONGEST_SAID, longest_question=LONGEST_QUESTION,
        help=help_asked.newest_of(session(), row.household_id), services=SERVICES, to_give=_to_give(row, who),
    )  # fmt: skip


def _to_give(row: FollowUp, who: Whom) -> Sequence[tuple[str, str, bool]]:
    """To whom a service may be given here, and who is meant first: who is asked, or one of a family that is."""
    names = names_of(row.household_id) if row.person_id is None else {str(who.person_id): who.name}
    return [(key, name, key == str(who.person_id)) for key, name in names.items()]


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
