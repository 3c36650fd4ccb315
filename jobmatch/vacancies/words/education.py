"""Reads what schooling an office asks for (`初中及以上`, `高中/中专`, `学历不限`), as steps of the ranking."""

import re
from dataclasses import dataclass

from jobmatch.matching.codes import Education
from jobmatch.vacancies.words.signs import is_blank, plain


@dataclass(frozen=True, slots=True)
class SchoolingReading:
    """The least schooling asked for, None where none is; `unlimited` where said so; `unread` what names no step."""

    min: Education | None = None
    unlimited: bool = False
    unread: str | None = None


_STEPS: tuple[tuple[re.Pattern[str], Education], ...] = (
    (re.compile("文盲|识字即可|不识字"), Education.NONE),
    (re.compile("小学"), Education.PRIMARY),
    (re.compile("初中|初级中学"), Education.JUNIOR_MIDDLE),
    (re.compile("(?<!初)高中|普高"), Education.SENIOR_MIDDLE),
    (re.compile("中专|中职|中技|职高|技校|职中|技工学校"), Education.SECONDARY_VOCATIONAL),
    (re.compile("大专|专科|高职|高技"), Education.JUNIOR_COLLEGE),
    (re.compile("本科|学士|大学"), Education.BACHELOR),
    (re.compile("研究生|硕士|博士"), Education.POSTGRADUATE),
)
_UNLIMITED = re.compile(
    "(?:学历|文化程度?|文化水平)[^,;。]{0,2}(?:不限|不作?要求|无要求|没有?要求)|不限学历"
    "|^(?:不限|无要求|不作?要求|没有?要求|均可|皆可)$"
)


def read_schooling(cell: object, *, whole_cell: bool = True) -> SchoolingReading:
    """The schooling that one cell asks for; of several steps (高中/中专) the lowest.

    `whole_cell` false reads a clause inside a longer text, where other words are no fault.
    """
    text = plain(cell).replace(" ", "")
    if is_blank(text):
        return SchoolingReading()
    steps = [step for pattern, step in _STEPS if pattern.search(text)]
    if steps:
        return SchoolingReading(steps[0])
    if _UNLIMITED.search(text):
        return SchoolingReading(unlimited=True)
    return SchoolingReading(unread=text if whole_cell else None)
