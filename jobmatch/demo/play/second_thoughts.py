"""What is said too late or otherwise than before: a line of a closed month is put right, a family wants no work now."""

from sqlalchemy import func, select

from jobmatch import flow, parameters
from jobmatch.demo.layout import HOME
from jobmatch.demo.play import customs
from jobmatch.demo.play.day import Day
from jobmatch.households.codes import EmploymentState, EmploymentStatus
from jobmatch.households.model import Household, Membership, Site
from jobmatch.households.working_life import Intention
from jobmatch.placements.zero_clock import service as zero_clock
from jobmatch.placements.zero_clock.life import ZeroState
from jobmatch.placements.zero_clock.model import ZeroSpell
from jobmatch.reports import closing
from jobmatch.reports import month as months
from jobmatch.reports.model import HouseholdMonth, PersonMonth
from jobmatch.reports.status import BAND, Status
from jobmatch.visits import service as visits

_WHY_PUT_RIGHT = {True: "月底已经不在厂里,家里人后来才说", False: "工资条补来了,比登记的多"}
_WHY_NO_WISH = ("家里老人重病,离不开人", "媳妇要生了,先在家", "今年先把地里的活做完")


def put_lines_right(day: Day) -> None:
    """Some lines of the month that was closed last were not so; a new one stands beside each."""
    month, rng = months.before(months.of(day.on)), day.dice("put right")
    households = day.session.scalar(select(func.count()).where(HouseholdMonth.month == month)) or 0
    lines = day.session.scalars(
        select(PersonMonth.id)
        .where(PersonMonth.month == month, PersonMonth.status == Status.EMPLOYED, PersonMonth.wage_band.is_not(None))
        .order_by(PersonMonth.id)
    ).all()
    for line_id in sorted(rng.sample(lines, min(len(lines), int(households * customs.LINES_PUT_RIGHT + rng.random())))):
        line = day.session.get_one(PersonMonth, line_id)
        gone = rng.random() < 0.5
        changes = {"status": Status.WILLING} if gone else {"wage_band": (line.wage_band or 0) + BAND}
        closing.correct(day.session, line_id, changes, _WHY_PUT_RIGHT[gone], day.at(16), day.staff.supervisor)


def lose_the_wish(day: Day) -> None:
    """Of the families that were helped and wait, some say on a visit that nobody wants work now, and why."""
    rows = day.session.execute(
        select(Household.id, Site.code)
        .join(ZeroSpell, ZeroSpell.household_id == Household.id)
        .join(Site, Site.id == Household.site_id)
        .where(
            ZeroSpell.state == ZeroState.HELPED, Household.closed_on.is_(None),
            Household.employment_state == EmploymentState.ZERO,
        )
        .order_by(Household.id)
    ).all()  # fmt: skip
    for household_id, site in rows:
        rng = day.dice("wish", household_id)
        if rng.random() < customs.LOSES_THE_WISH:
            _say_so(day, household_id, site, rng.choice(_WHY_NO_WISH))


def _say_so(day: Day, household_id: int, site: str, why: str) -> None:
    session, at, clerk = day.session, day.at(16, 30), day.staff.clerks[site]
    visit = visits.begin(session, household_id, "", None, at, clerk)
    wanting = session.scalars(
        select(Intention.person_id)
        .join(Membership, Membership.person_id == Intention.person_id)
        .where(Membership.household_id == household_id, Membership.left_on.is_(None), Intention.willing.is_(True))
        .order_by(Intention.person_id)
    ).all()
    for person_id in wanting:
        said = EmploymentStatus.NOT_SEEKING.value
        flow.keep_answer(session, visit.code, f"{person_id}.status", said, 0, f"{person_id}", at, clerk)
    try:
        flow.save_form(session, visit.code, parameters.load(session), HOME, at, clerk)
    except flow.RefusedRecordError:
        visits.close(session, visit.code, at, clerk, throw_away=True)
        return
    visits.close(session, visit.code, at, clerk)
    household = session.get_one(Household, household_id)
    if household.employment_state is EmploymentState.NO_WISH:
        zero_clock.say_why_no_wish(session, household_id, why, day.on, at, clerk)
