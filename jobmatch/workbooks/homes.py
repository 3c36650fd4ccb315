"""The county whose list a sheet is: lists name towns of their own county without naming the county again.

How a place is read is the business of `places`; who filled the list in is told by `sources.py`.
"""

import re
from collections.abc import Iterable, Sequence

from jobmatch.places import Precision, read_place
from jobmatch.workbooks.headings import Table
from jobmatch.workbooks.sources import lines_above

_OFFICE = re.compile(r"(?:单位|机构|部门|乡镇|街道)\s*(?:[(（][^)）]*[)）])?\s*[:：]\s*(\S+)")
_REACHES_COUNTY = frozenset((Precision.COUNTY, Precision.TOWN, Precision.COMMUNITY))


def homes_of(tables: Sequence[Table], configured: str) -> tuple[str, ...]:
    """The home county of each table (6 digits), `configured` where nothing above the headings names one.

    The office that filled a list in counts before its title: `顺德区企业招聘信息` filled in by 桐梓县就业局 is a list
    of 桐梓县. A sheet that names neither goes with the other sheets of the file.
    """
    own_lines = [lines_above(table) for table in tables]
    offices = [_first_county(office for line in lines for office in _OFFICE.findall(line)) for lines in own_lines]
    titles = [_first_county(lines) for lines in own_lines]
    of_file = next(filter(None, offices), None)
    return tuple(
        office or of_file or title or next(filter(None, titles), configured)
        for office, title in zip(offices, titles, strict=True)
    )


def _first_county(texts: Iterable[str]) -> str | None:
    """The county of the first text that names one by itself, whatever the reader's own county."""
    places = (read_place(text, home="") for text in texts)
    return next((place.division[:6] for place in places if place.division and place.precision in _REACHES_COUNTY), None)
