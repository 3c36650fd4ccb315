"""The life cycle of a follow-up: due, asked or missed, and what comes after three missed calls. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move


class FollowUpKind(StrEnum):
    """What a follow-up is about; domain.md 5.5 has the days and the questions of each."""

    WORK_DAY_1 = "work_day_1"
    WORK_DAY_7 = "work_day_7"
    WORK_DAY_30 = "work_day_30"
    WORK_DAY_90 = "work_day_90"
    WORK_DAY_180 = "work_day_180"
    SEEKING = "seeking"  # without work and willing, every 14 days
    UNWILLING = "unwilling"  # without work and not willing, every month, on a visit only
    ZERO = "zero"  # household without an earner: days 0, 3, 5, 10, 30, 90
    NO_WISH = "no_wish"  # household on the list of those without wish, every month
    AWAY_FAMILY = "away_family"  # the family of who works far away, every quarter
    SPRING_FESTIVAL = "spring_festival"
    RETURNED = "returned"  # somebody has left a job: what now?
    TALK_OVER = "talk_over"  # a word of another talk is taken up: by the helper, or with the form at the counter


class FollowUpState(StrEnum):
    """How it stands."""

    DUE = "due"
    UNREACHED = "unreached"  # three calls on three days: a neighbour or relative, with care
    TO_VISIT = "to_visit"  # nobody could say: somebody goes there
    DONE = "done"
    LAPSED = "lapsed"  # what it was about is no longer so


WAITING = (FollowUpState.DUE, FollowUpState.UNREACHED, FollowUpState.TO_VISIT)


class Way(StrEnum):
    """How somebody is asked."""

    CALL = "call"
    VISIT = "visit"
    COUNTER = "counter"
    RETURN_POINT = "return_point"  # where those who come home for the Spring Festival are met


_ANY_WAY = frozenset({Way.CALL, Way.VISIT, Way.COUNTER})
_AT_HOME = frozenset({Way.VISIT})
WAYS: Mapping[FollowUpKind, frozenset[Way]] = {
    **dict.fromkeys(FollowUpKind, _ANY_WAY),
    # Who does not want to is not rung up about it; whom it goes badly is not asked through a telephone.
    **dict.fromkeys(
        (FollowUpKind.UNWILLING, FollowUpKind.ZERO, FollowUpKind.NO_WISH, FollowUpKind.AWAY_FAMILY), _AT_HOME
    ),
    FollowUpKind.SPRING_FESTIVAL: _ANY_WAY | {Way.RETURN_POINT},
}
"""The ways in which each kind may be asked (domain.md 5.5)."""


class Verb(StrEnum):
    """What is done with a follow-up; `plan` makes one."""

    PLAN = "plan"
    ANSWER = "answer"
    MISS = "miss"
    GIVE_UP = "give_up"
    SEND_THERE = "send_there"
    LAPSE = "lapse"


_WORKERS = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})
_WHOEVER_WROTE = _WORKERS | {Role.SYSTEM, Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR}

FOLLOW_UP = LifeCycle(
    "follow-up",
    move(Verb.ANSWER, WAITING, FollowUpState.DONE, by=_WORKERS),
    move(Verb.MISS, FollowUpState.DUE, FollowUpState.DUE, by=_WORKERS),
    # Three calls on three different days.
    move(Verb.GIVE_UP, FollowUpState.DUE, FollowUpState.UNREACHED, by=_WORKERS),
    move(Verb.SEND_THERE, FollowUpState.UNREACHED, FollowUpState.TO_VISIT, by=_WORKERS),
    move(Verb.LAPSE, WAITING, FollowUpState.LAPSED, by=_WHOEVER_WROTE),
)
