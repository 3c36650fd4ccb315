"""What the people of the synthetic province did, can, hold and want: mostly the demo's trades, now and then others."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from benchmarks.province.dice import Dice, Weighted
from benchmarks.province.families import Member
from benchmarks.province.size import DAY
from benchmarks.province.words import sayings, skill_sets_of_people
from jobmatch.demo.trades import Trade, trades
from jobmatch.matching.codes import Education, Evidence, Sex
from jobmatch.matching.facts import Certificate, Experience
from jobmatch.matching.vocabulary import Vocabulary

Cards = tuple[Certificate, ...]
_EVIDENCE = Weighted({Evidence.SELF: 6, Evidence.EMPLOYER: 3, Evidence.INSURANCE: 2})
_RARE = 0.12
_NO_LISTS, _SECOND_TRADE = 0.02, 0.28
_ENDS = Weighted({-300: 12, -30: 8, 3: 2, 20: 4, 45: 6, 200: 20, 365: 24, 900: 24})
_LICENCES = Weighted(
    {"licence_C1": 60, "licence_E": 22, "licence_D": 6, "licence_B2": 8, "licence_A2": 2, "licence_A1": 2}
)
_REVIEWED = frozenset({"welding", "electrician", "height", "refrigeration"})


@dataclass(frozen=True, slots=True)
class Past:
    """What somebody did; `near` and `far` are what it pays in yuan a month."""

    trade: Trade | None
    experience: tuple[Experience, ...] | None
    skills: tuple[str, ...] | None
    near: int
    far: int

    @property
    def skilled(self) -> bool:
        return self.trade is not None and self.trade.card is not None


@dataclass(frozen=True, slots=True)
class Wishes:
    wanted: tuple[str, ...] | None
    wage_floor: Decimal | None


def past(one: Member, done: Education, dice: Dice) -> Past:
    """The trades of somebody; the young and the old have often worked as nothing in particular."""
    if dice.chance(_NO_LISTS):
        return Past(None, None, None, 2300, 3800)
    if dice.chance(0.5 if one.age < 20 else 0.3 if one.age > 58 else 0.12):
        return Past(None, (), (), 2300, 3800)
    trade = dice.weighed(_fitting(one.sex, one.age // 3 * 3 + 1, done))
    work = _any_work(dice) if dice.chance(_RARE) else trade.occupation
    longest = max(4, min(220, (one.age - 16) * 12))
    stints: tuple[Experience, ...] = (_stint(work, 2 + int(longest * dice.between(0, 1) ** 2), dice),)
    can = dice.one_of(skill_sets_of_people(work)) if dice.chance(0.8) else ()
    if dice.chance(_SECOND_TRADE):
        second = dice.weighed(_fitting(one.sex, one.age // 3 * 3 + 1, done)).occupation
        stints += (_stint(second, 1 + dice.below(36), dice),)
        can += dice.one_of(skill_sets_of_people(second))
    return Past(trade, stints, can, trade.near, trade.far)


def _stint(work: str, months: int, dice: Dice) -> Experience:
    """Long times are said in half years."""
    said = months if months < 12 else months // 6 * 6
    return _experience(dice.one_of(sayings(work)), None if dice.chance(0.02) else said, dice.weighed(_EVIDENCE))


@cache
def _experience(work: str, months: int | None, evidence: Evidence) -> Experience:
    return Experience(work, months, evidence)


def wishes(did: Past, one: Member, done: Education, dice: Dice) -> Wishes:
    """Mostly the trade again, and one or two others; the least pay from what the trade pays."""
    wanted = [dice.one_of(sayings(did.trade.occupation))] if did.trade and dice.chance(0.75) else []
    for _ in range(dice.one_of((0, 0, 0, 1, 1, 2))):
        other = (
            _any_work(dice)
            if dice.chance(_RARE)
            else dice.weighed(_fitting(one.sex, one.age // 3 * 3 + 1, done)).occupation
        )
        wanted.append(dice.one_of(sayings(other)))
    usual = did.near if one.cares or one.age > 48 else did.far
    floor = max(1200, int(usual * dice.between(0.55, 0.9)) // 100 * 100)
    return Wishes(
        wanted=None if dice.chance(0.02) else tuple(dict.fromkeys(wanted)),
        wage_floor=None if dice.chance(0.07) else _yuan(floor),
    )


def present_wage(did: Past, one: Member, dice: Dice) -> Decimal:
    """What those in work have today."""
    usual = did.near if one.cares or dice.chance(0.5) else did.far
    return _yuan(max(900, int(usual * dice.between(0.7, 1.15)) // 50 * 50))


def certificates(did: Past, one: Member, dice: Dice) -> Cards | None:
    """Cards of the trade, driving licences, health certificates; some lapsed, some due, many never made."""
    if dice.chance(0.03):
        return None
    cards: Cards = ()
    if did.trade is not None and did.trade.card is not None and dice.chance(0.58):
        cards = (_card(did.trade.card, dice.weighed(_ENDS), dice.chance(0.1)),)
    if 19 <= one.age < 60 and dice.chance(0.3 if one.sex is Sex.MALE else 0.12):
        cards += (_card(dice.weighed(_LICENCES), dice.weighed(_ENDS), dice.chance(0.3)),)
    if dice.chance(0.12):
        cards += (_card("health", min(200, dice.weighed(_ENDS)), False),)
    if dice.chance(0.02):
        cards += (_card(dice.one_of(("guard", "forklift", "height", "crane", "cook")), dice.weighed(_ENDS), False),)
    return cards


@cache
def _card(kind: str, days: int, undated: bool) -> Certificate:
    ends: date = DAY + timedelta(days=days)
    if undated:
        return Certificate(kind)
    if kind in _REVIEWED:
        return Certificate(kind, ends + timedelta(days=1095), ends)
    return Certificate(kind, ends)


@cache
def _fitting(sex: Sex, age: int, done: Education) -> Weighted[Trade]:
    """Trades in which one meets people like this."""
    found = [trade for trade in trades() if trade.suits(max(16, age), done)]
    pairs = [(trade, float(trade.men if sex is Sex.MALE else trade.women)) for trade in found]
    return Weighted([pair for pair in pairs if pair[1]])


def _any_work(dice: Dice) -> str:
    return dice.one_of(Vocabulary.load().tables.common).name


@cache
def _yuan(amount: int) -> Decimal:
    return Decimal(amount)
