"""How grave each signal is, in how many days somebody acts, and from where on it is one: the dated parameters. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.parameters import ParameterBook
from jobmatch.placements.warnings.model import Level, Signal

LEVELS: Mapping[Signal, Level] = {
    Signal.LAST_EARNER_LEFT: Level.RED,
    Signal.WAGE_ARREARS: Level.RED,
    Signal.EMPLOYER_LOSES_PEOPLE: Level.RED,
    Signal.RELAPSE: Level.RED,
    Signal.EARNER_UNABLE: Level.ORANGE,
    Signal.CARER_LOST: Level.ORANGE,
    Signal.JOB_ENDS: Level.ORANGE,
    Signal.RETURNED_WITHOUT_PLAN: Level.YELLOW,
    Signal.CALLS_MISSED: Level.YELLOW,
    Signal.SEAT_AT_WORK: Level.YELLOW,
    Signal.LOW_INCOME: Level.YELLOW,
    Signal.STALE: Level.GREY,
}


@dataclass(frozen=True)
class Limits:
    """`acts_in` and `again` are days by signal: to act within, and after which what was seen to is raised once more.

    The other days, months and shares are those of domain.md 5.6; `line` is yuan per head and year, its factor included.
    """

    acts_in: Mapping[Signal, int]
    again: Mapping[Signal, int]
    last_earner: int
    told: int
    ends_ahead: int
    contract_months: int
    without_plan: int
    missed: int
    line: Decimal
    stale: int
    loss_window: int
    loss_share: Decimal
    loss_least: int
    unpaid_least: int


def limits_on(book: ParameterBook, division: str, on: date) -> Limits:
    """The limits in force on a day; raises UnknownParameterError."""

    def days(name: str) -> int:
        return book.whole(name, division, on)

    again, window = days("warning_again_days"), days("employer_loss_window_days")
    return Limits(
        acts_in={signal: days(f"warning_{signal}_days") for signal in Signal},
        # Who leaves an employer later than the first wave is a second one.
        again={signal: window if signal is Signal.EMPLOYER_LOSES_PEOPLE else again for signal in Signal},
        last_earner=days("last_earner_days"),
        told=days("hardship_told_days"),
        ends_ahead=days("job_ends_ahead_days"),
        contract_months=days("public_post_contract_months"),
        without_plan=days("returned_without_plan_days"),
        missed=days("calls_missed_days"),
        line=book.value("monitoring_line", division, on) * book.value("monitoring_line_factor", division, on),
        stale=days("record_stale_days"),
        loss_window=window,
        loss_share=book.value("employer_loss_share", division, on),
        loss_least=days("employer_loss_least"),
        unpaid_least=days("employer_unpaid_least"),
    )
