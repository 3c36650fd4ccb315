"""The questions as they are asked, and what comes of the answers."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from jobmatch.placements.follow_ups.consequences import TO_TAKE_UP
from jobmatch.placements.follow_ups.life import FollowUpKind
from jobmatch.placements.follow_ups.scripts import (
    AnswersError,
    Fault,
    Kind,
    Means,
    for_neighbours,
    said,
    scripts,
    to_take_up,
)
from jobmatch.placements.referral import LeaveReason

TODAY = date(2026, 6, 8)
VALUES = {Kind.DAY: "2026-06-01", Kind.YUAN: "3200", Kind.DIVISION: "440604"}
WEEK = {"there": "yes", "used_to_it": "yes", "pay_clear": "yes", "contract": "yes", "taken": "no"}


def ways_through(kind: FollowUpKind) -> Iterator[Mapping[str, str]]:
    """Every set of answers that a script lets pass."""

    def go_on(at: int, answers: dict[str, str]) -> Iterator[Mapping[str, str]]:
        questions = scripts()[kind].questions
        if at == len(questions):
            yield answers
            return
        question = questions[at]
        if not question.is_asked(answers):
            yield from go_on(at + 1, answers)
            return
        for given in [one.tap for one in question.options] or [VALUES[question.kind]]:
            yield from go_on(at + 1, {**answers, question.key: given})

    yield from go_on(0, {})


@pytest.mark.parametrize("kind", FollowUpKind)
def test_every_kind_has_a_script_of_at_most_five_questions_whichever_way_it_goes(kind: FollowUpKind) -> None:
    for answers in ways_through(kind):
        assert 1 <= len(answers) <= 5
        assert said(kind, answers, TODAY).answers == answers


@pytest.mark.parametrize("kind", [kind for kind in FollowUpKind if scripts()[kind].well])
def test_what_is_well_is_a_way_through_after_which_nobody_has_anything_to_do(kind: FollowUpKind) -> None:
    well = dict(scripts()[kind].well)
    for question in scripts()[kind].questions:
        if question.kind is not Kind.TAP and question.is_asked(well):
            well[question.key] = VALUES[question.kind]
    assert said(kind, well, TODAY).means <= {Means.ARRIVED, Means.STILL_THERE}


@pytest.mark.parametrize("kind", FollowUpKind)
def test_questions_are_answered_by_two_to_four_taps_in_both_languages(kind: FollowUpKind) -> None:
    for question in scripts()[kind].questions:
        taps = [one.tap for one in question.options]
        assert len(set(taps)) == len(taps)
        if question.key == "reason":
            assert taps == [reason.value for reason in LeaveReason]
        else:
            assert (2 <= len(taps) <= 4) if question.kind is Kind.TAP else not taps or question.key == "done"
        assert all(re.search("[一-鿿]", zh) for zh in (question.zh, *(one.zh for one in question.options)))
        assert not any(re.search("[一-鿿]", en) for en in (question.en, *(one.en for one in question.options)))


def test_every_word_is_meant_by_some_answer() -> None:
    meant = {word for one in scripts().values() for q in one.questions for option in q.options for word in option.means}
    assert meant == set(Means)


def test_what_has_to_be_taken_up_is_told_in_both_languages() -> None:
    for word in Means:
        if word in TO_TAKE_UP:
            zh, en = to_take_up(word)
            assert zh
            assert en
        else:
            with pytest.raises(KeyError):
                to_take_up(word)


def test_a_missing_answer_says_which_question_is_missing() -> None:
    with pytest.raises(AnswersError, match="有没有收你的身份证") as caught:
        said(FollowUpKind.WORK_DAY_7, {**WEEK, "taken": " "}, TODAY)
    assert (caught.value.fault, caught.value.key) == (Fault.MISSING, "taken")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"taken": "perhaps"}, Fault.NO_SUCH_TAP),
        ({"weather": "fine"}, Fault.NOT_ASKED),
        ({"reason": "Q1"}, Fault.NOT_ASKED),
        ({"there": "no"}, Fault.MISSING),
    ],
)
def test_what_does_not_belong_to_the_script_is_refused(changed: Mapping[str, str], fault: Fault) -> None:
    with pytest.raises(AnswersError) as caught:
        said(FollowUpKind.WORK_DAY_7, {**WEEK, **changed}, TODAY)
    assert caught.value.fault is fault


@pytest.mark.parametrize(
    ("last_day", "fault"), [("yesterday", Fault.NO_DAY), ("2026-06-31", Fault.NO_DAY), ("2026-06-09", Fault.DAY_AHEAD)]
)
def test_who_has_left_is_asked_for_a_day_that_has_come(last_day: str, fault: Fault) -> None:
    with pytest.raises(AnswersError) as caught:
        said(FollowUpKind.WORK_DAY_7, {"there": "no", "last_day": last_day, "reason": "Q7"}, TODAY)
    assert caught.value.fault is fault


@pytest.mark.parametrize("yuan", ["much", "-1", "0", "NaN", "1e9", "100001"])
def test_a_wage_is_a_number_of_yuan_that_somebody_could_earn(yuan: str) -> None:
    answers = {"there": "yes", "paid": "yes", "yuan": yuan, "cared_for": "yes", "change": "no"}
    with pytest.raises(AnswersError) as caught:
        said(FollowUpKind.WORK_DAY_30, answers, TODAY)
    assert caught.value.fault is Fault.NO_AMOUNT


def test_answers_mean_together_what_each_means() -> None:
    both = said(FollowUpKind.WORK_DAY_7, {**WEEK, "taken": "both", "contract": "no"}, TODAY)
    assert both.means == {Means.STILL_THERE, Means.PAPERS_KEPT, Means.MONEY_TAKEN, Means.NO_CONTRACT}


def test_what_is_said_to_a_neighbour_reveals_no_reason() -> None:
    zh, en = for_neighbours("测试甲")
    assert "测试甲" in zh
    assert "测试甲" in en
    assert not re.search("工作|上班|打工|找活|工资|工钱|低保|欠|病", zh)
    assert not re.search("work|job|wage|paid|allowance|debt|ill", en.replace("will", ""))
