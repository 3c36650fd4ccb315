"""What is kept of somebody's work after the yes, in plain words: talks, warnings, the household's clock, the ledger."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.placement_words import LEAVES
from desk.today.words import CLOCKS, SIGNALS

Column = tuple[str, str]

_YES: Mapping[Any, LazyString] = {"True": _l("是"), "False": _l("不是")}
WHAT: Mapping[Column, LazyString] = {
    ("service_given", "kind"): _l("给您办过哪样服务"),
    ("service_given", "about"): _l("服务讲的是哪样"),
    ("service_given", "on"): _l("哪天办的服务"),
    ("service_given", "by"): _l("哪个给您办的"),
    ("early_warning", "signal"): _l("看到您家有哪样苗头"),
    ("early_warning", "done"): _l("后来怎么办的"),
    ("early_warning", "ended_by"): _l("哪个办的"),
    ("warning_move", "by"): _l("哪个办的这一步"),
    ("festival_return", "comes"): _l("过年回不回来"),
    ("festival_return", "back_on"): _l("哪天回来的"),
    ("festival_return", "goes"): _l("过了年去哪里"),
    ("festival_return", "leaves_on"): _l("哪天又走"),
    ("festival_return", "destination"): _l("又去哪个县"),
    ("festival_return", "wants_seat"): _l("要不要坐大家的车"),
    ("festival_return", "by"): _l("哪个记下来的"),
    ("transport_seat", "number"): _l("车上几号位子"),
    ("zero_spell", "found_on"): _l("哪天起家里没人上班"),
    ("zero_spell", "state"): _l("家里没人上班，帮到哪步了"),
    ("zero_spell", "working_since"): _l("哪天起有人上班"),
    ("zero_move", "because"): _l("这一步因为哪样"),
    ("zero_move", "by"): _l("哪个办的这一步"),
    ("follow_up", "kind"): _l("为哪样来问您"),
    ("follow_up", "due_on"): _l("该哪天问"),
    ("follow_up", "state"): _l("问到没有"),
    ("follow_up", "answers"): _l("您当时答的"),
    ("follow_up", "means"): _l("听您说了要办哪样"),
    ("follow_up", "said"): _l("问您的时候您说的话"),
    ("follow_up", "because"): _l("问您的由头"),
    ("follow_up", "done_by"): _l("哪个来问的"),
    ("follow_up_move", "by"): _l("哪个来问的"),
    ("person_month", "present"): _l("月底在不在这家"),
    ("person_month", "left_because"): _l("这个月为哪样离开这家"),
    ("person_month", "status"): _l("月底上没上班"),
    ("person_month", "asked"): _l("想不想找活，问过没有"),
    ("person_month", "of_age"): _l("够不够年纪上班"),
    ("person_month", "place"): _l("月底在多远的地方上班"),
    ("person_month", "employer"): _l("月底在哪家上班"),
    ("person_month", "occupation"): _l("月底做哪样工"),
    ("person_month", "industry"): _l("月底在哪个行业"),
    ("person_month", "channel"): _l("这个活哪个介绍的"),
    ("person_month", "since"): _l("这个活从哪天起"),
    ("person_month", "wage"): _l("一个月好多钱（元）"),
    ("person_month", "wage_band"): _l("一个月大概好多钱（元）"),
    ("person_month", "contract"): _l("签的哪样合同"),
    ("person_month", "insurance"): _l("交了哪样保险"),
    ("person_month", "workshop"): _l("是不是帮扶车间"),
    ("person_month", "public_post"): _l("是不是公益岗"),
    ("person_month", "own_account"): _l("是不是自己做、打零工"),
    ("person_month", "by_us"): _l("是不是我们介绍的"),
    ("person_month", "left_work_because"): _l("这个月为哪样不干了"),
    ("person_month", "proof"): _l("凭哪样晓得在上班"),
    ("person_month", "because"): _l("这一行为哪样改过"),
    ("person_month", "written_by"): _l("哪个记的这一行"),
}
WORDS: Mapping[Column, Mapping[Any, LazyString]] = {
    ("service_given", "kind"): {
        "policy": _l("讲政策"), "guidance": _l("指点怎么找活"), "training": _l("介绍培训班"),
    },
    ("early_warning", "signal"): {key.value: word for key, word in SIGNALS.items()},
    ("festival_return", "comes"): {"back": _l("回来了"), "coming": _l("要回来"), "stays": _l("不回来")},
    ("festival_return", "goes"): {
        "same": _l("还去老地方"), "new": _l("换个地方"), "unsure": _l("还没想好"), "home": _l("不走了"),
    },
    ("festival_return", "wants_seat"): _YES,
    ("zero_spell", "state"): {key.value: word for key, word in CLOCKS.items()},
    ("follow_up", "kind"): {
        "work_day_1": _l("刚去上班，问到没到"), "work_day_7": _l("上班几天了，问惯不惯"),
        "work_day_30": _l("上班一个月了，问工钱发没发"), "work_day_90": _l("上班三个月了，问还在不在"),
        "work_day_180": _l("上班半年了，问还在不在"), "seeking": _l("问还找不找活"), "unwilling": _l("上门看看"),
        "zero": _l("家里没人上班，上门看看"), "no_wish": _l("家里都不想找活，上门看看"),
        "away_family": _l("家里人在外头，上门看看"), "spring_festival": _l("过年回不回来"),
        "returned": _l("没上班了，问有哪样打算"), "talk_over": _l("上回说的事，再问一下"),
    },
    ("follow_up", "state"): {
        "due": _l("等着问"), "unreached": _l("打不通"), "to_visit": _l("要上门"), "done": _l("问过了"),
        "lapsed": _l("不用问了"),
    },
    ("person_month", "status"): {
        "employed": _l("在上班"), "willing": _l("没上班，想找"), "unwilling": _l("没上班，不想找"),
        "unable": _l("暂时不能上班"), "farming": _l("在种地"), "no_labourer": _l("不算劳动力"),
    },
    ("person_month", "place"): {
        "county": _l("县里"), "province": _l("县外省内"), "out": _l("省外"), "unknown": _l("不晓得"),
    },
    ("person_month", "left_work_because"): {str(key): word for key, word in LEAVES.items()},
    **{
        ("person_month", name): _YES
        for name in ("present", "asked", "of_age", "workshop", "public_post", "own_account", "by_us")
    },
}  # fmt: skip
BY_WHOM = frozenset(here for here in WHAT if here[1] in ("by", "done_by", "ended_by", "written_by"))
