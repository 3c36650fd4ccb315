"""The Spring Festival: who comes home says so at the return point (返乡登记), and those who go back share coaches."""

from sqlalchemy import select

from jobmatch.demo.layout import HOME, Layout
from jobmatch.demo.play import calendar, customs
from jobmatch.demo.play.calendar import Season
from jobmatch.demo.play.day import Day
from jobmatch.households.codes import WORKING, WorkArea
from jobmatch.households.model import Membership
from jobmatch.households.working_life import Employment
from jobmatch.placements.returns import service
from jobmatch.placements.returns.model import FestivalReturn
from jobmatch.placements.returns.seasons import new_year

_AWAY = (WorkArea.PROVINCE, WorkArea.COUNTRY)
_MORNING = 7


def meet_who_comes_home(day: Day) -> None:
    """On market days before the festival some of those who work away are met, and asked what comes after it."""
    if day.season is not Season.RETURNING:
        return
    festival, rng = new_year(day.on.year), day.dice("return point")
    waiting = _not_yet_met(day, festival.year)
    met = dict(sorted(rng.sample(waiting, round(len(waiting) * customs.AT_THE_RETURN_POINT))))
    homes = day.homes(met)
    for person_id, division in met.items():
        word = customs.festival(festival, division, day.dice("festival", person_id))
        clerk = day.staff.clerk(homes[person_id])
        service.register(day.session, person_id, festival.year, word, clerk, day.at(11, 30))


def order_the_coaches(day: Day, layout: Layout) -> None:
    """On the last office day before the festival: a coach where enough go to one city on one day."""
    if day.season is not Season.RETURNING or not calendar.is_last_office_day(day.on, new_year(day.on.year)):
        return
    year, by = day.on.year, day.staff.supervisor
    for site in layout.sites:
        for bus in service.propose(day.session, site.code, year, customs.SEATS_OF_A_BUS, by):
            if len(bus.return_ids) < customs.WORTH_A_BUS:
                continue
            leaves_at = calendar.instant(bus.leaves_on, _MORNING)
            group = service.open_group(
                day.session, site.code, year, bus.division, leaves_at, customs.SEATS_OF_A_BUS, by, day.at(10)
            )  # fmt: skip
            for return_id in bus.return_ids:
                service.seat(day.session, group.id, return_id, by, day.at(10, 30))


def _not_yet_met(day: Day, year: int) -> list[tuple[int, str]]:
    """Who works outside the county and has said nothing of this festival, with the county of the work."""
    met = select(FestivalReturn.person_id).where(FestivalReturn.season == year)
    rows = day.session.execute(
        select(Employment.person_id, Employment.division)
        .join(Membership, Membership.person_id == Employment.person_id)
        .where(
            Membership.left_on.is_(None), Employment.ended_on.is_(None), Employment.status.in_(WORKING),
            Employment.area.in_(_AWAY), ~Employment.division.startswith(HOME), Employment.person_id.not_in(met),
        )
        .order_by(Employment.person_id)
    )  # fmt: skip
    return [(person_id, division) for person_id, division in rows if division is not None]
