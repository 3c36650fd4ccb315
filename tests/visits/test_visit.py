"""A visit keeps every answer once, whoever writes and however often it is sent, and is nobody else's business."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.households.model import Household
from jobmatch.visits import service
from jobmatch.visits.model import Visit, VisitAnswer
from tests.visits.counter import AT, CLERK, COLLEAGUE, STRANGER, answer, known_family, new_family, say


def test_an_answer_sent_twice_is_kept_once(session: Session) -> None:
    visit = new_family(session)
    first = answer(session, visit, "new1.name", "罗国强", token="a")
    again = answer(session, visit, "new1.name", "罗国强", seen=0, token="a")
    assert (first.id, first.revision) == (again.id, again.revision)
    assert session.scalar(select(func.count()).select_from(VisitAnswer)) == 1


def test_an_answer_on_top_of_an_old_screen_is_not_overwritten_in_silence(session: Session) -> None:
    visit = new_family(session)
    answer(session, visit, "new1.name", "罗国强")
    with pytest.raises(service.OtherAnswerError) as other:
        answer(session, visit, "new1.name", "罗国祥", seen=0, actor=COLLEAGUE)
    assert (other.value.value, other.value.by, other.value.revision) == ("罗国强", CLERK.name, 1)
    chosen = answer(session, visit, "new1.name", "罗国祥", seen=other.value.revision, actor=COLLEAGUE)
    assert (chosen.value, chosen.revision, chosen.by) == ("罗国祥", 2, COLLEAGUE.name)


def test_two_screens_that_say_the_same_agree(session: Session) -> None:
    visit = new_family(session)
    answer(session, visit, "new1.name", "罗国强")
    assert answer(session, visit, "new1.name", "罗国强", seen=0, actor=COLLEAGUE).revision == 1


def test_a_household_has_one_open_visit(session: Session) -> None:
    visit = known_family(session)
    again = service.begin(session, visit.household_id, "second", None, AT, COLLEAGUE)
    assert again.code == visit.code


def test_a_form_that_opens_a_visit_twice_opens_one(session: Session) -> None:
    assert new_family(session, "same").code == new_family(session, "same").code
    assert new_family(session, "other").code != new_family(session, "same").code


def test_another_desk_of_the_site_goes_on_and_another_site_does_not(session: Session) -> None:
    visit = known_family(session)
    say(session, visit, home__dwelling="3栋2单元501")
    assert service.find(session, visit.code.lower(), AT.date(), COLLEAGUE).code == visit.code
    assert [one.code for one in service.going_on(session, AT, COLLEAGUE)] == [visit.code]
    assert service.going_on(session, AT, STRANGER) == []
    with pytest.raises(Refused):
        service.find(session, visit.code, AT.date(), STRANGER)
    with pytest.raises(Refused):
        service.answer(session, visit.code, "home.dwelling", "x", 1, "t", AT, STRANGER)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CLERK, Role.HELPER, Role.SUPERVISOR)])
def test_only_those_who_serve_families_open_a_visit(session: Session, role: Role) -> None:
    visit = known_family(session)
    with pytest.raises(Refused):
        service.begin(session, visit.household_id, "x", None, AT, Actor("x", role, None))


def test_a_helper_serves_the_own_households_only(session: Session) -> None:
    visit = known_family(session)
    own = Actor("h", Role.HELPER, frozenset({"PLSQ"}), household_ids=frozenset({visit.household_id or 0}))
    other = Actor("h", Role.HELPER, frozenset({"PLSQ"}), household_ids=frozenset({0}))
    assert service.find(session, visit.code, AT.date(), own).code == visit.code
    with pytest.raises(Refused):
        service.find(session, visit.code, AT.date(), other)
    assert service.going_on(session, AT, other) == []


def test_a_new_family_is_registered_by_whoever_serves_the_site(session: Session) -> None:
    visit = new_family(session)
    helper = Actor("h", Role.HELPER, frozenset({"PLSQ"}), household_ids=frozenset({1}))
    with pytest.raises(Refused):
        service.begin(session, None, "x", "PLSQ", AT, helper)
    with pytest.raises(Refused):
        service.find(session, visit.code, AT.date(), helper)


def test_a_closed_visit_keeps_no_answers_and_cannot_be_gone_on_with(session: Session) -> None:
    visit = known_family(session)
    say(session, visit, home__dwelling="3栋2单元501")
    with pytest.raises(service.UnsavedError):
        service.close(session, visit.code, AT, CLERK)
    service.close(session, visit.code, AT, CLERK, throw_away=True)
    assert session.scalar(select(func.count()).select_from(VisitAnswer)) == 0
    with pytest.raises(service.NoSuchVisitError):
        service.find(session, visit.code, AT.date(), CLERK)
    assert service.begin(session, visit.household_id, "next", None, AT, CLERK).code != visit.code


def test_what_nobody_has_touched_for_a_week_is_swept_away(session: Session) -> None:
    old, fresh = new_family(session, "old"), new_family(session, "fresh")
    say(session, old, new1__name="罗国强")
    say(session, fresh, new1__name="罗国强", at=AT + timedelta(days=6))
    assert service.sweep(session, AT + timedelta(days=8)) == 1
    assert session.get_one(Visit, fresh.id).closed_at is None
    assert [one.visit_id for one in session.scalars(select(VisitAnswer))] == [fresh.id]
    assert session.scalar(select(func.count()).select_from(Household)) == 0
