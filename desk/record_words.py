"""Labels and words for the record, as the counter says them; what only an office's list fills has its words here.

A value is said whole: with its unit, and a yes or a no in the words of its own question.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk import labels
from desk.counter.words import CHOICES, LABELS
from desk.language import say as _
from desk.language import say_day
from jobmatch.households.roster.ethnicity import ethnicity_name
from jobmatch.places import division_name
from jobmatch.visits.fields import EDUCATION, SCHOOL

TITLES: Mapping[str, LazyString] = {
    "household": _l("我们家"),
    "person": _l("我自己"),
    "membership": _l("在家里"),
    "work": _l("现在做哪样"),
    "intention": _l("想做哪样"),
    "constraints": _l("要照顾到的"),
    "certificates": _l("证书"),
    "skills": _l("会做的"),
    "experience": _l("干过的"),
    "consent": _l("我同意过的"),
}
_MORE: Mapping[str, LazyString] = {
    "number": _l("户号"), "office_number": _l("单位的户编号"), "relocated": _l("是不是搬迁户"),
    "hukou_division": _l("户口在哪里"), "move_in_date": _l("哪天入住"), "monitor_category": _l("监测类型"),
    "monitor_since": _l("从哪天开始监测"), "risk_cleared": _l("风险消除没有"), "main_cause": _l("困难的主要原因"),
    "other_causes": _l("别的原因"), "no_phone_because": _l("没有电话的原因"),
    "employment_state": _l("家里有没有人上班"), "zero_employment_since": _l("全家没人上班，从哪天起"),
    "closed_on": _l("哪天起不再服务"),
    "registered_at": _l("哪天登记的"), "erased_at": _l("哪天删的"), "updated_at": _l("最近哪天改的"),
    "id_last_four": _l("身份证号后四位"),
    "office_code": _l("单位的人员编号"), "died_on": _l("过世的日子"), "ethnicity": _l("民族"),
    "education": _l("读到哪里"), "school_stage": _l("在读"), "school_year": _l("几年级"), "health": _l("身体怎么样"),
    "disability": _l("残疾证"), "limits": _l("哪样做不了"), "capacity_on": _l("能干哪样，哪天看的"),
    "capacity_by": _l("能干哪样，哪个看的"),
    "phone_owner": _l("是哪个的手机"), "smartphone": _l("是不是智能手机"), "wechat_bound": _l("连没连微信"),
    "phone_unreached_since": _l("电话打不通，从哪天起"), "dialects": _l("会说的方言"), "joined_on": _l("哪天来这家"),
    "left_on": _l("哪天离开这家"), "left_because": _l("为哪样离开"), "since": _l("从哪天起"),
    "ended_on": _l("到哪天止"),
    "division": _l("在哪个县"), "occupation": _l("工种"), "industry": _l("行业"), "channel": _l("哪个介绍的"),
    "point_to_point": _l("是不是组织去的"), "wage_on": _l("哪天问的工钱"), "months_this_year": _l("今年做了几个月"),
    "source": _l("从哪里来的"), "noted_at": _l("哪天记的"), "willing": _l("想不想找活"),
    "unwilling_because": _l("不想找的原因"), "wage_hoped": _l("想拿到"), "seeking_since": _l("从哪天开始找"),
    "available_from": _l("哪天可以上班"), "training_wish": _l("想学哪样"), "needs_allowance": _l("学的时候要不要补贴"),
    "contact_hours": _l("哪个时候好联系"), "no_offers_until": _l("到哪天以前不要推荐"), "asked_on": _l("哪天问的"),
    "kind": _l("哪一样"), "strength": _l("一定还是最好"), "until": _l("到哪天止"), "window_from": _l("几点以后"),
    "window_to": _l("几点以前"), "with_people": _l("跟哪个一起"), "note": _l("备注"), "issuer": _l("发证单位"),
    "scope": _l("管哪样"), "issued_on": _l("哪天发的"), "valid_to": _l("有效到"), "review_due": _l("该复审的日子"),
    "original_seen_by": _l("哪个看过原件"), "original_seen_on": _l("哪天看的原件"), "word": _l("会做"),
    "months": _l("做了几个月"), "evidence": _l("怎么知道的"), "purpose": _l("同意哪样"), "given": _l("怎么同意的"),
    "given_on": _l("哪天同意的"), "witness": _l("哪个在场"), "withdrawn_on": _l("哪天收回的"),
}  # fmt: skip
_WORDS: Mapping[str, Mapping[str, LazyString]] = {
    "education": {key.removeprefix(EDUCATION): word for key, word in CHOICES["schooling"].items() if EDUCATION in key},
    "school_stage": {key.removeprefix(SCHOOL): word for key, word in CHOICES["schooling"].items() if SCHOOL in key},
    "limits": {**CHOICES["cannot"], "no": _l("做不了"), "limited": _l("勉强可以")},
    "status": {"unemployed": _l("没有活，还没问想不想找")},
    "left_because": {
        **CHOICES["gone"], "missing": _l("名册上没有了"), "new_relation": _l("和户主的关系变了"),
        "correction": _l("原来登记错了"), "other": _l("别的原因"),
    },
    "employment_state": {
        "employed": _l("有人上班"), "zero": _l("没人上班，有人想找"), "no_labour": _l("没有能上班的人"),
        "no_wish": _l("能上班的都不想找"), "unknown": _l("还没问清"),
    },
    "monitor_category": {
        "unstable": _l("脱贫不稳定户"), "marginal": _l("边缘易致贫户"), "sudden": _l("突发严重困难户"),
    },
    "main_cause": {
        "illness": _l("生病"), "disability": _l("残疾"), "schooling": _l("供娃读书"), "disaster": _l("受灾"),
        "no_land": _l("缺地"), "no_water": _l("缺水"), "no_skill": _l("缺技术"), "no_labour": _l("缺劳力"),
        "no_capital": _l("缺本钱"), "remote": _l("路不通"), "no_drive": _l("自身动力不足"), "marriage": _l("婚事花费"),
        "other": _l("其他"),
    },
    "health": {
        "healthy": _l("健康"), "chronic": _l("有慢性病"), "serious": _l("得过大病"), "disabled": _l("有残疾"),
    },
    "phone_owner": {"own": _l("自己的"), "relative": _l("家里人的"), "helper": _l("帮扶人的")},
    "channel": {
        "organised": _l("政府组织去的"), "recruited": _l("企业来招的"), "agency": _l("劳务公司介绍的"),
        "friends": _l("亲友介绍的"), "own": _l("自己找的"), "workshop": _l("帮扶车间"),
        "public_post": _l("公益性岗位"), "work_relief": _l("以工代赈"), "jobmatch": _l("这里推荐的"),
    },
    "training_wish": {
        "transfer": _l("出门打工的手艺"), "business": _l("自己做生意"), "upgrade": _l("现在的活做得更好"),
        "farming": _l("种养的技术"), "technical_school": _l("上技校"), "none": _l("不想学"),
    },
    "strength": {"hard": _l("一定要这样"), "prefer": _l("最好这样"), "unknown": _l("还没问清")},
    "kind": {
        **labels.CERTIFICATE,
        "hours": _l("只有这几个钟头有空"), "night": _l("夜班"), "home_every_night": _l("每天晚上要回家"),
        "furthest": _l("最远到哪里"), "dorm": _l("要包住"), "together": _l("要一起去"), "refuse": _l("不做这个"),
        "care": _l("要照看人"), "transport": _l("坐车、骑车"), "religion_or_food": _l("饮食习惯"),
    },
    "evidence": {"self": _l("本人说的"), "employer": _l("单位证明的"), "insurance": _l("社保看得到")},
    "purpose": {
        "match_and_tell": _l("帮我找活，有活就告诉我"), "disclose_to_employer": _l("把我告诉用人单位"),
        "disclose_to_trainer": _l("把我告诉培训机构"), "health": _l("记下身体情况"), "text_messages": _l("给我发短信"),
    },
    "given": {
        "signature": _l("签字"), "voice": _l("录音"), "in_person": _l("当面说的"), "own_phone": _l("自己在手机上点的"),
        "office_roster": _l("单位的名册"),
    },
    "area": {"site": _l("走路能到"), "city": _l("在本市"), "anywhere": _l("省外也去")},
    "source": {
        "office_roster": _l("单位的名册"), "counter": _l("在窗口说的"), "resident": _l("自己在手机上填的"),
        "referral": _l("从推荐的活里知道的"),
    },
}  # fmt: skip
_DISABILITY = (  # classes 1 to 7 of the national list
    _l("视力残疾"), _l("听力残疾"), _l("言语残疾"), _l("肢体残疾"), _l("智力残疾"), _l("精神残疾"), _l("多重残疾"),
)  # fmt: skip
# What a yes and a no mean, where the question is not just "is it so".
_YES_NO: Mapping[str, tuple[LazyString, LazyString]] = {
    "relocated": (_l("是搬迁户"), _l("不是搬迁户")),
    "risk_cleared": (_l("消除了"), _l("还没有消除")),
    "smartphone": (_l("是智能手机"), _l("不是智能手机")),
    "wechat_bound": (_l("连了"), _l("没有连")),
    "point_to_point": (_l("是组织去的"), _l("不是组织去的")),
    "willing": (_l("想找"), _l("不想找")),
    "boarding_for_training": (CHOICES["boarding_for_training"]["yes"], CHOICES["boarding_for_training"]["no"]),
    "needs_allowance": (_l("要补贴"), _l("不要补贴也行")),
}
_UNITS: Mapping[str, LazyString] = {
    **dict.fromkeys(("wage_month", "wage_floor", "wage_hoped"), _l("%(n)s元")),
    **dict.fromkeys(("monthly_normal", "monthly_cash"), _l("一个月%(n)s元")),
    **dict.fromkeys(
        ("income_wage", "income_business", "cost_business", "income_property", "income_transfer"), _l("一年%(n)s元")
    ),
    "months_this_year": _l("%(n)s个月"), "months": _l("%(n)s个月"), "training_days_most": _l("%(n)s天以内"),
    "school_year": _l("%(n)s年级"),
}  # fmt: skip
# Where one name of a column means something else in another part of the record.
_IN_SECTION: Mapping[tuple[str, str], LazyString] = {
    ("certificates", "number"): _l("证号"), ("certificates", "kind"): _l("哪样证"),
    ("certificates", "scope"): _l("准做哪样"), ("constraints", "area"): LABELS["furthest"],
    ("constraints", "occupation"): _l("不做哪样"), ("experience", "occupation"): _l("干过哪样"),
}  # fmt: skip
FIELDS = frozenset({*LABELS, *_MORE})
"""Every entry of a record that has a name, and so may be called wrong."""
_PLACES = frozenset({"hukou_division", "division"})


def label(field: str, section: str = "") -> str:
    """What a field is called at the counter."""
    return str(_IN_SECTION.get((section, field)) or LABELS.get(field) or _MORE.get(field) or field)


def say_value(field: str, value: Any) -> str:
    """A value of the record in words; a word that no list knows is shown as it was written."""
    if isinstance(value, bool):
        yes, no = _YES_NO.get(field, (_l("是"), _l("不是")))
        return str(yes if value else no)
    if isinstance(value, datetime | date):
        return say_day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Mapping):
        if field == "disability":
            return _disability(value)
        return _("、").join(f"{say_value(field, key)} {say_value(field, said)}" for key, said in sorted(value.items()))
    if isinstance(value, list | tuple | set | frozenset):
        return _("、").join(say_value(field, one) for one in value)
    if field == "ethnicity":
        return ethnicity_name(str(value)) or str(value)
    if field in _PLACES:
        return division_name(str(value)) or str(value)
    words = {**CHOICES.get(field, {}), **_WORDS.get(field, {})}
    if str(value) not in words and field in _UNITS:
        return str(_UNITS[field]) % {"n": value}
    return str(words.get(str(value), value))


def _disability(card: Mapping[str, Any]) -> str:
    kind, level, number = (card.get(name) for name in ("disability_class", "level", "card_number"))
    said = (
        str(_DISABILITY[kind - 1]) if kind else "",
        _("%(n)s级", n=level) if level else "",
        _("证号%(number)s", number=number) if number else "",
    )
    return _("、").join(one for one in said if one)
