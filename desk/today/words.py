"""What the day's rows are called: warnings, clocks, rights tickets, services, and why a refusal counts or does not."""

import re
from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from desk.language import say_either
from jobmatch.placements.follow_ups.scripts import Means, to_take_up
from jobmatch.placements.minimum.model import ServiceKind
from jobmatch.placements.rights.life import RightsState
from jobmatch.placements.warnings.model import Level, Signal
from jobmatch.placements.zero_clock.life import Found, Verb, ZeroState
from jobmatch.placements.zero_clock.refusals import Weight

SIGNALS: Mapping[Signal, LazyString] = {
    Signal.LAST_EARNER_LEFT: _l("家里最后一个上班的人没活了"),
    Signal.WAGE_ARREARS: _l("工钱拖了，没发"),
    Signal.EMPLOYER_LOSES_PEOPLE: _l("这家单位停工，或者走了好多人"),
    Signal.EARNER_UNABLE: _l("上班的人病了、伤了，做不成活"),
    Signal.CARER_LOST: _l("家里照看娃娃、老人的人没了"),
    Signal.JOB_ENDS: _l("合同、活路快到期了"),
    Signal.RETURNED_WITHOUT_PLAN: _l("回来半个月了，还没打算"),
    Signal.CALLS_MISSED: _l("上班以后打了两回没人接"),
    Signal.SEAT_AT_WORK: _l("上班了，同一个时候的培训班还占着座位"),
    Signal.LOW_INCOME: _l("收入快到监测线了"),
    Signal.STALE: _l("登记三个月没有动过"),
    Signal.RELAPSE: _l("清零不到三个月，又没人上班了"),
}
TO_DO: Mapping[Signal, LazyString] = {
    Signal.LAST_EARNER_LEFT: _l("今天就去看一下，先问难处，再带上三样活。"),
    Signal.WAGE_ARREARS: _l("问清楚欠了几个月、多少钱，报12333。"),
    Signal.EMPLOYER_LOSES_PEOPLE: _l("给在那里上班的每一个人打电话，问还在不在、发没发工钱。"),
    Signal.EARNER_UNABLE: _l("问病情、问单位管不管，看家里还有哪个能上班。"),
    Signal.CARER_LOST: _l("问哪个来照看，不行就找托管、换近处的活。"),
    Signal.JOB_ENDS: _l("问续不续，不续就先把下一个活找好。"),
    Signal.RETURNED_WITHOUT_PLAN: _l("问想做哪样，约到窗口来。"),
    Signal.CALLS_MISSED: _l("换个钟点再打，打不通问家里人。"),
    Signal.SEAT_AT_WORK: _l("问本人座位还要不要。不要就到窗口的“培训班”里点“不去了”，因为“找到活了”。"),
    Signal.LOW_INCOME: _l("上门看一下，缺哪样补哪样。"),
    Signal.STALE: _l("问一声有没有变，到窗口过一遍登记。"),
    Signal.RELAPSE: _l("今天就去看一下，问那个活为哪样没做下去。"),
}
LEVELS: Mapping[Level, LazyString] = {
    Level.RED: _l("红色"),
    Level.ORANGE: _l("橙色"),
    Level.YELLOW: _l("黄色"),
    Level.GREY: _l("灰色"),
}
SERVICES: Mapping[ServiceKind, LazyString] = {
    ServiceKind.POLICY: _l("讲政策"),
    ServiceKind.GUIDANCE: _l("职业指导"),
    ServiceKind.TRAINING: _l("推荐培训"),
}
TICKETS: Mapping[RightsState, LazyString] = {
    RightsState.OPEN: _l("还没报12333"),
    RightsState.REPORTED: _l("报了12333，等结果"),
    RightsState.SETTLED: _l("了结了"),
}
CLOCKS: Mapping[ZeroState, LazyString] = {
    ZeroState.FOUND: _l("发现了，还没人去帮"),
    ZeroState.HELPED: _l("在帮，还没人上班"),
    ZeroState.IN_WORK: _l("有人上班了，做满一个月才算清零"),
    ZeroState.CLEARED: _l("清零了"),
    ZeroState.NO_LABOUR: _l("家里没有能做活的人了"),
    ZeroState.NO_WISH: _l("都不想找活，每月上门看一回"),
    ZeroState.GONE: _l("搬走了，或者是弄错了"),
}
FOUND: Mapping[Found, LazyString] = {
    Found.SYSTEM: _l("系统看出来的"),
    Found.VISIT: _l("上门看到的"),
    Found.APPLICATION: _l("家里来说的"),
}
MOVES: Mapping[str, LazyString] = {
    Verb.FIND: _l("发现家里没人上班"),
    Verb.HELP: _l("开始帮"),
    Verb.WORK: _l("有人上班了"),
    Verb.LOSE: _l("活又没了，接着帮"),
    Verb.FALL_BACK: _l("活又没了"),
    Verb.CLEAR: _l("做满一个月，清零"),
    Verb.LOSE_LABOUR: _l("没有能做活的人了"),
    Verb.LOSE_WISH: _l("都不想找活"),
    Verb.TREAT_AS_NO_WISH: _l("负责人定的：按不想找活办"),
    Verb.GO: _l("搬走了，或者是弄错了"),
}
WEIGHTS: Mapping[Weight, LazyString] = {
    Weight.COUNTS: _l("算"),
    Weight.POST_DID_NOT_FIT: _l("不算：那天这个活本来就不合适"),
    Weight.CONSTRAINT: _l("不算：家里有难处，登记里写着"),
    Weight.BODY: _l("不算：身体做不了"),
    Weight.LESS_THAN_NEEDED: _l("不算：工钱比他说的最低还低"),
    Weight.NOT_FREE_YET: _l("不算：那时候还走不开"),
    Weight.EMPLOYER_NOT_VERIFIED: _l("不算：单位还没核实过"),
    Weight.NEEDS_COMPANY: _l("不算：怕一个人去，要人陪"),
    Weight.FOUND_WORK: _l("不算：已经找到活了"),
    Weight.NOT_SAID: _l("不算：没说清为哪样"),
}
_ACTS: Mapping[str, LazyString] = {
    "referral": _l("给家里人说过活"),
    "follow_up": _l("问过情况"),
    "service": _l("给过服务"),
}
"""What the program itself writes down as help: `referral:7 told`."""
_ACT = re.compile(r"(\w+):\d+ \w+")
_OF_SOMEBODY: Mapping[str, LazyString] = {
    " in work": _l("%(name)s上班了"),
    " still there": _l("%(name)s还在上班"),
    " no longer in work": _l("%(name)s没活了"),
    ": the work is no longer in the record": _l("%(name)s的活，登记里没有了"),
}
"""What the program writes down of whoever works: `person:7 in work`."""
_WHOSE = re.compile(r"person:(\d+)(.*)")
_SAID_BY_THE_MOVE = ("no longer served", "nobody left who could work")


def people_in(because: str) -> list[int]:
    """Of whom the reason of a move speaks, by number."""
    found = _WHOSE.fullmatch(because)
    return [int(found[1])] if found else []


def say_act(because: str, names: Mapping[int, str]) -> str:
    """Why a clock moved: the worker's words as they are, the program's own in words."""
    if because in set(Found):
        return str(FOUND[Found(because)])
    if because in _SAID_BY_THE_MOVE:
        return ""
    whose = _WHOSE.fullmatch(because)
    if whose and whose[2] in _OF_SOMEBODY:
        return str(_OF_SOMEBODY[whose[2]]) % {"name": names.get(int(whose[1])) or _("家里人")}
    found = _ACT.fullmatch(because)
    return str(_ACTS.get(found[1], because)) if found else because


def say_to_take_up(words: list[str] | None) -> list[str]:
    """What a talk before has left open."""
    return [say_either(*to_take_up(Means(word))) for word in words or ()]
