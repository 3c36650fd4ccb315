"""What the counter asks of a family: what is missing, and what may have changed since it was last asked. Pure.

Names, birth days, schooling that is over, languages and reading do not grow old; everything else does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jobmatch.households import profile
from jobmatch.households.codes import WORKING, EmploymentStatus
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.parameters import ParameterBook
from jobmatch.visits.fields import QUESTIONS, Topic

STALE_DAYS = "record_stale_days"
_HOME = ("site", "dwelling", "household_type", "assistance", "helper_name")
_MONEY = ("income_wage", "income_business", "cost_business", "income_property", "income_transfer")


@dataclass(frozen=True)
class Reading:
    """The day, the county and the parameters by which things are held to be old."""

    on: date
    division: str
    book: ParameterBook

    def is_old(self, asked_on: date | None) -> bool:
        """Whether something was asked too long ago, or never."""
        days = self.book.whole(STALE_DAYS, self.division, self.on)
        return asked_on is None or (self.on - asked_on).days > days


def of_household(record: HouseholdRecord, asked_on: date | None, reading: Reading) -> frozenset[Topic]:
    """The topics to ask of the household as a whole; incomes are asked where one is missing, and may be skipped."""
    reachable = record.home_phone is not None or record.no_phone_because is not None
    missing = not reachable or any(getattr(record, name) is None for name in _HOME)
    found = {Topic.HOME} if missing or reading.is_old(asked_on) else set()
    return frozenset(found | ({Topic.MONEY} if any(getattr(record, name) is None for name in _MONEY) else set()))


def of_member(person: PersonRecord, asked_on: Mapping[Topic, date], reading: Reading) -> frozenset[Topic]:
    """The topics to ask of a member on the household page; of children only who they are and where they learn."""
    found = set()
    # A number would tell sex and birth date.
    unnumbered = person.id_number is None and None in (person.no_id_because, person.sex, person.birth_date)
    if not person.name or person.relation is None or unnumbered:
        found.add(Topic.WHO)
    schooled = person.education is not None or person.school_stage is not None
    if not schooled or (person.is_student and reading.is_old(asked_on.get(Topic.SCHOOL))):
        found.add(Topic.SCHOOL)
    if not is_grown(person, reading):
        return frozenset(found)
    stale = profile.capacity_is_stale(person, reading.book, reading.division, reading.on)
    if person.capacity is None or stale or (person.limits is None and asks_for_work(person)):
        found.add(Topic.BODY)
    if (person.phone is None and person.phone_use is None) or reading.is_old(asked_on.get(Topic.PHONE)):
        found.add(Topic.PHONE)
    if person.mandarin is None or person.reading is None:
        found.add(Topic.SPEECH)
    if person.work.status in (None, EmploymentStatus.UNEMPLOYED) or reading.is_old(asked_on.get(Topic.NOW)):
        found.add(Topic.NOW)
    return frozenset(found)


def of_work(person: PersonRecord, asked_on: Mapping[Topic, date], reading: Reading) -> frozenset[Topic]:
    """Which of the eight questions to ask."""
    intention = person.intention
    known = {
        Topic.NOW: person.work.status not in (None, EmploymentStatus.UNEMPLOYED) and _says_whether(person),
        Topic.WISH: intention is not None,
        Topic.REACH: person.constraints is not None,
        Topic.CARE: person.constraints is not None,
        Topic.HOURS: person.constraints is not None,
        Topic.PAY: intention is not None and intention.wage_floor is not None,
        Topic.BRINGS: None not in (person.certificates, person.experience),
        Topic.LEARN: intention is not None and intention.training_days_most is not None,
    }
    return frozenset(topic for topic in QUESTIONS if not known[topic] or reading.is_old(asked_on.get(topic)))


def is_grown(person: PersonRecord, reading: Reading) -> bool:
    """Whether somebody is asked about work: from 16 on, and where nobody knows the age."""
    age = profile.age_of(person, reading.on)
    return age is None or age >= reading.book.whole("labour_age_from", reading.division, reading.on)


def asks_for_work(person: PersonRecord) -> bool:
    """Whether the person is out of work and wants some, or has some and wants better."""
    return profile.is_willing(person) is True


def _says_whether(person: PersonRecord) -> bool:
    """Who has work was also asked whether other work is wanted."""
    return person.work.status not in WORKING or person.willing is not None
