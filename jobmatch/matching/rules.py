"""The rule table: every figure that matching decides by, from a dated file, with the hash that is stored with a run."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from jobmatch.matching.codes import Contract, Evidence, Function, Hazard, Insurance, VacancyKind
from jobmatch.matching.wages import NATIONAL, Conversion

CURRENT = "2026-01"

K = TypeVar("K")
V = TypeVar("V")
Curve = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Figures as the file names them; permille are of a factor's weight, curves are (where, permille) corners."""

    version: str
    hash: str
    confirmed_within_days: int
    verified: int
    verified_for: Mapping[VacancyKind, int]
    daily_travel_m: int
    site_m: int
    area_digits: Mapping[str, int]
    night_from: int
    night_to: int
    working_age: int
    adult_age: int
    heavy_work_men: int
    public_post_asks_above: int
    public_post_most: int
    heavy: int
    weak_closed_from: int
    weak_hours: int
    protected_closed_from: int
    protected_hazards: frozenset[Hazard]
    protected_functions: frozenset[Function]
    women_closed_hazards: frozenset[Hazard]
    education: Mapping[str, int]
    reading: Mapping[str, int]
    mandarin: Mapping[str, int]
    health: str
    errand_days: int
    course_days: int
    reviewed: frozenset[str]
    covers: Mapping[str, frozenset[str]]
    experienced_months: int
    gain: Decimal
    weights: Mapping[str, int]
    penalties: Mapping[str, int]
    band: int
    told_per_seat: int
    told_each: int
    factors: "FactorRules"
    conversion: Conversion = NATIONAL


@dataclass(frozen=True, slots=True)
class FactorRules:
    """How facts become permille of a factor's weight."""

    full_months: int
    evidence: Mapping[Evidence, int]
    skills: int
    nearness_from: int
    by_floor: Curve
    by_minimum: Curve
    reference_wage: Decimal
    money_unknown: int
    by_metres: Curve
    by_metres_fetching: Curve
    same_county: int
    beyond: int
    beyond_by_choice: int
    distance_unknown: int
    hours: int
    per_hour_above: int
    days: int
    per_day_above: int
    night: int
    rotating: int
    missed_preference: int
    physical: Mapping[int, int]
    per_hazard: int
    most_for_hazards: int
    schedule_unknown: int
    wish_by_place: tuple[int, ...]
    title_words: int
    no_wish: int
    contract: Mapping[Contract, int]
    contract_unknown: int
    insurance: Mapping[Insurance, int]
    insurance_unknown: int
    verified: Mapping[int, int]
    odd_job: int
    unknown_factors: int


@cache
def load_rules(version: str = CURRENT) -> Rules:
    """The rules of one version. KeyError or ValueError where the file is not complete."""
    raw = (files(__package__) / "rules" / f"{version}.toml").read_bytes()
    table = tomllib.loads(raw.decode("utf-8"))
    age, body, place, certificates = table["age"], table["body"], table["place"], table["certificates"]
    return Rules(
        version=table["version"],
        hash=sha256(raw).hexdigest(),
        confirmed_within_days=table["open"]["confirmed_within_days"],
        verified=table["open"]["verified"],
        verified_for=_frozen({VacancyKind(kind): level for kind, level in table["open"]["verified_for"].items()}),
        daily_travel_m=place["daily_travel_m"],
        site_m=place["site_m"],
        area_digits=_frozen(place["digits"]),
        night_from=_minutes(table["day"]["night_from"]),
        night_to=_minutes(table["day"]["night_to"]),
        working_age=age["working"],
        adult_age=age["adult"],
        heavy_work_men=age["heavy_work_men"],
        public_post_asks_above=age["public_post_asks_above"],
        public_post_most=age["public_post_most"],
        heavy=body["heavy"],
        weak_closed_from=body["weak_closed_from"],
        weak_hours=body["weak_hours"],
        protected_closed_from=body["protected_closed_from"],
        protected_hazards=frozenset(map(Hazard, body["protected_hazards"])),
        protected_functions=frozenset(map(Function, body["protected_functions"])),
        women_closed_hazards=frozenset(map(Hazard, body["women_closed_hazards"])),
        education=_steps(table["ladders"]["education"]),
        reading=_steps(table["ladders"]["reading"]),
        mandarin=_steps(table["ladders"]["mandarin"]),
        health=certificates["health"],
        errand_days=certificates["errand_days"],
        course_days=certificates["course_days"],
        reviewed=frozenset(certificates["reviewed"]),
        covers=_frozen({kind: frozenset(lower) for kind, lower in certificates["covers"].items()}),
        experienced_months=table["work"]["experienced_months"],
        gain=Decimal(table["work"]["gain"]),
        weights=_frozen(table["weights"]),
        penalties=_frozen(table["penalties"]),
        band=table["candidates"]["band"],
        told_per_seat=table["telling"]["per_seat"],
        told_each=table["telling"]["each"],
        factors=_factor_rules(table),
    )


def _factor_rules(table: dict[str, dict[str, object]]) -> FactorRules:
    sections: dict[str, dict[str, object]] = table
    experience, money, distance = sections["experience"], sections["money"], sections["distance"]
    schedule, wish, stability = sections["schedule"], sections["wish"], sections["stability"]
    found: dict[str, Any] = {
        "full_months": experience["full_months"],
        "evidence": _keyed(Evidence, experience["evidence"]),
        "skills": experience["skills"],
        "nearness_from": experience["nearness_from"],
        "by_floor": _curve(money["by_floor"]),
        "by_minimum": _curve(money["by_minimum"]),
        "reference_wage": Decimal(str(money["reference"])),
        "money_unknown": money["unknown"],
        "by_metres": _curve(distance["by_metres"]),
        "by_metres_fetching": _curve(distance["by_metres_fetching"]),
        "same_county": distance["same_county"],
        "beyond": distance["beyond"],
        "beyond_by_choice": distance["beyond_by_choice"],
        "distance_unknown": distance["unknown"],
        "physical": _keyed(int, schedule["physical"]),
        "schedule_unknown": schedule["unknown"],
        "wish_by_place": _whole_numbers(wish["by_place"]),
        "title_words": wish["title_words"],
        "no_wish": wish["none_named"],
        "contract": _keyed(Contract, stability["contract"]),
        "contract_unknown": stability["contract_unknown"],
        "insurance": _keyed(Insurance, stability["insurance"]),
        "insurance_unknown": stability["insurance_unknown"],
        "verified": _keyed(int, stability["verified"]),
        "odd_job": stability["odd_job"],
        "unknown_factors": sections["confidence"]["unknown_factors"],
    }
    plain = ("hours", "per_hour_above", "days", "per_day_above", "night", "rotating", "missed_preference")
    for key in (*plain, "per_hazard", "most_for_hazards"):
        found[key] = schedule[key]
    return FactorRules(**found)


def _frozen(found: dict[K, V]) -> Mapping[K, V]:
    return MappingProxyType(found)


def _keyed(kind: type, found: object) -> Mapping[object, object]:
    assert isinstance(found, dict)
    return MappingProxyType({kind(key): value for key, value in found.items()})


def _steps(ladder: list[list[str]]) -> Mapping[str, int]:
    return MappingProxyType({word: step for step, words in enumerate(ladder) for word in words})


def _curve(corners: object) -> Curve:
    assert isinstance(corners, list)
    return tuple((int(at), int(permille)) for at, permille in corners)


def _whole_numbers(found: object) -> tuple[int, ...]:
    assert isinstance(found, list)
    return tuple(map(int, found))


def _minutes(clock: str) -> int:
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute
