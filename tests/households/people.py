"""Invented people and households for the tests of this stage; ID numbers are put together here, with prefix 000000."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from jobmatch import access, parameters
from jobmatch.households import identity, service
from jobmatch.households.codes import Capacity, Channel, Education, EmploymentStatus, Health, Relation, Source
from jobmatch.households.record import HouseholdRecord, PersonRecord, Work

ON = date(2026, 6, 1)
AT = datetime(2026, 6, 1, 2, tzinfo=UTC)
LATER = date(2026, 7, 1)
HOME = "520322"
SITE = "蟠龙社区安置点"
OPERATOR = access.operator("tests")
BOOK = parameters.book(parameters.first_rows())


def id_number(birth: str, order: str = "001", division: str = identity.FICTITIOUS) -> str:
    """An 18-digit number with its check digit: `birth` as YYYYMMDD, `order` odd for men."""
    stem = division + birth + order
    return stem + identity.check_digit(stem)


WORK = Work(
    status=EmploymentStatus.EMPLOYED,
    workplace="桐梓县楚米镇",
    division="520322",
    employer="桐梓县禾悦鞋业有限公司",
    title="车工",
    industry="制造业",
    channel=Channel.FRIENDS,
    point_to_point=False,
    wage_month=Decimal(2700),
    months_this_year=Decimal("3.5"),
)
SEEKING = Work(status=EmploymentStatus.SEEKING)
HEAD = PersonRecord(
    key="1",
    name="曾国强",
    id_number=id_number("19850806", "413"),
    relation=Relation.HEAD,
    education=Education.JUNIOR_MIDDLE,
    health=frozenset({Health.HEALTHY}),
    capacity=Capacity.ORDINARY,
    phone="19900001111",
    work=WORK,
    office_code="RY1",
)
WIFE = PersonRecord(
    key="2",
    name="李小花",
    id_number=id_number("19870302", "422"),
    relation=Relation.SPOUSE,
    education=Education.PRIMARY,
    health=frozenset({Health.HEALTHY}),
    capacity=Capacity.ORDINARY,
    phone="19900002222",
    work=SEEKING,
    willing=True,
    office_code="RY2",
)
SON = PersonRecord(
    key="3",
    name="曾子轩",
    id_number=id_number("20050910", "235"),
    relation=Relation.SON,
    education=Education.SENIOR_MIDDLE,
    health=frozenset({Health.HEALTHY}),
    capacity=Capacity.ORDINARY,
    work=Work(status=EmploymentStatus.NOT_SEEKING),
    willing=False,
    office_code="RY3",
)
HOUSEHOLD = HouseholdRecord(
    "52032201810001",
    (HEAD, WIFE, SON),
    site=SITE,
    dwelling="1-1-201",
    home_phone="19900001111",
    helper_name="范红梅",
)


def with_member(household: HouseholdRecord, key: str, **changes: Any) -> HouseholdRecord:
    """The household with one member changed."""
    members = tuple(replace(one, **changes) if one.key == key else one for one in household.members)
    return replace(household, members=members)


def take_in(
    session: Session,
    record: HouseholdRecord = HOUSEHOLD,
    said_before: HouseholdRecord | None = None,
    on: date = ON,
    source: Source = Source.OFFICE_ROSTER,
    **more: Any,
) -> service.TakenIn:
    """Take a household in as an office's list does."""
    parameters.plant_first_rows(session)
    session.flush()
    done = service.take_in(
        session, record, said_before=said_before, on=on, at=AT, actor=OPERATOR, source=source, **more
    )
    session.flush()
    return done
