"""What something is about, in words: the post, the class or the entry of the record that a row names.

`kind:id` and names of fields are the program's own; no page shows them.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk import cards
from desk.language import say as _
from desk.record_words import label, say_value
from jobmatch.courses.model import Course
from jobmatch.placements.model import Referral
from jobmatch.vacancies.model import Vacancy
from jobmatch.web import session

_WORDS: Mapping[str, LazyString] = {
    "employer": _l("用人单位"),
    "centre": _l("社区服务中心"),
    "other": _l("别的事"),
    "record": _l("全部登记"),
}


def say_about(about: str) -> str:
    """What `kind:id`, a subject of complaints or the name of a field is called; other words stay as they are."""
    kind, _colon, number = about.partition(":")
    if number.isascii() and number.isdecimal():
        if kind == "course":
            return _course(int(number))
        if kind == "referral":
            referral = session().get(Referral, int(number))
            return _("已经没有了的推荐") if referral is None else _vacancy(referral.vacancy_id)
        if kind == "vacancy":
            return _vacancy(int(number))
    return str(_WORDS.get(about) or label(about))


def say_entry(field: str, value: Any) -> str:
    """A value of the record in words, the post or class that it names by its title."""
    return say_about(str(value)) if field == "scope" else say_value(field, value)


def _vacancy(number: int) -> str:
    found = session().get(Vacancy, number)
    if found is None:
        return _("已经收起来的岗位")
    card = cards.card(found)  # a household that hires is not named
    return _("%(title)s（%(employer)s）", title=card.title, employer=card.employer)


def _course(number: int) -> str:
    found = session().get(Course, number)
    return _("已经没有了的班") if found is None else found.title
