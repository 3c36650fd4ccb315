"""How a household stands, in words and with the colour of its mark: its clock, and whether somebody works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from desk.language import say_day
from jobmatch.households.codes import EmploymentState
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
