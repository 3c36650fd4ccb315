"""The only reader of the wall clock. Everything else is told the time.

Instants are aware and in UTC; days are those of Guizhou (Asia/Shanghai), where the offices work.
"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in Guizhou."""
    return local_day(now())


def local_day(instant: datetime) -> date:
    """The day on which an aware instant falls in Guizhou."""
    return instant.astimezone(SHANGHAI).date()
