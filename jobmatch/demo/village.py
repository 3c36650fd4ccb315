"""An invented place as the program's own records: households as forms, employers with offers, courses. Pure.

The same seed and day give the same place. Sizes are told by their number of households.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from jobmatch.courses.content import CourseContent
from jobmatch.demo import working
from jobmatch.demo.families import Family, Sketch, families
from jobmatch.demo.market import COUNTY, SITE_NAME, Firm, courses, firms, provider, site_place
from jobmatch.demo.people import Townsfolk
from jobmatch.households.codes import (
    Assistance,
    Capacity,
    Education,
    EmploymentStatus,
    Function,
    Health,
    HouseholdType,
    Mandarin,
    PhoneOwner,
    PhoneUse,
    Reading,
    Relation,
    SchoolStage,
)
from jobmatch.households.record import Disability, HouseholdRecord, PersonRecord
from jobmatch.matching.codes import Limit

SIZES = {"village": 40}
"""Households by the word of `demo --size`; larger places come with what they are needed for."""


@dataclass(frozen=True)
class Village:
    """Everything an invented place holds; `site` gives degrees of latitude and longitude."""

    site: tuple[float, float]
    households: tuple[HouseholdRecord, ...]
    firms: tuple[Firm, ...]
    provider: str
    courses: tuple[CourseContent, ...]


def village(households: int, seed: int, today: date) -> Village:
    """The place for a seed, as of a day."""
    rng = Random(seed)
    folk = Townsfolk(rng)
    records = tuple(
        _household(number, family, folk, today, rng) for number, family in enumerate(families(households, rng), start=1)
    )
    return Village(site_place(), records, firms(today), provider(), courses(today))


def _household(number: int, family: Family, folk: Townsfolk, today: date, rng: Random) -> HouseholdRecord:
    surname = folk.surname()
    members = tuple(
        _person(f"{number}-{place}", one, family, surname, folk, today, rng) for place, one in enumerate(family.members)
    )
    earned = sum((_year(one) for one in members), Decimal(0))
    return HouseholdRecord(
        office_number=f"XY{number:05d}",
        members=members,
        hukou_division=COUNTY,
        origin_address="桐梓县某镇某村",
        site=SITE_NAME,
        dwelling=f"{1 + number // 12}栋{1 + number % 2}单元{100 * (1 + number % 6) + 1 + number % 3}",
        move_in_date=date(2019, 6, 1) + timedelta(days=rng.randrange(0, 400)),
        household_type=rng.choices((HouseholdType.LIFTED, HouseholdType.MOVED_ALONG), (9, 1))[0],
        assistance=Assistance.ALLOWANCE if family.shape == "old couple" else Assistance.NONE,
        income_wage=earned,
        income_business=Decimal(0),
        cost_business=Decimal(0),
        income_property=Decimal(0),
        income_transfer=Decimal(6000 if family.shape == "old couple" else rng.randint(4, 24) * 100),
        home_phone=members[0].phone,
        no_phone_because=None if members[0].phone else "老人不会用电话,找邻居转告",
        helper_name="网格员小娄",
        helper_phone="19900009999",
    )


def _year(one: PersonRecord) -> Decimal:
    return (one.work.wage_month or Decimal(0)) * (one.work.months_this_year or Decimal(0))


def _person(
    key: str, one: Sketch, family: Family, surname: str, folk: Townsfolk, today: date, rng: Random
) -> PersonRecord:
    # Those who married in keep their own surname.
    married_in = one.relation in (Relation.SPOUSE, Relation.DAUGHTER_IN_LAW, Relation.MOTHER)
    birth = folk.birth_date(one.age, today)
    number = folk.id_number(birth, one.sex)
    stage, education = _schooling(one.age, rng)
    ill = one.age > 40 and not one.disabled and rng.random() < 0.18
    trade = working.trade_of(one, rng)
    status = working.status_of(one, family, stage is not None, rng)
    grown = one.age >= 16
    asked = status is EmploymentStatus.SEEKING
    return PersonRecord(
        key=key,
        name=folk.name(folk.surname() if married_in else surname, one.sex),
        id_number=number,
        sex=one.sex,
        birth_date=birth,
        ethnicity="01",
        relation=one.relation,
        education=education,
        school_stage=stage,
        health=frozenset({Health.DISABLED if one.disabled else Health.CHRONIC if ill else Health.HEALTHY}),
        disability=Disability(4, 3, f"{number}43") if one.disabled else None,
        limits={Function.STAND_4H: Limit.NO, Function.STAIRS: Limit.LIMITED} if one.disabled else {} if asked else None,
        capacity=_capacity(one, ill, trade is not None, rng) if grown else None,
        capacity_on=today - timedelta(days=rng.randint(20, 300)) if grown else None,
        capacity_by="村医小田" if grown else None,
        phone=folk.phone() if grown and one.age < 75 else None,
        phone_owner=PhoneOwner.OWN if grown and one.age < 75 else None,
        smartphone=one.age < 62 if grown else None,
        mandarin=_mandarin(one.age) if grown else None,
        reading=_reading(education) if grown else None,
        phone_use=(PhoneUse.WECHAT if one.age < 62 else PhoneUse.CALLS) if grown else None,
        work=working.work(status, trade, family, today, rng),
        willing=_willing(status),
        intention=working.intention(status, trade, one, today, rng),
        certificates=working.certificates(trade, today, rng) if asked else None,
        skills=trade.skills if asked and trade else () if asked else None,
        experience=working.experience(trade, one, rng) if asked else None,
        constraints=working.constraints(one, family, today, rng) if asked else None,
    )


def _willing(status: EmploymentStatus | None) -> bool | None:
    return {EmploymentStatus.SEEKING: True, EmploymentStatus.NOT_SEEKING: False}.get(status) if status else None


def _schooling(age: int, rng: Random) -> tuple[SchoolStage | None, Education | None]:
    """Exactly one of the two (V05)."""
    stages = (
        (3, SchoolStage.BEFORE_SCHOOL), (6, SchoolStage.KINDERGARTEN), (12, SchoolStage.PRIMARY),
        (15, SchoolStage.JUNIOR_MIDDLE),
    )  # fmt: skip
    for below, stage in stages:
        if age < below:
            return stage, None
    if age < 18 or (age < 22 and rng.random() < 0.4):
        return rng.choice((SchoolStage.SENIOR_MIDDLE, SchoolStage.SECONDARY_VOCATIONAL)), None
    if age > 60:
        return None, rng.choices((Education.NONE, Education.PRIMARY), (5, 5))[0]
    if age > 42:
        return None, rng.choices((Education.NONE, Education.PRIMARY, Education.JUNIOR_MIDDLE), (1, 5, 4))[0]
    return None, rng.choices(
        (Education.PRIMARY, Education.JUNIOR_MIDDLE, Education.SENIOR_MIDDLE, Education.JUNIOR_COLLEGE), (2, 6, 2, 1)
    )[0]


def _capacity(one: Sketch, ill: bool, has_trade: bool, rng: Random) -> Capacity:
    if one.age > 70:
        return Capacity.NONE
    if one.disabled or ill or one.age > 60:
        return Capacity.WEAK
    return Capacity.SKILLED if has_trade and rng.random() < 0.2 else Capacity.ORDINARY


def _mandarin(age: int) -> Mandarin:
    return Mandarin.SPEAK if age < 50 else Mandarin.LISTEN if age < 65 else Mandarin.NONE


def _reading(education: Education | None) -> Reading:
    if education is Education.NONE:
        return Reading.NONE
    return Reading.SOME if education is Education.PRIMARY else Reading.FLUENT
