"""Stored residents as facts: what is unknown stays unknown, what was answered with none is none, dates decide."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.households.codes import ConstraintKind, EmploymentStatus, Strength
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import Answered, ConstraintRow, Employment, Intention, Skill
from jobmatch.matches.facts import Loaded, NoSuchSiteError, find_site, load_world, wage_parameters
from jobmatch.matches.people import residents
from jobmatch.matching import facts
from jobmatch.matching.codes import Status
from jobmatch.parameters import ParameterRow
from tests.matches.conftest import DAY, NOON, TODAY


@pytest.fixture
def person(session: Session) -> Person:
    """Somebody of whom only the household is known."""
    home = Household(number="TZ-X-000001", registered_at=NOON, updated_at=NOON)
    one = Person(name="测试甲", name_pinyin="", updated_at=NOON)
    session.add_all([home, one, Membership(household=home, person=one, joined_on=TODAY)])
    session.flush()
    return one


def facts_of(session: Session, person: Person, on: date = TODAY) -> facts.Person:
    session.flush()
    (found,) = residents(session, select(Person.id).where(Person.id == person.id), on)
    return found.facts


def test_what_nobody_said_is_unknown(session: Session, person: Person) -> None:
    known = facts_of(session, person)
    unknown = (known.birth_date, known.student, known.status, known.limits, known.certificates, known.wanted)
    assert unknown == (None,) * 6
    assert known.consent is False


def test_a_list_answered_with_none_is_empty(session: Session, person: Person) -> None:
    session.add(Answered(person_id=person.id, topic="skills", asked_on=TODAY))
    known = facts_of(session, person)
    assert (known.skills, known.experience) == ((), None)


def test_a_list_with_entries_is_known(session: Session, person: Person) -> None:
    session.add(Skill(person_id=person.id, word="平车"))
    assert facts_of(session, person).skills == ("平车",)


@pytest.mark.parametrize(
    ("status", "willing", "expected", "asks"),
    [
        (EmploymentStatus.EMPLOYED, None, Status.EMPLOYED, False),
        (EmploymentStatus.EMPLOYED, True, Status.EMPLOYED, True),
        (EmploymentStatus.FARMING, True, Status.FARMING, True),
        (EmploymentStatus.SEEKING, None, Status.SEEKING, True),
        (EmploymentStatus.SEEKING, False, Status.NOT_SEEKING, False),
        (EmploymentStatus.AWAY, True, Status.NOT_SEEKING, False),
        (EmploymentStatus.UNEMPLOYED, None, None, False),
        (EmploymentStatus.UNEMPLOYED, True, Status.SEEKING, True),
        (None, True, Status.SEEKING, True),
        (None, None, None, False),
    ],
)
def test_who_asks_for_work_is_who_is_willing_or_in_work_and_asks(
    session: Session,
    person: Person,
    status: EmploymentStatus | None,
    willing: bool | None,
    expected: Status | None,
    asks: bool,
) -> None:
    if status is not None:
        session.add(Employment(person_id=person.id, status=status, since=TODAY, source="test", noted_at=NOON))
    if willing is not None:
        session.add(Intention(person_id=person.id, willing=willing, asked_on=TODAY))
    session.flush()
    (found,) = residents(session, select(Person.id), TODAY)
    assert (found.facts.status, found.asks_for_work) == (expected, asks)


def test_a_limit_counts_until_its_day_and_then_no_more(session: Session, person: Person) -> None:
    session.add(Answered(person_id=person.id, topic="constraints", asked_on=TODAY))
    session.add(
        ConstraintRow(person_id=person.id, kind=ConstraintKind.NIGHT, strength=Strength.HARD, until=TODAY + DAY)
    )
    assert len(facts_of(session, person).constraints or ()) == 1
    assert facts_of(session, person, TODAY + DAY).constraints == ()


def test_a_limit_of_unknown_strength_asks(session: Session, person: Person) -> None:
    session.add(ConstraintRow(person_id=person.id, kind=ConstraintKind.NIGHT, strength=Strength.UNKNOWN))
    (limit,) = facts_of(session, person).constraints or ()
    assert limit.strength is None


def test_who_has_died_left_or_was_merged_is_no_longer_matched(session: Session, person: Person) -> None:
    session.add(Intention(person_id=person.id, willing=True, asked_on=TODAY))
    book = parameters.book(parameters.first_rows())

    def loaded() -> Loaded:
        session.flush()
        return load_world(session, TODAY, None, book)

    assert loaded().seekers
    person.died_on = TODAY
    assert not loaded().seekers
    person.died_on = None
    person.memberships[0].left_on = TODAY
    assert not loaded().seekers


def test_those_who_go_together_are_read_along(session: Session, person: Person) -> None:
    friend = Person(name="测试乙", name_pinyin="", updated_at=NOON)
    home = session.scalars(select(Household)).one()
    session.add_all([friend, Membership(household=home, person=friend, joined_on=TODAY)])
    session.flush()
    session.add(Intention(person_id=person.id, willing=True, asked_on=TODAY))
    session.add(
        ConstraintRow(
            person_id=person.id, kind=ConstraintKind.TOGETHER, strength=Strength.HARD, with_people=[friend.id]
        )
    )
    session.flush()
    loaded = load_world(session, TODAY, None, parameters.book(parameters.first_rows()))
    assert {one.id for one in loaded.world.people} == {str(person.id), str(friend.id)}
    assert loaded.seekers == {home.id: (person.id,)}


def test_before_the_first_roster_a_code_is_answered_with_where_sites_come_from(session: Session) -> None:
    with pytest.raises(NoSuchSiteError, match="sites come with the first roster"):
        find_site(session, "XY")


def test_each_division_brings_its_minimum_wage_and_an_override_holds_everywhere() -> None:
    rows = [
        ParameterRow("minimum_wage_month", "52", Decimal(2130), date(2025, 2, 1), None, "s"),
        ParameterRow("minimum_wage_month", "52", Decimal(1890), date(2023, 2, 1), date(2025, 1, 31), "s"),
        ParameterRow("minimum_wage_month", "44", Decimal(1850), date(2027, 1, 1), None, "s"),
    ]
    book = parameters.book(rows)
    found = wage_parameters(book, TODAY)
    assert found.minimum_wage_month is None
    assert [(one.prefix, one.minimum_wage_month) for one in found.by_division] == [("52", Decimal(2130))]
    everywhere = wage_parameters(book.overriding({"minimum_wage_month": Decimal(1000)}), TODAY)
    assert everywhere.minimum_wage_month == 1000
    assert {one.minimum_wage_month for one in everywhere.by_division} == {Decimal(1000)}


def test_only_published_posts_are_a_market(settled: Engine) -> None:
    with db.reading(settled) as session:
        book = parameters.load(session)
        assert load_world(session, TODAY, None, book).world.vacancies
        later = load_world(session, TODAY + 100 * DAY, None, book).world
    assert later.vacancies, "what has lapsed still gives its reason"
