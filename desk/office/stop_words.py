"""What stops people from a post, in words, and what whoever rings the employer can do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.matches.reasons import FROM_THE_BODY
from jobmatch.matching.notes import Gate


@dataclass(frozen=True)
class Stop:
    """What stands in the way, and what can be done; gates that would tell of somebody's body share one."""

    words: LazyString
    do: LazyString


_BODY = Stop(_l("身体或者法律上不合适"), _l("问单位有没有轻一点的活"))
_PAPER = Stop(_l("没有要的证"), _l("开班考证，或者问单位能不能先上岗再办"))
STOPS: Mapping[str, Stop] = {
    **{gate.value: _BODY for gate in (*FROM_THE_BODY, Gate.LAW_W, Gate.MINOR_HAZARD, Gate.MINOR_NIGHT)},
    Gate.CERT: _PAPER,
    Gate.CERT_LAPSED: _PAPER,
    Gate.AGE_MIN: Stop(_l("年纪不到"), _l("这条是法律定的，改不了")),
    Gate.AGE_CAP: Stop(_l("过了年纪"), _l("问单位年纪能不能放宽")),
    Gate.EDU_LAW: Stop(_l("学历不够"), _l("这条是法律定的，改不了")),
    Gate.EXPERIENCE: Stop(_l("没做过这么久"), _l("问单位能不能有师傅带")),
    Gate.READ: Stop(_l("认字不够"), _l("问单位能不能有人带着填")),
    Gate.LANG: Stop(_l("普通话不够"), _l("问班组里有没有讲家乡话的")),
    Gate.LOC: Stop(_l("太远，去不了"), _l("问单位能不能接送")),
    Gate.DORM: Stop(_l("没有住处"), _l("问单位能不能包住")),
    Gate.SHIFT: Stop(_l("时间不合适"), _l("问单位能不能上白班、早点下班")),
    Gate.GROUP: Stop(_l("要结伴去，一起的人去不了"), _l("问单位能不能多要一个人")),
    Gate.REFUSED_OCC: Stop(_l("不想做这种活"), _l("换个人问，不勉强")),
    Gate.EMPLOYER_HISTORY: Stop(_l("在这家有过不好的事"), _l("不勉强，先把那件事办了")),
    Gate.WAGE_LAW_NOVICE: Stop(_l("新手拿不到最低工资"), _l("问单位能不能给新手保底")),
    Gate.TARGET: Stop(_l("公益岗要先给最难的人"), _l("这条是政策定的")),
}


def gathered(gates: Mapping[str, int]) -> dict[str, int]:
    """The counts of gates by the words that they share: where people are counted once each, these are as well."""
    found: dict[str, int] = {}
    for gate, count in gates.items():
        key = _BODY_KEY if STOPS[gate] is _BODY else _PAPER_KEY if STOPS[gate] is _PAPER else gate
        found[key] = found.get(key, 0) + count
    return found


_BODY_KEY, _PAPER_KEY = Gate.CAP.value, Gate.CERT.value
