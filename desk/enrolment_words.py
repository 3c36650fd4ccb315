"""Where somebody's seat in a class stands, and why somebody did not come, in words that can be read aloud."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.courses.attendance.model import Half, Mark
from jobmatch.courses.attendance.refusals import WhyNotMark
from jobmatch.courses.ending.model import WhyVoided
from jobmatch.courses.ending.refusals import WhyNotConclude
from jobmatch.courses.enrolments.cycle import DropReason, EnrolmentState
from jobmatch.courses.enrolments.model import Exam, FailReason
from jobmatch.courses.subsidies.model import SubsidyKind
from jobmatch.courses.subsidies.service import WhyNotPaid

ENROLMENT: Mapping[str, LazyString] = {
    EnrolmentState.SUGGESTED: _l("看中了这个培训班"),
    EnrolmentState.INVITED: _l("请您来上课"),
    EnrolmentState.WAITING: _l("排队等座位"),
    EnrolmentState.OFFERED: _l("轮到您了，座位给您留着"),
    EnrolmentState.ENROLLED: _l("报上名了"),
    EnrolmentState.ATTENDING: _l("正在上课"),
    EnrolmentState.COMPLETED: _l("学完了，考过了"),
    EnrolmentState.FAILED: _l("没有结业"),
    EnrolmentState.DROPPED: _l("没有去学"),
    EnrolmentState.CALLED_OFF: _l("这个班不办了"),
    EnrolmentState.LAPSED: _l("没赶上这个班"),
    EnrolmentState.CERTIFIED: _l("证书拿到了"),
    EnrolmentState.PLACED: _l("学完找到活了"),
}
DROPS: Mapping[str, LazyString] = {
    DropReason.CARE: _l("要带娃、照顾家里人"),
    DropReason.FOUND_WORK: _l("找到活了"),
    DropReason.TOO_HARD: _l("听不懂"),
    DropReason.TOO_FAR: _l("上课的地方太远"),
    DropReason.FARM_SEASON: _l("地里活忙"),
    DropReason.ILL: _l("生病了"),
    DropReason.NOT_CONTENT: _l("觉得教得不好"),
    DropReason.OTHER: _l("有别的原因"),
}
MARKS: Mapping[str, LazyString] = {
    Mark.PRESENT: _l("来了"),
    Mark.ABSENT: _l("没来"),
    Mark.EXCUSED: _l("请假了"),
}
HALVES: Mapping[str, LazyString] = {
    Half.MORNING: _l("上午"),
    Half.AFTERNOON: _l("下午"),
    Half.EVENING: _l("晚上"),
}
WHY_NOT_MARK: Mapping[WhyNotMark, LazyString] = {
    WhyNotMark.NOT_RUNNING: _l("这个班没在上课，记不了考勤。"),
    WhyNotMark.DAY_OUTSIDE: _l("这个班那天不上课，请核对日子。"),
    WhyNotMark.STILL_TO_COME: _l("那天还没到，或者那半天还早，到了再记。"),
    WhyNotMark.NOT_ON_ROSTER: _l("名单里没有这个人，刷新一下再记。"),
    WhyNotMark.ON_TWO_ROSTERS: _l(
        "这个人这半天在%(number)s %(title)s也记了来，只能在一个班。先点“没来”，问清楚了再改。"
    ),
    WhyNotMark.AT_WORK: _l("这个人这半天在上班，不能又记来上课。先点“没来”，请本人到窗口说清楚，清楚了再改。"),
    WhyNotMark.HAS_RESULT: _l("已经有人考完有结果了，这半天的点名不能再撤。"),
}
EXAMS: Mapping[str, LazyString] = {
    Exam.PASSED: _l("考过了"),
    Exam.NOT_PASSED: _l("没考过"),
    Exam.NOT_TAKEN: _l("没来考"),
}
FAILS: Mapping[str, LazyString] = {
    FailReason.ATTENDANCE: _l("来上课的次数不够"),
    FailReason.EXAM: _l("考试没过"),
}
WHY_VOIDED: Mapping[WhyVoided, LazyString] = {
    WhyVoided.NUMBER: _l("证号写错了"),
    WhyVoided.DAYS: _l("日子写错了"),
    WhyVoided.KIND: _l("哪样证、准做哪样写错了"),
    WhyVoided.PERSON: _l("写到别人名下了"),
}
WHY_NOT_CONCLUDE: Mapping[WhyNotConclude, LazyString] = {
    WhyNotConclude.NOT_OVER: _l("课还没上完，上完了再来结业。"),
    WhyNotConclude.NO_SHEETS: _l("这个班一次考勤都没记，先把考勤补上。"),
    WhyNotConclude.CAME_TOO_SELDOM: _l("来上课的次数不够，补考也结不了业。"),
    WhyNotConclude.CARD_WRITTEN: _l("证已经写了。证写错了，先作废，再来撤考试。"),
    WhyNotConclude.CLAIMED: _l("补贴已经申请了。先请社区服务中心在这个班的“补贴”页上撤了申请，再来改。"),
    WhyNotConclude.NO_CERTIFICATE: _l("这个班学完不发证，写不了证号。"),
    WhyNotConclude.NO_NUMBER: _l("证号还没写，照证上的写。"),
    WhyNotConclude.WRONG_DAY: _l("发证的日子不对：要在开班以后，也不能在今天以后。"),
    WhyNotConclude.DATES_REVERSED: _l("证过期或者复审的日子在发证前头，请核对。"),
    WhyNotConclude.NUMBER_TAKEN: _l("这个证号已经登记给别的人了，请核对。"),
}
SUBSIDIES: Mapping[str, LazyString] = {
    SubsidyKind.TRAINING: _l("培训补贴"),
    SubsidyKind.ALLOWANCE: _l("生活费补贴"),
}
WHY_NOT_PAID: Mapping[WhyNotPaid, LazyString] = {
    WhyNotPaid.CLAIMED_ALREADY: _l("这个班的这笔钱已经申请过了。写错了，先撤了再申请。"),
    WhyNotPaid.NOT_COMPLETED: _l("学完了才能申请生活费补贴。"),
    WhyNotPaid.NO_CERTIFICATE: _l("拿到证才能申请培训补贴。"),
    WhyNotPaid.NO_AMOUNT: _l("好多钱还没写，照文件上的写，最多写到分。"),
    WhyNotPaid.TOO_MUCH: _l("一个人一个班最多补%(amount)s元，请核对。"),
    WhyNotPaid.OTHER_AMOUNT: _l("这个班别的人申请的是%(amount)s元，一个班都一样多。那边写错了，就先撤那边的。"),
    WhyNotPaid.NO_ALLOWANCE: _l("这个班说好了不补生活费。"),
    WhyNotPaid.NO_DAYS: _l("考勤里一天都没有来，算不出生活费。"),
    WhyNotPaid.TOO_MANY_THIS_YEAR: _l("一年最多补%(most)s回，今年已经补满了。"),
    WhyNotPaid.SAME_OCCUPATION: _l("同一个工种、同一个级别只补一回：%(title)s已经补过了。"),
}
