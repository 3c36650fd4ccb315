"""What a card and a page show of a vacancy, put into words and figures; templates only place them.

Only what anybody may see: no contact person, no telephone, and of a household that hires neither name nor address
(domain.md, L20). Whoever is interested asks at the community centre.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

from desk import labels
from desk.language import say as _
from desk.language import say_day
from jobmatch.matches.model import Proposal
from jobmatch.places import division_name
from jobmatch.vacancies.browsing import Point
from jobmatch.vacancies.codes import Board, Shift, VacancyKind
from jobmatch.vacancies.earnings import Earnings, earnings
from jobmatch.vacancies.model import Vacancy

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Card:
    """A vacancy at a glance: the words of the title, the pay, and the few things that decide whether to read on."""

    id: int
    title: str
    employer: str
    kind: str
    place: str
    distance: str
    pay: str
    pay_note: str
    hours: str
    good: tuple[str, ...]
    places: str


@dataclass(frozen=True)
class Line:
    """One line of a table: what, how much or which, and whether it deserves a second look."""

    name: str
    value: str
    warns: bool = False


def card(vacancy: Vacancy, start: Point | None = None) -> Card:
    """The card of a vacancy; with a starting point it says how far it is."""
    money = earnings(vacancy)
    return Card(
        id=vacancy.id,
        title=vacancy.title,
        employer=_("一户人家") if _hires_at_home(vacancy) else vacancy.employer.name,
        kind=labels.label(labels.KIND, vacancy.kind),
        place=_place(vacancy) or _("地点要问"),
        distance=_distance(vacancy, start),
        pay=cash_in_hand(money),
        pay_note=as_posted(vacancy),
        hours=hours(vacancy),
        good=_good(vacancy),
        places=_places(vacancy),
    )


def pay_lines(vacancy: Vacancy) -> list[Line]:
    """The pay, figure by figure, deductions last but one and what reaches the hand last."""
    money = earnings(vacancy)
    lines = [Line(_("怎么算"), as_posted(vacancy) or _("没有写清楚，要先问"), warns=vacancy.wage_type is None)]
    if money.guaranteed is not None:
        months = vacancy.wage_guaranteed_months
        limit = _("（头%(n)s个月）", n=months) if months else ""
        lines.append(Line(_("保底"), yuan(money.guaranteed) + limit))
    lines.append(Line(_("新手大约"), _yuan_or_ask(money.novice), warns=money.novice is None))
    lines.append(Line(_("熟手大约"), _yuan_or_ask(money.experienced), warns=money.experienced is None))
    named = ((_("扣伙食"), money.board), (_("扣住宿"), money.lodging), (_("扣别的"), money.other))
    lines += [Line(name, "− " + yuan(amount), warns=True) for name, amount in named if amount]
    if not money.deductions:
        lines.append(Line(_("扣钱"), _("没有写要扣钱")))
    if vacancy.bonus_text:
        lines.append(Line(_("另外"), vacancy.bonus_text))
    if vacancy.pay_day:
        lines.append(Line(_("哪天发"), _("每月%(day)s号", day=vacancy.pay_day)))
    return lines


def work_lines(vacancy: Vacancy, on: date) -> list[Line]:
    """Where, when, with what agreement and what care for those who work there; a first day that is over is not said."""
    lines = [Line(_("在哪里"), _place(vacancy) or _("地点要问"), warns=not _place(vacancy))]
    lines.append(Line(_("做多久"), hours(vacancy) or _("要先问"), warns=not hours(vacancy)))
    offered = ((_("住"), labels.DORM, vacancy.dorm), (_("吃"), labels.MEALS, vacancy.meals))
    lines += [Line(name, labels.label(words, value)) for name, words, value in offered if value]
    if vacancy.transport:
        lines.append(Line(_("怎么去"), labels.label(labels.TRANSPORT, vacancy.transport)))
    if vacancy.contract:
        agreement = labels.label(labels.CONTRACT, vacancy.contract)
        lines.append(Line(_("合同"), " ".join(filter(None, (agreement, vacancy.dispatch_employer)))))
    if vacancy.insurance is not None:
        covered = [labels.label(labels.INSURANCE, kind) for kind in vacancy.insurance]
        lines.append(Line(_("保险"), _("、").join(covered) or _("没有"), warns=not covered))
    if vacancy.start_on and vacancy.start_on >= on:
        lines.append(Line(_("哪天上班"), say_day(vacancy.start_on)))
    if vacancy.season_end:
        lines.append(Line(_("做到哪天"), say_day(vacancy.season_end)))
    return lines


def demand_lines(vacancy: Vacancy) -> list[Line]:
    """What is asked of whoever wants the post."""
    lines = [Line(_("年龄"), _age(vacancy))] if vacancy.age_min or vacancy.age_max else []
    for demand in vacancy.certificates:
        name = labels.label(labels.CERTIFICATE, demand.kind)
        if not demand.required:
            name = _("%(certificate)s（有更好，没有也行）", certificate=name)
        elif demand.train_first:
            name = _("%(certificate)s（没有的可以先学再上岗）", certificate=name)
        lines.append(Line(_("证书"), name))
    if vacancy.education_min and vacancy.education_min != "none":
        lines.append(Line(_("文化"), _("%(level)s以上", level=labels.label(labels.EDUCATION, vacancy.education_min))))
    if vacancy.experience_months:
        lines.append(Line(_("经验"), _("做过%(n)s个月以上", n=vacancy.experience_months)))
    if vacancy.skills:
        lines.append(Line(_("会做"), _("、").join(vacancy.skills)))
    if vacancy.physical:
        lines.append(Line(_("力气"), labels.label(labels.PHYSICAL, str(vacancy.physical)), warns=vacancy.physical > 2))
    if vacancy.needs_reading:
        lines.append(Line(_("识字"), labels.label(labels.READING, vacancy.needs_reading)))
    if vacancy.needs_mandarin:
        lines.append(Line(_("说话"), labels.label(labels.MANDARIN, vacancy.needs_mandarin)))
    if vacancy.hazards:
        dangers = [labels.label(labels.HAZARD, hazard) for hazard in vacancy.hazards]
        lines.append(Line(_("要当心"), _("、").join(dangers), warns=True))
    return lines


def cash_in_hand(money: Earnings) -> str:
    """What reaches the hand, from a beginner to an experienced hand; empty where it cannot be reckoned."""
    low, high = sorted_known(money.novice_cash, money.experienced_cash)
    if low is None or high is None:
        return ""
    return figure(low) if round(low) == round(high) else f"{figure(low)} – {figure(high)}"


def sorted_known(*amounts: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """The least and the greatest of the amounts that are known."""
    known = [amount for amount in amounts if amount is not None]
    return (min(known), max(known)) if known else (None, None)


def as_posted(vacancy: Vacancy) -> str:
    """How the pay is reckoned, with the figures of the advert."""
    if vacancy.wage_type is None:
        return ""
    kind = labels.label(labels.WAGE, vacancy.wage_type)
    low, high = sorted_known(vacancy.wage_min, vacancy.wage_max)
    if low is None or high is None:
        return kind
    span = figure(low) if low == high else f"{figure(low)}–{figure(high)}"
    return f"{kind} {span} {labels.PER.get(vacancy.wage_type, labels.PER_MONTH)}"


def hours(vacancy: Vacancy) -> str:
    """Shift, hours of the day and days of the month, as far as they are known."""
    parts = [labels.label(labels.SHIFT, vacancy.shift)] if vacancy.shift else []
    if vacancy.hours_from and vacancy.hours_to:
        parts.append(f"{vacancy.hours_from:%H:%M}–{vacancy.hours_to:%H:%M}")
    if vacancy.hours_per_day:
        parts.append(_("一天%(n)s小时", n=figure(vacancy.hours_per_day)))
    if vacancy.days_per_month:
        parts.append(_("一个月%(n)s天", n=figure(vacancy.days_per_month)))
    return _("，").join(parts)


def yuan(amount: Decimal) -> str:
    """An amount a month, in words."""
    return f"{figure(amount)} {labels.PER_MONTH}"


def figure(amount: Decimal) -> str:
    """A number as people write it: whole where it is whole or large, else with its fraction."""
    if amount == amount.to_integral_value() or amount >= 100:
        return f"{round(amount):,}"
    return f"{amount.normalize():f}"


def _yuan_or_ask(amount: Decimal | None) -> str:
    return _("没有写清楚，要先问") if amount is None else yuan(amount)


def _good(vacancy: Vacancy) -> tuple[str, ...]:
    """The few good things that decide for many people, in the order in which they ask."""
    tags = []
    if vacancy.dorm is Board.FREE:
        tags.append(_("包住"))
    if vacancy.meals is Board.FREE:
        tags.append(_("包吃"))
    if vacancy.shift in (Shift.DAY, Shift.FLEXIBLE):
        tags.append(labels.label(labels.SHIFT, vacancy.shift))
    if not any(demand.required for demand in vacancy.certificates):
        tags.append(_("不要证"))
    tags += [labels.label(labels.WELCOME, word) for word in vacancy.welcome or ()]
    return tuple(tags)


def _places(vacancy: Vacancy) -> str:
    left = vacancy.openings
    return _("招人，人数要问") if left is None else _("还招%(n)s人", n=left)


def _age(vacancy: Vacancy) -> str:
    low, high = vacancy.age_min, vacancy.age_max
    if high is None:
        return _("%(low)s岁以上", low=low)
    span = _("%(low)s到%(high)s岁", low=low or 16, high=high)
    if vacancy.age_strict and vacancy.age_reason:
        return _("%(span)s（因为%(reason)s）", span=span, reason=vacancy.age_reason)
    return span if vacancy.age_strict else _("%(span)s更好，其他年龄也可以问", span=span)


def _place(vacancy: Vacancy) -> str:
    """The address as posted, else the name of its division, else nothing."""
    told = None if _hires_at_home(vacancy) else vacancy.address
    return told or (division_name(vacancy.division) if vacancy.division else None) or ""


def _hires_at_home(vacancy: Vacancy) -> bool:
    return vacancy.kind is VacancyKind.HOUSEHOLD


def kilometres_to(start: Point | None, vacancy: Vacancy) -> float | None:
    """The straight way to a vacancy; None where a coordinate is missing, or may not be told (a home)."""
    if start is None or vacancy.latitude is None or vacancy.longitude is None or _hires_at_home(vacancy):
        return None
    return _kilometres(start, Point(vacancy.latitude, vacancy.longitude))


def money_of(proposal: Proposal) -> Decimal | None:
    """What reaches this person's hand in a month, as the proposal reckoned it."""
    amount = proposal.monthly_cash or proposal.monthly_normal
    return None if amount is None else Decimal(amount)


def _distance(vacancy: Vacancy, start: Point | None) -> str:
    km = kilometres_to(start, vacancy)
    return "" if km is None else _("离您大约%(n)s公里", n=f"{km:.1f}")


def _kilometres(here: Point, there: Point) -> float:
    north = radians(there.latitude - here.latitude)
    east = radians(there.longitude - here.longitude)
    chord = sin(north / 2) ** 2 + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))
