"""How people are counted, by the words of their record and by date."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jobmatch import parameters
from jobmatch.households.codes import (
    Capacity,
    Channel,
    ConstraintKind,
    Education,
    EmploymentStatus,
    Health,
    Strength,
    WorkArea,
)
from jobmatch.households.record import Constraint, PersonRecord, Work
from jobmatch.reports.status import Place, Status, band_of, counted, is_public_post, is_workshop, place_of

BOOK = parameters.book(parameters.first_rows())
HOME = "520322"
END = date(2026, 6, 30)
GROWN = PersonRecord(
    key="1", name="测试甲", birth_date=date(1990, 5, 5), education=Education.JUNIOR_MIDDLE, capacity=Capacity.ORDINARY
)
CARE = Constraint(ConstraintKind.CARE, Strength.HARD, date(2026, 9, 1))


def doing(status: EmploymentStatus, **more: object) -> PersonRecord:
    return replace(GROWN, work=Work(status=status), **more)


def earning(yuan: str | None) -> PersonRecord:
    """Somebody who does odd jobs, and what they bring a month."""
    wage = None if yuan is None else Decimal(yuan)
    return replace(GROWN, work=Work(status=EmploymentStatus.FLEXIBLE, wage_month=wage))


@pytest.mark.parametrize(
    ("person", "status", "asked"),
    [
        (doing(EmploymentStatus.EMPLOYED), Status.EMPLOYED, True),
        (doing(EmploymentStatus.PUBLIC_POST), Status.EMPLOYED, True),
        (earning("680"), Status.EMPLOYED, True),
        (earning("679.99"), Status.WILLING, False),
        (earning(None), Status.WILLING, False),
        (replace(earning("300"), willing=False), Status.UNWILLING, True),
        (doing(EmploymentStatus.FARMING), Status.FARMING, True),
        (doing(EmploymentStatus.SEEKING), Status.WILLING, True),
        (doing(EmploymentStatus.NOT_SEEKING), Status.UNWILLING, True),
        (doing(EmploymentStatus.UNEMPLOYED), Status.WILLING, False),
        (doing(EmploymentStatus.UNEMPLOYED, health=frozenset({Health.SERIOUS})), Status.UNABLE, False),
        (doing(EmploymentStatus.NOT_SEEKING, constraints=(CARE,)), Status.UNABLE, True),
        (doing(EmploymentStatus.NOT_SEEKING, protections=frozenset({"pregnant"})), Status.UNABLE, True),
        (
            doing(EmploymentStatus.SEEKING, health=frozenset({Health.SERIOUS}), constraints=(CARE,)),
            Status.WILLING,
            True,
        ),
        (doing(EmploymentStatus.STUDENT), Status.NO_LABOURER, True),
        (doing(EmploymentStatus.AWAY), Status.NO_LABOURER, True),
        (replace(doing(EmploymentStatus.SEEKING), capacity=Capacity.LOST), Status.NO_LABOURER, True),
    ],
)
def test_everybody_is_in_one_class(person: PersonRecord, status: Status, asked: bool) -> None:
    found = counted(person, BOOK, HOME, END)
    assert (found.status, found.asked) == (status, asked)


@pytest.mark.parametrize(
    ("born", "status"),
    [
        (date(2010, 6, 30), Status.WILLING),
        (date(2010, 7, 1), Status.NO_LABOURER),
        (date(1966, 7, 1), Status.WILLING),
        (date(1966, 6, 30), Status.NO_LABOURER),
    ],
)
def test_ages_are_those_of_the_last_day(born: date, status: Status) -> None:
    assert counted(replace(doing(EmploymentStatus.SEEKING), birth_date=born), BOOK, HOME, END).status is status


def test_care_that_has_ended_explains_nothing() -> None:
    over = replace(CARE, until=END)
    person = doing(EmploymentStatus.NOT_SEEKING, constraints=(over,))
    assert counted(person, BOOK, HOME, END).status is Status.UNWILLING


@pytest.mark.parametrize(
    ("work", "place"),
    [
        (Work(area=WorkArea.TOWN), Place.COUNTY),
        (Work(area=WorkArea.ABROAD), Place.OUT),
        (Work(area=WorkArea.PROVINCE, division="440300"), Place.PROVINCE),
        (Work(division="520322"), Place.COUNTY),
        (Work(division="520302"), Place.PROVINCE),
        (Work(division="440300"), Place.OUT),
        (Work(), Place.UNKNOWN),
    ],
)
def test_where_the_work_is(work: Work, place: Place) -> None:
    assert place_of(work, HOME) is place


def test_workshops_and_public_posts_are_known_by_channel_or_status() -> None:
    assert is_workshop(Work(channel=Channel.WORKSHOP))
    assert is_public_post(Work(status=EmploymentStatus.PUBLIC_POST))
    assert is_public_post(Work(status=EmploymentStatus.EMPLOYED, channel=Channel.PUBLIC_POST))


def test_wages_are_told_in_bands() -> None:
    assert [band_of(None), band_of(Decimal("2999.99")), band_of(Decimal(3000)), band_of(Decimal(25000))] == [
        None, 2500, 3000, 10000,
    ]  # fmt: skip
