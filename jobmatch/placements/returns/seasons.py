"""The Spring Festival of each year. Pure.

The days of the lunar new year are those of the Purple Mountain Observatory's calendar (GB/T 33661). Libraries that
reckon them are wrong where the new moon falls within minutes of midnight in Beijing, as in 2027 and 2030; a test holds
every day here to the new moon and, where it knows them, to the holidays of `chinesecalendar`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_NEW_YEARS = """
2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29
2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08
2036-01-28 2037-02-15 2038-02-04 2039-01-24 2040-02-12 2041-02-01 2042-01-22 2043-02-10 2044-01-30 2045-02-17
2046-02-06 2047-01-26 2048-02-14 2049-02-02 2050-01-23
"""
NEW_YEARS: Mapping[int, date] = {int(day[:4]): date.fromisoformat(day) for day in _NEW_YEARS.split()}


class UnknownSeasonError(LookupError):
    """The day of the lunar new year is not known for a year."""


@dataclass(frozen=True)
class Season:
    """The Spring Festival of one year: from when on people are asked about it, and the last day they are."""

    year: int
    new_year: date
    asked_from: date
    over_after: date


def new_year(year: int) -> date:
    """The first day of the lunar new year that falls in a calendar year; raises UnknownSeasonError."""
    if year not in NEW_YEARS:
        first, last = min(NEW_YEARS), max(NEW_YEARS)
        raise UnknownSeasonError(
            f"the Spring Festival of {year} is not known; this version has those of {first} to {last} (seasons.py)"
        )
    return NEW_YEARS[year]


def season_on(on: date, asked_days: int, over_days: int) -> Season:
    """The season that a day belongs to or that comes next; raises UnknownSeasonError."""
    for year in (on.year, on.year + 1):
        day = new_year(year)
        season = Season(year, day, day - timedelta(days=asked_days), day + timedelta(days=over_days))
        if on <= season.over_after:
            return season
    raise UnknownSeasonError(f"no Spring Festival follows {on}; the days it lasts on are too many")
