"""What the program and the helpers make of a day: the clocks of households, and the closing of a month that is over."""

from datetime import timedelta

from sqlalchemy import and_, exists, or_, select

from jobmatch.demo.play.day import Day
from jobmatch.households.codes import EmploymentState
from jobmatch.households.model import Household, Site
from jobmatch.placements.looking_after import look_after
from jobmatch.placements.zero_clock import service as zero_clock
from jobmatch.placements.zero_clock.life import STANDING, ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports import closing

_APPOINTMENT = "约了本周到窗口,先看合适的岗位"


def look_after_the_changed(day: Day) -> None:
    """What follows for the households in which something happened that no verb has looked after."""
    if day.touched:
        look_after(day.session, day.touched, day.at(22), day.staff.program)


def look_at_the_waiting(day: Day) -> None:
    """By the week: the clocks that the calendar alone moves on, and households without an earner that have none yet.

    The night's own job looks at everybody; here that would be most of the time that a year takes.
    """
    clock = exists().where(ZeroSpell.household_id == Household.id)
    in_work = clock.where(ZeroSpell.state == ZeroState.IN_WORK)
    running = clock.where(ZeroSpell.state.in_(STANDING))
    found = select(Household.id).where(
        Household.closed_on.is_(None), or_(in_work, and_(Household.employment_state == EmploymentState.ZERO, ~running))
    )
    ids = day.session.scalars(found.order_by(Household.id)).all()
    zero_clock.look(day.session, ids, day.on, day.at(1), day.staff.program)


def help_the_found(day: Day) -> None:
    """Whoever looks after a household without an earner makes an appointment within some days, mostly in time."""
    found = day.session.execute(
        select(ZeroSpell.household_id, ZeroSpell.found_on, Site.code)
        .join(Household, Household.id == ZeroSpell.household_id)
        .join(Site, Site.id == Household.site_id)
        .where(ZeroSpell.state == ZeroState.FOUND, Household.closed_on.is_(None))
        .order_by(ZeroSpell.household_id)
    ).all()
    for household_id, found_on, site in found:
        waits = day.dice("help", household_id).choices((0, 1, 3), (5, 3, 2))[0]
        if day.on - found_on >= timedelta(days=waits):
            clerk = day.staff.clerks[site]
            zero_clock.begin_help(day.session, household_id, _APPOINTMENT, day.on, day.at(15), clerk)


def close_the_month(day: Day) -> None:
    """The ledger of the month that is over is written, site by site."""
    month = closing.next_month(day.session, day.on)
    while month is not None:
        while closing.close_next(day.session, month, day.on, day.at(6), day.staff.program) is not None:
            pass
        month = closing.next_month(day.session, day.on)
