"""What the invented residents do, can and want, and what binds them: constraints follow from the family."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from jobmatch.demo.families import Family, Sketch
from jobmatch.households.codes import (
    Channel,
    ConstraintKind,
    EmploymentStatus,
    Evidence,
    Sex,
    Strength,
    WorkArea,
)
from jobmatch.households.record import Certificate, Constraint, Experience, Intention, Work

# Share of those in work who work outside the province, besides the parents who are away (calibration: about half).
FAR_AWAY = 0.4
NURSERY_UNTIL = 3
SCHOOL_FROM = 6
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Trade:
    """A line of work people come from: occupation, skills, what its posts far away and near pay, its industry."""

    occupation: str
    skills: tuple[str, ...]
    far: int
    near: int
    industry: str
    certificate: str | None = None


_MEN = (
    Trade("建筑小工", ("搬运", "和灰"), 5200, 3600, "E 建筑业"),
    Trade("砌筑工", ("砌砖", "抹灰"), 6500, 4600, "E 建筑业"),
    Trade("焊工", ("电弧焊",), 6800, 4800, "C 制造业", "welding"),
    Trade("电子设备装接工", ("焊锡",), 5000, 3300, "C 制造业"),
    Trade("装卸搬运工", ("搬运",), 4800, 3500, "G 交通运输、仓储和邮政业"),
    Trade("道路货运汽车驾驶员", ("拉货",), 7000, 5000, "G 交通运输、仓储和邮政业", "licence_B2"),
    Trade("起重装卸机械操作工(叉车司机)", ("叉车",), 5600, 4200, "G 交通运输、仓储和邮政业", "forklift"),
    Trade("保安员", ("巡逻",), 4000, 2700, "L 租赁和商务服务业", "guard"),
)
_WOMEN = (
    Trade("缝纫工", ("平车", "锁边"), 5000, 3000, "C 制造业"),
    Trade("电子设备装接工", ("焊锡", "看小件"), 4800, 3000, "C 制造业"),
    Trade("包装工", ("打包",), 4300, 2600, "C 制造业"),
    Trade("餐厅服务员", ("端盘子",), 4000, 2500, "H 住宿和餐饮业", "health"),
    Trade("保洁员", ("清扫",), 3600, 2200, "N 水利、环境和公共设施管理业"),
    Trade("制鞋工", ("鞋面缝制",), 4700, 2900, "C 制造业"),
    Trade("家政服务员", ("做饭", "保洁"), 4800, 2800, "O 居民服务业", "health"),
)
_PLACES = (
    ("广东省东莞市长安镇", "441900", "东莞某电子厂"), ("广东省佛山市南海区", "440605", "佛山某家电厂"),
    ("浙江省宁波市北仑区", "330206", "宁波某汽配厂"), ("浙江省义乌市", "330782", "义乌某饰品厂"),
)  # fmt: skip
_WHY_NOT = ("照看小孩", "照顾老人", "身体不好,在吃药", "准备考驾照")


def trade_of(one: Sketch, rng: Random) -> Trade | None:
    """What the person has worked as; the young and the old have often worked as nothing in particular."""
    if one.disabled or rng.random() < (0.5 if one.age < 22 or one.age > 58 else 0.15):
        return None
    return rng.choice(_MEN if one.sex is Sex.MALE else _WOMEN)


def status_of(one: Sketch, family: Family, student: bool, rng: Random) -> EmploymentStatus | None:
    """What the person does today; None for children and the old."""
    if one.age < 16 or one.age > 65:
        return None
    if student:
        return EmploymentStatus.STUDENT
    if not family.nobody_works and rng.random() < _in_work(one, family):
        return EmploymentStatus.PUBLIC_POST if rng.random() < _PUBLIC and one.age > 40 else EmploymentStatus.EMPLOYED
    if one.age > 48 and rng.random() < 0.2:
        return EmploymentStatus.FARMING
    # Where nobody works somebody wants to, or it would be another kind of household.
    willing = rng.random() < 0.8 or (family.nobody_works and one is family.members[0])
    return EmploymentStatus.SEEKING if willing else EmploymentStatus.NOT_SEEKING


_PUBLIC = 0.2


def _in_work(one: Sketch, family: Family) -> float:
    if family.shape == "parents away" and one.age < 50:
        return 0.95
    if one.disabled:
        return 0.1
    if _cares_for_children(one, family) and family.youngest < NURSERY_UNTIL:
        return 0.1
    if one.age > 55:
        return 0.3
    return 0.72 if one.sex is Sex.MALE else 0.5


def work(status: EmploymentStatus | None, trade: Trade | None, family: Family, today: date, rng: Random) -> Work:
    """Where somebody works and for how much; a bare status for those who do not."""
    if status not in (EmploymentStatus.PUBLIC_POST, EmploymentStatus.EMPLOYED):
        return Work(status)
    months = max(1, min(today.month - 1, rng.randint(3, 11)))
    here = Work(
        status=status,
        area=WorkArea.COUNTY,
        workplace="贵州省桐梓县",
        division="520322",
        months_this_year=Decimal(months),
        since=today - timedelta(days=30 * months),
        wage_on=today,
    )
    if status is EmploymentStatus.PUBLIC_POST:
        return replace(
            here,
            area=WorkArea.TOWN,
            employer="向阳社区居委会",
            title="公益保洁员",
            occupation="公益保洁/巡河员/护路员",
            industry="S 公共管理、社会保障和社会组织",
            channel=Channel.PUBLIC_POST,
            point_to_point=False,
            wage_month=Decimal(1200),
        )
    known = trade or rng.choice(_MEN + _WOMEN)
    swing = Decimal(rng.randint(-4, 6) * 100)
    hired = replace(here, title=known.occupation, occupation=known.occupation, industry=known.industry)
    if family.shape == "parents away" or rng.random() < FAR_AWAY:
        workplace, division, employer = rng.choice(_PLACES)
        organised = rng.random() < 0.4
        return replace(
            hired,
            area=WorkArea.COUNTRY,
            workplace=workplace,
            division=division,
            employer=employer,
            channel=Channel.ORGANISED if organised else Channel.FRIENDS,
            point_to_point=organised,
            wage_month=known.far + swing,
        )
    wage = known.near + swing
    return replace(hired, employer="县城某公司", channel=Channel.RECRUITED, point_to_point=False, wage_month=wage)


def experience(trade: Trade | None, one: Sketch, rng: Random) -> tuple[Experience, ...]:
    """Months in the trade, with whoever vouches for them."""
    if trade is None:
        return ()
    longest = max(4, min(180, (one.age - 17) * 12))
    evidence = rng.choices((Evidence.SELF, Evidence.EMPLOYER, Evidence.INSURANCE), (6, 3, 1))[0]
    return (Experience(trade.occupation, rng.randint(3, longest), evidence),)


def certificates(trade: Trade | None, today: date, rng: Random) -> tuple[Certificate, ...]:
    """Cards of the trade: most in order, some lapsed, some never made."""
    if trade is None or trade.certificate is None or rng.random() < 0.35:
        return ()
    lapsed = rng.random() < 0.3
    good_to = today + (-YEAR if lapsed else YEAR * rng.randint(1, 4))
    reviewed = trade.certificate in ("welding",)
    return (
        Certificate(
            trade.certificate,
            issued_on=good_to - YEAR * 6,
            valid_to=good_to + YEAR * 2 if reviewed else good_to,
            review_due=good_to if reviewed else None,
            original_seen_by="社区窗口",
            original_seen_on=today,
        ),
    )


def intention(
    status: EmploymentStatus | None, trade: Trade | None, one: Sketch, today: date, rng: Random
) -> Intention | None:
    """What the person would take; why not where nothing is wanted."""
    if status is EmploymentStatus.NOT_SEEKING:
        return Intention(unwilling_because=rng.choice(_WHY_NOT))
    if status is not EmploymentStatus.SEEKING:
        return None
    wanted = [trade.occupation] if trade else []
    if rng.random() < 0.4:
        wanted.append(rng.choice(_MEN if one.sex is Sex.MALE else _WOMEN).occupation)
    floor = (trade.near if trade else 2000) // 2 + rng.randint(0, 8) * 100
    return Intention(
        wanted=tuple(dict.fromkeys(wanted)),
        wage_floor=Decimal(max(1000, floor)),
        seeking_since=today - timedelta(days=rng.randint(5, 240)),
        training_days_most=rng.choice((0, 5, 10, 15)),
    )


def constraints(one: Sketch, family: Family, today: date, rng: Random) -> tuple[Constraint, ...]:
    """What care, age and the family bind a person to, each with the day on which it ends where there is one."""
    found: list[Constraint] = []
    small = family.youngest < NURSERY_UNTIL
    pupils = any(SCHOOL_FROM <= other.age <= 12 for other in family.members)
    carer = _cares_for_children(one, family)
    if carer and small:
        ends = today + YEAR * (NURSERY_UNTIL - family.youngest)
        found += [
            Constraint(ConstraintKind.HOURS, Strength.HARD, ends, time(8, 30), time(16, 30), note="托班接送"),
            Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD, ends),
            Constraint(ConstraintKind.FURTHEST, Strength.HARD, ends, area="county"),
        ]
    elif carer and pupils:
        found += [
            Constraint(ConstraintKind.HOME_EVERY_NIGHT, Strength.HARD),
            Constraint(ConstraintKind.HOURS, Strength.PREFER, None, time(8, 0), time(17, 30), note="接送小学生"),
        ]
    elif one.age >= 50:
        found.append(Constraint(ConstraintKind.FURTHEST, Strength.PREFER, area="county"))
    elif one.age < 30 and not small:
        found.append(Constraint(ConstraintKind.DORM, Strength.HARD))
    if one.sex is Sex.MALE and any(other.age > 70 for other in family.members) and one.age < 60:
        found.append(Constraint(ConstraintKind.NIGHT, Strength.HARD, note="夜里照顾老人"))
    if rng.random() < 0.08:
        found.append(Constraint(ConstraintKind.REFUSE, Strength.HARD, occupation="白酒酿造工"))
    return tuple(found)


def _cares_for_children(one: Sketch, family: Family) -> bool:
    """In these families it is the mother who stays, unless a grandparent is at home."""
    return one.sex is Sex.FEMALE and 20 <= one.age <= 45 and not family.has_grandparent_at_home()
