"""What the page of jobs says: each job and loop in words, what it came to, and how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say as _
from jobmatch.jobs.life import SlotState
from jobmatch.jobs.standing import Condition


@dataclass(frozen=True)
class JobWords:
    """A job in words: its name, what it does, and what it means when it does not run."""

    name: LazyString
    does: LazyString
    else_: LazyString


JOB: Mapping[str, JobWords] = {
    "expire": JobWords(
        _l("过期岗位下架"), _l("到期的岗位不再给人看。"), _l("不跑的话，过期的岗位大家还是看不到，只是没有收掉。")
    ),
    "follow_ups": JobWords(
        _l("排今天的回访"),
        _l("到日子该问的人排出来；走了的、找到活的，不用再问的划掉。"),
        _l("不跑的话，昨天排好的照样在，今天到日子的没排进去。"),
    ),
    "warnings": JobWords(
        _l("看哪家要出事"),
        _l("没人挣钱的、工钱拖着的、合同快到期的，一家一家看，该管的列出来。"),
        _l("不跑的话，当天写下的照样看得到，只是到了日子的没人提醒。"),
    ),
    "classes": JobWords(
        _l("培训班到日子开班、结束"),
        _l("到了开班那天的班算开了，过了最后一天的算上完了；一直没开始报名的算不办；留着没人要的座位给下一个。"),
        _l("不跑的话，老师自己也点得了开班，只是没有点的还停在报名。"),
    ),
    "zero_clock": JobWords(
        _l("看哪家没人上班"),
        _l("全家没人上班的，记下来，催着帮；有人上班满三十天的，销号。"),
        _l("不跑的话，当天写下的照样看得到，只是满十六岁、满六十岁、满三十天的没人数。"),
    ),
    "duplicates": JobWords(
        _l("找重复的人"), _l("像是同一个人的两份资料，放到一起等窗口核对。"), _l("不跑的话，一个人可能被推荐两回。")
    ),
    "match": JobWords(
        _l("夜里配岗位"),
        _l("想找活的人和在招的岗位重新配一遍。"),
        _l("不跑的话，来窗口的人照样当场配，没来的看不到新岗位。"),
    ),
    "months": JobWords(
        _l("每月结账"),
        _l("上个月哪些人有活、哪些没有，一户一户记下来，以后不改。"),
        _l("不跑的话，月报一直是没结账的数，会变；跑起来会补上。"),
    ),
    "reports": JobWords(
        _l("数报表"),
        _l("县里和每个安置点的报表先数好，白天打开就有。"),
        _l("不跑的话，早上头一个打开报表的人要多等一下。"),
    ),
    "tidy": JobWords(
        _l("清理到期的东西"), _l("交上来的表格文件、填到一半没人管的表，到期就删。"), _l("不跑的话，该删的还留着。")
    ),
    "keep": JobWords(
        _l("到期的资料删掉"),
        _l("搬走多年的、早就不找活的，还有过了期的凭据，到时候就删。"),
        _l("不跑的话，不该再留的还留着。"),
    ),
    "courses": JobWords(
        _l("告诉大家有培训班"),
        _l("上了课能多几样活的，告诉本人一回；家里没人上班的先告诉。"),
        _l("不跑的话，来窗口的人照样问得到，没来的不晓得。"),
    ),
    "employers": JobWords(
        _l("催单位回话"),
        _l("介绍过去几天没有回话的，发短信再问；好久没核实的岗位，问还要不要人。"),
        _l("不跑的话，没有人催单位，要打电话去问。"),
    ),
    "record": JobWords(
        _l("每月说一回登记的改动"),
        _l("哪个改过登记、看过几回，连了手机的每月告诉一回。"),
        _l("不跑的话，本人要来窗口问才晓得。"),
    ),
    "stale": JobWords(
        _l("看哪样该重新问"), _l("好久没问过的户、该打电话核实的岗位，数一数。"), _l("不跑的话，下面的数是旧的。")
    ),
}
LOOP: Mapping[str, LazyString] = {
    "read_lists": _l("看交上来的表格"),
    "import_lists": _l("导入确认过的表格"),
    "send": _l("发消息"),
    "employer_texts": _l("给单位发短信"),
    "clocks": _l("看哪家刚刚没人上班"),
    "called_off": _l("培训班有变动：告诉有座位的人，指望它的人重新配岗位"),
    "token": _l("和微信接上"),
    "templates": _l("对微信的消息模板"),
}
CONDITION: Mapping[Condition, LazyString] = {
    Condition.FINE: _l("好的"),
    Condition.NEW: _l("还没到时候"),
    Condition.RUNNING: _l("正在跑"),
    Condition.STOPPED: _l("停了，等着接着跑"),
    Condition.STUCK: _l("卡住了"),
    Condition.FAILED: _l("没跑成"),
    Condition.MISSED: _l("到时候没有跑"),
}
STATE: Mapping[SlotState, LazyString] = {
    SlotState.RUNNING: _l("正在跑"),
    SlotState.DONE: _l("跑完了"),
    SlotState.FAILED: _l("没跑成"),
    SlotState.STOPPED: _l("停在半路"),
}
FIGURE: Mapping[str, LazyString] = {
    "reminded": _l("催单位回话%(n)s回"),
    "asked": _l("问%(n)s个岗位还要不要人"),
    "paused": _l("%(n)s个岗位一直不回话，先停"),
    "sent": _l("给单位发短信%(n)s条"),
    "closed": _l("下架%(n)s个岗位"),
    "called_off": _l("岗位没了，收掉%(n)s条推荐"),
    "pairs": _l("新找到%(n)s对"),
    "people": _l("想找活的%(n)s人"),
    "without": _l("暂时没有合适的%(n)s人"),
    "new": _l("新推荐%(n)s条"),
    "changed": _l("变动%(n)s条"),
    "ended": _l("结束%(n)s条"),
    "visits": _l("收掉%(n)s份没填完的表"),
    "numbers": _l("清掉%(n)s个排队号"),
    "forgotten": _l("删掉%(n)s条旧记录"),
    "untouched": _l("好久没问过的%(n)s户"),
    "to_confirm": _l("该打电话核实的%(n)s个岗位"),
    "hidden": _l("没人核实、已经不显示的%(n)s个岗位"),
    "lists": _l("%(n)s份表"),
    "handled": _l("处理%(n)s条消息"),
    "seeking": _l("删掉%(n)s条早就不找活的资料"),
    "erased": _l("删掉%(n)s份搬走多年的登记"),
    "evidence": _l("%(n)s人的凭据到期，删了"),
    "log": _l("删掉%(n)s条过期的查看记录"),
    "begun": _l("开了%(n)s个班"),
    "over": _l("上完%(n)s个班"),
    "never_opened": _l("%(n)s个班一直没开始报名，不办了"),
    "told": _l("告诉%(n)s人座位的事"),
    "answered": _l("回了%(n)s人想上的班不办了"),
    "rematched": _l("重新配了%(n)s户"),
    "schools": _l("%(n)s个学校的公开数字变了"),
    "placed": _l("学完找到活的%(n)s个"),
    "lapsed": _l("留着的座位没人要，%(n)s个给了下一个"),
    "of_courses": _l("告诉%(n)s人有培训班"),
    "of_record": _l("告诉%(n)s人登记的改动"),
    "due": _l("该回访的%(n)s个"),
    "open_warnings": _l("还没处理的预警%(n)s条"),
    "looked": _l("看了%(n)s户"),
    "moved": _l("%(n)s户有变化"),
    "months": _l("结了%(n)s个月的账"),
    "lines": _l("记了%(n)s人"),
    "reports": _l("数好%(n)s份报表"),
    "template_faults": _l("%(n)s处模板对不上"),
}
"""Figures by the name under which a job notes them; a test holds every job to this list."""


def came_to(figures: Mapping[str, int] | None) -> str:
    """What a run came to, in one line; nothing where there was nothing."""
    return _("，").join(str(FIGURE[name]) % {"n": number} for name, number in (figures or {}).items())
