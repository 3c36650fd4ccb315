"""An invented family whose members find work and lose it on given days, and a look at its clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, parameters
from jobmatch.access import Actor, Role
from jobmatch.households import service as households
from jobmatch.households import spells, zero_employment
from jobmatch.households.codes import Capacity, Education, EmploymentStatus, Relation, Sex, Source
from jobmatch.households.model import Site
from jobmatch.households.record import HouseholdRecord, PersonRecord, Work
from jobmatch.households.working_life import Employment
from jobmatch.placements.zero_clock import service
from jobmatch.placements.zero_clock.model import ZeroSpell

MONDAY = date(2026, 6, 1)
DAY = timedelta(days=1)
SYSTEM = access.operator("night")

FACTORY = Work(status=EmploymentStatus.EMPLOYED, employer="测试厂", title="普工", wage_month=Decimal(3000))
ODD_JOBS = Work(status=EmploymentStatus.FLEXIBLE, title="零工")
SEEKING = Work(status=EmploymentStatus.SEEKING)
FATHER = PersonRecord(
    "1", "测试大山", sex=Sex.MALE, birth_date=date(1986, 3, 1), relation=Relation.HEAD,
    education=Education.JUNIOR_MIDDLE, capacity=Capacity.ORDINARY, work=FACTORY, willing=True,
)  # fmt: skip
MOTHER = PersonRecord(
    "2", "测试小河", sex=Sex.FEMALE, birth_date=date(1988, 5, 2), relation=Relation.SPOUSE,
    education=Education.PRIMARY, capacity=Capacity.ORDINARY, work=SEEKING, willing=True,
)  # fmt: skip
COUPLE = HouseholdRecord(None, (FATHER, MOTHER), site="安置点一")


def noon(day: date) -> datetime:
    """Noon in Guizhou."""
    return datetime.combine(day, time(4), UTC)


def worker(role: Role, household_id: int) -> Actor:
    """Somebody of a role who may serve the household."""
    return Actor(f"a {role}", role, frozenset({"S1"}), household_ids=frozenset({household_id}))


def settle(session: Session, record: HouseholdRecord = COUPLE, on: date = MONDAY) -> households.TakenIn:
    """The family is entered at site S1; nobody looks at its clock yet."""
    parameters.plant_first_rows(session)
    if session.scalar(select(Site.id).where(Site.code == "S1")) is None:
        session.add(Site(code="S1", name="安置点一", division="520322"))
    session.flush()
    return households.take_in(
        session, record, said_before=None, on=on, at=noon(on), actor=SYSTEM, source=Source.COUNTER
    )  # fmt: skip


def begin(session: Session, person_id: int, on: date, work: Work = FACTORY) -> None:
    """The first day of a job, as it is written on that day."""
    end(session, person_id, on)
    session.add(Employment(person_id=person_id, **spells.opening(work, on, on, noon(on), Source.COUNTER)))
    session.flush()


def end(session: Session, person_id: int, on: date) -> None:
    """The first day on which a person no longer does what was last known."""
    spells.end(session, person_id, on)
    session.flush()


def lose(session: Session, person_id: int, on: date) -> None:
    """The first day without work, looking for some."""
    begin(session, person_id, on, SEEKING)


def look(session: Session, household_id: int, on: date, actor: Actor = SYSTEM) -> int:
    """Look at one clock at noon."""
    return service.look(session, [household_id], on, noon(on), actor)


def reckon(session: Session, household_id: int, on: date) -> None:
    """As whoever writes about work does."""
    zero_employment.reckon(session, [household_id], on)
    session.flush()


def spells_of(session: Session, household_id: int) -> list[ZeroSpell]:
    """All spells of a household, oldest first."""
    found = select(ZeroSpell).where(ZeroSpell.household_id == household_id).order_by(ZeroSpell.id)
    return list(session.scalars(found.execution_options(populate_existing=True)))


def story(spell: ZeroSpell) -> list[tuple[str, date]]:
    """The moves of a spell with their days."""
    return [(move.verb, move.on) for move in spell.moves]


def jobless(record: HouseholdRecord = COUPLE) -> HouseholdRecord:
    """The same family with nobody in work."""
    return replace(record, members=tuple(replace(one, work=SEEKING, willing=True) for one in record.members))


def found(session: Session, on: date = MONDAY) -> tuple[int, int, int]:
    """A household that was in work and is found without an earner on a day: its id, the father's and the mother's."""
    home = settle(session, COUPLE, on - 100 * DAY)
    lose(session, home.people["1"], on)
    look(session, home.household_id, on)
    return home.household_id, home.people["1"], home.people["2"]
