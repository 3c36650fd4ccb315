"""Why a training at work is not agreed or a month of it not claimed, in words that can be read aloud."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say_with
from desk.not_said import NotSaidError
from jobmatch.placements.on_the_job.refusals import CannotTrainError, WhyNotTrained

_WHY_NOT: Mapping[WhyNotTrained, LazyString] = {
    WhyNotTrained.NOT_AT_WORK: _l("这个人现在没在那里上班。上班了才能带。"),
    WhyNotTrained.BEFORE_HIRE: _l("%(day)s才上班，带人不能在上班前头。"),
    WhyNotTrained.NOT_NEW: _l("只补新来的人：上班%(days)s天内就要开始带，最晚%(day)s。"),
    WhyNotTrained.TOO_LONG: _l("最少1个月，最多%(most)s个月。"),
    WhyNotTrained.NO_MINIMUM: _l("那个地方的最低工资还没登记，算不了。请管理员先登记。"),
    WhyNotTrained.LOW_WAGE: _l("一个月少于%(least)s元，比最低工资还低，不补。以工代训要发工钱，不是白干。"),
    WhyNotTrained.NO_SKILL: _l("教哪样手艺？写一下，比如“平车锁边”。"),
    WhyNotTrained.NO_TRAINER: _l("单位里哪个师傅带？写名字。"),
    WhyNotTrained.AT_THE_SAME_TIME: _l("这个人那段时间已经有师傅带了，到%(day)s。一个时候只补一处。"),
    WhyNotTrained.SAME_OCCUPATION: _l("同一个工种、同一个级别只补一回：%(title)s已经补过了。"),
    WhyNotTrained.NO_SUCH_MONTH: _l("没有说好带那个月，刷新再看。"),
    WhyNotTrained.CLAIMED_ALREADY: _l("%(day)s已经申请过了。写错了，先撤了那个月的申请。"),
    WhyNotTrained.WAS_CLAIMED: _l("申请过又撤了，这一条要留底。点“不带了”，写开始那天，就不算了。"),
    WhyNotTrained.NOT_OVER: _l("这个月要到%(day)s才满，满了再申请。"),
    WhyNotTrained.STOPPED: _l("%(day)s起就不带了，这个月不补。"),
    WhyNotTrained.NOT_THERE: _l("这个月没有从头到尾在那里上班，不补。"),
    WhyNotTrained.WRONG_END: _l("日子不对：要在%(day)s以后，也不能在今天以后。"),
}
_FIELDS: Mapping[WhyNotTrained, str] = {
    WhyNotTrained.BEFORE_HIRE: "begins_on",
    WhyNotTrained.NOT_NEW: "begins_on",
    WhyNotTrained.AT_THE_SAME_TIME: "begins_on",
    WhyNotTrained.TOO_LONG: "months",
    WhyNotTrained.LOW_WAGE: "wage",
    WhyNotTrained.NO_SKILL: "skill",
    WhyNotTrained.NO_TRAINER: "trainer",
    WhyNotTrained.SAME_OCCUPATION: "level",
    WhyNotTrained.WRONG_END: "ended_on",
}


def why_not(error: CannotTrainError) -> NotSaidError:
    """What stands in the way, at the field of the agreement that it is about."""
    return NotSaidError(_FIELDS.get(error.code, ""), say_with(_WHY_NOT[error.code], error.facts))
