"""The words of the ranking contract as stable enumerations; the stages use the same ones where they mean the same."""

from enum import StrEnum


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Education(StrEnum):
    NONE = "none"
    PRIMARY = "primary"
    JUNIOR_MIDDLE = "junior_middle"
    SENIOR_MIDDLE = "senior_middle"
    SECONDARY_VOCATIONAL = "secondary_vocational"
    JUNIOR_COLLEGE = "junior_college"
    BACHELOR = "bachelor"
    POSTGRADUATE = "postgraduate"


class Capacity(StrEnum):
    """Capacity for work (劳动能力)."""

    ORDINARY = "ordinary"
    SKILLED = "skilled"
    WEAK = "weak"
    LOST = "lost"
    NONE = "none"


class Status(StrEnum):
    SEEKING = "seeking"
    NOT_SEEKING = "not_seeking"
    EMPLOYED = "employed"
    FLEXIBLE = "flexible"
    SELF_EMPLOYED = "self_employed"
    PUBLIC_POST = "public_post"
    FARMING = "farming"


IN_WORK = frozenset({Status.EMPLOYED, Status.FLEXIBLE, Status.SELF_EMPLOYED, Status.PUBLIC_POST})


class Function(StrEnum):
    """What a body does at work; the keys of a person's limits and of what a vacancy needs."""

    STAND_4H = "stand_4h"
    STAIRS = "stairs"
    LIFT_10KG = "lift_10kg"
    LIFT_20KG = "lift_20kg"
    FINE_HANDS = "fine_hands"
    SEE_SMALL = "see_small"
    HEAR_ALARM = "hear_alarm"
    BEND = "bend"
    WRITTEN_INSTRUCTIONS = "written_instructions"
    WORK_ALONE = "work_alone"


class Limit(StrEnum):
    LIMITED = "limited"
    NO = "no"


class Protection(StrEnum):
    PREGNANT = "pregnant"
    NURSING = "nursing"


class Reading(StrEnum):
    NONE = "none"
    SOME = "some"
    FLUENT = "fluent"


class ReadingNeed(StrEnum):
    NONE = "none"
    SIGNS = "signs"
    FORMS = "forms"


class Mandarin(StrEnum):
    NONE = "none"
    LISTEN = "listen"
    SPEAK = "speak"


class Evidence(StrEnum):
    SELF = "self"
    EMPLOYER = "employer"
    INSURANCE = "insurance"


class LeaveReason(StrEnum):
    """The reasons for leaving an employer that bar it for the person; any other reason bars nothing."""

    WAGE_ARREARS = "wage_arrears"
    INJURY = "injury"
    ABUSE = "abuse"


class ConstraintKind(StrEnum):
    HOURS = "hours"
    NIGHT = "night"
    HOME_EVERY_NIGHT = "home_every_night"
    FURTHEST = "furthest"
    DORM = "dorm"
    TOGETHER = "together"
    REFUSE = "refuse"


class Strength(StrEnum):
    HARD = "hard"
    PREFER = "prefer"


class Area(StrEnum):
    SITE = "site"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    ANYWHERE = "anywhere"


class VacancyKind(StrEnum):
    COMPANY = "company"
    WORKSHOP = "workshop"
    PUBLIC_POST = "public_post"
    WORK_RELIEF = "work_relief"
    ODD_JOB = "odd_job"
    LABOUR_EXPORT = "labour_export"
    HOME_PIECEWORK = "home_piecework"
    HOUSEHOLD = "household"
    APPRENTICESHIP = "apprenticeship"


class Shift(StrEnum):
    DAY = "day"
    NIGHT = "night"
    ROTATING = "rotating"
    FLEXIBLE = "flexible"


class WageType(StrEnum):
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    PIECE = "piece"
    BASE_PIECE = "base_piece"


class Overtime(StrEnum):
    INCLUDED = "included"
    PAID = "paid"


class Dorm(StrEnum):
    NONE = "none"
    FREE = "free"
    PAID = "paid"


class Basis(StrEnum):
    LAW = "law"
    WISH = "wish"


class Hazard(StrEnum):
    UNDERGROUND = "underground"
    HEIGHT = "height"
    HEAT = "heat"
    COLD_WATER = "cold_water"
    NOISE = "noise"
    DUST = "dust"
    TOXIC = "toxic"
    RADIATION = "radiation"
    LIVE_CURRENT = "live_current"
    MACHINERY = "machinery"
    TRAFFIC = "traffic"
    NIGHT_ALONE = "night_alone"


class Insurance(StrEnum):
    SOCIAL = "social"
    INJURY = "injury"
    ACCIDENT = "accident"


class Contract(StrEnum):
    LABOUR = "labour"
    SERVICE = "service"
    DISPATCH = "dispatch"
    OUTSOURCED = "outsourced"
    HOUSEHOLD = "household"
