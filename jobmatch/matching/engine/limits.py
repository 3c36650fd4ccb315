"""The person's own limits for all vacancies at once: what `gates.limits` decides pair by pair."""

from dataclasses import dataclass, field
from datetime import date, time

import numpy as np

from jobmatch.matching.codes import ConstraintKind, Strength
from jobmatch.matching.engine.columns import BIT, NO, UNKNOWN, YES, Answers, Classes, Columns, Flags, Numbers, answers
from jobmatch.matching.engine.rows import ASK_EMPLOYER, WAIT_DATE
from jobmatch.matching.engine.trades import Trades
from jobmatch.matching.engine.ways import Ways
from jobmatch.matching.facts import Constraint
from jobmatch.matching.gates.limits import BARRING
from jobmatch.matching.hours import fits_window
from jobmatch.matching.notes import Gate
from jobmatch.matching.seeker import Seeker


@dataclass(slots=True)
class Limits:
    """What binds people, over one set of columns."""

    columns: Columns
    trades: Trades
    _schedules: Classes = field(init=False)
    _windows: dict[tuple[time, time], Answers] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._schedules = Classes.by(post.vacancy.schedule for post in self.columns.posts)

    def of(self, seeker: Seeker, ways: Ways) -> tuple[Numbers, Numbers, Flags]:
        """Gates with fixes, how many preferences are missed, and which work the person would rather not do."""
        found = np.zeros(self.columns.number, dtype=np.int64)
        missed = np.zeros(self.columns.number, dtype=np.int64)
        for left in seeker.person.left or ():
            if left.reason in BARRING and left.employer in self.columns.by_employer:
                found[self.columns.by_employer[left.employer]] |= BIT[Gate.EMPLOYER_HISTORY]
        for held in seeker.binding:
            for gate, met in self._tests(held, ways):
                self._weigh(held, met, gate, found, missed)
        unwanted = np.zeros(self.columns.number, dtype=np.bool_)
        for held, trade in seeker.refused:
            same, options = self.trades.same(trade), self.trades.has_options
            met = np.where(same & ~options, NO, np.where(self.trades.maybe(trade), UNKNOWN, YES)).astype(np.int8)
            self._weigh(held, met, Gate.REFUSED_OCC, found, missed)
            unwanted |= same
        if seeker.person.available_from is not None:
            later = self._before(seeker.person.available_from)
            found[later & self.columns.start_known] |= ASK_EMPLOYER
        return found, missed, unwanted

    def _weigh(self, held: Constraint, met: Answers, gate: Gate, found: Numbers, missed: Numbers) -> None:
        fails = met == NO
        over = np.zeros(len(met), dtype=np.bool_) if held.until is None else ~self._before(held.until)
        if held.strength is Strength.HARD:
            found[fails & over] |= WAIT_DATE
            sure = self.columns.start_known if held.until is not None else np.ones(len(met), dtype=np.bool_)
            found[fails & ~over & sure] |= BIT[gate]
        else:
            missed += fails & ~over

    def _before(self, day: date) -> Flags:
        """Where the day of the vacancy comes before this one."""
        earlier = np.array([each < day for each in self.columns.days], dtype=np.bool_)
        return earlier[self.columns.day]

    def _tests(self, held: Constraint, ways: Ways) -> list[tuple[Gate, Answers]]:
        columns = self.columns
        match held.kind:
            case ConstraintKind.HOURS:
                if held.start is None or held.end is None:
                    return []
                return [(Gate.SHIFT, self._window(held.start, held.end))]
            case ConstraintKind.NIGHT:
                return [(Gate.SHIFT, _opposite(columns.nights))]
            case ConstraintKind.HOME_EVERY_NIGHT:
                return [(Gate.LOC, ways.daily), (Gate.SHIFT, _opposite(columns.stays))]
            case ConstraintKind.FURTHEST:
                return [] if held.area is None else [(Gate.LOC, ways.within[held.area])]
            case ConstraintKind.DORM:
                bed = (ways.daily == YES) | columns.has_dorm
                unsure = ~columns.dorm_known | (ways.daily == UNKNOWN)
                return [(Gate.DORM, np.where(bed, YES, np.where(unsure, UNKNOWN, NO)).astype(np.int8))]
            case _:
                return []

    def _window(self, start: time, end: time) -> Answers:
        if (start, end) not in self._windows:
            posts = self.columns.posts
            met = answers(fits_window(posts[first].vacancy.schedule, start, end) for first in self._schedules.first)
            self._windows[start, end] = met
        return self._windows[start, end][self._schedules.of]


def _opposite(values: Answers) -> Answers:
    return np.where(values == UNKNOWN, UNKNOWN, 1 - values).astype(np.int8)
