"""Which kind of post a row is: by what its sheet is a list of, then by the words of the row itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jobmatch.places import Place
from jobmatch.places.reading import Precision
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.words.hours import HoursReading
from jobmatch.vacancies.words.pay import PayReading, PayType
from jobmatch.workbooks.carried import RecordRow

_SHEETS: tuple[tuple[re.Pattern[str], VacancyKind], ...] = (
    (re.compile("公益性?岗"), VacancyKind.PUBLIC_POST),
    (re.compile("以工代赈"), VacancyKind.WORK_RELIEF),
    (re.compile("见习|以工代训"), VacancyKind.APPRENTICESHIP),
    (re.compile("省外|外省|劳务输出|劳务协作|东西部协作|点对点|省际"), VacancyKind.LABOUR_EXPORT),
    (re.compile("居家就业|居家加工|来料加工"), VacancyKind.HOME_PIECEWORK),
    (re.compile("零工|日结"), VacancyKind.ODD_JOB),
    (re.compile("帮扶车间|扶贫车间|就业车间|社区工厂"), VacancyKind.WORKSHOP),
)
_WORKSHOP = re.compile("帮扶车间|扶贫车间|就业车间|卫星工厂|社区工厂")
_AT_HOME = re.compile("居家(?:加工|就业|计件|做)|来料加工|手工活?(?:带|拿)回家|拿回家做|在家(?:加工|做工)")
_LIVE_IN = re.compile("(?<!不)住家(?!政)")
_BY_THE_DAY = re.compile("日结|零工|按天结|当天结")
_STATED: tuple[tuple[re.Pattern[str], VacancyKind], ...] = (
    *_SHEETS,
    (re.compile("家庭雇佣|家政雇佣|住家家政"), VacancyKind.HOUSEHOLD),
    (re.compile("居家"), VacancyKind.HOME_PIECEWORK),
    (re.compile("企业|公司|普通"), VacancyKind.COMPANY),
)


@dataclass(frozen=True)
class Setting:
    """What a sheet says for all its rows: a kind (None: each row for itself), the home county, the day of the data."""

    kind: VacancyKind | None
    home: str
    as_of: date


def kind_of_sheet(words: Iterable[str]) -> VacancyKind | None:
    """The kind that a sheet's name and title announce; None where its rows may be of several kinds."""
    text = " ".join(words)
    return next((kind for pattern, kind in _SHEETS if pattern.search(text)), None)


def kind_of_post(row: RecordRow, setting: Setting, pay: PayReading, hours: HoursReading, place: Place) -> VacancyKind:
    """The kind of one row. What the row says of itself goes before what can only be inferred."""
    stated = row.text("kind")
    if stated:
        named = next((kind for pattern, kind in _STATED if pattern.search(stated)), None)
        if named:
            return named
    if setting.kind is not None:
        return setting.kind
    title, wage, remark = (row.text(name) or "" for name in ("title", "wage", "remark"))
    if pay.type is PayType.LIVE_IN or hours.live_in or _LIVE_IN.search(title):
        return VacancyKind.HOUSEHOLD
    if any(_AT_HOME.search(text) for text in (title, remark, row.text("hours") or "", row.text("place") or "")):
        return VacancyKind.HOME_PIECEWORK
    if _WORKSHOP.search(row.text("employer") or "") or _WORKSHOP.search(title):
        return VacancyKind.WORKSHOP
    if any(_BY_THE_DAY.search(text) for text in (title, wage, remark)):
        return VacancyKind.ODD_JOB
    return VacancyKind.LABOUR_EXPORT if _outside(place, setting.home) else VacancyKind.COMPANY


def _outside(place: Place, home: str) -> bool:
    """Whether the work lies in another province or country, whatever the sheet is called."""
    if place.precision is Precision.ABROAD:
        return True
    return place.division is not None and place.division[:2] != home[:2]
