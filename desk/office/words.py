"""The office's words: where a post stands, what became of it before, and what keeps it from being shown."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Obstacle, Verb
from jobmatch.vacancies.ringing import NOT_REACHED, RANG
from jobmatch.vacancies.service import PASS, TAKE_BACK

STATE: Mapping[VacancyState, LazyString] = {
    VacancyState.DRAFT: _l("等着审"),
    VacancyState.REFUSED: _l("退回去改了"),
    VacancyState.PUBLISHED: _l("在招"),
    VacancyState.PAUSED: _l("先停一停"),
    VacancyState.FILLED: _l("招满了"),
    VacancyState.WITHDRAWN: _l("不招了"),
    VacancyState.EXPIRED: _l("过期了"),
}
DONE: Mapping[str, LazyString] = {
    PASS: _l("看过，没有问题"),
    TAKE_BACK: _l("看错了，撤回"),
    Verb.PUBLISH: _l("公布了"),
    Verb.RECALL: _l("收回来再看"),
    Verb.REFUSE: _l("退回去改"),
    Verb.SUBMIT: _l("交来审"),
    Verb.PAUSE: _l("停一停"),
    Verb.SILENCE: _l("有人在等，单位一直不回话，先停"),
    Verb.RESUME: _l("接着招"),
    Verb.FILL: _l("招满了"),
    Verb.REOPEN: _l("又有名额"),
    Verb.WITHDRAW: _l("不招了"),
    Verb.EXPIRE: _l("过期了"),
    NOT_REACHED: _l("打电话，没打通"),
    RANG: _l("打电话问过"),
}
"""What a line of a post's history says; a test holds every verb to this list."""

OBSTACLE: Mapping[Obstacle, LazyString] = {
    Obstacle.ADVERT_BREAKS_LAW: _l("广告里有不合法的话，要先改。"),
    Obstacle.EMPLOYER_NOT_VERIFIED: _l("单位还没核实到这一步，先去核实单位。"),
    Obstacle.EMPLOYER_BLACKLISTED: _l("单位在拖欠工资的名单上，不能公布。"),
    Obstacle.REVIEWERS_MISSING: _l("还差人看过。"),
    Obstacle.EXPIRED: _l("有效期已经过了，退回去请单位改日子。"),
}
