"""Words for what a line of the ledger says of a person: how somebody is counted, where the work is, what it pays."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from jobmatch.reports.status import BAND, TOP_BAND, Place, Status

UNASKED = "unasked"
"""Counts as willing, and nobody has asked whether it is so."""
STANDINGS: Mapping[str, LazyString] = {
    Status.EMPLOYED: _l("有活在做"),
    Status.WILLING: _l("想找活，还没有"),
    UNASKED: _l("没活，还没问过想不想找"),
    Status.UNWILLING: _l("不想找活"),
    Status.UNABLE: _l("暂时做不了：生病、怀孕、照看人"),
    Status.FARMING: _l("只种自己家的地"),
    Status.NO_LABOURER: _l("不算劳动力：读书、年纪没到或过了、做不了活"),
}
PLACES: Mapping[str, LazyString] = {
    Place.COUNTY: _l("县里"),
    Place.PROVINCE: _l("县外，省里"),
    Place.OUT: _l("省外"),
    Place.UNKNOWN: _l("不晓得在哪里"),
}
KINDS: Mapping[str, LazyString] = {
    "workshop": _l("就业帮扶车间"),
    "public_post": _l("公益性岗位"),
    "own_account": _l("自己做，或者零活"),
}
"""What sets work apart in the tables, by the column of the line that says it; work may be several of them."""
BANDS = tuple(range(0, TOP_BAND + 1, BAND))
_FIELDS: Mapping[str, LazyString] = {
    "status": _l("算哪样"),
    "asked": _l("问过想不想找"),
    "place": _l("在哪里做"),
    "wage_band": _l("一个月多少"),
    "employer": _l("单位"),
    "occupation": _l("做哪样"),
    "labourers": _l("劳动力人数"),
    "employed": _l("有活的人数"),
    **KINDS,
}
SHOWN = frozenset(_FIELDS)


def standing(status: Status, asked: bool) -> str:
    """How somebody is counted, as one word of `STANDINGS`."""
    return UNASKED if status is Status.WILLING and not asked else status.value


def say_field(name: str) -> str:
    """The name of a column of a line."""
    return str(_FIELDS[name])


def say_value(name: str, value: object) -> str:
    """What a line says in a column."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("不是")
    if name == "wage_band" and isinstance(value, int):
        return say_band(value)
    return str({**STANDINGS, **PLACES}.get(str(value), str(value)))


def say_band(band: int) -> str:
    """Yuan a month, from and to."""
    if band >= TOP_BAND:
        return _("%(least)s元或更多", least=f"{band:,}")
    return _("%(least)s到%(most)s元", least=f"{band:,}", most=f"{band + BAND - 1:,}")
