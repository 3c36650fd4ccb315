"""What the invented residents do today: in work near or far, looking for it, on the fields, at home."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from jobmatch.demo import trades
from jobmatch.demo.families import Family, Sketch
from jobmatch.demo.sites import SitePlan
from jobmatch.demo.trades import Trade
from jobmatch.households.codes import Channel, Education, EmploymentStatus, Relation, Sex, WorkArea
from jobmatch.households.record import Work
from jobmatch.places import divisions

S = EmploymentStatus
NURSERY_UNTIL, SCHOOL_FROM, SCHOOL_UNTIL = 3, 6, 12
_OLDEST_WITH_A_STATUS = 68
# Of the labourers in work: beyond the province, elsewhere in it, in public-welfare posts, on their own account. The
# first shares are tuned so that about half are outside the province and 6.6 % in public posts (decision 0060).
_FAR, _PROVINCE, _PUBLIC, _OWN, _FLEXIBLE = 0.55, 0.1, 0.16, 0.09, 0.1


def trade_of(one: Sketch, done: Education | None, rng: Random) -> Trade | None:
    """What the person has worked as; the young, the old and the disabled have often worked as nothing in particular."""
    untaught = 0.55 if one.age < 20 or one.disabled else 0.35 if one.age > 58 else 0.12
    if done is None or one.age > _OLDEST_WITH_A_STATUS or rng.random() < untaught:
        return None
    return trades.some_trade(rng, one.sex, one.age, done)


def status_of(one: Sketch, family: Family, student: bool, able: bool, rng: Random) -> EmploymentStatus | None:
    """What the person does today; None for children, the old and those who cannot work."""
    if one.age < 16 or one.age > _OLDEST_WITH_A_STATUS:
        return None
    if student:
        return S.STUDENT
    if not able:
        return None
    if not family.nobody_works and rng.random() < _in_work(one, family):
        return _kind_of_work(one, family, rng)
    if one.age > 50 and rng.random() < (0.6 if one.age >= 60 else 0.1):
        return S.FARMING
    # Where nobody works somebody wants to, or it would be another kind of household.
    willing = rng.random() < (0.5 if one.age >= 60 else 0.82) or (family.nobody_works and one is family.members[0])
    return S.SEEKING if willing else S.NOT_SEEKING


def is_away(one: Sketch, family: Family) -> bool:
    """Whether the person is one of those who went away and left the children with the grandparents."""
    return family.shape == "parents away" and one.relation in (Relation.SON, Relation.DAUGHTER_IN_LAW)


def _in_work(one: Sketch, family: Family) -> float:
    if is_away(one, family):
        return 0.98
    if one.disabled:
        return 0.3
    if one.age >= 60:
        return 0.16
    if cares_for_children(one, family) and family.youngest < NURSERY_UNTIL:
        return 0.78
    if one.age < 18:
        return 0.35
    if one.age > 54:
        return 0.88
    return 0.99 if one.sex is Sex.MALE else 0.965


def _kind_of_work(one: Sketch, family: Family, rng: Random) -> EmploymentStatus:
    local = bound_to_home(one, family)
    if (
        (one.age > 42 or (one.age > 21 and (one.disabled or local)))
        and not is_away(one, family)
        and rng.random() < _PUBLIC
    ):
        return S.PUBLIC_POST
    dice = rng.random()
    if dice < _OWN and 25 <= one.age < 58:
        return S.SELF_EMPLOYED if local or rng.random() < 0.5 else S.EMPLOYED
    return S.FLEXIBLE if dice > 1 - _FLEXIBLE else S.EMPLOYED


def cares_for_children(one: Sketch, family: Family) -> bool:
    """In these families it is the mother who stays, or the father alone, unless a grandparent is at home."""
    if one.relation in (Relation.BROTHER, Relation.SISTER) or family.youngest > SCHOOL_UNTIL:
        return False
    alone = family.shape == "one parent" and one.relation is Relation.HEAD
    mother = one.sex is Sex.FEMALE and 18 <= one.age - family.youngest <= 46
    return alone or (mother and not family.has_grandparent_at_home())


def bound_to_home(one: Sketch, family: Family) -> bool:
    """Whether care keeps the person in the county."""
    alone_with_the_old = family.shape == "son and mother" and family.oldest > 74 and one.relation is Relation.HEAD
    small = family.youngest < NURSERY_UNTIL and family.has_grandparent_at_home() and one.age >= 55
    return cares_for_children(one, family) or alone_with_the_old or small


def work(
    one: Sketch,
    family: Family,
    status: EmploymentStatus | None,
    trade: Trade | None,
    site: SitePlan,
    asked_on: date,
    rng: Random,
) -> Work:
    """Where somebody works and for how much, as said on the day of asking; a bare status for those who do not."""
    if status is None:
        return Work()
    if status in (S.SEEKING, S.NOT_SEEKING, S.FARMING, S.STUDENT):
        return Work(status, since=asked_on - timedelta(days=rng.randint(5, 240)))
    months = max(1, min(asked_on.month, rng.randint(2, 12)))
    stated = asked_on - timedelta(days=rng.choice((0, 0, 0, 10, 25, 70)))
    here = Work(
        status=status,
        area=WorkArea.COUNTY,
        workplace=divisions.division_name(site.division),
        division=site.division,
        months_this_year=Decimal(months),
        since=asked_on - timedelta(days=30 * months + rng.randint(0, 900 if rng.random() < 0.4 else 0)),
        wage_on=stated,
        point_to_point=False,
    )
    if status is S.PUBLIC_POST:
        title, occupation = rng.choice(_PUBLIC_POSTS)
        return replace(
            here,
            area=WorkArea.TOWN,
            employer=f"{site.community}居委会",
            title=title,
            occupation=occupation,
            industry="S 公共管理、社会保障和社会组织",
            channel=Channel.PUBLIC_POST,
            wage_month=Decimal(rng.choice((1000, 1100, 1200, 1200))),
        )
    known = trade or trades.some_trade(rng, one.sex, one.age, Education.NONE)
    hired = replace(here, title=known.occupation, occupation=known.occupation, industry=known.industry)
    if status is S.SELF_EMPLOYED:
        title, industry = rng.choice(_OWN_BUSINESS)
        return replace(
            hired, employer="个体经营", title=title, occupation=None, industry=industry, channel=Channel.OWN,
            wage_month=Decimal(rng.randint(22, 60) * 100),
        )  # fmt: skip
    near = Decimal(known.near + rng.randint(-4, 6) * 100)
    stays = bound_to_home(one, family) or one.disabled or known.on_the_land
    if is_away(one, family) or (not stays and rng.random() < _far(one)):
        return _far_away(hired, known, "away", Decimal(known.far + rng.randint(-5, 8) * 100), rng)
    if not stays and rng.random() < _PROVINCE * 2:
        return _far_away(hired, known, "province", near + 500, rng)
    if status is S.FLEXIBLE:
        return replace(hired, employer="零散务工", channel=Channel.OWN, wage_month=near - 500)
    if known.occupation in _IN_WORKSHOPS and rng.random() < 0.6:
        shop = f"{site.community}就业帮扶车间"
        return replace(
            hired, area=WorkArea.TOWN, employer=shop, channel=Channel.WORKSHOP, wage_month=min(near, Decimal(3200))
        )
    channel = rng.choices((Channel.RECRUITED, Channel.FRIENDS, Channel.JOBMATCH, Channel.OWN), (5, 4, 2, 2))[0]
    return replace(hired, employer=f"{rng.choice(_AROUND_HERE)}{known.firm}", channel=channel, wage_month=near)


def _far(one: Sketch) -> float:
    """The young go, the old stay."""
    if one.age < 18:
        return 0.1
    return _FAR * (1.3 if one.age < 36 else 1.1 if one.age < 48 else 0.75 if one.age < 57 else 0.2)


def _far_away(hired: Work, trade: Trade, how_far: str, wage: Decimal, rng: Random) -> Work:
    place = trades.workplace(rng, how_far)
    beyond = how_far == "away"
    organised = beyond and rng.random() < 0.35
    channel = rng.choices((Channel.FRIENDS, Channel.OWN, Channel.AGENCY, Channel.RECRUITED), (6, 3, 1, 2))[0]
    return replace(
        hired,
        area=WorkArea.COUNTRY if beyond else WorkArea.PROVINCE,
        workplace=place.where,
        division=place.division,
        employer=f"{place.short}{trade.firm}",
        channel=Channel.ORGANISED if organised else channel,
        point_to_point=organised,
        wage_month=wage,
    )


_PUBLIC_POSTS = (
    ("公益保洁员", "公益保洁/巡河员/护路员"), ("巡河员", "公益保洁/巡河员/护路员"), ("护林员", "护林员"),
    ("楼栋长", "楼栋长/网格员/就业信息采集员"),
)  # fmt: skip
_OWN_BUSINESS = (
    ("卖早餐", "H 住宿和餐饮业"), ("开小卖部", "F 批发和零售业"), ("摆摊卖水果", "F 批发和零售业"),
    ("开三轮拉货", "G 交通运输、仓储和邮政业"), ("修摩托车", "O 居民服务、修理和其他服务业"),
    ("跑网约车", "G 交通运输、仓储和邮政业"),
)  # fmt: skip
_IN_WORKSHOPS = frozenset({"缝纫工", "制鞋工", "皮革及皮革制品加工工", "玩具制作工", "电子设备装接工"})
_AROUND_HERE = ("县城", "县城", "县工业园", "镇上")
