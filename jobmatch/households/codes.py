"""The code lists of the household form as stable words; how offices write them is the roster's business.

Numbers in comments are the national codes (GB/T 2261.1, 4658, 4761, 26341) that exports use.
"""

from enum import StrEnum

# Words that mean the same to the form and to matching are defined once. In national codes: sex GB/T 2261.1 (1, 2),
# education GB/T 4658 (90, 81, 71, 61, 4x, 3x, 2x, 1x); capacity is read by label, since systems number it differently.
from jobmatch.matching.codes import Capacity as Capacity
from jobmatch.matching.codes import Education as Education
from jobmatch.matching.codes import Evidence as Evidence
from jobmatch.matching.codes import Function as Function
from jobmatch.matching.codes import Mandarin as Mandarin
from jobmatch.matching.codes import Reading as Reading
from jobmatch.matching.codes import Sex as Sex

# Longer than 300 lines because the code lists of one form are read, and looked up, together.


class HouseholdType(StrEnum):
    """H07 户类型."""

    LIFTED = "lifted"  # 脱贫户
    MONITORED = "monitored"  # 监测户
    MOVED_ALONG = "moved_along"  # 同步搬迁户
    RESERVOIR = "reservoir"  # 水库/生态移民
    OTHER = "other"


class MonitorCategory(StrEnum):
    """H08 监测对象类别."""

    UNSTABLE = "unstable"  # 脱贫不稳定户
    MARGINAL = "marginal"  # 边缘易致贫户
    SUDDEN = "sudden"  # 突发严重困难户


class Assistance(StrEnum):
    """H09 低保/特困情况."""

    NONE = "none"
    ALLOWANCE = "allowance"  # 城乡低保
    DESTITUTE = "destitute"  # 特困供养
    MARGINAL = "marginal"  # 低保边缘


class Cause(StrEnum):
    """H10, H11 致贫原因."""

    ILLNESS = "illness"
    DISABILITY = "disability"
    SCHOOLING = "schooling"
    DISASTER = "disaster"
    NO_LAND = "no_land"
    NO_WATER = "no_water"
    NO_SKILL = "no_skill"
    NO_LABOUR = "no_labour"
    NO_CAPITAL = "no_capital"
    REMOTE = "remote"
    NO_DRIVE = "no_drive"
    MARRIAGE = "marriage"
    OTHER = "other"


class Relation(StrEnum):
    """P06 与户主关系 (GB/T 4761, first digit), as fine as the offices' labels that checks and forms need."""

    HEAD = "head"
    SPOUSE = "spouse"
    SON = "son"
    DAUGHTER = "daughter"
    SON_IN_LAW = "son_in_law"
    DAUGHTER_IN_LAW = "daughter_in_law"
    GRANDSON = "grandson"
    GRANDDAUGHTER = "granddaughter"
    FATHER = "father"
    MOTHER = "mother"
    FATHER_IN_LAW = "father_in_law"
    MOTHER_IN_LAW = "mother_in_law"
    GRANDFATHER = "grandfather"
    GRANDMOTHER = "grandmother"
    BROTHER = "brother"
    SISTER = "sister"
    NEPHEW = "nephew"
    NIECE = "niece"
    OTHER = "other"


RELATION_SEX: dict[Relation, Sex] = {
    **dict.fromkeys(
        (
            Relation.SON, Relation.SON_IN_LAW, Relation.GRANDSON, Relation.FATHER, Relation.FATHER_IN_LAW,
            Relation.GRANDFATHER, Relation.BROTHER, Relation.NEPHEW,
        ),
        Sex.MALE,
    ),
    **dict.fromkeys(
        (
            Relation.DAUGHTER, Relation.DAUGHTER_IN_LAW, Relation.GRANDDAUGHTER, Relation.MOTHER,
            Relation.MOTHER_IN_LAW, Relation.GRANDMOTHER, Relation.SISTER, Relation.NIECE,
        ),
        Sex.FEMALE,
    ),
}  # fmt: skip
"""The sex that a relation's word implies; the others imply none."""


class SchoolStage(StrEnum):
    """The stage in P08 在校生状况; the year within it is a number beside it."""

    BEFORE_SCHOOL = "before_school"
    KINDERGARTEN = "kindergarten"
    PRIMARY = "primary"
    JUNIOR_MIDDLE = "junior_middle"
    SENIOR_MIDDLE = "senior_middle"
    SECONDARY_VOCATIONAL = "secondary_vocational"
    HIGHER_VOCATIONAL = "higher_vocational"
    TECHNICIAN = "technician"
    BACHELOR = "bachelor"
    POSTGRADUATE = "postgraduate"


class Health(StrEnum):
    """P09 健康状况; several may hold, but not together with healthy."""

    HEALTHY = "healthy"
    CHRONIC = "chronic"
    SERIOUS = "serious"
    DISABLED = "disabled"


class EmploymentStatus(StrEnum):
    """P14 就业状态."""

    EMPLOYED = "employed"
    FLEXIBLE = "flexible"
    SELF_EMPLOYED = "self_employed"
    PUBLIC_POST = "public_post"
    FARMING = "farming"
    UNEMPLOYED = "unemployed"  # 未就业, wish not recorded: check V31 asks
    SEEKING = "seeking"  # 未就业有意愿
    NOT_SEEKING = "not_seeking"  # 未就业无意愿
    STUDENT = "student"
    AWAY = "away"  # 服役/服刑/失联


WORKING = frozenset(
    {
        EmploymentStatus.EMPLOYED,
        EmploymentStatus.FLEXIBLE,
        EmploymentStatus.SELF_EMPLOYED,
        EmploymentStatus.PUBLIC_POST,
    }
)
"""The statuses that need a place, an employer, a wage and months (P15 to P19); farming counts separately."""


class EmploymentState(StrEnum):
    """How a household stands with regard to work (domain.md 5.3)."""

    EMPLOYED = "employed"
    ZERO = "zero"
    NO_LABOUR = "no_labour"
    NO_WISH = "no_wish"
    UNKNOWN = "unknown"


NOT_WORKING = frozenset({EmploymentStatus.UNEMPLOYED, EmploymentStatus.SEEKING, EmploymentStatus.NOT_SEEKING})
"""The statuses of people without work, who are asked whether they want any (P21)."""


class WorkArea(StrEnum):
    """P15 务工区域."""

    TOWN = "town"  # 乡镇内
    COUNTY = "county"  # 乡外县内
    PROVINCE = "province"  # 县外省内
    COUNTRY = "country"  # 省外
    ABROAD = "abroad"  # 境外


class Channel(StrEnum):
    """P17 就业渠道."""

    ORGANISED = "organised"  # 政府组织(点对点)
    RECRUITED = "recruited"  # 企业招聘
    AGENCY = "agency"  # 劳务公司/中介
    FRIENDS = "friends"  # 亲友介绍
    OWN = "own"  # 自发
    WORKSHOP = "workshop"  # 帮扶车间
    PUBLIC_POST = "public_post"  # 公益性岗位
    WORK_RELIEF = "work_relief"  # 以工代赈
    JOBMATCH = "jobmatch"  # 本平台推荐


class PhoneUse(StrEnum):
    """Part of P13: what a person does with a telephone."""

    NONE = "none"
    CALLS = "calls"
    WECHAT = "wechat"


class PhoneOwner(StrEnum):
    """Part of P12: whose telephone it is."""

    OWN = "own"
    RELATIVE = "relative"
    HELPER = "helper"


class TrainingWish(StrEnum):
    """P22 培训意愿."""

    TRANSFER = "transfer"
    BUSINESS = "business"
    UPGRADE = "upgrade"
    FARMING = "farming"
    TECHNICAL_SCHOOL = "technical_school"
    NONE = "none"


class Strength(StrEnum):
    """How firmly a person holds to a constraint."""

    HARD = "hard"
    PREFER = "prefer"
    UNKNOWN = "unknown"


class ConstraintKind(StrEnum):
    """What a constraint is about; the first seven are those that `rank` reads (contract)."""

    HOURS = "hours"
    NIGHT = "night"
    HOME_EVERY_NIGHT = "home_every_night"
    FURTHEST = "furthest"
    DORM = "dorm"
    TOGETHER = "together"
    REFUSE = "refuse"
    CARE = "care"
    TRANSPORT = "transport"
    RELIGION_OR_FOOD = "religion_or_food"


class ConsentPurpose(StrEnum):
    """What a person has agreed to (P24)."""

    MATCH_AND_TELL = "match_and_tell"
    DISCLOSE_TO_EMPLOYER = "disclose_to_employer"
    DISCLOSE_TO_TRAINER = "disclose_to_trainer"
    HEALTH = "health"
    TEXT_MESSAGES = "text_messages"


class ConsentGiven(StrEnum):
    """How consent was given, or on what other basis matching is allowed."""

    SIGNATURE = "signature"
    VOICE = "voice"
    IN_PERSON = "in_person"
    OWN_PHONE = "own_phone"
    OFFICE_ROSTER = "office_roster"


class LeaveReason(StrEnum):
    """Why a membership ended."""

    MARRIED = "married"
    DIED = "died"
    SPLIT = "split"
    MOVED = "moved"
    MISSING = "missing"
    NEW_RELATION = "new_relation"  # still a member, under another relation to the head
    CORRECTION = "correction"
    OTHER = "other"


class Source(StrEnum):
    """Where a word about a household comes from."""

    OFFICE_ROSTER = "office_roster"
    COUNTER = "counter"
    RESIDENT = "resident"
    REFERRAL = "referral"  # what became of a referral of ours
