"""What the invented places offer by hand: employers and posts around the first site, from `market.toml`. Pure."""

import tomllib
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from jobmatch.vacancies import codes as post_codes
from jobmatch.vacancies.employers import Registration
from jobmatch.vacancies.offer import CertificateWanted, Offer

DAYS_OPEN = 30


@dataclass(frozen=True)
class Posted:
    """An offer and what has become of it: published on a day, perhaps confirmed since, some of its places taken."""

    offer: Offer
    published_on: date
    confirmed_on: date | None = None
    filled: int = 0


@dataclass(frozen=True)
class Firm:
    """An employer as registered, how far it is known, and its posts."""

    registration: Registration
    level: int
    posts: tuple[Posted, ...]

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What it offers."""
        return tuple(post.offer for post in self.posts)


def firms(today: date) -> tuple[Firm, ...]:
    """All employers with what they offer, dated from a day."""
    market = table("market.toml")
    return tuple(_firm(firm, market["places"], today) for firm in market["employer"])


def _firm(firm: dict[str, Any], places: dict[str, Any], today: date) -> Firm:
    place = places[firm["place"]]
    posts = tuple(Posted(offer(post, place, today), today) for post in firm["post"])
    return Firm(
        Registration(name=firm["name"], division=place["division"], address=place["address"]), firm["level"], posts
    )


def offer(post: dict[str, Any], place: dict[str, Any], today: date) -> Offer:
    """A row of a table as an offer at a place, dated from a day."""
    begins, ends, hours, days = post["hours"]
    wage, age, education = post["wage"], post.get("age", (None, None, False)), post.get("education", (None, None))
    demanded = post.get("experience", (None, None, False))
    return Offer(
        title=post["title"],
        kind=post_codes.VacancyKind(post["kind"]),
        posted_text=f"{post['title']},{post['duties']}",
        occupation=post["occupation"],
        contact_name=post.get("contact", "招工联系人"),
        contact_phone=post.get("phone", "19900009888"),
        headcount=post["headcount"],
        duties=post["duties"],
        division=place["division"],
        address=place["address"],
        latitude=place["lat"],
        longitude=place["lon"],
        transport=_word(post_codes.Board, post.get("transport")),
        dorm=post_codes.Board(post.get("dorm", "none")),
        meals=post_codes.Board(post.get("meals", "none")),
        shift=post_codes.Shift(post["shift"]),
        hours_from=time.fromisoformat(begins) if begins else None,
        hours_to=time.fromisoformat(ends) if ends else None,
        hours_per_day=Decimal(str(hours)),
        days_per_month=Decimal(str(days)),
        wage_type=post_codes.WageType(wage["type"]),
        wage_min=_amount(wage.get("min")),
        wage_max=_amount(wage.get("max")),
        wage_guaranteed=_amount(wage.get("guaranteed")),
        wage_guaranteed_months=wage.get("guaranteed_months"),
        wage_unit=wage.get("unit"),
        wage_unit_price=_amount(wage.get("unit_price")),
        wage_novice_units_per_day=_amount(wage.get("novice_units_per_day")),
        wage_normal_units_per_day=_amount(wage.get("normal_units_per_day")),
        overtime=_word(post_codes.Overtime, post.get("overtime")),
        board_deduction=_amount(post.get("board")),
        pay_day=15,
        contract=post_codes.Contract(post.get("contract", "service")),
        insurance=tuple(post_codes.Insurance(one) for one in post.get("insurance", ())),
        age_min=age[0],
        age_max=age[1],
        age_strict=age[2],
        age_reason=post.get("age_reason"),
        education_min=education[0],
        education_basis=_word(post_codes.Basis, education[1]),
        experience_occupation=demanded[0],
        experience_months=demanded[1],
        experience_strict=demanded[2],
        skills=tuple(post.get("skills", ())),
        physical=post["physical"],
        functions=tuple(post.get("functions", ())),
        hazards=tuple(post.get("hazards", ())),
        needs_reading=post.get("reading", "none"),
        needs_mandarin=post.get("mandarin", "none"),
        welcome=tuple(post_codes.Welcome(one) for one in post.get("welcome", ())),
        start_on=today + timedelta(days=post.get("opens", 3)),
        season_end=today + timedelta(days=post["season_days"]) if "season_days" in post else None,
        expires_on=today + timedelta(days=post.get("until", DAYS_OPEN)),
        certificates=tuple(CertificateWanted(kind, train_first=train) for kind, train in post.get("certificates", ())),
    )


def _word(enum: Any, word: str | None) -> Any:
    return None if word is None else enum(word)


def _amount(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


@cache
def table(name: str) -> dict[str, Any]:
    """A table of this package."""
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
