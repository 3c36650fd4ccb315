"""On which day, or after how many, each follow-up is due: the dated parameters of the county as plain facts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jobmatch.parameters import ParameterBook
from jobmatch.placements.follow_ups.life import FollowUpKind

ZERO_VISITS = 6
"""So many visits a household without an earner gets; their days are parameters."""


@dataclass(frozen=True)
class Intervals:
    """`work`: numbers of a day of work, the first being day 1; the last talk closes the file. All else are spans.

    `zero`: days after the one on which the household was found.
    `every`: between two talks of a kind that comes again. `ahead`: how long before it is due a follow-up is planned.
    """

    work: Mapping[FollowUpKind, int]
    zero: tuple[int, ...]
    every: Mapping[FollowUpKind, int]
    not_arrived: int
    returned: int
    returned_until: int
    talk_over: int
    ahead: int
    festival_asked: int
    festival_over: int


def intervals_on(book: ParameterBook, division: str, on: date) -> Intervals:
    """The intervals in force on a day; raises UnknownParameterError."""

    def days(name: str) -> int:
        return book.whole(name, division, on)

    return Intervals(
        work={
            kind: days(f"follow_up_{kind}")
            for kind in (
                FollowUpKind.WORK_DAY_1, FollowUpKind.WORK_DAY_7, FollowUpKind.WORK_DAY_30, FollowUpKind.WORK_DAY_90,
                FollowUpKind.WORK_DAY_180,
            )
        },
        zero=tuple(days(f"follow_up_zero_{number}_days") for number in range(1, ZERO_VISITS + 1)),
        every={
            kind: days(f"follow_up_{kind}_days")
            for kind in (
                FollowUpKind.SEEKING, FollowUpKind.UNWILLING, FollowUpKind.NO_WISH, FollowUpKind.AWAY_FAMILY,
            )
        },
        not_arrived=days("follow_up_not_arrived_days"),
        returned=days("follow_up_returned_days"),
        returned_until=days("follow_up_returned_until_days"),
        talk_over=days("follow_up_talk_over_days"),
        ahead=days("follow_up_ahead_days"),
        festival_asked=days("spring_festival_asked_days"),
        festival_over=days("spring_festival_over_days"),
    )  # fmt: skip
