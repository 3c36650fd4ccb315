"""How a household stands, in words and with the colour of its mark: its clock, its talks, and what it is owed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from desk.language import say_day
from jobmatch.households.codes import EmploymentState
from jobmatch.placements.follow_ups.life import FollowUpState
from jobmatch.placements.minimum.package import Owed
from jobmatch.placements.zero_clock.life import ZeroState

STATES: Mapping[EmploymentState, LazyString] = {
    EmploymentState.EMPLOYED: _l("有人上班"),
    EmploymentState.ZERO: _l("没人上班，有人想找"),
    EmploymentState.NO_LABOUR: _l("没有能上班的人"),
    EmploymentState.NO_WISH: _l("能上班的都不想找"),
    EmploymentState.UNKNOWN: _l("还没问清"),
}


@dataclass(frozen=True)
class Clock:
    """The clock of a household: on which of its days it stands, by when what has to be done, and how that looks."""

    words: str
    mark: str


def say_clock(state: ZeroState, found_on: date, due: date | None, working_since: date | None, on: date) -> Clock:
    """The clock in one line: the day it stands on, and the deadline that comes next or by how much it is over."""
    if state is ZeroState.IN_WORK:
        worked = 0 if working_since is None else (on - working_since).days + 1
        return Clock(_("有人上班了，第%(n)s天", n=max(1, worked)), "now")
    number = (on - found_on).days + 1
    if due is None:
        return Clock(_("第%(n)s天", n=number), "")
    if due < on:
        return Clock(_("第%(n)s天，超了%(late)s天", n=number, late=(on - due).days), "red")
    if state is ZeroState.FOUND:
        words = _("第%(n)s天，%(day)s前要有人去帮", n=number, day=say_day(due))
    else:
        words = _("第%(n)s天，%(day)s前要有人上班", n=number, day=say_day(due))
    return Clock(words, "orange")


TALKS: Mapping[FollowUpState, LazyString] = {
    FollowUpState.DUE: _l("该问了"),
    FollowUpState.UNREACHED: _l("三天打不通，问邻居"),
    FollowUpState.TO_VISIT: _l("要上门"),
    FollowUpState.DONE: _l("问过了"),
    FollowUpState.LAPSED: _l("不用问了"),
}


def say_owed(owed: Owed) -> str:
    """What is still due to somebody in the period that runs; "" where nothing is."""
    parts = (
        (owed.posts, _("推荐%(n)s个岗位", n=owed.posts)),
        (owed.introductions, _("介绍%(n)s回", n=owed.introductions)),
        (owed.guidance, _("职业指导%(n)s回", n=owed.guidance)),
        (owed.policy, _("讲政策%(n)s回", n=owed.policy)),
        (owed.trainings, _("推荐培训%(n)s回", n=owed.trainings)),
    )
    return _("、").join(words for number, words in parts if number)
