"""What is asked at each follow-up, and what an answer means: `scripts.toml` as facts, and the check of answers. Pure.

Answers are texts by question key: the tap that was chosen, a day as `2026-06-01`, yuan as digits, a division's code.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from jobmatch import places
from jobmatch.placements.follow_ups.life import FollowUpKind

_MOST_YUAN = 100_000
"""A month's pay above this is a slip of the finger."""


class Means(StrEnum):
    """What follows from an answer; `consequences.py` says what is done about each."""

    ARRIVED = "arrived"
    NOT_ARRIVED = "not_arrived"
    STILL_THERE = "still_there"
    GONE = "gone"
    WAGE_NOT_PAID = "wage_not_paid"
    PAPERS_KEPT = "papers_kept"
    MONEY_TAKEN = "money_taken"
    LODGING_BAD = "lodging_bad"
    NOT_AS_SAID = "not_as_said"
    PAY_UNCLEAR = "pay_unclear"
    NO_CONTRACT = "no_contract"
    WANTS_CHANGE = "wants_change"
    TRAINING_WISH = "training_wish"
    HOME_CHANGED = "home_changed"
    WISH_CHANGED = "wish_changed"
    FOUND_WORK = "found_work"
    NEEDS_COMPANY = "needs_company"
    NOTHING_OFFERED = "nothing_offered"
    OUT_OF_TOUCH = "out_of_touch"
    CARER_LOST = "carer_lost"
    EARNER_UNABLE = "earner_unable"
    STAYS_AWAY = "stays_away"
    NO_PLAN = "no_plan"


class Kind(StrEnum):
    """How a question is answered."""

    TAP = "tap"
    DAY = "day"
    YUAN = "yuan"
    DIVISION = "division"


class Fault(StrEnum):
    """What is wrong with an answer."""

    MISSING = "missing"
    NOT_ASKED = "not_asked"
    NO_SUCH_TAP = "no_such_tap"
    NO_DAY = "no_day"
    DAY_AHEAD = "day_ahead"
    NO_AMOUNT = "no_amount"
    NO_DIVISION = "no_division"


_SAYS = {
    Fault.MISSING: "please ask this as well",
    Fault.NOT_ASKED: "this is not asked here",
    Fault.NO_SUCH_TAP: "please choose one of the answers that stand there",
    Fault.NO_DAY: "please give a day of the calendar, such as 2026-06-01",
    Fault.DAY_AHEAD: "this day has not come yet; please ask again",
    Fault.NO_AMOUNT: "please give the yuan of one month as a number",
    Fault.NO_DIVISION: "please choose the county or district",
}


class AnswersError(ValueError):
    """The answers are not whole; `question` is which, as it is spoken (None: no question of this script)."""

    def __init__(self, fault: Fault, key: str, question: "Question | None") -> None:
        asked = f"“{question.zh}” ({question.en})" if question is not None else key
        super().__init__(f"{asked}: {_SAYS[fault]}")
        self.fault = fault
        self.key = key
        self.question = question


@dataclass(frozen=True)
class Option:
    """One tap, in both languages, and what it means."""

    tap: str
    zh: str
    en: str
    means: frozenset[Means] = frozenset()


@dataclass(frozen=True)
class Question:
    """One question; `only_if` are the answers, as (question, tap), one of which must have been given before."""

    key: str
    zh: str
    en: str
    kind: Kind = Kind.TAP
    options: tuple[Option, ...] = ()
    only_if: frozenset[tuple[str, str]] = frozenset()

    def is_asked(self, answers: Mapping[str, str]) -> bool:
        """Whether the answers given so far lead to this question."""
        return not self.only_if or bool(self.only_if & set(answers.items()))

    def can_mean(self, word: Means) -> bool:
        """Whether some answer to it means this."""
        return any(word in option.means for option in self.options)


@dataclass(frozen=True)
class Script:
    """The questions of one kind of follow-up in their order; the last two are asked of who is no longer at work.

    `well` are the taps of somebody with whom all is well, by question; empty where nothing is so usual.
    """

    kind: FollowUpKind
    zh: str
    en: str
    questions: tuple[Question, ...]
    well: Mapping[str, str]


@dataclass(frozen=True)
class Said:
    """What checked answers come to: the taps and values by question key, and what they mean together."""

    answers: Mapping[str, str]
    means: frozenset[Means]

    def day(self, key: str) -> date:
        """The day that was given; raises KeyError where it was not asked."""
        return date.fromisoformat(self.answers[key])


@cache
def scripts() -> Mapping[FollowUpKind, Script]:
    """Every script by kind."""
    table = _table()
    gone = tuple(_question(row, {("there", "no")}) for row in table["gone"])
    return {
        FollowUpKind(kind): Script(
            FollowUpKind(kind), entry["zh"], entry["en"], tuple(_with(gone, entry["questions"])), entry.get("well", {})
        )
        for kind, entry in table["script"].items()
    }


def for_neighbours(name: str) -> tuple[str, str]:
    """What may be said to a neighbour or relative of somebody who cannot be reached, in Chinese and in English.

    It says that somebody asks after them, and nothing of why.
    """
    words = _table()["neighbours"]
    return words["zh"].format(name=name), words["en"].format(name=name)


def to_take_up(word: Means) -> tuple[str, str]:
    """What somebody has to take up, in Chinese and in English; raises KeyError for a word that asks for nothing."""
    words = _table()["to_take_up"][word]
    return words["zh"], words["en"]


def said(kind: FollowUpKind, answers: Mapping[str, str], on: date) -> Said:
    """The answers of a talk that took place on a day, checked against the script; raises AnswersError.

    Every question that the answers lead to must be answered, and no other.
    """
    script = scripts()[kind]
    asked = [question for question in script.questions if question.is_asked(answers)]
    for question in asked:
        if not answers.get(question.key, "").strip():
            raise AnswersError(Fault.MISSING, question.key, question)
    known = {question.key: question for question in script.questions}
    for key in answers:
        if key not in {question.key for question in asked}:
            raise AnswersError(Fault.NOT_ASKED, key, known.get(key))
    means = frozenset(word for question in asked for word in _means(question, answers[question.key].strip(), on))
    return Said({question.key: answers[question.key].strip() for question in asked}, means)


def _means(question: Question, given: str, on: date) -> frozenset[Means]:
    """What one answer means; raises AnswersError for what is no answer to it."""
    if question.kind is Kind.TAP:
        for option in question.options:
            if option.tap == given:
                return option.means
        raise AnswersError(Fault.NO_SUCH_TAP, question.key, question)
    if question.kind is Kind.YUAN and not _is_pay(given):
        raise AnswersError(Fault.NO_AMOUNT, question.key, question)
    if question.kind is Kind.DIVISION and not places.is_division(given):
        raise AnswersError(Fault.NO_DIVISION, question.key, question)
    if question.kind is Kind.DAY:
        _require_day(question, given, on)
    return frozenset()


def _require_day(question: Question, given: str, on: date) -> None:
    """Plans lie ahead, and what has happened does not."""
    try:
        day = date.fromisoformat(given)
    except ValueError as error:
        raise AnswersError(Fault.NO_DAY, question.key, question) from error
    if day > on and question.key != "leaves_on":
        raise AnswersError(Fault.DAY_AHEAD, question.key, question)


def _is_pay(given: str) -> bool:
    try:
        yuan = Decimal(given)
    except InvalidOperation:
        return False
    return yuan.is_finite() and 0 < yuan <= _MOST_YUAN


def _with(gone: tuple[Question, ...], rows: list[dict[str, Any]]) -> Iterator[Question]:
    questions = [_question(row) for row in rows]
    yield from questions
    if any(question.can_mean(Means.GONE) for question in questions):
        yield from gone


def _question(row: Mapping[str, Any], only_if: set[tuple[str, str]] | None = None) -> Question:
    pairs = (after.partition("=") for after in row.get("only_if", ()))
    return Question(
        key=row["key"],
        zh=row["zh"],
        en=row["en"],
        kind=Kind(row.get("kind", Kind.TAP)),
        options=tuple(
            Option(one["tap"], one["zh"], one["en"], frozenset(Means(word) for word in one.get("means", ())))
            for one in row.get("options", ())
        ),
        only_if=frozenset(only_if or {(key, tap) for key, _, tap in pairs}),
    )


@cache
def _table() -> dict[str, Any]:
    text = files(__package__).joinpath("scripts.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
