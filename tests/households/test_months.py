"""Random months of lists: people move, work, marry and come back, and what must always hold still holds."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.households import service
from jobmatch.households.codes import LeaveReason, Relation
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.working_life import Employment
from tests.households.people import AT, HEAD, ON, OPERATOR, SEEKING, SITE, WORK, id_number, take_in

MONTHS = 6
HOMES = 4
PEOPLE = [
    replace(
        HEAD, key=str(number), name=f"令狐{name}", office_code=f"RY{number}",
        id_number=id_number(f"19{70 + number}0315", f"{number:02}1"), phone=f"1990000{number:04}",
    )
    for number, name in enumerate("一二三四五六七八九十")
]  # fmt: skip


def a_month(random: Random, homes: dict[int, int]) -> dict[str, HouseholdRecord]:
    """One list: everybody in one household each, with work that comes and goes."""
    lists: dict[int, list[PersonRecord]] = {}
    for number, person in enumerate(PEOPLE):
        if random.random() < 0.15:
            homes[number] = random.randrange(HOMES)
        work = random.choice([WORK, WORK, replace(WORK, employer=random.choice("甲乙丙")), SEEKING])
        members = lists.setdefault(homes[number], [])
        relation = Relation.OTHER if members else Relation.HEAD
        members.append(replace(person, work=work, willing=True, relation=relation))
    return {f"5203220000000{home}": HouseholdRecord(None, tuple(members), site=SITE) for home, members in lists.items()}


def import_month(
    session: Session, now: dict[str, HouseholdRecord], before: dict[str, HouseholdRecord], on: date
) -> None:
    """As the roster import does: each household with what was said of it, and of its people elsewhere."""
    everybody = tuple(member for record in before.values() for member in record.members)
    for number, record in now.items():
        listed = replace(record, office_number=number)
        take_in(session, listed, said_before=before.get(number), said_elsewhere=everybody, on=on)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_lists_say_nobody_is_in_two_places_or_two_people(sqlite_url: str, seed: int) -> None:
    random = Random(seed)
    engine = db.engine_for(sqlite_url)
    homes = {number: random.randrange(HOMES) for number in range(len(PEOPLE))}
    before: dict[str, HouseholdRecord] = {}
    numbers: dict[int, str] = {}
    with db.transaction(engine) as session:
        for month in range(MONTHS):
            on = ON + timedelta(days=30 * month)
            now = a_month(random, homes)
            import_month(session, now, before, on)
            holds(session, numbers)
            said = {name: {member.name for member in record.members} for name, record in now.items()}
            for household in session.scalars(select(Household).where(Household.closed_on.is_(None))):
                found = {member.name for member in service.load(session, household.id, on).members}
                assert found == said[household.office_number or ""]
            before = {**before, **now}
    engine.dispose()


def holds(session: Session, numbers: dict[int, str]) -> None:
    """What must hold after every list."""
    assert len(session.scalars(select(Person)).all()) == len(PEOPLE)
    open_homes = Counter(session.scalars(select(Membership.person_id).where(Membership.left_on.is_(None))))
    assert set(open_homes.values()) == {1}
    for person_id in open_homes:
        spells = session.scalars(
            select(Employment).where(Employment.person_id == person_id).order_by(Employment.since, Employment.id)
        ).all()
        assert [spell.ended_on is None for spell in spells] == [False] * (len(spells) - 1) + [True]
        assert all(earlier.ended_on == later.since for earlier, later in pairwise(spells))
    for household in session.scalars(select(Household)):
        assert numbers.setdefault(household.id, household.number) == household.number
    assert len(set(numbers.values())) == len(numbers)


def test_who_comes_back_after_leaving_joins_again_when_the_list_says_so_anew(sqlite_url: str) -> None:
    engine = db.engine_for(sqlite_url)
    listed = HouseholdRecord("52032200000001", (PEOPLE[0], replace(PEOPLE[1], relation=Relation.OTHER)), site=SITE)
    alone = replace(listed, members=listed.members[:1])
    with db.transaction(engine) as session:
        done = take_in(session, listed)
        gone = ON + timedelta(days=10)
        service.leave(session, done.people["1"], done.household_id, gone, LeaveReason.MARRIED, AT, OPERATOR)
        take_in(session, alone, said_before=listed, on=ON + timedelta(days=30))
        take_in(session, listed, said_before=alone, on=ON + timedelta(days=60))
        assert len(service.load(session, done.household_id, ON + timedelta(days=59)).members) == 1
        assert len(service.load(session, done.household_id, ON + timedelta(days=60)).members) == 2
    engine.dispose()
