"""The code lists of employers and vacancies as stable words (domain.md section 3.1, 3.4)."""

from enum import StrEnum


class Source(StrEnum):
    """Where a vacancy came from."""

    EMPLOYER = "employer"
    EMPLOYMENT_OFFICE = "employment_office"
    LABOUR_STATION = "labour_station"
    JOB_FAIR = "job_fair"
    CLERK = "clerk"
    IMPORT = "import"


class VacancyKind(StrEnum):
    """岗位类型 1 to 9; the kind decides which rules apply. The words are those of the ranking contract."""

    COMPANY = "company"
    WORKSHOP = "workshop"
    PUBLIC_POST = "public_post"
    WORK_RELIEF = "work_relief"
    ODD_JOB = "odd_job"
    LABOUR_EXPORT = "labour_export"
    HOME_PIECEWORK = "home_piecework"
    HOUSEHOLD = "household"
    APPRENTICESHIP = "apprenticeship"


LEVEL_NEEDED = {VacancyKind.LABOUR_EXPORT: 3, VacancyKind.HOME_PIECEWORK: 3, VacancyKind.HOUSEHOLD: 3}
"""Verification level that may publish a kind; 2 where a kind is not listed (domain.md 3.4)."""

REVIEWERS_NEEDED = {VacancyKind.LABOUR_EXPORT: 2, VacancyKind.HOUSEHOLD: 2}
"""How many different people must pass a vacancy of a kind; 1 where a kind is not listed (domain.md 3.1, review)."""


class VacancyState(StrEnum):
    """Where a vacancy stands; whether it is fresh enough to show is reckoned from its dates."""

    DRAFT = "draft"
    REFUSED = "refused"
    PUBLISHED = "published"
    PAUSED = "paused"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class WageType(StrEnum):
    """How pay is reckoned; `commission` and `live_in` are read and shown as their base by the month."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    PIECE = "piece"
    BASE_PIECE = "base_piece"
    COMMISSION = "commission"
    LIVE_IN = "live_in"


class Overtime(StrEnum):
    """Whether overtime is within the pay or paid on top."""

    INCLUDED = "included"
    PAID = "paid"


class Board(StrEnum):
    """Meals and lodging."""

    NONE = "none"
    FREE = "free"
    PAID = "paid"


class Shift(StrEnum):
    """班次 as the ranking contract names it."""

    DAY = "day"
    NIGHT = "night"
    ROTATING = "rotating"
    FLEXIBLE = "flexible"


class Contract(StrEnum):
    """用工形式."""

    LABOUR = "labour"
    SERVICE = "service"
    DISPATCH = "dispatch"
    OUTSOURCED = "outsourced"
    HOUSEHOLD = "household"


class Insurance(StrEnum):
    """社保·工伤."""

    SOCIAL = "social"
    INJURY = "injury"
    ACCIDENT = "accident"


class DemandBasis(StrEnum):
    """Whether an education is demanded by law or wished for."""

    LAW = "law"
    WISH = "wish"


class Welcome(StrEnum):
    """适合人群: positive only."""

    PARENTS = "parents"
    OVER_50 = "over_50"
    DISABLED = "disabled"
    COUPLES = "couples"
    TEAMS = "teams"
    VETERANS = "veterans"
    BEGINNERS = "beginners"
