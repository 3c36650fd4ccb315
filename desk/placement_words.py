"""What became of a referral, in words that can be read aloud: why an employer did not take somebody, why one left."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.placements.referral import LeaveReason, RejectReason, StartProof
from jobmatch.placements.rights.life import RightsKind

REJECTS: Mapping[str, LazyString] = {
    RejectReason.FULL: _l("人招满了"),
    RejectReason.SKILL: _l("要的手艺不一样"),
    RejectReason.AGE: _l("说年纪不合"),
    RejectReason.MEDICAL: _l("说体检没过"),
    RejectReason.ABSENT: _l("说没有去见工"),
    RejectReason.LANGUAGE: _l("说听不懂、看不懂字"),
    RejectReason.OTHER: _l("单位的别的原因"),
}
"""As those who helped the person tell it."""
EMPLOYER_REJECTS: Mapping[str, LazyString] = {
    **REJECTS,
    RejectReason.AGE: _l("年纪不合"),
    RejectReason.MEDICAL: _l("体检没过"),
    RejectReason.ABSENT: _l("没有来见面"),
    RejectReason.LANGUAGE: _l("听不懂、看不懂字"),
    RejectReason.OTHER: _l("别的原因"),
}
"""As the employer itself says it."""
LEAVES: Mapping[str, LazyString] = {
    LeaveReason.ENDED: _l("合同到期了，活做完了"),
    LeaveReason.LAID_OFF: _l("厂里停工、裁人"),
    LeaveReason.ARREARS: _l("不发工钱、扣工钱"),
    LeaveReason.LESS_PAY: _l("工钱比说的少"),
    LeaveReason.TOO_HARD: _l("太累，身体吃不消"),
    LeaveReason.INJURY: _l("做活受了伤"),
    LeaveReason.CARE: _l("要照顾家里的老人、孩子、病人"),
    LeaveReason.ABUSE: _l("跟人合不来、受欺负"),
    LeaveReason.BOARD: _l("住的、吃的不行"),
    LeaveReason.HOMESICK: _l("想家，回来了"),
    LeaveReason.BETTER: _l("找到更好的活"),
    LeaveReason.DISMISSED: _l("单位不要了"),
    LeaveReason.SCHOOL: _l("去上学、去当兵"),
    LeaveReason.FAMILY: _l("结婚、生孩子"),
    LeaveReason.LOST: _l("联系不上了"),
}
PROOFS: Mapping[str, LazyString] = {
    StartProof.RESIDENT: _l("您自己说的"),
    StartProof.EMPLOYER: _l("单位说的"),
    StartProof.PAPER: _l("工资条或者合同"),
}
RIGHTS: Mapping[str, LazyString] = {
    RightsKind.ARREARS: _l("不发工钱、扣工钱"),
    RightsKind.INJURY: _l("做活受了伤"),
    RightsKind.ABUSE: _l("受欺负"),
    RightsKind.PAPERS: _l("身份证被收走"),
    RightsKind.FEES: _l("找活被收钱"),
}
