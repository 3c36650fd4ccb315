"""Only what is missing or old is asked; what does not change is asked once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from jobmatch.households.codes import Assistance, Education, HouseholdType, Mandarin, Reading, SchoolStage, Sex
from jobmatch.households.model import Person
from jobmatch.households.record import HouseholdRecord, Intention, PersonRecord
from jobmatch.visits import asked, asking, service
from jobmatch.visits.fields import QUESTIONS, Topic
from tests.households.people import BOOK, HEAD, HOME, HOUSEHOLD, ON, WIFE
from tests.visits.counter import AT, CLERK, known_family, member, save, say

READING = asking.Reading(ON, HOME, BOOK)
LATELY = dict.fromkeys(Topic, ON - timedelta(days=90))
LONG_AGO = dict.fromkeys(Topic, ON - timedelta(days=91))
KNOWN = replace(WIFE, mandarin=Mandarin.SPEAK, reading=Reading.FLUENT, limits={}, key="2")
CHILD = PersonRecord(
    key="9", name="曾小宝", id_number="x", relation=HEAD.relation, birth_date=ON.replace(year=2018),
    school_stage=SchoolStage.PRIMARY,
)  # fmt: skip


def test_what_is_known_and_fresh_is_not_asked() -> None:
    assert asking.of_member(KNOWN, LATELY, READING) == frozenset()


def test_what_may_have_changed_is_asked_after_ninety_days_and_schooling_that_is_over_is_not() -> None:
    assert asking.of_member(KNOWN, LONG_AGO, READING) == {Topic.PHONE, Topic.NOW}


def test_of_a_child_only_who_it_is_and_where_it_learns_is_asked() -> None:
    assert asking.of_member(CHILD, {}, READING) == {Topic.SCHOOL}
    assert asking.of_member(replace(CHILD, school_stage=None), {}, READING) == {Topic.SCHOOL}
    assert asking.of_member(CHILD, LATELY, READING) == frozenset()


def test_what_the_body_cannot_do_is_asked_of_those_who_look_for_work() -> None:
    assert asking.of_member(replace(KNOWN, limits=None), LATELY, READING) == {Topic.BODY}
    assert asking.of_member(replace(KNOWN, limits=None, willing=False), LATELY, READING) == frozenset()


def test_who_has_no_number_yet_is_asked_for_sex_and_birthday() -> None:
    newborn = replace(CHILD, id_number=None, no_id_because="还没上户")
    assert Topic.WHO in asking.of_member(newborn, LATELY, READING)
    assert asking.of_member(replace(newborn, sex=HEAD.sex or Sex.MALE), LATELY, READING) == frozenset()


def test_somebody_of_whom_only_the_name_is_known_is_asked_everything() -> None:
    assert asking.of_member(PersonRecord("new1", "罗国强"), {}, READING) == {
        Topic.WHO, Topic.SCHOOL, Topic.BODY, Topic.PHONE, Topic.SPEECH, Topic.NOW,
    }  # fmt: skip


def test_all_eight_questions_are_asked_of_somebody_new_to_them() -> None:
    assert asking.of_work(replace(WIFE, work=PersonRecord("1", "x").work), {}, READING) == set(QUESTIONS)


def test_a_question_that_was_answered_lately_is_only_read_back() -> None:
    settled = replace(
        WIFE, constraints=(), certificates=(), experience=(),
        intention=Intention(wage_floor=Decimal(2000), training_days_most=0), education=Education.PRIMARY,
    )  # fmt: skip
    assert asking.of_work(settled, LATELY, READING) == frozenset()
    assert asking.of_work(settled, LONG_AGO, READING) == set(QUESTIONS)
    assert asking.of_work(settled, LATELY | {Topic.PAY: ON - timedelta(days=200)}, READING) == {Topic.PAY}


def test_a_household_is_asked_where_something_is_missing_or_old() -> None:
    whole = replace(
        HOUSEHOLD, household_type=HouseholdType.LIFTED, assistance=Assistance.NONE, income_wage=Decimal(0),
        income_business=Decimal(0), cost_business=Decimal(0), income_property=Decimal(0), income_transfer=Decimal(0),
    )  # fmt: skip
    assert asking.of_household(whole, ON, READING) == frozenset()
    assert asking.of_household(whole, ON - timedelta(days=91), READING) == {Topic.HOME}
    assert asking.of_household(replace(whole, income_wage=None), ON, READING) == {Topic.MONEY}
    assert asking.of_household(HouseholdRecord(None, ()), None, READING) == {Topic.HOME, Topic.MONEY}


def test_what_was_asked_today_is_not_asked_again_at_the_next_visit(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    say(session, visit, **{f"{wife.key}__care": [], f"{wife.key}__nights": "yes", f"{wife.key}__wage_floor": "2000"})
    save(session, visit)
    service.close(session, visit.code, AT, CLERK)
    after = member(session, visit, WIFE.name)
    days = asked.asked_on(session, replace(HOUSEHOLD, members=(after,)))[after.key]
    assert {Topic.CARE, Topic.HOURS, Topic.PAY}.isdisjoint(asking.of_work(after, days, READING))
    # Answers about children and nights say nothing of how far somebody would go.
    assert {Topic.REACH, Topic.LEARN} <= asking.of_work(after, days, READING)


def test_the_household_is_asked_again_unless_its_own_facts_were_gone_through(session: Session) -> None:
    visit = known_family(session)
    before = asked.home_asked_on(session, visit.household_id or 0)
    wife = member(session, visit, WIFE.name)
    later = AT + timedelta(days=100)
    say(session, visit, at=later, **{f"{wife.key}__wage_floor": "2000"})
    save(session, visit, later)
    assert asked.home_asked_on(session, visit.household_id or 0) == before
    save(session, visit, later, confirmed={"home": [Topic.HOME]})
    assert asked.home_asked_on(session, visit.household_id or 0) == later.date()


def test_what_was_read_back_and_is_right_was_asked_today(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    save(session, visit, AT + timedelta(days=100), confirmed={wife.key: QUESTIONS})
    days = asked.asked_on(session, replace(HOUSEHOLD, members=(wife,)))[wife.key]
    assert {days[topic] for topic in QUESTIONS} == {(AT + timedelta(days=100)).date()}


def test_a_list_that_corrects_a_name_does_not_make_an_old_telephone_fresh(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    save(session, visit, confirmed={wife.key: [Topic.PHONE]})
    session.get_one(Person, int(wife.key)).updated_at = AT + timedelta(days=200)
    assert asked.asked_on(session, replace(HOUSEHOLD, members=(wife,)))[wife.key][Topic.PHONE] == ON
