"""The life cycle of a referral (domain.md 5.1), from suggestion to stable job: which verb leads where, and who may."""

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
    INTERVIEW = "interview"
    REJECTED = "rejected"
    HIRED = "hired"
    STARTED = "started"
    ON_JOB = "on_job"
    STABLE_3M = "stable_3m"
    STABLE_6M = "stable_6m"
    LEFT = "left"


class Verb(StrEnum):
    """What can be done with a referral; `suggest` opens one, `take_back` undoes the last one."""

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
    INVITE = "invite"
    HIRE = "hire"
    REJECT = "reject"
    ATTEST = "attest"
    START = "start"
    STAY = "stay"
    HOLD_3M = "hold_3m"
    HOLD_6M = "hold_6m"
    LEAVE = "leave"
    GIVE_WAY = "give_way"
    END = "end"
    TAKE_BACK = "take_back"


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


class RejectReason(StrEnum):
    """Why the employer says no; E3 and E4 are counted for every employer, since they may be discrimination."""

    FULL = "E1"  # 人满
    SKILL = "E2"  # 技能不符
    AGE = "E3"  # 年龄
    MEDICAL = "E4"  # 体检
    ABSENT = "E5"  # 未到面试
    LANGUAGE = "E6"  # 语言/识字
    OTHER = "E7"  # 其他


class LeaveReason(StrEnum):
    """Why somebody is no longer at work."""

    ENDED = "Q1"  # 合同到期/季节结束
    LAID_OFF = "Q2"  # 企业停产裁员
    ARREARS = "Q3"  # 拖欠/克扣工资
    LESS_PAY = "Q4"  # 工资低于承诺
    TOO_HARD = "Q5"  # 太累/身体
    INJURY = "Q6"  # 工伤
    CARE = "Q7"  # 家庭照护(孩子/老人/生病)
    ABUSE = "Q8"  # 与人不合/被欺负
    BOARD = "Q9"  # 宿舍/伙食
    HOMESICK = "Q10"  # 想家/返乡
    BETTER = "Q11"  # 找到更好
    DISMISSED = "Q12"  # 被辞退
    SCHOOL = "Q13"  # 上学/参军
    FAMILY = "Q14"  # 结婚生育
    LOST = "Q15"  # 失联


class StartProof(StrEnum):
    """Who or what says that somebody has come to work; two different ones make a start."""

    RESIDENT = "resident"
    EMPLOYER = "employer"
    PAPER = "paper"  # a wage line or a photograph of the contract


PROOFS_OF_A_START = 2

UNDECIDED = (
    ReferralState.SUGGESTED,
    ReferralState.REVIEWED,
    ReferralState.OFFERED,
    ReferralState.ACCEPTED,
    ReferralState.INTRODUCED,
    ReferralState.INTERVIEW,
)
"""Nobody has the place yet: these end when the vacancy is gone, or when the person is hired elsewhere."""

OPEN = (*UNDECIDED, ReferralState.HIRED)
"""On the way to the first day of work; each of these can still be called off."""

AT_WORK = (ReferralState.STARTED, ReferralState.ON_JOB, ReferralState.STABLE_3M, ReferralState.STABLE_6M)
"""From the first day of work until somebody leaves."""

RUNNING = OPEN + AT_WORK
"""While a referral is in one of these, there is no second one for the same person and vacancy."""

HOLDS_SEAT = (ReferralState.HIRED, *AT_WORK)
"""While a referral is in one of these, one place of the vacancy is taken by it."""

SEEN_BY_EMPLOYER = (
    ReferralState.ACCEPTED,
    ReferralState.INTRODUCED,
    ReferralState.INTERVIEW,
    ReferralState.HIRED,
)
"""From acceptance on the employer may come to know the person, so these stand on the consent to disclose."""

EXPECTED = (ReferralState.INTRODUCED, ReferralState.INTERVIEW)
"""An employer waits for the person to come and talk; where an hour is agreed, it counts in these."""

KNOWN_TO_EMPLOYER = (
    *EXPECTED,
    ReferralState.REJECTED,
    *HOLDS_SEAT,
    ReferralState.LEFT,
)
"""The employer has been told of the person, and may answer; of everything before, an employer knows nothing."""

WORKERS = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})
_AT_THE_COUNTER = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})
_RESIDENT = frozenset({Role.RESIDENT})
_EMPLOYER = frozenset({Role.EMPLOYER})

REFERRAL = LifeCycle(
    "referral",
    move(Verb.REVIEW, ReferralState.SUGGESTED, ReferralState.REVIEWED, by=WORKERS),
    move(Verb.OFFER, ReferralState.REVIEWED, ReferralState.OFFERED, by=WORKERS),
    # Who has read the proposal on the own telephone is told by that; a worker looks at it before any introduction.
    move(Verb.ASK, (ReferralState.SUGGESTED, ReferralState.REVIEWED), ReferralState.OFFERED, by=_RESIDENT),
    # Nobody but the person says yes; before a witness only with a consent that was recorded on that occasion.
    move(Verb.ACCEPT, ReferralState.OFFERED, ReferralState.ACCEPTED, by=_RESIDENT),
    move(Verb.ACCEPT_WITNESSED, ReferralState.OFFERED, ReferralState.ACCEPTED, by=_AT_THE_COUNTER),
    move(Verb.DECLINE, ReferralState.OFFERED, ReferralState.DECLINED, by=_RESIDENT | _AT_THE_COUNTER),
    # A call that nobody answers; the third on a third day closes the referral.
    move(Verb.MISS, ReferralState.OFFERED, ReferralState.OFFERED, by=WORKERS),
    move(Verb.GIVE_UP, ReferralState.OFFERED, ReferralState.NO_ANSWER, by=WORKERS),
    move(Verb.INTRODUCE, ReferralState.ACCEPTED, ReferralState.INTRODUCED, by=WORKERS),
    move(Verb.CANCEL, OPEN, ReferralState.CANCELLED, by=_RESIDENT | WORKERS | {Role.SYSTEM}),
    # Who was hired elsewhere waits for no other answer; it is written with the hire, in the name of whoever hired.
    move(Verb.GIVE_WAY, UNDECIDED, ReferralState.CANCELLED, by=_EMPLOYER | WORKERS),
    # What the employer answers comes from the employer, or from the worker who rang there.
    move(Verb.INVITE, ReferralState.INTRODUCED, ReferralState.INTERVIEW, by=_EMPLOYER | WORKERS),
    move(
        Verb.HIRE,
        (ReferralState.INTRODUCED, ReferralState.INTERVIEW),
        ReferralState.HIRED,
        by=_EMPLOYER | WORKERS,
    ),
    move(
        Verb.REJECT,
        (ReferralState.INTRODUCED, ReferralState.INTERVIEW),
        ReferralState.REJECTED,
        by=_EMPLOYER | WORKERS,
    ),
    # One word for a start is written down; the second, from another side, is the start itself.
    move(Verb.ATTEST, ReferralState.HIRED, ReferralState.HIRED, by=_RESIDENT | _EMPLOYER | WORKERS),
    move(Verb.START, ReferralState.HIRED, ReferralState.STARTED, by=_RESIDENT | _EMPLOYER | WORKERS),
    # Somebody has asked, and the person is still there.
    move(Verb.STAY, ReferralState.STARTED, ReferralState.ON_JOB, by=WORKERS),
    move(Verb.HOLD_3M, (ReferralState.STARTED, ReferralState.ON_JOB), ReferralState.STABLE_3M, by=WORKERS),
    move(
        Verb.HOLD_6M,
        (ReferralState.STARTED, ReferralState.ON_JOB, ReferralState.STABLE_3M),
        ReferralState.STABLE_6M,
        by=WORKERS,
    ),
    # Who never came has left nothing.
    move(Verb.LEAVE, ReferralState.HIRED, ReferralState.CANCELLED, by=_RESIDENT | _EMPLOYER | WORKERS),
    move(Verb.LEAVE, AT_WORK, ReferralState.LEFT, by=_RESIDENT | _EMPLOYER | WORKERS),
    # Who has died, is missing, or had the record erased has not left: no reason of the list is theirs.
    move(Verb.END, AT_WORK, ReferralState.LEFT, by=frozenset({Role.SYSTEM})),
    # A slip of the finger: whoever may say it may take it back, as long as nothing came of it (`taking_back`).
    taken_back={
        Verb.HIRE: _EMPLOYER | WORKERS,
        Verb.REJECT: _EMPLOYER | WORKERS,
        Verb.GIVE_WAY: _EMPLOYER | WORKERS,
        Verb.LEAVE: _RESIDENT | _EMPLOYER | WORKERS,
    },
)
