"""Where a class stands, and why it cannot be entered or moved like this, in words that can be read aloud."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.language import say_with
from jobmatch.courses.class_cycle import ClassState
from jobmatch.courses.codes import CourseType, ProviderKind
from jobmatch.courses.refusals import UnacceptableCourseError, WhyNot

CLASS: Mapping[str, LazyString] = {
    ClassState.PLANNED: _l("排好了，还没公布"),
    ClassState.PUBLISHED: _l("公布了，还没开始报名"),
    ClassState.OPEN: _l("正在报名"),
    ClassState.RUNNING: _l("正在上课"),
    ClassState.ENDED: _l("上完了"),
    ClassState.CANCELLED: _l("停办了"),
}
TYPES: Mapping[str, LazyString] = {
    CourseType.EMPLOYMENT_SKILL: _l("学一门手艺找活"),
    CourseType.ORDERED: _l("订单班：学完去等着的岗位"),
    CourseType.PRE_POST: _l("上岗前培训"),
    CourseType.UPGRADE: _l("在岗提高"),
    CourseType.BUSINESS: _l("学做生意"),
    CourseType.FARMING: _l("种养殖技术"),
    CourseType.ON_THE_JOB: _l("边干边学（以工代训）"),
    CourseType.APPRENTICE: _l("学徒"),
    CourseType.SCHOOLING: _l("上技校（雨露计划）"),
}
LEVELS: Mapping[int, LazyString] = {
    5: _l("初级"),
    4: _l("中级"),
    3: _l("高级"),
    2: _l("技师"),
    1: _l("高级技师"),
}
PROVIDERS: Mapping[str, LazyString] = {
    ProviderKind.SCHOOL: _l("培训学校"),
    ProviderKind.ENTERPRISE: _l("企业"),
    ProviderKind.OFFICE: _l("单位自己办"),
}
_WHY_NOT: Mapping[WhyNot, LazyString] = {
    WhyNot.NO_NAME: _l("培训机构还没写名字，照办学许可证上的写。"),
    WhyNot.NO_TITLE: _l("培训班还没写名字。"),
    WhyNot.NO_DATES: _l("哪天开班、哪天结束，都要写上。"),
    WhyNot.NO_CAPACITY: _l("收多少人还没写，最少一个。"),
    WhyNot.DATES_REVERSED: _l("结束的日子在开班前头，请核对两个日子。"),
    WhyNot.HOURS_REVERSED: _l("下课的时间在上课前头，请核对两个时间。"),
    WhyNot.CARD_TOO_SOON: _l("班还没结束就拿证，请核对哪天结束、哪天拿证。"),
    WhyNot.AGES_REVERSED: _l("“最大”比“最小”还小，再看一下。"),
    WhyNot.NO_TELEPHONE: _l("打哪个电话？写一个手机号（11位），或者带区号的座机号。"),
    WhyNot.PAST: _l("%(day)s已经过了，改成还没到的日子。"),
    WhyNot.MORE_DAYS: _l("从开班到结束只有%(there)s天，上不了%(days)s天课。请核对。"),
    WhyNot.LEAST_ABOVE_MOST: _l("最多收%(most)s个，最少要%(least)s个才开，这样开不了。请核对两个数。"),
    WhyNot.NO_LICENCE: _l("还没登记办学许可证。请把证给办公室看，登记了再来。"),
    WhyNot.LICENCE_OVER: _l("办学许可证到%(day)s就过期了，管不到班结束。先换证，或者把班提前。"),
    WhyNot.ROOM_TAKEN: _l("那个时候教室有别的班：%(number)s %(title)s。换个教室，或者换个时间。"),
    WhyNot.TEACHER_TAKEN: _l("那个时候老师在上别的班：%(number)s %(title)s。换个老师，或者换个时间。"),
    WhyNot.ALLOWANCE_TOO_HIGH: _l("生活费一天最多补%(most)s元，不能答应得比这个多。"),
    WhyNot.FEWER_SEATS: _l("已经有%(enrolled)s个人占了座位，名额不能比这个少。"),
    WhyNot.MORE_THAN_SEATS: _l("一共%(capacity)s个座位，在这里报名的占了%(here)s个，学校自己的最多写%(left)s个。"),
    WhyNot.TOO_LATE: _l("开班前%(days)s天就要公布，来不及了。把开班的日子往后推。"),
    WhyNot.NOBODY_WAITS: _l("订单班要有岗位等着，或者接了县里的需求，才能开始报名。"),
    WhyNot.NOT_YET: _l("%(day)s才开班，到那天再来点。"),
    WhyNot.NOT_OVER: _l("%(day)s才结束，到那天再来点。"),
    WhyNot.NOT_INSURED: _l("有动手练的课，要先上保险。在“改一改”里写上哪家保的、保单号，再开班。"),
    WhyNot.CHECK_OUTSIDE: _l("%(day)s那天这个班不上课，或者还没到，请核对日子。"),
    WhyNot.HAS_RESULTS: _l("已经有人考过试了，这个班是办了的，不能再写成不办。上完了就点“上完了”。"),
    WhyNot.NOT_TO_COME: _l("这个班已经开了或者不办了，改不了。"),
}


def why_not(error: UnacceptableCourseError) -> str:
    """What stands in the way, and what to do about it."""
    return say_with(_WHY_NOT[error.code], error.facts)
