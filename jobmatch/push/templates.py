"""What can be told, each kind once: what it is called, in which hours it may come, and in which words it is said.

Our own names; which template of the platform stands behind one is a matter of the installation. The words are for the
inbox, for a text message and for the worker who reads them out at the telephone. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Template(StrEnum):
    """The kinds of messages."""

    NEW_MATCH = "new_match"
    DIGEST = "digest"
    MEETING_TOMORROW = "meeting_tomorrow"
    ANSWER = "answer"
    COURSE = "course"
    SEAT = "seat"
    RECORD_CHANGED = "record_changed"
    CORRECTION = "correction"


class SeatNews(StrEnum):
    """What is told of somebody's seat in a class, by the fact `news`."""

    INVITED = "invited"
    ENROLLED = "enrolled"
    OFFERED = "offered"
    MOVED = "moved"
    TOMORROW = "tomorrow"
    AT_WORK = "at_work"
    CALLED_OFF = "called_off"
    WISH_NOT_HELD = "wish_not_held"
    CERTIFIED = "certified"


ABOUT_NEW_POSTS = frozenset({Template.NEW_MATCH, Template.DIGEST})
"""At most two a week of these: ten posts a day that do not fit are what people hate."""

AT_ANY_WAKING_HOUR = frozenset({Template.MEETING_TOMORROW})
"""Told at six in the evening before; whoever is expected tomorrow hears it on a feast day too."""


@dataclass(frozen=True)
class Said:
    """A message in words: what it is about in a few, and all of it as it is read out."""

    title: str
    text: str


_NEVER_PAY = "不要交钱，不要押身份证。"
_WORDS: Mapping[Template, Said] = {
    Template.NEW_MATCH: Said(
        "有个活合适您",
        "有个活合适您：{title}，{employer}。{pay}{place}想去就说一声。",
    ),
    Template.DIGEST: Said(
        "有{count}个新活合适您",
        "有{count}个新活合适您，头一个是{title}。打开看一下，想去哪个就说一声。",
    ),
    Template.MEETING_TOMORROW: Said(
        "快到见工的时候了",
        "提醒您：{when}，去{place}见工。{title}，{employer}。{whom}" + _NEVER_PAY,
    ),
    Template.ANSWER: Said(
        "单位回话了",
        "{employer}等您去：{title}。{when}{place}{whom}" + _NEVER_PAY,
    ),
    Template.COURSE: Said(
        "有个培训班有位子",
        "{title}还有位子，{when}开班，在{place}。想学就说一声。",
    ),
    Template.SEAT: Said(
        "培训班报上名了",
        "{title}给您报上名了，{when}开班，在{place}。来不了就早点说一声，座位好给别人。",
    ),
    Template.RECORD_CHANGED: Said(
        "您的登记有改动",
        "{what}。不对的话，打开看一下，可以改回来。",
    ),
    # Never in the words of an answer: on a telephone a template of WeChat would say it a second time.
    Template.CORRECTION: Said(
        "前面说错了",
        "对不起，{title}，{employer}，{what}。有了准信马上跟您说。",
    ),
}
# What an employer answers beside "come and see us", by the fact `answer`; the second is for the inbox alone.
HIRED, NOT_THIS_TIME = "hired", "not_this_time"
# And where that was a slip of the finger: which of them was none.
HIRED_BY_MISTAKE, NOT_BY_MISTAKE = "hired_by_mistake", "not_by_mistake"
# Of a class: that its certificate was there.
CARD_BY_MISTAKE = "card_by_mistake"
CORRECTS: Mapping[object, str] = {HIRED_BY_MISTAKE: HIRED, NOT_BY_MISTAKE: NOT_THIS_TIME}
_ANSWERS: Mapping[object, Said] = {
    HIRED: Said("单位要您了", "好消息，单位要您了：{title}，{employer}。{when}{place}" + _NEVER_PAY),
    NOT_THIS_TIME: Said(
        "单位回话了",
        "{title}，{employer}，这次没有成。不是您不好，我们接着帮您找合适的。有哪样想法，跟我们说一声。",
    ),
}
_SEATS: Mapping[object, Said] = {
    SeatNews.INVITED: Said("有个培训班请您去", "{title}请您去学，{when}开班，在{place}。想去就说一声。"),
    SeatNews.OFFERED: Said("培训班轮到您了", "{title}空出一个座位，给您留着{until}。要就说一声，过了就给下一个人。"),
    SeatNews.MOVED: Said(
        "培训班的时间地点改了",
        "{title}改了时间或者地方：{when}开班{hours}，在{place}。去不了就早点说一声，座位好给别人。",
    ),
    SeatNews.TOMORROW: Said(
        "明天开班", "提醒您：{title}，{when}开班{hours}，在{place}。来不了就说一声，座位好给别人。"
    ),
    SeatNews.AT_WORK: Said(
        "上班了，培训班还去吗",
        "您上班了，{title}上课的时候您在上班。座位还要吗？还要就不用回，给您留着。不要了就说一声，座位好给别人。",
    ),
    SeatNews.CALLED_OFF: Said("培训班不办了", "{title}不办了，不用去了。我们接着帮您找别的班。"),
    SeatNews.WISH_NOT_HELD: Said("您想上的班不办了", "您想上的{title}不办了。{instead}"),
    SeatNews.CERTIFIED: Said("证书办好了", "{title}的证书办好了，记在您的登记里了。要这个证的活，我们接着帮您找。"),
}
# Kinds of which one of their facts decides the words.
_BY_FACT: Mapping[Template, tuple[str, Mapping[object, Said]]] = {
    Template.ANSWER: ("answer", _ANSWERS),
    Template.SEAT: ("news", _SEATS),
}
# What is read out by a person, or printed, where the inbox would say "open it": there is nothing to open at the ear.
_SPOKEN: Mapping[Template, str] = {
    Template.DIGEST: "有{count}个新活合适您：{titles}。想去哪个，跟我们说一声，我们帮您联系。",
    Template.RECORD_CHANGED: "{what}。不对的话，跟我们说一声，我们改回来。",
}
# What stands before a fact where there is one; without the fact the whole phrase falls away.
_PHRASES = {
    Template.NEW_MATCH: {"pay": "到手大约{pay}。", "place": "在{place}。"},
    Template.MEETING_TOMORROW: {"whom": "去了找{whom}。"},
    Template.SEAT: {
        "until": "，留到{until}",
        "hours": "，每天{hours}",
        "instead": "一样的班还有：{instead}。想去就说一声。",
    },
    Template.ANSWER: {"when": "{when}去，", "place": "在{place}。", "whom": "去了找{whom}。"},
}
_PHRASES_OF_A_HIRE = {"when": "{when}上班，", "place": "在{place}。"}


def said(template: Template, fields: Mapping[str, object]) -> Said:
    """A message in words; a fact that is not known is left out, never invented."""
    known = {name: str(value) for name, value in fields.items() if value not in (None, "")}
    patterns = _PHRASES_OF_A_HIRE if fields.get("answer") == HIRED else _PHRASES.get(template, {})
    phrases = {name: phrase.format(**known) if name in known else "" for name, phrase in patterns.items()}
    words = _Facts(known | phrases)
    fact, kinds = _BY_FACT.get(template, ("", {}))
    pattern = kinds.get(fields.get(fact), _WORDS[template])
    return Said(pattern.title.format_map(words), pattern.text.format_map(words))


def in_words(template: Template, fields: Mapping[str, object]) -> Mapping[str, object]:
    """The facts of a message for a telephone that shows them one by one: what decides the words is said in words."""
    fact, _kinds = _BY_FACT.get(template, ("", {}))
    return {**fields, fact: said(template, fields).title} if fact in fields else fields


def addressed(who: str, text: str) -> str:
    """A sentence for a telephone that several people share: first for whom it is."""
    return f"给{who}的：{text}" if who else text


def spoken(template: Template, fields: Mapping[str, object], titles: Sequence[str] = ()) -> Said:
    """The same for somebody without a screen; `titles` are the posts that a digest stands for, as far as they hold."""
    words = said(template, fields)
    if template not in _SPOKEN:
        return words
    named = "、".join(dict.fromkeys(titles)) or str(fields.get("title", ""))
    facts = {name: str(value) for name, value in fields.items()} | {"titles": named}
    return Said(words.title, _SPOKEN[template].format_map(_Facts(facts)))


class _Facts(dict[str, str]):
    """Facts by name; one that nobody wrote down is said as something that is still open."""

    def __missing__(self, name: str) -> str:
        return {"when": "时间等通知", "place": "地方等通知"}.get(name, "")
