"""The schools and classes of the invented places, from `courses.toml` (by hand) and `schools.toml`. Pure."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from jobmatch.courses.codes import CourseType
from jobmatch.courses.content import CourseContent
from jobmatch.demo.layout import HOME, CountyPlan
from jobmatch.demo.market import table
from jobmatch.demo.sites import SitePlan


@dataclass(frozen=True)
class Lesson:
    """A class, and whether it is held for employers who wait for its occupation (订单式)."""

    content: CourseContent
    ordered: bool = False


@dataclass(frozen=True)
class School:
    """A provider and its classes."""

    name: str
    lessons: tuple[Lesson, ...]


def first_school(site: SitePlan, today: date) -> School:
    """The school beside the first site, dated from a day."""
    rows = table("courses.toml")
    return School(rows["provider"], tuple(Lesson(_by_hand(row, site, today)) for row in rows["course"]))


def schools_of(county: CountyPlan, courses: int, rng: Random, today: date) -> list[School]:
    """So many classes of the county's schools; elsewhere than at home the county's name stands before the school's."""
    rows = table("schools.toml")
    plan = [row for row in rows["course"] for _ in range(row["times"])]
    rng.shuffle(plan)
    plan = (plan * (courses // len(plan) + 1))[:courses]
    lessons: dict[str, list[Lesson]] = {name: [] for name in rows["providers"]}
    for row in plan:
        lessons[rng.choice(rows["providers"])].append(_lesson(row, county, rng, today))
    before = "" if county.division == HOME else county.name
    return [School(before + name, tuple(found)) for name, found in lessons.items() if found]


def _lesson(row: dict[str, Any], county: CountyPlan, rng: Random, today: date) -> Lesson:
    site = rng.choice(county.sites)
    begins = today + timedelta(days=rng.randint(2, 40))
    ends = begins + timedelta(days=row["days"] - 1)
    daily_from, daily_to = (time.fromisoformat(hour) for hour in rng.choice(row["hours"]))
    capacity = rng.choice((12, 20, 25, 30, 40))
    full = rng.random() < 0.12
    ordered = row.get("order", False) and rng.random() < 0.5
    content = CourseContent(
        title=row["title"],
        occupation=row["occupation"],
        type=CourseType.ORDERED if ordered else CourseType(row["type"]),
        site=site.name,
        division=county.division,
        latitude=site.latitude,
        longitude=site.longitude,
        hours=row["days"] * (6 if daily_from.hour < 12 and daily_to.hour > 14 else 3),
        days=row["days"],
        starts_on=begins,
        ends_on=ends,
        daily_from=daily_from,
        daily_to=daily_to,
        certificate=row["certificate"],
        certificate_kind=row.get("kind"),
        certificate_by=ends + timedelta(days=row["card"]),
        capacity_least=8,
        capacity=capacity,
        enrolled=capacity if full else rng.randint(0, capacity * 2 // 3),
        boarding=row.get("boarding", False),
        childcare=row.get("childcare", False),
        education_min=row.get("education"),
        age_min=18 if row.get("kind") else 16,
        fee=Decimal(0),
        allowance_per_day=Decimal(40),
        contact_name="报名老师",
        contact_phone="19900009777",
        remark="学完直接进厂,用工单位已经说好" if ordered else None,
    )
    return Lesson(content, ordered)


def _by_hand(row: dict[str, Any], site: SitePlan, today: date) -> CourseContent:
    begins, ends = (today + timedelta(days=row[name]) for name in ("opens", "ends"))
    return CourseContent(
        title=row["title"],
        occupation=row["occupation"],
        type=CourseType(row["type"]),
        site=site.name,
        division=site.division,
        latitude=site.latitude,
        longitude=site.longitude,
        days=(ends - begins).days + 1,
        starts_on=begins,
        ends_on=ends,
        daily_from=time.fromisoformat(row["hours"][0]),
        daily_to=time.fromisoformat(row["hours"][1]),
        certificate_kind=row.get("certificate"),
        certificate_by=today + timedelta(days=row["card"]),
        capacity=row["capacity"],
        enrolled=row["enrolled"],
        boarding=row.get("boarding", False),
        childcare=row.get("childcare", False),
        education_min=row.get("education"),
        fee=Decimal(0),
    )
