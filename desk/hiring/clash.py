"""A post that was changed in another window while it was being mended: what stands now beside what was typed here."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.hiring.form import FIELDS, shown
from desk.labels import CONTRACT, DORM, KIND, MEALS, SHIFT, WAGE, Labels
from desk.language import say as _
from jobmatch.vacancies import offer
from jobmatch.vacancies.model import Vacancy

_NAMES: Mapping[str, LazyString] = {
    "title": _l("招做哪样的"), "kind": _l("哪一类"), "headcount": _l("要几个人"), "posted_text": _l("活路说几句"),
    "wage_type": _l("工钱怎么算？"), "wage_min": _l("最少多少元"), "wage_max": _l("最多多少元（可以不写）"),
    "wage_unit": _l("计件的：一件是哪样"), "wage_unit_price": _l("计件的：做一件多少元"),
    "hours_from": _l("几点上班"), "hours_to": _l("几点下班"), "days_per_month": _l("一个月上几天"),
    "shift": _l("哪个班？"), "dorm": _l("包住吗？"), "meals": _l("包吃吗？"), "contract": _l("签哪样合同？"),
    "address": _l("在哪里上班"), "contact_name": _l("来了找哪个（可以不写）"), "contact_phone": _l("打哪个电话"),
    "start_on": _l("哪天开始上班（可以不写）"), "expires_on": _l("招到哪天（不写就招到您说不招了）"),
}  # fmt: skip
_WORDS: Mapping[str, Labels] = {
    "kind": KIND, "wage_type": WAGE, "shift": SHIFT, "dorm": DORM, "meals": MEALS, "contract": CONTRACT,
}  # fmt: skip


@dataclass(frozen=True)
class Differs:
    """One field, as the other window wrote it and as it was typed here."""

    name: str
    there: str
    here: str


def stamp(vacancy: Vacancy) -> str:
    """How a form says which state of a post it was filled from."""
    content = json.dumps(shown(offer.read(vacancy)), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def differing(vacancy: Vacancy, given: Mapping[str, str]) -> list[Differs]:
    """Where a form says something else than the post as it stands."""
    there = shown(offer.read(vacancy))
    return [
        Differs(str(_NAMES[name]), _say(name, there[name]), _say(name, given.get(name, "").strip()))
        for name in FIELDS
        if name in _NAMES and there[name] != given.get(name, "").strip().replace("\r\n", "\n")
    ]


def _say(name: str, value: str) -> str:
    words = _WORDS.get(name, {})
    return str(words.get(value, value)) or _("没有写")
