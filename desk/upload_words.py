"""What pages of uploads say for the stable words of lists: kinds, states, levels, counts and changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from jobmatch.uploads.life import UploadState
from jobmatch.uploads.model import Upload
from jobmatch.workbooks.lists import Kind


@dataclass(frozen=True)
class KindWords:
    """A kind of list, what it is used for, and a sentence with a number of its records."""

    name: LazyString
    hint: LazyString
    unit: LazyString


@dataclass(frozen=True)
class LevelWords:
    """A level of faults by sign and words; the colour goes with the letter."""

    sign: str
    name: LazyString


KIND: Mapping[str, KindWords] = {
    Kind.HOUSEHOLDS: KindWords(_l("户名单"), _l("搬迁户花名册，一人一行"), _l("户")),
    Kind.VACANCIES: KindWords(_l("岗位表"), _l("招聘岗位信息表，一个岗位一行"), _l("个岗位")),
    Kind.COURSES: KindWords(_l("培训计划"), _l("培训计划表，一个班一行"), _l("个班")),
}
STATE: Mapping[str, LazyString] = {
    UploadState.RECEIVED: _l("排队等着看"),
    UploadState.READING: _l("正在看"),
    UploadState.SHOWN: _l("看好了，等您确认"),
    UploadState.CONFIRMED: _l("排队等着导入"),
    UploadState.IMPORTING: _l("正在导入"),
    UploadState.STOPPED: _l("中途停了"),
    UploadState.DONE: _l("导入好了"),
    UploadState.REFUSED: _l("这份表用不了"),
    UploadState.DISCARDED: _l("没有导入，文件已删"),
}
NOTHING_GOOD: Mapping[str, LazyString] = {
    UploadState.SHOWN: _l("看好了，没有能导入的"),
    UploadState.DONE: _l("都记下来等改正"),
}
LEVEL: Mapping[str, LevelWords] = {
    "E": LevelWords("✕", _l("改好才能导入")),
    "W": LevelWords("!", _l("请核对")),
    "Q": LevelWords("?", _l("要问一声")),
}


def state_words(upload: Upload) -> LazyString:
    """Where a list stands; one in which nothing is fit to come in does not ask to be confirmed."""
    nothing = NOTHING_GOOD if upload.good == 0 else {}
    return nothing.get(upload.state, STATE[upload.state])


COUNTS: Mapping[str, LazyString] = {
    "households": _l("户数"),
    "people": _l("人数"),
    "households_good": _l("可以导入的户"),
    "people_in_good_households": _l("可以导入的人"),
    "households_refused": _l("改好才能导入的户"),
    "people_in_refused_households": _l("改好才能导入的人"),
    "households_good_with_questions": _l("可以导入、还要核对的户"),
    "posts": _l("岗位"),
    "posts_per_sheet": _l("每张表的岗位"),
    "employers": _l("用人单位"),
    "posts_good": _l("没有问题的岗位"),
    "posts_with_questions": _l("可以导入、还要核对的岗位"),
    "posts_refused": _l("改好才能导入的岗位"),
    "courses": _l("培训班"),
    "courses_good": _l("没有问题的培训班"),
    "courses_with_questions": _l("可以导入、还要核对的培训班"),
    "courses_refused": _l("改好才能导入的培训班"),
    "providers": _l("培训机构"),
    "faults_E": _l("改好才能导入的问题"),
    "faults_W": _l("请核对的问题"),
    "faults_Q": _l("要问的问题"),
    "households_new": _l("新增的户"),
    "households_changed": _l("有变动的户"),
    "people_new": _l("新增的人"),
    "people_left": _l("迁出、去世的人"),
    "people_moved": _l("换了户的人"),
    "people_missing": _l("上次有、这次没有的人"),
    "households_missing": _l("上次有、这次没有的户"),
    "heads_changed": _l("换了户主的户"),
    "posts_new": _l("新增的岗位"),
    "posts_changed": _l("有变动的岗位"),
    "posts_ended": _l("这次没有了的岗位"),
    "employers_new": _l("新增的用人单位"),
    "courses_new": _l("新增的培训班"),
    "courses_changed": _l("有变动的培训班"),
    "courses_ended": _l("这次没有了的培训班"),
}
