"""The questions of a talk as the page asks them, the answers that a form brings, and what has to be asked again.

Which answers belong together the program says: what was ticked under a question that is not asked is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desk.language import say as _
from desk.language import say_either
from desk.today.blueprint import written
from jobmatch.placements.follow_ups.scripts import AnswersError, Fault, Kind, Question, Script
from jobmatch.placements.leaving import LastDayError
from jobmatch.placements.starting import FirstDayError
from jobmatch.places import read_place
from jobmatch.settings import settings

_COUNTY = 6


@dataclass(frozen=True)
class Asked:
    """One question on the page: as it is spoken, when it is asked, its taps, what was answered, and what is wrong.

    `well` is the tap of somebody with whom all is well.
    """

    key: str
    words: str
    kind: Kind
    taps: list[tuple[str, str]]
    only_if: str
    hint: str
    given: str
    wrong: str
    well: str


@dataclass(frozen=True)
class Wrong:
    """What has to be asked again: at which question, in which words."""

    key: str
    words: str


def given_to(script: Script) -> dict[str, str]:
    """What the form says to each question of a script; "" where nothing was answered."""
    return {question.key: written(question.key) for question in script.questions}


def all_well(script: Script, given: Mapping[str, str]) -> dict[str, str]:
    """The same, with what is well wherever nothing was answered; what has to be typed stays open."""
    return {key: said or script.well.get(key, "") for key, said in given.items()}


def questions(script: Script, given: Mapping[str, str], wrong: Wrong | None) -> list[Asked]:
    """The questions of a script with what was answered to them."""
    return [
        Asked(
            one.key, say_either(one.zh, one.en), one.kind,
            [(option.tap, say_either(option.zh, option.en)) for option in one.options],
            " ".join(sorted(f"{key}={tap}" for key, tap in one.only_if)), _hint(script, one),
            given.get(one.key, ""), wrong.words if wrong is not None and wrong.key == one.key else "",
            script.well.get(one.key, ""),
        )
        for one in script.questions
    ]  # fmt: skip


def told_apart(script: Script, mine: Mapping[str, str], stands: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Where two sets of answers differ: the question, what one says and what the other, in words."""
    return [
        (say_either(one.zh, one.en), _in_words(one, mine.get(one.key, "")), _in_words(one, stands.get(one.key, "")))
        for one in script.questions
        if mine.get(one.key, "") != stands.get(one.key, "")
    ]


def answers(script: Script, given: Mapping[str, str]) -> dict[str, str]:
    """What was answered to the questions that are asked after these answers, in their order."""
    kept: dict[str, str] = {}
    for question in script.questions:
        said = given[question.key]
        if said and question.is_asked(kept):
            kept[question.key] = _county(said) if question.kind is Kind.DIVISION else said
    return kept


def wrong_in(error: Exception) -> Wrong:
    """What an error of the verb says, in words for the page."""
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


def _in_words(question: Question, said: str) -> str:
    """An answer as the page speaks it; a day, a number and a place stand as they were written."""
    return next((say_either(one.zh, one.en) for one in question.options if one.tap == said), said)


def _hint(script: Script, question: Question) -> str:
    """After which answers a question is asked, for whoever reads the page as it is."""
    after = [
        say_either(option.zh, option.en)
        for earlier in script.questions
        for option in earlier.options
        if (earlier.key, option.tap) in question.only_if
    ]
    return _("上面答“%(answers)s”才问", answers=_("”或者“").join(after)) if after else ""


def _county(said: str) -> str:
    """The division that somebody names, to the county; what names none stays as it is and is asked again."""
    division = read_place(said, settings().home_division).division
    return division[:_COUNTY] if division is not None else said
