"""A family as the record of a household, with the day on which it was asked and what its members agreed to.

The records of a county are not of one day: two in five are older than ninety days, so the counter has something to ask.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from jobmatch.demo import names, people, wishes, working
from jobmatch.demo.families import Family, Sketch, families
from jobmatch.demo.numbers import Numbers
from jobmatch.demo.sites import SitePlan, helper_phone
from jobmatch.households.codes import (
    WORKING,
    Assistance,
    Capacity,
    Cause,
    ConsentGiven,
    ConsentPurpose,
    EmploymentStatus,
    Health,
    HouseholdType,
    MonitorCategory,
    Relation,
)
from jobmatch.households.record import HouseholdRecord, PersonRecord

_UNABLE = frozenset({Capacity.NONE, Capacity.LOST})
_MINORITIES = {names.HAN: 90, "06": 5, "37": 3.5, "09": 1.5}
_RELOCATED_FROM, _RELOCATED_DAYS = date(2017, 5, 1), 1200
_YEAR = 12
_LONGEST_CLOCK = 36
"""Days: who has no earner is visited on the days 0, 3, 5, 10 and 30 (domain.md 5.5), so the record is never older."""


@dataclass(frozen=True)
class Agreement:
    """What one member has agreed to, how, and when it was taken back."""

    person_key: str
    purpose: ConsentPurpose
    given: ConsentGiven
    given_on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Home:
    """A household as it was taken in on a day; member keys are the numbers in which people enter an empty database."""

    record: HouseholdRecord
    asked_on: date
    days_ago: int
    agreements: tuple[Agreement, ...]


class Settlers:
    """Makes up households one after the other; the same seed and day make the same ones, with no number of `taken`."""

    def __init__(self, rng: Random, today: date, taken: frozenset[str] = frozenset()) -> None:
        self._rng = rng
        self._today = today
        self._numbers = Numbers(rng, taken)
        self._people = 0

    def homes_of(self, site: SitePlan, first: int = 1) -> list[Home]:
        """All households of one site, in the order of their numbers, which begin at `first`."""
        found = families(site.households, self._rng)
        return [self._home(site, number, family) for number, family in enumerate(found, start=first)]

    def _home(self, site: SitePlan, number: int, family: Family) -> Home:
        rng = self._rng
        asked_on = self._asked_on(family)
        kin = _Kin(family, rng, self._today)
        members = tuple(self._person(one, family, kin, site, asked_on) for one in family.members)
        record = self._record(site, number, family, members, asked_on)
        ago = (self._today - asked_on).days
        return Home(
            record, asked_on, ago, tuple(one for member in members for one in _agreements(member, asked_on, rng))
        )

    def _asked_on(self, family: Family) -> date:
        """Most were asked of late, families without an earner within the weeks that their clock has run.

        Nobody was asked before the youngest was born, or before who works was sixteen.
        """
        rng = self._rng
        ago = rng.randint(0, 85) if rng.random() < 0.6 else rng.randint(92, 320)
        if family.nobody_works:
            ago %= _LONGEST_CLOCK
        lately = any(one.age in (0, people.GROWN) for one in family.members)
        return self._today - timedelta(days=min(ago, 25) if lately else ago)

    def _record(
        self, site: SitePlan, number: int, family: Family, members: tuple[PersonRecord, ...], asked_on: date
    ) -> HouseholdRecord:
        rng = self._rng
        earned = sum((_year(one, asked_on) for one in members), Decimal(0))
        unable = all(one.work.status is None or one.work.status is EmploymentStatus.STUDENT for one in members)
        monitored = not unable and rng.random() < (0.14 if family.nobody_works else 0.04)
        cause = _cause(members, rng)
        allowance = unable or (family.nobody_works and rng.random() < 0.35) or rng.random() < 0.05
        destitute = unable and len(members) == 1 and rng.random() < 0.5
        raises = Decimal(rng.randint(5, 40) * 100) if rng.random() < 0.12 else Decimal(0)
        transfer = rng.randint(42, 66) * 100 * len(members) if allowance else rng.randint(3, 24) * 100
        phone = next((one.phone for one in members if one.phone), None)
        origin = site.origins.some(rng)
        helper = None if rng.random() < 0.03 else rng.choice(site.helpers)
        kinds = (HouseholdType.LIFTED, HouseholdType.MOVED_ALONG)
        return HouseholdRecord(
            office_number=f"{site.code}{number:05d}",
            members=members,
            hukou_division=origin.division,
            origin_address=origin.address,
            site=site.name,
            dwelling=_dwelling(number),
            move_in_date=_RELOCATED_FROM + timedelta(days=rng.randrange(_RELOCATED_DAYS)),
            household_type=HouseholdType.MONITORED if monitored else rng.choices(kinds, (88, 12))[0],
            monitor_category=rng.choice(tuple(MonitorCategory)) if monitored else None,
            monitor_since=asked_on - timedelta(days=rng.randint(30, 700)) if monitored else None,
            risk_cleared=rng.random() < 0.3 if monitored else None,
            assistance=Assistance.DESTITUTE if destitute else Assistance.ALLOWANCE if allowance else Assistance.NONE,
            main_cause=cause,
            income_wage=earned,
            income_business=raises * 3,
            cost_business=raises,
            income_property=Decimal(rng.randint(0, 6) * 100),
            income_transfer=Decimal(transfer),
            home_phone=phone,
            no_phone_because=None if phone else "老人不会用电话,找邻居转告",
            helper_name=helper,
            helper_phone=None if helper is None else helper_phone(helper),
        )

    def _person(self, one: Sketch, family: Family, kin: "_Kin", site: SitePlan, asked_on: date) -> PersonRecord:
        rng, today = self._rng, self._today
        self._people += 1
        birth = people.birth_date(one.age, today, rng)
        number = self._numbers.id_number(birth, one.sex)
        school = people.schooling(one.age, one.sex, rng)
        trade = working.trade_of(one, school.done, rng)
        skilled = trade is not None and one.age > 20 and rng.random() < 0.22
        body = people.body(one, family, number, school.student, skilled, rng)
        able = body.capacity not in _UNABLE
        status = working.status_of(one, family, school.student, able, rng)
        work = working.work(one, family, status, trade, site, asked_on, rng)
        asks = status is EmploymentStatus.SEEKING or wishes.wants_better(status, work, site, rng)
        returned = status is EmploymentStatus.SEEKING and 24 <= one.age <= 56 and rng.random() < 0.3
        # Who has no earner is visited within days, and then the lists are there.
        told = asks and (not wishes.never_asked(rng) or family.nobody_works)
        wish = wishes.intention(status, asks, trade, one, family, school.done, body.cannot, asked_on, rng)
        phone = people.telephone(one.age, asked_on, self._numbers, rng)
        grown = one.age >= people.GROWN
        return PersonRecord(
            key=str(self._people),
            name=kin.name(one, birth.year),
            id_number=number,
            sex=one.sex,
            birth_date=birth,
            ethnicity=kin.ethnicity(one),
            relation=one.relation,
            education=school.done,
            school_stage=school.stage,
            school_year=school.year,
            health=body.health if rng.random() > 0.01 else frozenset(),
            disability=body.disability,
            limits=body.limits if body.limits is not None else {} if told else None,
            protections=body.protections,
            capacity=body.capacity,
            capacity_on=asked_on - timedelta(days=rng.choice((0, 0, 30, 120, 400))) if grown else None,
            capacity_by=site.doctor if grown else None,
            phone=phone.number,
            phone_owner=phone.owner,
            smartphone=phone.smart,
            phone_unreached_since=phone.unreached_since,
            mandarin=people.mandarin(one.age, school.done, rng) if grown else None,
            dialects=people.dialects(kin.ethnicity(one), one.age) if grown else (),
            reading=people.reading(one.age, school.done) if grown else None,
            phone_use=phone.use,
            work=work,
            willing=True if asks else False if status is EmploymentStatus.NOT_SEEKING else None,
            intention=wish,
            training_wish=wishes.training_wish(wish, rng) if asks else None,
            certificates=wishes.certificates(trade, one, asked_on, today, rng) if told else None,
            skills=(trade.skills if trade else ()) if told else None,
            experience=wishes.experience(trade, one, returned, rng) if told else None,
            constraints=wishes.constraints(one, family, today, rng) if told else None,
        )


class _Kin:
    """Who of a family shares a surname, a people and the character of a generation."""

    def __init__(self, family: Family, rng: Random, today: date) -> None:
        self._rng = rng
        shares = rng.choices(tuple(_MINORITIES), tuple(_MINORITIES.values()))[0]
        own = (names.surname(rng, shares), shares)
        self._lines = {"own": own}
        for one in family.members:
            if one.line not in self._lines:
                people_of = shares if rng.random() < 0.5 else names.HAN
                self._lines[one.line] = (names.surname(rng, people_of), people_of)
        self._children_of = {"wife's house": "groom"}.get(family.shape, "own")
        self._generations: dict[int, str | None] = {}
        self._taken: set[str] = set()

    def name(self, one: Sketch, birth_year: int) -> str:
        shared = None
        if one.line == "own":
            # Brothers and sisters are born within a score of years of one another.
            shared = self._generations.setdefault(birth_year // 20, names.generation(self._rng, birth_year))
        return names.fresh(self._rng, self._line(one)[0], one.sex, birth_year, shared, self._taken)

    def ethnicity(self, one: Sketch) -> str:
        return self._line(one)[1]

    def _line(self, one: Sketch) -> tuple[str, str]:
        grandchild = one.relation in (Relation.GRANDSON, Relation.GRANDDAUGHTER)
        return self._lines[self._children_of if grandchild else one.line]


_FLATS_A_FLOOR, _FLATS_A_UNIT, _FLATS_A_BUILDING = 4, 44, 132


def _dwelling(number: int) -> str:
    """Flats are given out in order: eleven floors of four, three units a building; nobody shares one."""
    building, flat = divmod(number - 1, _FLATS_A_BUILDING)
    unit, flat = divmod(flat, _FLATS_A_UNIT)
    floor, door = divmod(flat, _FLATS_A_FLOOR)
    return f"{building + 1}栋{unit + 1}单元{floor + 1}{door + 1:02d}"


def _year(one: PersonRecord, asked_on: date) -> Decimal:
    """Twelve months of wages (H14): who worked half of the year so far is taken to have worked half of the last one.

    By the months of the calendar year alone a family of two earners that is asked in January would have had nothing.
    """
    if one.work.status not in WORKING:
        return Decimal(0)
    share = (one.work.months_this_year or Decimal(0)) / asked_on.month
    return Decimal(round((one.work.wage_month or Decimal(0)) * _YEAR * share))


def _cause(members: tuple[PersonRecord, ...], rng: Random) -> Cause | None:
    """Why the household was poor once, one that its members bear out (V06 to V08)."""
    causes = [Cause.NO_SKILL, Cause.REMOTE, Cause.NO_CAPITAL, Cause.NO_LAND]
    if any(Health.DISABLED in one.health for one in members):
        causes += [Cause.DISABILITY] * 4
    if any(one.health & {Health.CHRONIC, Health.SERIOUS} for one in members):
        causes += [Cause.ILLNESS] * 2
    if any(one.is_student for one in members):
        causes += [Cause.SCHOOLING]
    return rng.choice(causes) if rng.random() < 0.9 else None


def _agreements(member: PersonRecord, asked_on: date, rng: Random) -> list[Agreement]:
    """Most of the grown have said yes, some keep their data to themselves, a few have taken it back."""
    if member.capacity is None or rng.random() < 0.045:
        return []
    given = rng.choices((ConsentGiven.SIGNATURE, ConsentGiven.IN_PERSON, ConsentGiven.VOICE), (7, 2, 1))[0]
    back = asked_on if rng.random() < 0.015 else None
    found = [Agreement(member.key, ConsentPurpose.MATCH_AND_TELL, given, asked_on, back)]
    if member.willing and back is None and rng.random() < 0.75:
        found.append(Agreement(member.key, ConsentPurpose.DISCLOSE_TO_EMPLOYER, given, asked_on))
    if member.willing and back is None and rng.random() < 0.4:
        found.append(Agreement(member.key, ConsentPurpose.DISCLOSE_TO_TRAINER, given, asked_on))
    return found
