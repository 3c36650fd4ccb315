"""The life cycle of a referral (domain.md 5.1) up to the introduction: which verb leads where, and who may say it.

What comes after the introduction (interview, hired, started …) continues this table when employers answer.
"""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move

MISSED_CALLS = 3


class ReferralState(StrEnum):
    """Where a referral stands."""

    SUGGESTED = "suggested"
    REVIEWED = "reviewed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    INTRODUCED = "introduced"
    CANCELLED = "cancelled"


class Verb(StrEnum):
    """What can be done with a referral; `suggest` opens one."""

    SUGGEST = "suggest"
    REVIEW = "review"
    OFFER = "offer"
    ASK = "ask"
    ACCEPT = "accept"
    ACCEPT_WITNESSED = "accept_witnessed"
    DECLINE = "decline"
    MISS = "miss"
    GIVE_UP = "give_up"
    INTRODUCE = "introduce"
    CANCEL = "cancel"


class DeclineReason(StrEnum):
    """Why the person says no, in the words that helpers tick."""

    LOW_WAGE = "D1"  # 工资低
    TOO_FAR = "D2"  # 太远
    CARE = "D3"  # 照顾老人孩子
    BODY = "D4"  # 身体
    SHIFT = "D5"  # 班次/夜班
    DISLIKED = "D6"  # 不喜欢工种
    AFRAID = "D7"  # 不懂/害怕(需陪同)
    NO_LODGING = "D8"  # 没住宿
    LATER = "D9"  # 想等外出/过年后
    FOUND = "D10"  # 已找到
    FAMILY = "D11"  # 家里不同意
    DISTRUST = "D12"  # 信不过企业
    OTHER = "D13"  # 其他


OPEN = (
    ReferralState.SUGGESTED,
    ReferralState.REVIEWED,
    ReferralState.OFFERED,
    ReferralState.ACCEPTED,
    ReferralState.INTRODUCED,
)
"""While a referral is in one of these, there is no second one for the same person and vacancy."""

SEEN_BY_EMPLOYER = (ReferralState.ACCEPTED, ReferralState.INTRODUCED)
"""From acceptance on the employer may come to know the person, so these stand on the consent to disclose."""

_WORKERS = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})
_AT_THE_COUNTER = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})
_RESIDENT = frozenset({Role.RESIDENT})

REFERRAL = LifeCycle(
    "referral",
    move(Verb.REVIEW, ReferralState.SUGGESTED, ReferralState.REVIEWED, by=_WORKERS),
    move(Verb.OFFER, ReferralState.REVIEWED, ReferralState.OFFERED, by=_WORKERS),
    # Who has read the proposal on the own telephone is told by that; a worker looks at it before any introduction.
    move(Verb.ASK, (ReferralState.SUGGESTED, ReferralState.REVIEWED), ReferralState.OFFERED, by=_RESIDENT),
    # Nobody but the person says yes; before a witness only with a consent that was recorded on that occasion.
    move(Verb.ACCEPT, ReferralState.OFFERED, ReferralState.ACCEPTED, by=_RESIDENT),
    move(Verb.ACCEPT_WITNESSED, ReferralState.OFFERED, ReferralState.ACCEPTED, by=_AT_THE_COUNTER),
    move(Verb.DECLINE, ReferralState.OFFERED, ReferralState.DECLINED, by=_RESIDENT | _AT_THE_COUNTER),
    # A call that nobody answers; the third on a third day closes the referral.
    move(Verb.MISS, ReferralState.OFFERED, ReferralState.OFFERED, by=_WORKERS),
    move(Verb.GIVE_UP, ReferralState.OFFERED, ReferralState.NO_ANSWER, by=_WORKERS),
    move(Verb.INTRODUCE, ReferralState.ACCEPTED, ReferralState.INTRODUCED, by=_WORKERS),
    move(Verb.CANCEL, OPEN, ReferralState.CANCELLED, by=_RESIDENT | _WORKERS | {Role.SYSTEM}),
)
