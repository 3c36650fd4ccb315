"""The employers of an invented county and their posts, as many as asked for, from `employers.toml` and `posts.toml`.

Pure: the same county, seed and day give the same firms. Posts differ in freshness: most were confirmed of late, some
ten days ago, a few so long ago that they are hidden, and many near home are full.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from jobmatch.demo import names
from jobmatch.demo.layout import HOME, CountyPlan
from jobmatch.demo.market import Firm, Posted, offer, table
from jobmatch.demo.sites import origins_of
from jobmatch.vacancies.credit_code import fictitious_credit_code
from jobmatch.vacancies.employers import Registration
from jobmatch.vacancies.offer import Offer

_FIRST = "蟠云杉鹿溱竹映栖晓霁岚禾朗沐屿昭"
_SECOND = "栈溪岭坪峰谷麓桥川塘岩石泽陌野舟"
_PARK = (0.057, 0.044)
_SCATTER = 0.012
_CONTACTS = ("李经理", "王主任", "小罗", "杨老板", "周姐", "赵师傅", "陈会计", "何站长")
_CONTACT_PHONES = range(9000, 9888)
_INSURANCE = {
    "company": ("social",), "workshop": ("injury", "accident"), "labour_export": ("social",),
    "apprenticeship": ("injury",), "odd_job": ("injury", "accident"),
    "work_relief": ("injury", "accident"), "public_post": ("accident",),
}  # fmt: skip
_CONTRACT = {
    "company": "labour",
    "workshop": "labour",
    "labour_export": "labour",
    "apprenticeship": "labour",
    "household": "household",
}
_STALE, _FULL, _LEFT_AFTER_A_DAY = 0.08, 0.04, 0.5


@dataclass(frozen=True)
class Spot:
    """A place of work: a row as `market.offer` takes it, how it is called, and how much more is paid there."""

    place: dict[str, Any]
    called: str
    more: float = 1.0


def firms_of(county: CountyPlan, number: int, posts: int, rng: Random, today: date) -> list[Firm]:
    """So many posts of the county's employers; `number` tells counties apart, for credit codes that nobody has."""
    maker = _Maker(county, number, rng, today)
    branches = table("employers.toml")["branch"]
    per_firm = [(branch, rng.randint(*branch["many"])) for branch in branches for _ in range(branch["firms"])]
    wanted = _to_number([many for _, many in per_firm], posts, rng)
    return [maker.firm(branch, many) for (branch, _), many in zip(per_firm, wanted, strict=True) if many]


def _to_number(many: list[int], posts: int, rng: Random) -> list[int]:
    """The same with posts taken away or added here and there until they are as many as wanted."""
    many = list(many)
    while sum(many) != posts:
        place = rng.randrange(len(many))
        more = 1 if sum(many) < posts else -1
        if many[place] + more >= (0 if posts < len(many) else 1):
            many[place] += more
    return many


def long_open(firms: Iterable[Firm], county: CountyPlan, rng: Random, today: date) -> tuple[Firm, ...]:
    """Firms whose posts were not all published today, with what has become of these since."""
    return tuple(
        replace(firm, posts=tuple(_what_became_of(post.offer, county, rng, today) for post in firm.posts))
        for firm in firms
    )


def _what_became_of(made: Offer, county: CountyPlan, rng: Random, today: date) -> Posted:
    """Work near home that asks for nothing is soon taken; what asks for a card, or is far away, stays open (0144)."""
    dice = rng.random()
    stale, headcount = dice < _STALE, made.headcount or 1
    published = today - timedelta(days=rng.randint(16, 27) if stale else rng.randint(0, 26))
    confirmed = today - timedelta(days=rng.choices((0, 3, 7, 10, 13), (5, 3, 2, 3, 1))[0])
    left = 0 if dice > 1 - _FULL else rng.randint(-(-headcount // 2), headcount)
    if _asks_for_nothing(made, county):
        left = int(left * _LEFT_AFTER_A_DAY ** (today - published).days + rng.random())
    return Posted(made, published, None if stale else max(confirmed, published), headcount - left)


def _asks_for_nothing(made: Offer, county: CountyPlan) -> bool:
    """Whether anybody of the county can begin: a health certificate is an errand of a day."""
    return made.division == county.division and all(one.kind == "health" for one in made.certificates)


class _Maker:
    def __init__(self, county: CountyPlan, number: int, rng: Random, today: date) -> None:
        self._county, self._rng, self._today = county, rng, today
        self._serial = number * 10_000
        self._taken: set[str] = set()
        self._towns = list(self._town_spots())

    def firm(self, branch: dict[str, Any], many: int) -> Firm:
        """One employer with so many posts."""
        rng = self._rng
        spot = self._spot(rng.choice(branch["spots"]))
        self._serial += 1
        name = self._name(branch["name"], spot)
        household = branch["posts"] == ["household"]
        contact = {"contact": rng.choice(_CONTACTS), "phone": f"1990000{rng.choice(_CONTACT_PHONES):04d}"}
        kinds = [*branch["posts"]] * (many // len(branch["posts"]) + 1)
        posts = [self._posted(kind, branch, spot, contact) for kind in rng.sample(kinds, many)]
        registration = Registration(
            name=name,
            credit_code=None if household else fictitious_credit_code(self._serial),
            division=spot.place["division"],
            address=spot.place["address"],
        )
        return Firm(registration, branch["level"], tuple(posts))

    def _name(self, pattern: str, spot: Spot) -> str:
        """A name that no other firm of the county has; the county's own stands before it where firms are local."""
        rng = self._rng
        while True:
            name = pattern.format(
                a=rng.choice(_FIRST) + rng.choice(_SECOND),
                surname=names.surname(rng),
                site=spot.called,
                place=spot.called,
                city=spot.place.get("city", ""),
            )
            if name in self._taken and not any(word in pattern for word in ("{a}", "{surname}")):
                # One committee a site, one project a town.
                name = f"{name}({len(self._taken)})"
            if self._county.division != HOME:
                name = f"{self._county.name}{name}"
            if name not in self._taken:
                self._taken.add(name)
                return name

    def _posted(self, kind: str, branch: dict[str, Any], spot: Spot, contact: dict[str, str]) -> Posted:
        rng = self._rng
        made = offer(self._row(table("posts.toml")[kind], branch, spot) | contact, spot.place, self._today)
        return _what_became_of(made, self._county, rng, self._today)

    def _row(self, post: dict[str, Any], branch: dict[str, Any], spot: Spot) -> dict[str, Any]:
        """The row as `market.offer` reads it, one of its choices taken."""
        rng = self._rng
        title, duties = rng.choice(post["offers"])
        begins, ends, hours, days, shift = rng.choice(post["hours"])
        kind = post.get("kind") or branch.get("kind", "company")
        row = {key: value for key, value in post.items() if key not in ("offers", "hours", "by", "pay", "piece")}
        seasonal = row.pop("season", False)
        opens = row.pop("opens", None)
        starts = rng.randint(*opens) if opens else rng.randint(1, 12)
        until = rng.randint(starts + 6, 28) if kind == "odd_job" else max(starts + 8, rng.randint(15, 45))
        row |= {
            "title": title,
            "duties": duties,
            "kind": kind,
            "hours": [begins, ends, hours, days],
            "shift": shift,
            "wage": self._wage(post, spot),
            "overtime": "paid",
            "headcount": self._places(kind),
            "insurance": _INSURANCE.get(kind, ()),
            "contract": _CONTRACT.get(kind, "service"),
            "opens": starts,
            "until": until,
        }
        if "board" in post:
            row["meals"] = "paid"
        if seasonal:
            row["season_days"] = rng.randint(30, 120)
        if spot.more > 1 and kind == "company":
            row["dorm"] = rng.choice(("free", "free", "paid", "none"))
        return row

    def _wage(self, post: dict[str, Any], spot: Spot) -> dict[str, Any]:
        step = {"hour": 1, "day": 5}.get(post["by"], 50)
        more = spot.more * self._rng.choice((1.0, 1.0, 1.05, 1.1))
        low, high = (max(amount, round(amount * more / step) * step) for amount in post.get("pay", (0, 0)))
        wage: dict[str, Any] = {"type": post["by"]}
        if low:
            wage |= {"min": low, "max": high}
        if "piece" in post:
            unit, price, novice, normal = post["piece"]
            wage |= {"unit": unit, "unit_price": price, "novice_units_per_day": novice, "normal_units_per_day": normal}
            wage.pop("max", None)
        if "guaranteed" in post:
            wage |= {"guaranteed": max(post["guaranteed"], low), "guaranteed_months": self._rng.choice((1, 2, 3))}
        return wage

    def _places(self, kind: str) -> int:
        """How many are wanted: one nanny, a bus full for the coast."""
        rng = self._rng
        most = {"labour_export": (8, 40), "work_relief": (6, 20), "home_piecework": (5, 15), "odd_job": (2, 12)}
        if kind in ("household", "public_post"):
            return rng.choice((1, 1, 2))
        return rng.randint(*most.get(kind, (1, 6)))

    def _spot(self, kind: str) -> Spot:
        rng, county = self._rng, self._county
        if kind == "site":
            site = rng.choice(county.sites)
            called = site.community
            return Spot(_place(site.division, site.latitude, site.longitude, f"{called}内", rng, 0.002), called)
        if kind == "park":
            at = county.latitude + _PARK[0], county.longitude + _PARK[1]
            return Spot(_place(county.division, *at, f"{county.name}工业园区", rng, _SCATTER / 2), county.name)
        if kind == "towns":
            return rng.choice(self._towns)
        far = table("employers.toml")["far"].get(kind)
        if far is not None:
            return Spot(far, far["address"], far["more"])
        return Spot(
            _place(county.division, county.latitude, county.longitude, f"{county.name}城区", rng, _SCATTER), county.name
        )

    def _town_spots(self) -> Iterator[Spot]:
        """The home county's towns where they are; elsewhere a few towns somewhere in the county."""
        county, rng = self._county, self._rng
        if county.division == HOME:
            for town in table("employers.toml")["town"]:
                yield Spot(
                    _place(HOME, town["lat"], town["lon"], f"{county.name}{town['name']}", rng, 0.0), town["name"]
                )
            return
        for _, town in origins_of(county.division).towns[:6]:
            at = county.latitude + rng.uniform(-0.2, 0.2), county.longitude + rng.uniform(-0.2, 0.2)
            yield Spot(_place(county.division, *at, f"{county.name}{town}", rng, 0.0), town)


def _place(
    division: str, latitude: float, longitude: float, address: str, rng: Random, scatter: float
) -> dict[str, Any]:
    return {
        "division": division,
        "lat": round(latitude + rng.uniform(-scatter, scatter), 4),
        "lon": round(longitude + rng.uniform(-scatter, scatter), 4),
        "address": address,
    }
