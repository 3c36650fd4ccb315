"""People who find work or lose it without anybody's help: the way to the coast and home again, by the season."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from sqlalchemy import select

from jobmatch.demo import trades
from jobmatch.demo.layout import HOME
from jobmatch.demo.play import behaviour
from jobmatch.demo.play.calendar import Season
from jobmatch.demo.play.day import Day
from jobmatch.households import spells, working
from jobmatch.households.codes import WORKING, Channel, Education, EmploymentStatus, Sex, WorkArea
from jobmatch.households.model import Membership, Person
from jobmatch.households.record import Work
from jobmatch.households.working_life import Employment, Intention
from jobmatch.matching.ages import completed_years
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import RUNNING
from jobmatch.places import division_name

_AWAY = frozenset({WorkArea.PROVINCE, WorkArea.COUNTRY})
_LOOKING = frozenset({EmploymentStatus.SEEKING, EmploymentStatus.UNEMPLOYED})


def hear_the_news(day: Day) -> None:
    """By the week: what the families tell of who has come home, stopped, gone back to the old firm, or found alone."""
    home_again, stops, finds = behaviour.self_moving(day.season)
    away, near, looking = _by_work(day)
    ending = _some(away, home_again, day.dice("home again")) + _some(near, stops, day.dice("stops"))
    beginning = _some(looking, finds, day.dice("finds"))
    homes = day.homes([*ending, *beginning])
    for person_id in ending:
        working.end_work(day.session, person_id, day.on, day.at(12), day.staff.clerk(homes[person_id]))
        day.touched.add(homes[person_id].household_id)
    for person_id in beginning:
        work = _found(day, person_id, day.dice("found", person_id))
        working.begin_work(day.session, person_id, work, day.on, day.at(12), day.staff.clerk(homes[person_id]))
        day.touched.add(homes[person_id].household_id)


def _by_work(day: Day) -> tuple[list[int], list[int], list[int]]:
    """Who works away, who works near home, who looks for work, by id; nobody who is on a way to a job with our help."""
    ours = select(Referral.person_id).where(Referral.state.in_(RUNNING))
    rows = day.session.execute(
        select(Employment.person_id, Employment.status, Employment.area, Intention.willing)
        .join(Membership, Membership.person_id == Employment.person_id)
        .outerjoin(Intention, Intention.person_id == Employment.person_id)
        .where(
            Employment.ended_on.is_(None), Employment.since < day.on, Membership.left_on.is_(None),
            Employment.person_id.not_in(ours),
        )
        .order_by(Employment.person_id)
    ).all()  # fmt: skip
    hired = [row for row in rows if row.status in WORKING and row.status is not EmploymentStatus.PUBLIC_POST]
    return (
        [row.person_id for row in hired if row.area in _AWAY],
        [row.person_id for row in hired if row.area not in _AWAY],
        [row.person_id for row in rows if row.status in _LOOKING and row.willing],
    )


def _some(people: list[int], share: float, rng: Random) -> list[int]:
    """So many of them, each once; a rest of a person comes as often as it is large."""
    return sorted(rng.sample(people, min(len(people), int(len(people) * share + rng.random()))))


def _found(day: Day, person_id: int, rng: Random) -> Work:
    """After the festival mostly the old place, as it was; otherwise work of the usual kinds, found through friends."""
    last = day.session.scalar(
        select(Employment)
        .where(Employment.person_id == person_id, Employment.status.in_(WORKING))
        .order_by(Employment.since.desc(), Employment.id.desc())
        .limit(1)
    )
    if last is not None and day.season is Season.LEAVING and rng.random() < 0.7:
        return replace(spells.work_of(last), since=None, wage_on=None, months_this_year=None)
    person = day.session.get_one(Person, person_id)
    age = completed_years(person.birth_date, day.on) if person.birth_date is not None else 30
    trade = trades.some_trade(rng, person.sex or Sex.FEMALE, age, person.education or Education.NONE)
    goes = rng.random() < (0.6 if age < 45 else 0.2) and not trade.on_the_land
    place = trades.workplace(rng, "away" if goes else "province")
    wage = Decimal((trade.far if goes else trade.near) + rng.randint(-4, 6) * 100)
    return Work(
        status=EmploymentStatus.EMPLOYED
        if goes
        else rng.choice((EmploymentStatus.EMPLOYED, EmploymentStatus.FLEXIBLE)),
        area=WorkArea.COUNTRY if goes else WorkArea.COUNTY,
        workplace=place.where if goes else division_name(HOME),
        division=place.division if goes else HOME,
        employer=f"{place.short}{trade.firm}" if goes else f"县城{trade.firm}",
        title=trade.occupation,
        occupation=trade.occupation,
        industry=trade.industry,
        channel=rng.choice((Channel.FRIENDS, Channel.OWN)),
        wage_month=wage,
        wage_on=day.on,
    )
