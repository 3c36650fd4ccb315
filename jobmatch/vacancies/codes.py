"""The code lists of employers and vacancies as stable words (domain.md section 3.1, 3.4)."""

from enum import StrEnum

# Words that mean the same in a post and in matching are defined once.
from jobmatch.matching.codes import Basis as Basis
from jobmatch.matching.codes import Contract as Contract
from jobmatch.matching.codes import Insurance as Insurance
from jobmatch.matching.codes import Overtime as Overtime
from jobmatch.matching.codes import Shift as Shift
from jobmatch.matching.codes import VacancyKind as VacancyKind


class Source(StrEnum):
    """Where a vacancy came from."""

    EMPLOYER = "employer"
    EMPLOYMENT_OFFICE = "employment_office"
    LABOUR_STATION = "labour_station"
    JOB_FAIR = "job_fair"
    CLERK = "clerk"
    IMPORT = "import"


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


class Board(StrEnum):
    """Meals and lodging."""

    NONE = "none"
    FREE = "free"
    PAID = "paid"


class Welcome(StrEnum):
    """适合人群: positive only."""

    PARENTS = "parents"
    OVER_50 = "over_50"
    DISABLED = "disabled"
    COUPLES = "couples"
    TEAMS = "teams"
    VETERANS = "veterans"
    BEGINNERS = "beginners"
