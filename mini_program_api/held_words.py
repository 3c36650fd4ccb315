"""What is kept about somebody, said to that person: what it is, why it is kept, and the value, all in plain words.

The record has its words from the counter; here stand those of everything else that the privacy register names: what was
brought up, messages and the ways they went, proposals and referrals. Whoever did something is told by role and name.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from desk.about import say_about, say_entry
from desk.by_whom import people_named, say_by_whom
from desk.claim_words import WHY_TAKEN_BACK
from desk.class_words import LEVELS
from desk.concerns import KIND, THUMB
from desk.counter.reasons import DECLINES
from desk.enrolment_words import DROPS, ENROLMENT, EXAMS, FAILS, MARKS, SUBSIDIES, WHY_VOIDED
from desk.language import CHINESE, say_moment, spoken_language
from desk.language import say as _
from desk.placement_words import LEAVES, PROOFS, REJECTS, RIGHTS
from desk.pushes import DELIVERY, WAY
from desk.pushes import KIND as MESSAGE
from desk.pushes import STATE as MESSAGE_STATE
from desk.record_words import label
from jobmatch.households.duplicates.likeness import WORDS, Evidence
from jobmatch.households.held import Held
from jobmatch.households.model import Person
from jobmatch.privacy import Purpose
from jobmatch.push.templates import Template, said
from jobmatch.web import session
from mini_program_api import told_of_me, work_words
from mini_program_api.referrals import STATE

_Column = tuple[str, str]

WHY: Mapping[Purpose, LazyString] = {
    Purpose.IDENTIFY: _l("分得清哪个是哪个"),
    Purpose.REACH: _l("找得到您"),
    Purpose.MATCH: _l("帮您找合适的活"),
    Purpose.SUPPORT: _l("晓得您家该得哪些帮助"),
    Purpose.PROTECT: _l("不让您做伤身体的活"),
    Purpose.PROVE: _l("答应过哪样、办过哪样，有个凭据"),
}
# Of the record, where the counter's word for the column would be too short outside its section.
_SECTIONS: Mapping[str, str] = {
    "employment": "work", "person_constraint": "constraints", "certificate": "certificates", "skill": "skills",
}  # fmt: skip
RECORD = frozenset({*_SECTIONS, "household", "person", "membership", "intention", "experience", "consent"})
WHAT: Mapping[_Column, LazyString] = {
    ("answered", "asked_on"): _l("哪天在窗口问的"),
    ("concern", "kind"): _l("您反映的事"),
    ("concern", "about"): _l("反映的是哪样"),
    ("concern", "thumb"): _l("您说好还是不好"),
    ("concern", "said"): _l("您的原话"),
    ("concern", "said_by"): _l("哪个说的"),
    ("concern", "reply"): _l("怎么回您的"),
    ("concern", "settled_by"): _l("哪个办的"),
    ("duplicate_pair", "score"): _l("两份登记有好像（分）"),
    ("duplicate_pair", "evidence"): _l("两份登记哪里一样"),
    ("duplicate_pair", "state"): _l("是不是同一个人"),
    ("duplicate_pair", "decided_by"): _l("哪个认定的"),
    ("proposal", "found_on"): _l("哪天推荐给您的活"),
    ("proposal", "ended_on"): _l("哪天起不推荐了"),
    ("proposal", "rank"): _l("排在第几"),
    ("proposal", "shown"): _l("是不是先给您看的三个"),
    ("proposal", "score"): _l("合适到哪样程度（分）"),
    ("proposal", "monthly_normal"): _l("平常一个月的工钱"),
    ("proposal", "monthly_cash"): _l("到手大约"),
    ("proposal", "explanation"): _l("为哪样推荐"),
    ("proposal", "picked_by"): _l("哪个同志帮您选的"),
    ("proposal", "picked_because"): _l("他为哪样帮您选这一样"),
    ("enrolment", "state"): _l("您的培训班，到哪步了"),
    ("enrolment_move", "by"): _l("培训的这一步是哪个办的"),
    ("enrolment_move", "reason"): _l("为哪样不去上课了"),
    ("enrolment_move", "exam"): _l("培训每一回考得怎么样"),
    ("enrolment", "exam"): _l("培训考试怎么样"),
    ("enrolment", "failed_because"): _l("培训为哪样没有结业"),
    ("course_certificate", "kind"): _l("学完拿的哪样证"),
    ("course_certificate", "number"): _l("这个证的号"),
    ("course_certificate", "issued_on"): _l("这个证哪天发的"),
    ("course_certificate", "valid_to"): _l("这个证管到哪天"),
    ("course_certificate", "voided_by"): _l("这个证写错了，哪个作废的"),
    ("course_certificate", "voided_because"): _l("这个证哪里写错了"),
    ("subsidy_claim", "kind"): _l("培训领的哪样钱"),
    ("subsidy_claim", "amount"): _l("培训领的钱（元）"),
    ("subsidy_claim", "claimed_on"): _l("培训的钱哪天申请的"),
    ("subsidy_claim", "by"): _l("培训的钱哪个申请的"),
    ("subsidy_claim", "taken_back_by"): _l("培训的钱哪个撤的申请"),
    ("subsidy_claim", "taken_back_because"): _l("培训的钱为哪样撤了申请"),
    ("work_training", "begins_on"): _l("哪天起师傅带您边干边学"),
    ("work_training", "months"): _l("边干边学几个月"),
    ("work_training", "ended_on"): _l("哪天起不带了"),
    ("work_training", "occupation"): _l("边干边学的是哪个工种"),
    ("work_training", "level"): _l("边干边学的是哪一级"),
    ("work_training", "skill"): _l("边干边学的是哪样手艺"),
    ("work_training", "wage"): _l("边干边学的时候说好一个月好多钱（元）"),
    ("work_training", "trainer"): _l("是哪个师傅带您"),
    ("work_training", "by"): _l("边干边学是哪个登记的"),
    ("trained_month", "wage"): _l("边干边学那个月发了好多钱（元）"),
    ("trained_month", "amount"): _l("那个月给单位补了好多钱（元）"),
    ("trained_month", "claimed_on"): _l("那个月的补贴哪天申请的"),
    ("trained_month", "by"): _l("那个月的补贴哪个申请的"),
    ("trained_month", "taken_back_by"): _l("那个月的补贴哪个撤的申请"),
    ("trained_month", "taken_back_because"): _l("那个月的补贴为哪样撤了申请"),
    ("attendance", "mark"): _l("那半天来上课没有"),
    ("attendance_move", "by"): _l("来没来是哪个记的"),
    ("push_balance", "balance"): _l("微信还可以给您发几条"),
    ("push_delivery", "channel"): _l("从哪条路告诉您的"),
    ("push_delivery", "state"): _l("告诉到了没有"),
    ("push_delivery", "settled_by"): _l("哪个打的电话、递的纸条"),
    ("push_link", "role"): _l("连着的是哪个的手机"),
    ("push_link", "linked_by"): _l("哪个帮您连的手机"),
    ("push_message", "template"): _l("哪种消息"),
    ("push_message", "fields"): _l("消息里说的"),
    ("push_message", "state"): _l("这条消息到哪步了"),
    ("push_message", "read_at"): _l("哪个时候看的"),
    ("push_recipient", "phone"): _l("发消息用的手机号"),
    ("push_recipient", "reads"): _l("看不看得懂消息"),
    ("push_recipient", "sms_agreed"): _l("同不同意发短信"),
    ("push_recipient", "agrees"): _l("同不同意有活告诉您"),
    ("push_recipient", "opted_out_at"): _l("哪个时候说了不要再发消息"),
    ("record_merge", "merged_on"): _l("哪天把两份登记合成一份"),
    ("referral", "state"): _l("您说过的活，到哪步了"),
    ("referral", "meet_at"): _l("哪个时候去见工"),
    ("referral", "meet_place"): _l("到哪里见工"),
    ("referral", "meet_whom"): _l("去了找哪个"),
    ("referral", "begins_on"): _l("说好哪天上班"),
    ("referral", "started_on"): _l("哪天去上的班"),
    ("referral", "first_wage"): _l("头一个月发了好多钱（元）"),
    ("referral", "left_on"): _l("哪天不在那里干了"),
    ("referral_move", "reason"): _l("为哪样不去，为哪样没有成"),
    ("referral_move", "by"): _l("哪个办的这一步"),
    ("rights_ticket", "kind"): _l("在单位吃了哪样亏"),
    ("rights_ticket", "employer"): _l("是哪家单位"),
    ("rights_ticket", "said"): _l("当时说的"),
    ("rights_ticket", "outcome"): _l("最后怎么办的"),
    ("rights_ticket", "opened_by"): _l("哪个记下来的"),
    ("rights_ticket", "settled_by"): _l("哪个办完的"),
    ("rights_move", "by"): _l("哪个办的这一步"),
    ("start_word", "proof"): _l("凭哪样晓得您去上班了"),
    ("start_word", "first_day"): _l("说的是哪天去的"),
    ("start_word", "by"): _l("哪个记下来的"),
    **work_words.WHAT,
}
_AGREES = {"True": _l("同意"), "False": _l("不同意")}
_WORDS: Mapping[_Column, Mapping[Any, LazyString]] = {
    ("concern", "kind"): KIND,
    ("concern", "thumb"): THUMB,
    ("duplicate_pair", "state"): {
        "open": _l("还没有问清"), "same": _l("是同一个人"), "different": _l("不是同一个人"),
    },
    ("enrolment", "state"): ENROLMENT,
    ("enrolment_move", "reason"): DROPS,
    ("attendance", "mark"): MARKS,
    ("course_certificate", "voided_because"): WHY_VOIDED,
    ("subsidy_claim", "kind"): SUBSIDIES,
    ("subsidy_claim", "taken_back_because"): WHY_TAKEN_BACK,
    ("trained_month", "taken_back_because"): WHY_TAKEN_BACK,
    ("work_training", "level"): {str(level): words for level, words in LEVELS.items()},
    ("enrolment", "exam"): EXAMS,
    ("enrolment_move", "exam"): EXAMS,
    ("enrolment", "failed_because"): FAILS,
    ("push_delivery", "channel"): WAY,
    ("push_delivery", "state"): DELIVERY,
    ("push_link", "role"): {"self": _l("您自己的"), "relative": _l("帮您看的家里人的")},
    ("push_message", "template"): MESSAGE,
    ("push_message", "state"): MESSAGE_STATE,
    ("push_recipient", "reads"): {"True": _l("看得懂"), "False": _l("看不懂")},
    ("push_recipient", "sms_agreed"): _AGREES,
    ("push_recipient", "agrees"): _AGREES,
    ("referral", "state"): STATE,
    ("referral_move", "reason"): {**DECLINES, **REJECTS, **LEAVES},
    ("rights_ticket", "kind"): RIGHTS,
    ("start_word", "proof"): PROOFS,
    **work_words.WORDS,
}  # fmt: skip
_BY_WHOM = frozenset({
    ("concern", "said_by"), ("concern", "settled_by"), ("consent", "witness"), ("duplicate_pair", "decided_by"),
    ("push_delivery", "settled_by"), ("push_link", "linked_by"), ("referral_move", "by"), ("enrolment_move", "by"),
    ("attendance_move", "by"), ("subsidy_claim", "by"), ("work_training", "by"), ("trained_month", "by"),
    ("course_certificate", "voided_by"), ("subsidy_claim", "taken_back_by"), ("trained_month", "taken_back_by"),
    ("rights_ticket", "opened_by"), ("rights_ticket", "settled_by"), ("rights_move", "by"), ("start_word", "by"),
    ("certificate", "original_seen_by"), ("person", "capacity_by"), *work_words.BY_WHOM,
})  # fmt: skip


def in_words(values: Sequence[Held]) -> list[told_of_me.HeldValue]:
    """All that is kept, value by value."""
    names = people_named({str(one.value) for one in values if (one.table, one.column) in _BY_WHOM})
    kinds = {one.row: one.value for one in values if (one.table, one.column) == ("push_message", "template")}
    return [
        told_of_me.HeldValue(
            table=one.table, row=str(one.row), column=one.column, what=what(one.table, one.column),
            why=str(WHY[one.why]), value=_value(one, kinds.get(one.row), names),
        )
        for one in values
    ]  # fmt: skip


def what(table: str, column: str) -> str:
    """What a column holds, in plain words."""
    found = WHAT.get((table, column))
    return label(column, _SECTIONS.get(table, table)) if found is None else str(found)


def say_held(table: str, column: str, value: Any) -> str:
    """One value in words, where it says by itself what it means."""
    here = (table, column)
    if here in _SAYERS:
        return _SAYERS[here](value)
    if here in _WORDS:
        return str(_WORDS[here].get(str(value), value))
    return say_moment(value) if isinstance(value, datetime) else say_entry(column, value)


def _value(one: Held, kind: str | None, names: Mapping[str, str]) -> str:
    if (one.table, one.column) == ("push_message", "fields") and kind is not None:
        return said(Template(kind), one.value).text
    if (one.table, one.column) in _BY_WHOM:
        return say_by_whom(str(one.value), names)
    return say_held(one.table, one.column, one.value)


def _reasons(told: Mapping[str, Any]) -> str:
    """The sentence of an explanation that is read out; its figures are the matcher's."""
    return str(told.get("why" if spoken_language() == CHINESE else "why_en", ""))


def _companions(numbers: Sequence[int]) -> str:
    found = session().query(Person.name).filter(Person.id.in_(numbers)).order_by(Person.id)
    return _("、").join(name for (name,) in found)


def _evidence(found: Sequence[str]) -> str:
    language = 0 if spoken_language() == CHINESE else 1
    return _("、").join(WORDS[Evidence(one)][language] for one in found)


_SAYERS: Mapping[_Column, Callable[[Any], str]] = {
    ("concern", "about"): say_about,
    ("proposal", "explanation"): _reasons,
    ("person_constraint", "with_people"): _companions,
    ("duplicate_pair", "evidence"): _evidence,
}
