"""Where a referral stands, in the words of whoever helps: states, what was done, whose word of a first day it is."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.placements.referral import ReferralState, StartProof, Verb

STATES: Mapping[str, LazyString] = {
    ReferralState.SUGGESTED: _l("系统配出来的，还没看"),
    ReferralState.REVIEWED: _l("看过了，还没告诉本人"),
    ReferralState.OFFERED: _l("告诉本人了，等回话"),
    ReferralState.ACCEPTED: _l("本人想去，还没跟单位说"),
    ReferralState.DECLINED: _l("本人不去"),
    ReferralState.NO_ANSWER: _l("联系不上本人"),
    ReferralState.INTRODUCED: _l("跟单位说好了，等去见"),
    ReferralState.CANCELLED: _l("取消了"),
    ReferralState.INTERVIEW: _l("单位要面试"),
    ReferralState.REJECTED: _l("单位没有要"),
    ReferralState.HIRED: _l("单位要了，等到岗"),
    ReferralState.STARTED: _l("上班了"),
    ReferralState.ON_JOB: _l("上班满一个星期了"),
    ReferralState.STABLE_3M: _l("上班满三个月了"),
    ReferralState.STABLE_6M: _l("上班满半年了"),
    ReferralState.LEFT: _l("不在那里干了"),
}
VERBS: Mapping[str, LazyString] = {
    Verb.SUGGEST: _l("系统配出来"),
    Verb.REVIEW: _l("工作人员看过"),
    Verb.OFFER: _l("告诉了本人"),
    Verb.ASK: _l("本人在手机上看了"),
    Verb.ACCEPT: _l("本人说想去"),
    Verb.ACCEPT_WITNESSED: _l("本人当面说想去"),
    Verb.DECLINE: _l("本人说不去"),
    Verb.MISS: _l("打电话没人接"),
    Verb.GIVE_UP: _l("三天都没联系上"),
    Verb.INTRODUCE: _l("跟单位说好了"),
    Verb.CANCEL: _l("取消了"),
    Verb.GIVE_WAY: _l("在别处要了，这里不等了"),
    Verb.INVITE: _l("单位要面试"),
    Verb.HIRE: _l("单位要了"),
    Verb.REJECT: _l("单位没有要"),
    Verb.ATTEST: _l("有一边说到岗了"),
    Verb.START: _l("两边都说到岗，算上班了"),
    Verb.STAY: _l("满一个星期，还在"),
    Verb.HOLD_3M: _l("满三个月，还在"),
    Verb.HOLD_6M: _l("满半年，还在"),
    Verb.LEAVE: _l("不干了"),
    Verb.TAKE_BACK: _l("点错了，撤回"),
}
WHOSE: Mapping[StartProof, LazyString] = {
    StartProof.RESIDENT: _l("本人说的"),
    StartProof.EMPLOYER: _l("单位说的"),
    StartProof.PAPER: _l("看了工资条或者合同"),
}
