"""The family of a household page: each member in words, as far as whoever reads may know it.

On a day that is past only what has days is said: who belonged, how old they were, and what they did.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk.language import say as _
from desk.language import say_day
from desk.record_words import label, say_value
from jobmatch.households.codes import WORKING
from jobmatch.households.view import HouseholdView, MemberView
from jobmatch.matching.ages import LABOUR_FROM, completed_years

Facts = Mapping[str, Any]

_ABOUT = (
    "education", "school_stage", "mandarin", "reading", "phone", "capacity", "health", "disability", "limits",
    "protections", "safety",
)  # fmt: skip
_WISH = ("wanted", "wage_floor", "available_from", "training_wish", "no_offers_until", "unwilling_because")
_INCOME = ("income_wage", "income_business", "cost_business", "income_property", "income_transfer")
_HARDSHIP = (
    "household_type", "monitor_category", "risk_cleared", "assistance", "main_cause", "other_causes",
    "origin_address",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One line: what it is called, what it says, and where it comes from and of which day, if that is known."""

    name: str
    says: str
    source: str = ""


@dataclass(frozen=True)
class Member:
    """One of the family; `works` as of the day, `work` in words, `facts` empty on a day that is past."""

    person_id: int
    name: str
    is_head: bool
    who: str
    works: bool
    work: str
    facts: Sequence[Fact]
    of_age: bool


def members_of(seen: HouseholdView, on: date, *, past: bool) -> list[Member]:
    """The members of the day, the head first."""
    found = [_member(one, on, past) for one in seen.members]
    return sorted(found, key=lambda one: not one.is_head)


def income_of(seen: HouseholdView) -> list[Fact]:
    """What comes in: of the year as the form has it, and each wage with who said so and when it was asked."""
    lines = [Fact(label(name), say_value(name, seen.facts[name])) for name in _INCOME if name in seen.facts]
    for one in seen.members:
        for spell in one.belongings["work"]:
            if "wage_month" in spell:
                lines.append(Fact(str(one.facts.get("name", "")), _wage(spell), _source(spell)))
    return lines


def hardship_of(seen: HouseholdView) -> list[Fact]:
    """Why it is hard, and what the family gets."""
    return list(_said(seen.facts, _HARDSHIP))


def _member(one: MemberView, on: date, past: bool) -> Member:
    facts, relation = one.facts, one.membership.get("relation")
    spell: Facts = next(iter(one.belongings["work"]), {})
    born = facts.get("birth_date")
    said = [
        say_value("relation", relation) if relation else "",
        say_value("sex", facts["sex"]) if "sex" in facts else "",
        _("%(n)s岁", n=completed_years(born, on)) if born is not None and born <= on else _("年纪不清楚"),
    ]
    return Member(
        one.person_id, str(facts.get("name", "")), relation == "head", " · ".join(filter(None, said)),
        spell.get("status") in WORKING, _work(spell), () if past else list(_about(one)),
        born is None or completed_years(born, on) >= LABOUR_FROM,
    )  # fmt: skip


def _work(spell: Facts) -> str:
    if not spell:
        return _("做哪样没有记")
    words = [say_value("status", spell["status"]), str(spell.get("employer") or ""), str(spell.get("title") or "")]
    if "since" in spell:
        words.append(_("从%(day)s起", day=say_day(spell["since"])))
    return " · ".join(filter(None, words))


def _about(one: MemberView) -> Iterator[Fact]:
    yield from _said(one.facts, _ABOUT)
    for wish in one.belongings["intention"]:
        if wish.get("willing") is False:
            yield Fact(label("willing"), say_value("willing", False))
        yield from _said(wish, _WISH)
    for name in ("constraints", "certificates"):
        lines = [_line(name, row) for row in one.belongings[name]]
        if lines:
            yield Fact(_("难处和限制") if name == "constraints" else _("证书"), _("；").join(lines))
    skills = [str(row["word"]) for row in one.belongings["skills"] if "word" in row]
    if skills:
        yield Fact(label("word"), _("、").join(skills))


def _said(facts: Facts, names: Sequence[str]) -> Iterator[Fact]:
    for name in names:
        if name in facts and facts[name] not in ("", [], {}):
            yield Fact(label(name), say_value(name, facts[name]))


def _line(name: str, row: Facts) -> str:
    """A row of a list in one line: the kind first, then what narrows it, a day with what happens on it."""
    kind = str(row.get("kind", ""))
    said = say_value(name, kind)
    words = [say_value("kind", kind) if said == kind else said]
    for field, value in row.items():
        if field not in ("kind", "with_people") and value != []:
            words += [label(field, name)] if isinstance(value, date) else []
            words.append(say_value(field, value))
    return " ".join(words)


def _wage(spell: Facts) -> str:
    return _("一个月%(yuan)s", yuan=say_value("wage_month", spell["wage_month"]))


def _source(spell: Facts) -> str:
    """Who said it, and when it was asked."""
    noted = spell.get("wage_on") or spell.get("noted_at")
    day = noted.date() if isinstance(noted, datetime) else noted
    source = say_value("source", spell["source"]) if "source" in spell else ""
    return " · ".join(filter(None, (source, say_day(day) if day is not None else "")))
