"""One post that stays open: how it pays beside others, whom it fits, what stops the rest, and what was said of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from desk import cards, labels
from desk.counter.reasons import DECLINES
from desk.few import at_most_few, most_first
from desk.language import say as _
from desk.office.blueprint import VACANCY, confirmed_days, pages
from desk.office.posts import HIDDEN, since
from desk.office.stop_words import STOPS, gathered
from desk.placement_words import REJECTS
from jobmatch import clock, parameters
from jobmatch.access import Permission, may
from jobmatch.matches.stops import MOST, Stops, stops_of
from jobmatch.matching.codes import VacancyKind
from jobmatch.matching.notes import Fix, Gate, Soft
from jobmatch.placements.asked import reasons
from jobmatch.placements.referral import Verb
from jobmatch.vacancies.compared import Compared, pay_beside_others
from jobmatch.vacancies.model import Vacancy
from jobmatch.vacancies.service import openness_on
from jobmatch.web import current_actor, permission, session


@dataclass(frozen=True)
class Row:
    """What stands in the way: in words, how many people, and what to do about it."""

    words: str
    count: int | str
    do: str


@pages.get(f"/posts/{VACANCY}")
@permission(Permission.WATCH_VACANCIES)
def post(vacancy_id: int) -> ResponseReturnValue:
    """What keeps the places of this post empty, from what is known today."""
    vacancy = session().get(Vacancy, vacancy_id)
    if vacancy is None:
        abort(404)
    today, actor = clock.today(), current_actor()
    stops = stops_of(session(), vacancy, today, parameters.load(session()), clock.now(), actor)
    return render_template(
        "office/post.html", vacancy=vacancy, card=cards.card(vacancy), days=(today - since(vacancy)).days,
        hidden=HIDDEN.get(openness_on(vacancy, today, confirmed_days()).reason, ""),
        pay=_pay(pay_beside_others(session(), vacancy)), stops=stops,
        people=at_most_few(stops.people), fitting=at_most_few(stops.fitting),
        only=_only(stops), every=_every(stops), glad=_not_glad(stops),
        declined=_said(reasons(session(), Verb.DECLINE, [vacancy.id]).get(vacancy.id, Counter()), DECLINES),
        rejected=_said(reasons(session(), Verb.REJECT, [vacancy.id]).get(vacancy.id, Counter()), REJECTS),
        is_public=vacancy.kind is VacancyKind.PUBLIC_POST, most=MOST,
        may_ring=may(actor, Permission.REVIEW_VACANCY),
    )  # fmt: skip


def _pay(found: Compared | None) -> str:
    """How it pays beside others, with what to do where it pays less."""
    if found is None:
        return ""
    where = _("附近同样的%(n)s个岗位", n=found.others) if found.nearby else _("别处同样的%(n)s个岗位", n=found.others)
    figures = {"where": where, "middle": f"{found.middle:,.0f}", "own": f"{found.own:,.0f}"}
    if found.less > 0:
        less = f"{found.less:,.0f}"
        return _("工资低%(less)s元：%(where)s一般拿%(middle)s元，这里%(own)s元。问单位能不能加。", less=less, **figures)
    return _("工资不低：%(where)s一般拿%(middle)s元，这里%(own)s元。", **figures)


def _only(stops: Stops) -> Sequence[Row]:
    """Whom one thing alone stops, the most first; a lacking certificate is named where it is one."""
    papers = {f"{Gate.CERT}:{kind}": count for kind, count in stops.certificates.items()}
    gates = gathered(stops.only)
    gates[Gate.CERT] = gates.get(Gate.CERT, 0) - sum(papers.values())
    return [_row(key, count) for key, count in most_first(gates | papers)]


def _row(key: str, count: int) -> Row:
    gate, _colon, kind = key.partition(":")
    if kind:
        name = labels.label(labels.CERTIFICATE, kind)
        return Row(_("只差%(paper)s", paper=name), at_most_few(count), _("开个班、办好证就能去"))
    stop = STOPS[gate]
    return Row(str(stop.words), at_most_few(count), str(stop.do))


def _every(stops: Stops) -> Sequence[Row]:
    """Whom each thing stops, beside others or alone; what several gates have in common is as many as the widest."""
    widest: dict[str, int] = {}
    for gate, count in stops.gates.items():
        (key,) = gathered({gate: count})
        widest[key] = max(widest.get(key, 0), count)
    return [_row(key, count) for key, count in most_first(widest)]


def _not_glad(stops: Stops) -> Sequence[Row]:
    """What those whom it fits would still lack, or not be glad of."""
    words: Mapping[str, tuple[str, str]] = {
        Fix.HEALTHCERT: (_("还要办健康证"), _("带去办，几天就有")),
        Fix.COURSE: (_("还要上个班"), _("开班，上完就能去")),
        Fix.ASK_EMPLOYER: (_("还要问单位一句"), _("打电话问单位")),
        Fix.WAIT_DATE: (_("还要等几天才能去"), _("到日子再问")),
        Soft.LOW_WAGE: (_("比想要的工资低"), _("问单位能不能加")),
        Soft.NO_GAIN: (_("比现在拿的还少"), _("问单位能不能加")),
        Soft.FAR: (_("路远"), _("问单位能不能接送")),
        Soft.NO_INSURANCE: (_("没有保险"), _("问单位能不能买工伤险")),
        Soft.PIECE_NOVICE: (_("计件，新手头几个月少"), _("问单位能不能保底几个月")),
    }
    counts = {key: count for key, count in {**stops.fixes, **stops.soft}.items() if key in words}
    return [Row(words[key][0], at_most_few(count), words[key][1]) for key, count in most_first(counts)]


def _said(counts: Mapping[str, int], words: Mapping[str, object]) -> Sequence[Row]:
    return [Row(str(words.get(key, key)), at_most_few(count), "") for key, count in most_first(counts)]
