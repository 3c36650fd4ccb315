"""Early warnings: whoever looks after the household acts within the days that a warning has, or somewhat later."""

from datetime import timedelta

from sqlalchemy import select

from jobmatch.demo.play import behaviour, customs
from jobmatch.demo.play.day import Day, Home
from jobmatch.households.model import Household, Site
from jobmatch.placements.warnings import service
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Signal

_DONE = {
    Signal.LAST_EARNER_LEFT: "当天上门问了情况,约了窗口看岗位",
    Signal.WAGE_ARREARS: "问清了欠多少,报了劳动监察",
    Signal.EMPLOYER_LOSES_PEOPLE: "给厂里打了电话,在那里上班的一个一个都问过",
    Signal.EARNER_UNABLE: "去看望了,帮着问了医保和临时救助",
    Signal.CARER_LOST: "联系了日间照料和托管班",
    Signal.JOB_ENDS: "问了还续不续,先留意下一份活",
    Signal.RETURNED_WITHOUT_PLAN: "上门聊过,约了来窗口看岗位",
    Signal.CALLS_MISSED: "问了家里人,本人在上班,换了个时间打",
    Signal.SEAT_AT_WORK: "问了本人,座位还要不要自己说,先留着",
    Signal.LOW_INCOME: "入户核了一年的收入,讲了能申请哪些政策",
    Signal.STALE: "上门把户情重新问了一遍",
    Signal.RELAPSE: "重新帮着找,先问上回那份活为什么没做下去",
}


def see_to_the_warned(day: Day) -> None:
    """What is ripe today is seen to; the dice of a warning are thrown once."""
    rows = day.session.execute(
        select(EarlyWarning, Household.id, Site.code, Household.helper_name)
        .outerjoin(Household, Household.id == EarlyWarning.household_id)
        .outerjoin(Site, Site.id == Household.site_id)
        .where(EarlyWarning.state == WarningState.OPEN, Household.closed_on.is_(None))
        .order_by(EarlyWarning.id)
    ).all()
    for warning, household_id, site, helper in rows:
        if _is_ripe(day, warning):
            home = None if household_id is None else Home(household_id, site, helper)
            by = day.staff.supervisor if home is None else day.staff.helper(home)
            service.see_to(day.session, warning.id, _DONE[warning.signal], by, day.at(15))


def _is_ripe(day: Day, warning: EarlyWarning) -> bool:
    rng = behaviour.dice(day.seed, "warned", warning.mark, warning.raised_on)
    within = (warning.due_on - warning.raised_on) // timedelta(days=1)
    days = customs.days_to_act(warning.level, within, rng)
    return day.on - warning.raised_on >= timedelta(days=days)
