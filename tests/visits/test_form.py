"""The form that answers become: laid over what is known, read back as it was given, and taken in once."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobmatch import flow
from jobmatch.households import consent
from jobmatch.households.codes import (
    ConsentPurpose,
    ConstraintKind,
    Education,
    EmploymentStatus,
    Evidence,
    LeaveReason,
    SchoolStage,
    Strength,
)
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import Certificate, Constraint, Experience, Intention, PersonRecord
from jobmatch.visits.answers import Answer
from jobmatch.visits.fields import PERSON, field_of
from jobmatch.visits.form import filled, shown_person
from tests.households.people import HEAD, HOME, HOUSEHOLD, ON, WIFE, id_number, take_in
from tests.visits.counter import AT, known_family, member, new_family, save, say

FULL = replace(
    WIFE,
    key="2",
    constraints=(
        Constraint(ConstraintKind.HOURS, Strength.HARD, date(2026, 9, 1), time(8, 30), time(16, 30)),
        Constraint(ConstraintKind.FURTHEST, Strength.PREFER, date(2026, 9, 1), area="county"),
        Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD, date(2026, 9, 1)),
        Constraint(ConstraintKind.NIGHT, Strength.PREFER, date(2026, 9, 1)),
        Constraint(ConstraintKind.CARE, Strength.HARD, date(2026, 9, 1), note="3岁以下的娃"),
        Constraint(ConstraintKind.REFUSE, Strength.HARD, occupation="白酒酿造工"),
        Constraint(ConstraintKind.RELIGION_OR_FOOD, Strength.HARD, note="不吃猪肉"),
    ),
    certificates=(Certificate("health", valid_to=date(2027, 1, 1)), Certificate("绣花证")),
    experience=(Experience("缝纫工", 60, Evidence.EMPLOYER),),
    skills=("平车", "锁边"),
    intention=Intention(wanted=("缝纫工", "理发"), wage_floor=Decimal(1800), training_days_most=10),
)


def answered(person: PersonRecord, **answers: Answer) -> PersonRecord:
    """The person after some answers."""
    known = replace(HOUSEHOLD, members=(replace(HEAD, key="1"), person))
    said = {f"{person.key}.{name}": value for name, value in answers.items()}
    return filled(known, said, {}, ON, HOME).record.members[1]


def test_what_is_shown_and_given_back_changes_nothing() -> None:
    """Every question gone through, every answer as it was: the record says the same."""
    shown = shown_person(FULL)
    again = answered(FULL, **{name: value for name, value in shown.items() if name not in ("id_number",)})
    assert set(again.constraints or ()) == set(FULL.constraints or ())
    assert set(again.certificates or ()) == set(FULL.certificates or ())
    assert again.experience == FULL.experience
    assert again.skills == FULL.skills
    assert again.intention == FULL.intention


@pytest.mark.parametrize("name", [field.name for field in PERSON if field.name not in ("gone", "consent")])
def test_a_question_left_alone_keeps_what_is_known(name: str) -> None:
    """One answer never touches what another question is about."""
    shown = shown_person(FULL)
    if name not in shown:
        return
    again = shown_person(answered(FULL, **{name: shown[name]}))
    assert again[name] == shown[name]
    assert _apart_from(name, again) == _apart_from(name, shown)


def _apart_from(name: str, answers: dict[str, Answer]) -> dict[str, Answer]:
    """The answers to other questions than this one."""
    asked = field_of(f"2.{name}").topic
    return {key: value for key, value in answers.items() if field_of(f"2.{key}").topic is not asked}


def test_hours_reach_and_nights_become_constraints_that_end_with_the_care() -> None:
    mother = answered(
        replace(WIFE, constraints=None), care=["toddler"], care_until="2026-09-01", free_from="08:30", free_to="16:30",
        furthest="county", furthest_firm="firm", home_every_night="yes", nights="never",
    )  # fmt: skip
    ends = date(2026, 9, 1)
    assert set(mother.constraints or ()) == {
        Constraint(ConstraintKind.CARE, Strength.HARD, ends, note="3岁以下的娃"),
        Constraint(ConstraintKind.HOURS, Strength.HARD, ends, time(8, 30), time(16, 30)),
        Constraint(ConstraintKind.FURTHEST, Strength.HARD, ends, area="county"),
        Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD, ends),
        Constraint(ConstraintKind.NIGHT, Strength.HARD, ends),
    }


def test_nobody_to_care_for_any_more_leaves_limits_without_an_end() -> None:
    free = answered(FULL, care=[], free_from="", free_to="", nights="yes", furthest="anywhere")
    kinds = {one.kind for one in free.constraints or ()}
    assert ConstraintKind.HOURS not in kinds
    assert ConstraintKind.NIGHT not in kinds
    assert all(one.until is None for one in free.constraints or ())


def test_all_questions_answered_with_nothing_are_none_and_not_unknown() -> None:
    free = answered(replace(WIFE, constraints=None, certificates=None), care=[], certificates=[], nights="yes")
    assert free.constraints == ()
    assert free.certificates == ()
    assert free.experience == ()


def test_who_finishes_school_has_no_school_year_any_more() -> None:
    pupil = replace(WIFE, education=None, school_stage=SchoolStage.SENIOR_MIDDLE, school_year=3)
    left = answered(pupil, schooling="education:senior_middle")
    assert (left.education, left.school_stage, left.school_year) == (Education.SENIOR_MIDDLE, None, None)


@pytest.mark.parametrize(
    ("status", "change", "willing"),
    [("seeking", "", True), ("not_seeking", "", False), ("employed", "no", False), ("employed", "yes", True),
     ("farming", "yes", True), ("student", "", False)],
)  # fmt: skip
def test_the_wish_follows_from_what_somebody_does(status: str, change: str, willing: bool) -> None:
    assert answered(WIFE, status=status, wants_change=change).willing is willing


def test_who_stops_working_leaves_the_particulars_of_the_post_behind() -> None:
    left = answered(replace(HEAD, key="2"), status="seeking").work
    assert (left.status, left.employer, left.wage_month) == (EmploymentStatus.SEEKING, None, None)


def test_a_form_saved_twice_registers_nobody_twice(session: Session) -> None:
    visit = new_family(session)
    say(
        session, visit, new1__name="罗国强", new1__id_number=id_number("19850806", "413"), new1__relation="head",
        new1__schooling="education:primary", new1__capacity="ordinary", new1__status="seeking", new1__consent="yes",
        new2__name="罗小宝", new2__no_id_because="才出生", new2__birth_date="2026-05-01", new2__sex="male",
        new2__relation="son", new2__schooling="school:before_school", home__home_phone="", home__dwelling="1-1-101",
    )  # fmt: skip
    first, again = save(session, visit), save(session, visit)
    assert first.household_id == again.household_id
    assert first.taken.created
    assert not again.taken.people_new
    assert session.scalar(select(func.count()).select_from(Household)) == 1
    assert session.scalar(select(func.count()).select_from(Person)) == 2
    assert session.scalar(select(func.count()).select_from(Membership)) == 2
    head = member(session, visit, "罗国强")
    assert consent.allows(session, int(head.key), ConsentPurpose.MATCH_AND_TELL, ON)
    say(session, visit, new1__wage_floor="2500")
    save(session, visit)
    assert (member(session, visit, "罗国强").intention or Intention()).wage_floor == 2500


def test_a_form_with_a_hole_is_kept_and_nothing_of_it_taken_in(session: Session) -> None:
    visit = new_family(session)
    say(session, visit, new1__name="罗国强", new1__relation="head", new1__status="employed")
    with pytest.raises(flow.RefusedRecordError) as refused:
        save(session, visit)
    assert {finding.field for finding in refused.value.findings if finding.level == "E"} >= {"id_number", "education"}
    assert session.scalar(select(func.count()).select_from(Household)) == 0
    assert len(visit.answers) == 3


def test_a_husband_far_away_whose_employer_nobody_knows_keeps_nobody_from_a_job(session: Session) -> None:
    visit = new_family(session)
    say(
        session, visit, new1__name="李秀英", new1__id_number=id_number("19870302", "422"), new1__relation="head",
        new1__schooling="education:primary", new1__capacity="ordinary", new1__status="seeking",
        new2__name="罗国强", new2__id_number=id_number("19850806", "413"), new2__relation="spouse",
        new2__schooling="education:primary", new2__capacity="ordinary", new2__status="employed",
        new2__area="country", home__home_phone="19900001111",
    )  # fmt: skip
    assert save(session, visit).taken.created


def test_somebody_registered_elsewhere_is_not_moved_unasked(session: Session) -> None:
    take_in(session)
    visit = new_family(session)
    say(
        session, visit, new1__name=HEAD.name, new1__id_number=HEAD.id_number, new1__relation="head",
        new1__schooling="education:junior_middle", new1__capacity="ordinary", new1__status="seeking",
    )  # fmt: skip
    with pytest.raises(flow.RefusedRecordError) as refused:
        save(session, visit)
    assert "registered_elsewhere" in {finding.code for finding in refused.value.findings}


def test_what_the_office_said_and_the_family_corrects_is_corrected(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    say(session, visit, **{f"{wife.key}__phone": "", f"{wife.key}__schooling": "education:junior_middle"})
    save(session, visit)
    after = member(session, visit, WIFE.name)
    assert (after.phone, after.education) == (None, Education.JUNIOR_MIDDLE)
    assert member(session, visit, HEAD.name).phone == HEAD.phone


def test_who_is_said_to_be_gone_leaves_for_that_reason(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    say(session, visit, **{f"{wife.key}__gone": "moved"})
    save(session, visit)
    save(session, visit)
    ended = session.scalars(select(Membership).where(Membership.person_id == int(wife.key))).all()
    assert [one.left_because for one in ended] == [LeaveReason.MOVED]


def test_a_consent_taken_back_at_the_counter_ends_it(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    say(session, visit, **{f"{wife.key}__consent": "no"})
    save(session, visit)
    assert not consent.allows(session, int(wife.key), ConsentPurpose.MATCH_AND_TELL, ON)
    say(session, visit, **{f"{wife.key}__consent": "yes"})
    save(session, visit, AT + timedelta(minutes=5))
    assert consent.allows(session, int(wife.key), ConsentPurpose.MATCH_AND_TELL, ON)


@pytest.mark.parametrize(("field", "corrected"), [("name", "李小华"), ("id_number", id_number("19870312", "422"))])
def test_whoever_is_corrected_stays_the_same_person(session: Session, field: str, corrected: str) -> None:
    visit = known_family(session, replace(HOUSEHOLD, members=(HEAD, replace(WIFE, office_code=None))))
    wife = member(session, visit, WIFE.name)
    say(session, visit, **{f"{wife.key}__{field}": corrected})
    done = save(session, visit)
    assert not done.taken.people_new
    assert getattr(session.get_one(Person, int(wife.key)), field) == corrected
    assert session.scalar(select(func.count()).select_from(Membership)) == 2


def test_a_known_member_does_not_get_the_number_of_somebody_else(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    say(session, visit, **{f"{wife.key}__id_number": HEAD.id_number})
    with pytest.raises(flow.RefusedRecordError) as refused:
        save(session, visit)
    assert "registered_elsewhere" in {finding.code for finding in refused.value.findings}


def test_what_was_taken_in_is_not_laid_over_later_news(session: Session) -> None:
    visit = known_family(session)
    wife = member(session, visit, WIFE.name)
    say(session, visit, **{f"{wife.key}__phone": "19900004444", f"{wife.key}__consent": "yes"})
    save(session, visit)
    person = session.get_one(Person, int(wife.key))
    person.phone = "19900005555"
    consent.withdraw(session, person.id, ConsentPurpose.MATCH_AND_TELL, ON)
    say(session, visit, home__dwelling="9-9-909")
    save(session, visit, AT + timedelta(days=1))
    assert person.phone == "19900005555"
    assert not consent.allows(session, person.id, ConsentPurpose.MATCH_AND_TELL, ON + timedelta(days=1))
