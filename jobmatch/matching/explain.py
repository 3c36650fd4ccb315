"""Findings in words to be read aloud, Chinese and English: clauses from `words/`, at most two sentences a card."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from jobmatch.matching.bridge import Bridge
from jobmatch.matching.factors import Part
from jobmatch.matching.notes import Note, Soft, Warn
from jobmatch.matching.ranking import Blocked, Match

MOST_REASONS = 3
# What a person wants to hear first; the first three that have something to say make the sentence.
TELLING = ("money", "experience", "wish", "distance", "stability", "schedule")
SPOKEN_WHOLE_FROM = 100
LICENCE = "licence_"


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


@dataclass(frozen=True)
class Words:
    """One language: sections of clauses, each with the names of what it tells in braces."""

    language: Language
    sections: Mapping[str, Mapping[str, str]]

    def clause(self, section: str, key: str, values: Iterable[tuple[str, object]] = ()) -> str:
        """KeyError where the language lacks the clause: both languages are complete, a test sees to it."""
        return self.sections[section][key].format(**{name: self.say(name, value) for name, value in values})

    def say(self, name: str, value: object) -> str:
        """A value as it is spoken; months and metres by their names, codes by their words."""
        spoken = self.sections["say"]
        match name, value:
            case _, None:
                return ""
            case "months" | "had", int():
                return self._months(value)
            case "metres", int():
                return self._metres(value)
            case "kind", str() if not isinstance(value, StrEnum):
                return self._certificate(value)
            case "begins", date():
                return spoken["begins"].format(month=value.month, day=value.day, month_name=f"{value:%B}")
            case _, date():
                return spoken["date"].format(
                    year=value.year, month=value.month, day=value.day, month_name=f"{value:%B}"
                )
            case _, Decimal():
                return amount(value)
            case _, tuple():
                return spoken["list"].join(self.say("", item) for item in value)
            case _, StrEnum():
                return self.sections["words"].get(value.value, value.value)
            case _:
                return str(value)

    def _months(self, months: int) -> str:
        years, rest = divmod(months, 12)
        key = "months" if not years else "years_months" if rest else "year" if years == 1 else "years"
        return self.sections["say"][key].format(years=years, months=rest)

    def _metres(self, metres: int) -> str:
        if metres < 1000:
            return self.sections["say"]["metres"].format(metres=metres)
        kilometres = (Decimal(metres) / 1000).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return self.sections["say"]["kilometres"].format(kilometres=amount(kilometres))

    def _certificate(self, kind: str) -> str:
        if kind.startswith(LICENCE):
            licence = kind.removeprefix(LICENCE)
            return f"{licence}驾驶证" if self.language is Language.ZH else f"driving licence {licence}"
        return self.sections["certificates"].get(kind, self.sections["words"].get(kind, kind))


@cache
def words(language: Language) -> Words:
    text = (files(__package__) / "words" / f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(text))


def because_blocked(blocked: Blocked, language: Language) -> str:
    """One sentence that names every gate."""
    spoken = words(language)
    return _sentence(spoken, [spoken.clause("gate", each.key, each.values) for each in blocked.notes])


def because_closed_to_all(language: Language) -> str:
    """Of posts that are over, or not to be offered to anybody: which of it, and since when, is for the desk."""
    spoken = words(language)
    return _sentence(spoken, [spoken.clause("say", "closed")])


def because_unsaid(language: Language) -> str:
    """Of what is the person's and the helper's alone: it names no reason, and is the same whatever the reason is."""
    spoken = words(language)
    return _sentence(spoken, [spoken.clause("say", "unsaid")])


def because_part(part: Part, language: Language) -> str:
    return words(language).clause("factor", part.because.key, part.because.values)


def because_fix(fix: Note, language: Language) -> str:
    return words(language).clause("fix", fix.key, fix.values)


def question(ask: Note, language: Language) -> str:
    return words(language).clause("ask", ask.key, ask.values).strip()


def for_the_desk(language: Language) -> frozenset[str]:
    """Questions, as `question` words them, that the desk settles itself: nobody carries them to an employer."""
    return frozenset(words(language).clause("ask", key).strip() for key in _FOR_THE_WORKER)


def hardly_reasons(language: Language) -> frozenset[str]:
    """Clauses, as `because_part` words them, that are worth saying only where nothing else is left."""
    return frozenset(words(language).clause("factor", key) for key in _HARDLY_A_REASON)


def why(match: Match, language: Language) -> str:
    """At most two sentences: the pay and two more reasons, then what comes first and what to mind."""
    spoken = words(language)
    untrue = _NO_REASON | ({"stability_contract"} if Warn.OVERAGE_CONTRACT in match.warnings else set())
    given = [part for part in match.parts if part.of and part.because.key not in untrue]
    given = [part for part in given if part.because.key not in _HARDLY_A_REASON] or given
    best = sorted(given, key=lambda part: TELLING.index(part.factor))[:MOST_REASONS]
    first = _sentence(spoken, [because_part(part, language) for part in best], "also")
    join = spoken.sections["say"]["join"]
    second = []
    if match.fixes:
        steps = join.join(because_fix(fix, language) for fix in match.fixes)
        second.append(spoken.clause("say", "but", [("steps", steps)]))
    if points := _points(match, language):
        second.append(spoken.clause("say", "beware", [("points", join.join(points))]))
    return _after(spoken, first, join.join(second)) if second else first


def what_opens(bridge: Bridge, language: Language) -> str:
    """One sentence: the course with its dates and fee, how many employers it opens, and the pay of the best of them."""
    spoken, course = words(language), bridge.course
    about = [
        *([spoken.clause("bridge", "begins", [("begins", course.start)])] if course.start else []),
        *([spoken.clause("bridge", _one_or("days", bridge.days), [("days", bridge.days)])] if bridge.days else []),
        _fee(course.fee, spoken),
    ]
    title = [("title", course.title or course.certificate), ("about", spoken.sections["say"]["also"].join(about))]
    there = tuple(one for one in bridge.opens if one.in_time)
    key = "opens" if there else "opens_later" if bridge.opens else "better"
    reached = there or bridge.opens or bridge.better
    employers = len({one.employer for one in reached})
    work = tuple(sorted({one.work for one in reached}))[:MOST_REASONS]
    told = spoken.clause("bridge", _one_or(key, employers), [("count", employers), ("work", work)])
    pay = max((one.cash for one in reached if one.cash is not None), default=None)
    best = [spoken.clause("bridge", _one_or("pay", employers), [("cash", pay)])] if pay is not None else []
    return _sentence(spoken, [spoken.clause("bridge", "course", title) + told, *best], "also")


def _one_or(key: str, count: int | None) -> str:
    return f"{key}_one" if count == 1 else key


def _fee(fee: Decimal | None, spoken: Words) -> str:
    if fee is None:
        return spoken.clause("bridge", "fee_unknown")
    return spoken.clause("bridge", "fee", [("fee", fee)]) if fee else spoken.clause("bridge", "free")


def _points(match: Match, language: Language) -> list[str]:
    """What nobody should hear only on the first day: nights, no bed, no practice; then contract, pay and questions."""
    spoken = words(language)
    minded = [part.because.key for part in match.parts if part.because.key in _TO_MIND]
    # The pay has said that it is low, the way has said how far it is.
    said = {Soft.LOW_WAGE} | ({Soft.FAR} if _BEYOND & set(minded) else set())
    points = [because_part(part, language) for part in match.parts if part.because.key in minded]
    points += [spoken.clause("warning", code) for code in match.warnings]
    points += [spoken.clause("soft", code) for code in match.soft if code not in said]
    if open_questions := [ask for ask in match.asks if ask.key not in _FOR_THE_WORKER]:
        points.append(spoken.clause("say", "questions", [("count", len(open_questions))]))
    return points


# What the desk looks up itself is no question that the person should carry home, nor is what the own words meant.
_FOR_THE_WORKER = frozenset({"minimum_wage", "blacklisted", "verified", "refused"})
_HARDLY_A_REASON = frozenset({"schedule_day"})
_BEYOND = frozenset({"distance_far", "far_no_bed", "far_free_bed", "far_paid_bed"})
_TO_MIND = _BEYOND | {
    "schedule_long",
    "schedule_rotating",
    "schedule_night",
    "schedule_preference",
    "penalty_untrained",
    "penalty_unlearned",
    "penalty_trained",
    "penalty_heavier",
    "penalty_unasked",
}
_NO_REASON = _TO_MIND | frozenset(
    {
        "experience_none",
        "experience_unknown",
        "money_unknown",
        "distance_unknown",
        "schedule_unknown",
        "wish_open",
        "wish_other",
        "wish_refused",
        "stability_unknown",
    }
)


def amount(value: Decimal) -> str:
    """A figure as it is spoken: nobody says the half yuan of a month's pay (3400), an hour's keeps its fen (21.82)."""
    rounded = value.quantize(Decimal("1") if value >= SPOKEN_WHOLE_FROM else Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}" if rounded != rounded.to_integral_value() else f"{int(rounded)}"


def _sentence(spoken: Words, clauses: list[str], joint: str = "join") -> str:
    if not clauses:
        return ""
    text = spoken.sections["say"][joint].join(clauses)
    return text[0].upper() + text[1:] + spoken.sections["say"]["stop"]


def _after(spoken: Words, first: str, clause: str) -> str:
    gap = " " if spoken.language is Language.EN and first else ""
    return f"{first}{gap}{clause}{spoken.sections['say']['stop']}"
