"""Words for code lists, as a resident would say them; the stable words of the database never reach a page."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.vacancies.codes import Board, Contract, Insurance, Shift, VacancyKind, WageType, Welcome

Labels = Mapping[str, LazyString]

KIND: Labels = {
    VacancyKind.COMPANY: _l("企业招工"),
    VacancyKind.WORKSHOP: _l("就业帮扶车间"),
    VacancyKind.PUBLIC_POST: _l("公益性岗位"),
    VacancyKind.WORK_RELIEF: _l("以工代赈"),
    VacancyKind.ODD_JOB: _l("零工"),
    VacancyKind.LABOUR_EXPORT: _l("外出务工（集体去）"),
    VacancyKind.HOME_PIECEWORK: _l("拿回家做"),
    VacancyKind.HOUSEHOLD: _l("家政（到人家里做）"),
    VacancyKind.APPRENTICESHIP: _l("边学边干"),
}
SHIFT: Labels = {
    Shift.DAY: _l("白班"),
    Shift.NIGHT: _l("夜班"),
    Shift.ROTATING: _l("倒班"),
    Shift.FLEXIBLE: _l("时间灵活"),
}
WAGE: Labels = {
    WageType.MONTH: _l("按月算"),
    WageType.DAY: _l("按天算"),
    WageType.HOUR: _l("按钟头算"),
    WageType.PIECE: _l("计件，做得多拿得多"),
    WageType.BASE_PIECE: _l("底薪加计件"),
    WageType.COMMISSION: _l("底薪加提成"),
    WageType.LIVE_IN: _l("住家，按月算"),
}
PER: Labels = {WageType.DAY: _l("元/天"), WageType.HOUR: _l("元/小时")}
PER_MONTH = _l("元/月")
DORM: Labels = {Board.FREE: _l("包住"), Board.PAID: _l("可住，要自己出钱"), Board.NONE: _l("不包住")}
MEALS: Labels = {Board.FREE: _l("包吃"), Board.PAID: _l("有饭吃，要自己出钱"), Board.NONE: _l("不包吃")}
TRANSPORT: Labels = {Board.FREE: _l("接送或报路费"), Board.PAID: _l("有车坐，要自己出钱"), Board.NONE: _l("自己去")}
CONTRACT: Labels = {
    Contract.LABOUR: _l("签劳动合同"),
    Contract.SERVICE: _l("签劳务协议"),
    Contract.DISPATCH: _l("劳务派遣"),
    Contract.OUTSOURCED: _l("外包"),
    Contract.HOUSEHOLD: _l("签家政服务协议"),
}
INSURANCE: Labels = {
    Insurance.SOCIAL: _l("五险"),
    Insurance.INJURY: _l("工伤保险"),
    Insurance.ACCIDENT: _l("意外险"),
}
WELCOME: Labels = {
    Welcome.PARENTS: _l("带娃的也可以"),
    Welcome.OVER_50: _l("50岁以上也可以"),
    Welcome.DISABLED: _l("残疾人也可以"),
    Welcome.COUPLES: _l("夫妻可以一起"),
    Welcome.TEAMS: _l("可以约伴一起"),
    Welcome.VETERANS: _l("欢迎退役军人"),
    Welcome.BEGINNERS: _l("没做过也可以"),
}
PHYSICAL: Labels = {"1": _l("轻活"), "2": _l("一般的力气活"), "3": _l("重活"), "4": _l("很重的力气活")}
HAZARD: Labels = {
    "underground": _l("井下"),
    "height": _l("高处"),
    "heat": _l("高温"),
    "cold_water": _l("低温冷水"),
    "noise": _l("噪声"),
    "dust": _l("粉尘"),
    "toxic": _l("有毒的东西"),
    "radiation": _l("辐射"),
    "live_current": _l("带电"),
    "machinery": _l("机器伤人的危险"),
    "traffic": _l("路上车多"),
    "night_alone": _l("夜里一个人"),
}
EDUCATION: Labels = {
    "primary": _l("小学"),
    "junior_middle": _l("初中"),
    "senior_middle": _l("高中"),
    "secondary_vocational": _l("中专"),
    "junior_college": _l("大专"),
    "bachelor": _l("本科"),
    "postgraduate": _l("研究生"),
}
CERTIFICATE: Labels = {
    "health": _l("健康证"),
    "welding": _l("焊工证"),
    "electrician": _l("电工证"),
    "height": _l("高处作业证"),
    "refrigeration": _l("制冷作业证"),
    "forklift": _l("叉车证"),
    "crane": _l("起重机证"),
    "scaffold": _l("架子工证"),
    "guard": _l("保安员证"),
}
READING: Labels = {"none": _l("不识字也可以"), "signs": _l("要认得标牌上的字"), "forms": _l("要会看会填单子")}
MANDARIN: Labels = {"none": _l("不会普通话也可以"), "listen": _l("要听得懂普通话"), "speak": _l("要会说普通话")}


def label(words: Labels, value: str) -> str:
    """The words for a value; one that the list does not know is shown as it was written."""
    return str(words.get(value, value))
