"""The page of the day: what is counted, what comes first, how somebody is reached, and what one press does."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.courses.enrolments.model import Enrolment
from jobmatch.households.model import Household, Person
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from jobmatch.placements.rights.model import RightsTicket
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Level, Signal
from jobmatch.placements.zero_clock.life import Found, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.vacancies.model import Vacancy
from tests.courses.enrolments.test_service import a_class
from tests.desk.today.conftest import Desk
from tests.placements.people import NOON, TODAY

PHONE = "tel:19900000001"


def due(desk: Desk, kind: FollowUpKind, on: date = TODAY, number: int = 1) -> None:
    """So many talks of a kind are due with the person."""
    with db.transaction(desk.engine) as session:
        for each in range(number):
            session.add(
                FollowUp(
                    kind=kind, mark=f"{kind}:{on}:{each}", household_id=desk.case.household_id,
                    person_id=desk.case.person_id, due_on=on, state=FollowUpState.DUE,
                )
            )  # fmt: skip


def warn(desk: Desk, signal: Signal, level: Level, *, of_employer: bool = False) -> int:
    """A warning about the household, or about the employer of its vacancy."""
    with db.transaction(desk.engine) as session:
        employer = session.get_one(Vacancy, desk.case.vacancy_id).employer_id
        row = EarlyWarning(
            signal=signal, level=level, mark=signal.value, household_id=None if of_employer else desk.case.household_id,
            employer_id=employer if of_employer else None, raised_on=TODAY, due_on=TODAY + timedelta(1),
            state=WarningState.OPEN,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id


def ticket(desk: Desk) -> int:
    """The identity card was kept."""
    helper = desk.case.actor(Role.HELPER)
    with db.transaction(desk.engine) as session:
        return rights.open_ticket(
            session, desk.case.person_id, RightsKind.PAPERS, "测试厂", NOON, helper, said="说好还，没还"
        ).id  # fmt: skip


def test_a_day_with_nothing_says_so_kindly(desk: Desk) -> None:
    page = desk.get("/today")
    for words in ("今天没有要办的", "该问的都问了", "没有苗头", "没有要维权的", "没有等着的"):
        assert words in page


def test_overdue_talks_come_first_and_who_is_not_rung_shows_no_telephone(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING)
    due(desk, FollowUpKind.ZERO, TODAY - timedelta(3))
    page = desk.get("/today")
    assert page.index("超了3天") < page.index("找活的")
    visit, call = page.split('class="task ')[1].split('class="task"')
    assert "上门去，不打电话" in visit
    assert PHONE not in visit
    assert "红色" in visit
    assert PHONE in call
    assert "1个超期" in page


def test_a_red_talk_comes_before_one_that_has_waited_longer(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING, TODAY - timedelta(3))
    due(desk, FollowUpKind.ZERO)
    page = desk.get("/today/list/talks")
    assert page.index("家里没人上班的") < page.index("找活的")


def test_a_household_in_which_somebody_has_begun_is_red_no_more_and_waits_behind(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING)
    due(desk, FollowUpKind.ZERO, TODAY - timedelta(3))
    with db.transaction(desk.engine) as session:
        session.add(
            ZeroSpell(
                household_id=desk.case.household_id, found_on=TODAY - timedelta(3), found_how=Found.SYSTEM,
                help_due_on=TODAY, work_due_on=TODAY, state=ZeroState.IN_WORK, working_since=TODAY - timedelta(1),
            )
        )  # fmt: skip
    page = desk.get("/today/list/talks")
    assert "task-red" not in page
    assert "超了3天" not in page
    assert page.index("找活的") < page.index("5月31日起有人上班了")
    assert "5月31日起有人上班了" in desk.get("/today/talks/2")
    warn(desk, Signal.RELAPSE, Level.RED)
    assert "task-red" in desk.get("/today/list/talks")


def test_a_household_under_a_red_warning_is_marked_in_its_talk(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING)
    assert "task-red" not in desk.get("/today/list/talks")
    warn(desk, Signal.RELAPSE, Level.RED)
    assert "task-red" in desk.get("/today/list/talks")


def test_a_long_list_is_folded_and_goes_on_in_pages(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING, number=25)
    assert desk.get("/today").count("/today/talks/") == 3
    assert desk.get("/today/list/talks").count("/today/talks/") == 20
    second = desk.get("/today/list/talks?page=2")
    assert second.count("/today/talks/") == 5
    assert "第2页，共2页" in second
    assert desk.client.get("/today/list/talks?page=7").location == "/today/list/talks"
    assert "第1页" in desk.get("/today/list/talks?page=many")


def test_names_that_were_shown_stand_in_the_log_and_no_others(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING)
    desk.get("/today")
    with db.reading(desk.engine) as session:
        read = session.scalars(select(AuditEvent.subject).where(AuditEvent.action == "read_person")).all()
    assert read == [f"person:{desk.case.person_id}"]


def test_families_of_others_are_on_no_list(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING)
    warn(desk, Signal.RELAPSE, Level.RED)
    ticket(desk)
    desk.actor = Actor("another helper", Role.HELPER, frozenset({"S1"}), household_ids=frozenset({77}))
    assert "测试甲" not in desk.get("/today")


def test_red_warnings_come_first_and_are_seen_to_with_words(desk: Desk) -> None:
    warn(desk, Signal.LOW_INCOME, Level.YELLOW)
    red = warn(desk, Signal.EMPLOYER_LOSES_PEOPLE, Level.RED, of_employer=True)
    page = desk.get("/today/list/warnings")
    assert page.index("走了好多人") < page.index("收入快到监测线")
    assert "测试厂" in page
    again = desk.client.post(f"/today/warnings/{red}/seen-to", data={"done": "  "}, follow_redirects=True).text
    assert "写一句再交" in again
    assert "走了好多人" in again
    desk.post(f"/today/warnings/{red}/seen-to", done="十二个人都打过电话了")
    assert "走了好多人" not in desk.get("/today")
    desk.post(f"/today/warnings/{red}/seen-to", done="又点了一下")  # a second press changes nothing
    with db.reading(desk.engine) as session:
        assert session.get_one(EarlyWarning, red).done == "十二个人都打过电话了"


def test_a_warning_of_a_seat_says_in_which_class(desk: Desk) -> None:
    one = warn(desk, Signal.SEAT_AT_WORK, Level.YELLOW)
    with db.transaction(desk.engine) as session:
        seat = Enrolment(person_id=desk.case.person_id, course=a_class(session), state="enrolled", opened_at=NOON)
        session.add(seat)
        session.flush()
        session.get_one(EarlyWarning, one).mark = f"seat_at_work:enrolment:{seat.id}"
    assert "同一个时候的培训班还占着座位 · 保安员" in desk.get("/today/list/warnings")


def test_a_ticket_is_reported_and_settled_with_how_it_ended(desk: Desk) -> None:
    one = ticket(desk)
    page = desk.get("/today")
    for words in ("身份证被收走", "测试厂", "说好还，没还", "还没报12333", "1件还没报"):
        assert words in page
    assert "/settle" not in page  # before the report only the supervisor says that it is over
    desk.post(f"/today/rights/{one}/report", whole="yes", page="1")
    assert "报了12333，等结果" in desk.get("/today")
    assert (
        "写一句再交"
        in desk.client.post(f"/today/rights/{one}/settle", data={"whole": "yes"}, follow_redirects=True).text
    )
    desk.post(f"/today/rights/{one}/settle", outcome="身份证拿回来了")
    assert "没有要维权的" in desk.get("/today")
    with db.reading(desk.engine) as session:
        assert session.get_one(RightsTicket, one).outcome == "身份证拿回来了"


def test_a_supervisor_may_settle_what_a_call_has_settled_and_a_clerk_sees_no_ticket(desk: Desk) -> None:
    one = ticket(desk)
    desk.sit(Role.SUPERVISOR)
    assert f"/today/rights/{one}/settle" in desk.get("/today")
    desk.sit(Role.CLERK)
    page = desk.get("/today")
    assert "身份证被收走" not in page
    assert 'id="rights"' not in page


@pytest.mark.parametrize(("number", "found"), [("TZ-S1-000001", True), (" tz-s1-000001 ", True), ("TZ-S1-9", False)])
def test_a_household_is_found_by_its_number(desk: Desk, number: str, found: bool) -> None:
    answer = desk.client.get("/today/homes", query_string={"number": number})
    if found:
        assert answer.location == f"/today/homes/{desk.case.household_id}"
    else:
        assert "没有找到这个户号" in desk.get(str(answer.location))


def test_who_has_no_telephone_is_visited_and_an_empty_name_breaks_nothing(desk: Desk) -> None:
    due(desk, FollowUpKind.SEEKING)
    with db.transaction(desk.engine) as session:
        session.get_one(Person, desk.case.person_id).phone = None
        session.get_one(Household, desk.case.household_id).dwelling = None
    page = desk.get("/today")
    for words in ("没有电话，上门去", "住处没写"):
        assert words in page


def test_the_start_page_leads_there_for_those_who_follow_up(desk: Desk) -> None:
    for role, leads in ((Role.CLERK, True), (Role.HELPER, True), (Role.SUPERVISOR, True), (Role.COUNTY, False)):
        desk.sit(role)
        assert ('href="/today"' in desk.get("/desk")) is leads
