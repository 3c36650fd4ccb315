"""What kinds of posts the synthetic province offers: those of the demo's employers, and every other occupation besides.

A recipe is what all posts of a kind share; `posts.py` says what one post is. The demo's tables are made for one
county; posts of occupations that they lack follow their heaviness.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from benchmarks.province.words import OFFICE
from jobmatch.demo.market import table
from jobmatch.matching.codes import Education, Function, Hazard, Mandarin, ReadingNeed, Shift, VacancyKind, WageType
from jobmatch.matching.facts import CertificateDemand, ExperienceDemand
from jobmatch.matching.vocabulary import Vocabulary

Hours = tuple[str, str, float, int, Shift]
_F, _H = Function, Hazard
_USUAL: tuple[Hours, ...] = (
    ("08:30", "17:30", 8, 24, Shift.DAY), ("08:00", "17:00", 8, 26, Shift.DAY), ("09:00", "17:00", 7, 22, Shift.DAY),
)  # fmt: skip
_OFFICE_HOURS: tuple[Hours, ...] = (("09:00", "18:00", 8, 22, Shift.DAY), ("09:00", "17:00", 7, 22, Shift.DAY))
# Of occupations that the demo's posts lack, by heaviness: functions that the work needs, pay by the month.
_BY_LEVEL: dict[int, tuple[tuple[Function, ...], tuple[int, int]]] = {
    1: ((_F.WRITTEN_INSTRUCTIONS,), (2600, 3600)),
    2: ((_F.STAND_4H,), (2700, 3800)),
    3: ((_F.LIFT_20KG, _F.BEND), (3400, 4800)),
    4: ((_F.LIFT_20KG, _F.BEND, _F.STAND_4H), (5200, 7200)),
}
_DANGERS: dict[str, tuple[Hazard, ...]] = {
    "井下采矿工": (_H.UNDERGROUND, _H.DUST), "石材生产工": (_H.DUST, _H.NOISE), "涂装工": (_H.TOXIC,),
    "防水工": (_H.HEIGHT, _H.TOXIC), "制冷空调系统安装维修工": (_H.HEIGHT, _H.LIVE_CURRENT), "混凝土工": (_H.NOISE,),
    "家畜饲养员": (_H.TOXIC,), "专用车辆驾驶员": (_H.TRAFFIC,), "筑路工": (_H.TRAFFIC, _H.HEAT), "管工": (_H.HEIGHT,),
    "畜禽屠宰加工工": (_H.COLD_WATER, _H.MACHINERY), "车工(机床)": (_H.MACHINERY,), "医疗护理员": (_H.RADIATION,),
}  # fmt: skip
_CARDS: dict[str, tuple[tuple[str, bool], ...]] = {
    "制冷空调系统安装维修工": (("refrigeration", True), ("height", False)), "专用车辆驾驶员": (("licence_B2", False),),
    "井下采矿工": (("miner", True),), "医疗护理员": (("health", False),), "畜禽屠宰加工工": (("health", False),),
    "育婴员": (("health", False),), "保育师": (("health", False),), "摊商": (("health", False),),
    "防水工": (("height", True),),
    "农机驾驶操作员": (("tractor", True),), "消防设施操作员": (("fire", True),),
    "道路货运汽车驾驶员": (("licence_B2", False),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """What posts of one kind have in common. Yuan; `piece` is price, a beginner's and an old hand's pieces a day."""

    occupation: str
    kind: VacancyKind | None
    hours: tuple[Hours, ...]
    by: WageType
    pay: tuple[int, int] | None
    piece: tuple[float, int, int] | None
    guaranteed: int | None
    board: int | None
    physical: int
    functions: tuple[Function, ...]
    hazards: tuple[Hazard, ...]
    certificates: tuple[CertificateDemand, ...]
    experience: ExperienceDemand | None
    education: Education | None
    by_law: bool
    age: tuple[int, int, bool] | None
    reading: ReadingNeed
    mandarin: Mandarin


@dataclass(frozen=True, slots=True)
class Branch:
    """Employers of one kind: how many of a hundred, where they sit, how far they are known, what they offer."""

    share: float
    spots: tuple[str, ...]
    level: int
    kind: VacancyKind
    recipes: tuple[Recipe, ...]
    houses: bool


@cache
def branches() -> tuple[Branch, ...]:
    """The demo's branches, those that hire for far away, and small firms for all other work."""
    posts = {name: _of_post(row) for name, row in table("posts.toml").items()}
    found = [_branch(row, posts) for row in table("employers.toml")["branch"]]
    offered = {recipe.occupation for recipe in posts.values()}
    others = tuple(_of_occupation(one) for one in Vocabulary.load().tables.common if one.name not in offered)
    company = VacancyKind.COMPANY
    found.append(Branch(26, ("town", "towns"), 2, company, others, False))
    found.append(Branch(9, ("town",), 2, company, (_office(),), False))
    return tuple(found)


def _branch(row: dict[str, Any], posts: dict[str, Recipe]) -> Branch:
    spots = tuple(_SPOTS.get(spot, "beyond") for spot in row["spots"])
    return Branch(
        share=row["firms"] * sum(row["many"]) / 2,
        spots=spots,
        level=row["level"],
        kind=VacancyKind(row.get("kind", "company")),
        recipes=tuple(posts[name] for name in row["posts"]),
        houses=bool({"park"} & set(row["spots"])),
    )


_SPOTS = {spot: spot for spot in ("site", "town", "towns")} | {
    "park": "town", "zunyi": "town", "guiyang": "town", "renhuai": "town",
}  # fmt: skip


def _of_post(row: dict[str, Any]) -> Recipe:
    demanded, education = row.get("experience"), row.get("education", (None, None))
    piece = row.get("piece")
    return Recipe(
        occupation=row["occupation"],
        kind=VacancyKind(row["kind"]) if "kind" in row else None,
        hours=tuple((begins, ends, hours, days, Shift(shift)) for begins, ends, hours, days, shift in row["hours"]),
        by=WageType(row["by"]),
        pay=tuple(row["pay"]) if "pay" in row else None,
        piece=tuple(piece[1:]) if piece else None,
        guaranteed=row.get("guaranteed"),
        board=row.get("board"),
        physical=row["physical"],
        functions=tuple(map(Function, row.get("functions", ()))),
        hazards=tuple(map(Hazard, row.get("hazards", ()))),
        certificates=tuple(CertificateDemand(kind, train) for kind, train in row.get("certificates", ())),
        experience=ExperienceDemand(*demanded) if demanded else None,
        education=Education(education[0]) if education[0] else None,
        by_law=education[1] == "law",
        age=tuple(row["age"]) if "age" in row else None,
        reading=ReadingNeed(row.get("reading", "none")),
        mandarin=Mandarin(row.get("mandarin", "none")),
    )


def _of_occupation(one: Any) -> Recipe:
    level = one.physical or 2
    functions, pay = _BY_LEVEL[level]
    cards = _CARDS.get(one.name, ())
    return Recipe(
        one.name, None, _USUAL, WageType.MONTH, pay, None, None, None, level, functions, _DANGERS.get(one.name, ()),
        tuple(CertificateDemand(kind, train) for kind, train in cards), None,
        Education.JUNIOR_MIDDLE if level == 1 or cards else None, bool(cards), (18, 55, True) if cards else None,
        ReadingNeed.FORMS if level == 1 else ReadingNeed.NONE, Mandarin.SPEAK if level == 1 else Mandarin.NONE,
    )  # fmt: skip


def _office() -> Recipe:
    return Recipe(
        OFFICE, None, _OFFICE_HOURS, WageType.MONTH, (3000, 5200), None, None, None, 1,
        (Function.WRITTEN_INSTRUCTIONS,), (), (), None, Education.JUNIOR_COLLEGE, False, None,
        ReadingNeed.FORMS, Mandarin.SPEAK,
    )  # fmt: skip
