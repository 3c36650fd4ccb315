"""Attendance by half-day: kept whole or not at all, corrected with its trace, and nobody in two places at once."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from jobmatch import learning, parameters
from jobmatch.access import Actor, Refused, Role
from jobmatch.courses import service as courses
from jobmatch.courses.attendance import service, taking_back
from jobmatch.courses.attendance.model import Half, Mark
from jobmatch.courses.attendance.refusals import CannotMarkError, WhyNotMark
from jobmatch.courses.attendance.service import HalfDay, Tally
from jobmatch.courses.ending import service as ending
from jobmatch.courses.enrolments import service as enrolments
from jobmatch.courses.enrolments.model import Enrolment, Exam
from jobmatch.courses.model import Course
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import ReferralState
from tests.courses.enrolments.test_service import GUARD, people
from tests.vacancies.posting_desk import AT, CLERK, a_published

FIRST = HalfDay(date(2026, 6, 8), Half.MORNING, "消防", "周老师")
ON_THE_DAY = AT + timedelta(days=7)


def a_class(session: Session, title: str, persons: list[int]) -> tuple[Course, list[Enrolment]]:
    """A class that everybody has joined a week ahead."""
    parameters.plant_first_rows(session)
    content = replace(GUARD, title=title, capacity=9, daily_from=time(9), daily_to=time(11))
    course = courses.hold(session, courses.register_provider(session, title, AT, CLERK), content, AT, CLERK)
    return course, [enrolments.join(session, one, course.id, AT, CLERK) for one in persons]


def kept(session: Session, course: Course, marks: dict[int, Mark], told: HalfDay = FIRST, days: int = 7) -> None:
    learning.take_attendance(session, course.id, told, marks, AT + timedelta(days=days), CLERK)


def test_a_sheet_is_kept_and_a_mark_that_was_wrong_is_corrected_with_its_trace(session: Session) -> None:
    course, (one, other) = a_class(session, "保安员", people(session, 2))
    kept(session, course, {one.id: Mark.PRESENT, other.id: Mark.ABSENT})
    assert (course.state, one.state, other.state) == ("running", "attending", "enrolled")
    kept(session, course, {one.id: Mark.PRESENT, other.id: Mark.EXCUSED})
    kept(session, course, {one.id: Mark.ABSENT}, replace(FIRST, half=Half.EVENING), days=8)
    morning, evening = service.sheets(session, course.id, CLERK)
    assert (morning.topic, morning.teacher, evening.half) == ("消防", "周老师", Half.EVENING)
    marks = {mark.enrolment_id: [(move.source, move.target) for move in mark.moves] for mark in morning.marks}
    assert marks == {one.id: [("", "present")], other.id: [("", "absent"), ("absent", "excused")]}
    tallies = service.tallies(session, [one.id, other.id])
    assert tallies == {one.id: Tally(2, 1, 1, 0), other.id: Tally(2, 0, 0, 1)}
    assert tallies[one.id].share == 0.5


def test_the_last_writing_is_taken_back_and_a_half_day_that_was_none_counts_for_nobody(session: Session) -> None:
    course, (one, other) = a_class(session, "保安员", people(session, 2))
    kept(session, course, {one.id: Mark.PRESENT, other.id: Mark.ABSENT})
    kept(session, course, {one.id: Mark.ABSENT, other.id: Mark.ABSENT}, days=8)
    known = (session, course.id, FIRST.on, FIRST.half)

    def tally() -> Tally:
        return service.tallies(session, [one.id])[one.id]

    first, second, now = (AT + timedelta(days=days) for days in (7, 8, 9))
    assert not taking_back.take_back(*known, first, now, CLERK), "it was written since"
    assert taking_back.take_back(*known, second, now, CLERK)
    assert tally() == Tally(1, 1, 0, 0)
    assert not taking_back.take_back(*known, second, now, CLERK), "a second click"
    assert taking_back.strike(*known, now, CLERK)
    assert not taking_back.strike(*known, now, CLERK)
    assert (tally(), service.sheets(session, course.id, CLERK)) == (Tally(0, 0, 0, 0), [])
    assert taking_back.restore(*known, now, CLERK)
    assert tally() == Tally(1, 1, 0, 0)
    evening = replace(FIRST, half=Half.EVENING)
    kept(session, course, {one.id: Mark.PRESENT}, evening, days=8)
    assert taking_back.take_back(session, course.id, FIRST.on, Half.EVENING, second, now, CLERK), "all of it was new"
    assert tally().held == 1
    kept(session, course, {one.id: Mark.EXCUSED}, evening, days=8)
    assert tally() == Tally(2, 1, 0, 1)
    ending.conclude(session, one.id, Exam.PASSED, AT + timedelta(days=30), CLERK)
    with pytest.raises(CannotMarkError):
        taking_back.strike(*known, now, CLERK)


def refused(
    session: Session, course: Course, marks: dict[int, Mark], told: HalfDay = FIRST, days: int = 7
) -> WhyNotMark:
    with pytest.raises(CannotMarkError) as error:
        kept(session, course, marks, told, days)
    return error.value.code


def test_nothing_is_kept_of_a_day_that_is_none_or_of_somebody_who_has_no_seat(session: Session) -> None:
    course, (one,) = a_class(session, "保安员", people(session, 1))
    assert refused(session, course, {one.id: Mark.PRESENT}, days=6) is WhyNotMark.NOT_RUNNING
    later = replace(FIRST, on=date(2026, 6, 9))
    assert refused(session, course, {one.id: Mark.PRESENT}, later) is WhyNotMark.STILL_TO_COME
    before = replace(FIRST, on=date(2026, 6, 7))
    assert refused(session, course, {one.id: Mark.PRESENT}, before) is WhyNotMark.DAY_OUTSIDE
    assert refused(session, course, {one.id: Mark.PRESENT, one.id + 9: Mark.ABSENT}) is WhyNotMark.NOT_ON_ROSTER
    assert service.sheets(session, course.id, CLERK) == []


def test_nobody_is_present_in_two_classes_on_one_half_day(session: Session) -> None:
    persons = people(session, 2)
    course, (one, _) = a_class(session, "保安员", persons)
    evening = replace(GUARD, title="家政", capacity=9, daily_from=time(18), daily_to=time(20))
    other = courses.hold(session, courses.register_provider(session, "晚班", AT, CLERK), evening, AT, CLERK)
    twice = enrolments.join(session, persons[0], other.id, AT, CLERK)
    kept(session, course, {one.id: Mark.PRESENT})
    assert refused(session, other, {twice.id: Mark.PRESENT}) is WhyNotMark.ON_TWO_ROSTERS
    kept(session, other, {twice.id: Mark.ABSENT})
    later = replace(FIRST, half=Half.EVENING)
    assert refused(session, other, {twice.id: Mark.PRESENT}, later) is WhyNotMark.STILL_TO_COME, "it is ten o'clock"
    kept(session, other, {twice.id: Mark.PRESENT}, later, days=8)


def test_nobody_is_present_while_at_work(session: Session) -> None:
    persons = people(session, 1)
    course, (one,) = a_class(session, "保安员", persons)
    post = a_published(session)
    job = Referral(
        person_id=persons[0], vacancy_id=post.id, state=ReferralState.STARTED, opened_at=AT, started_on=date(2026, 6, 8)
    )
    session.add(job)
    session.flush()
    assert learning.at_work(session, persons, course, FIRST.on, Half.MORNING) == set(), "nobody knows the hours"
    post.hours_from, post.hours_to = time(8), time(17)
    assert refused(session, course, {one.id: Mark.PRESENT}) is WhyNotMark.AT_WORK
    assert service.sheets(session, course.id, CLERK) == []
    assert learning.at_work(session, persons, course, FIRST.on, Half.EVENING) == set()
    post.hours_to = time(19)
    session.flush()
    assert learning.at_work(session, persons, course, FIRST.on, Half.EVENING) == set(persons), "beside its own hours"
    post.hours_from, post.hours_to = time(20), time(9)
    session.flush()
    kept(session, course, {one.id: Mark.PRESENT})


def test_a_school_marks_its_own_class_alone(session: Session) -> None:
    course, (one,) = a_class(session, "保安员", people(session, 1))
    own = Actor("teacher", Role.TRAINER, provider_ids=frozenset({course.provider_id}))
    for actor in (replace(own, provider_ids=frozenset({0})), replace(own, role=Role.HELPER)):
        with pytest.raises(Refused):
            learning.take_attendance(session, course.id, FIRST, {one.id: Mark.PRESENT}, ON_THE_DAY, actor)
    learning.take_attendance(session, course.id, FIRST, {one.id: Mark.PRESENT}, ON_THE_DAY, own)
    assert one.moves[-1].by == "teacher"
