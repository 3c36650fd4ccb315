"""What the vacancy strictly demands: certificates, with the errands and courses that mend one, and experience."""

from datetime import date

from jobmatch.matching.courses import course_for
from jobmatch.matching.facts import Certificate, CertificateDemand
from jobmatch.matching.notes import Fix, Found, Gate
from jobmatch.matching.pair import Pair, Setting


def demands(pair: Pair, setting: Setting, found: Found) -> None:
    certificates(pair, setting, found)
    experience(pair, setting, found)


def certificates(pair: Pair, setting: Setting, found: Found) -> None:
    """Cards good on the day, and the errand or the course that mends a missing one."""
    wanted = pair.post.vacancy.certificates
    if wanted is None:
        found.ask("needs_certificates")
    for demand in wanted or ():
        if demand.kind is None:
            found.ask("needs_certificates")
        elif pair.seeker.certificates is None:
            found.ask("certificate", kind=demand.kind)
        else:
            _certificate(demand, demand.kind.strip(), pair, setting, found)


def _certificate(demand: CertificateDemand, kind: str, pair: Pair, setting: Setting, found: Found) -> None:
    held = _held(kind, pair, setting)
    good = [card for card in held if _is_good(card, pair.post.day)]
    if good:
        if all(_is_doubtful(card, kind, setting) for card in good):
            found.ask("certificate_dates", kind=kind)
        if pair.post.vacancy.start is None and all(_runs_out(card) for card in good):
            found.ask("start")
        return
    if pair.seeker.has_unnamed_certificate:
        found.ask("certificate", kind=kind)
        return
    lapsed = bool(held)
    start = pair.post.vacancy.start
    if kind == setting.rules.health and (start is None or (start - setting.as_of).days >= setting.rules.errand_days):
        found.fix(Fix.HEALTHCERT, "health_certificate", start=start)
        return
    course = course_for(kind, pair, setting, found) if demand.train_first else None
    if course is not None:
        found.fix(Fix.COURSE, "course", course=course.id, kind=kind, title=course.title or kind, start=course.start)
    elif lapsed:
        found.gate(Gate.CERT_LAPSED, "certificate_lapsed", kind=kind, on=pair.post.day)
    else:
        found.gate(Gate.CERT, "certificate", kind=kind)


def _held(kind: str, pair: Pair, setting: Setting) -> list[Certificate]:
    """Cards of this kind, and driving licences of a class that includes it."""
    cards = pair.seeker.certificates or {}
    covers = setting.rules.covers
    return [card for had, held in cards.items() if had == kind or kind in covers.get(had, ()) for card in held]


def _is_good(card: Certificate, on: date) -> bool:
    return not any(last is not None and last < on for last in (card.valid_to, card.review_due))


def _runs_out(card: Certificate) -> bool:
    """Whether a start far enough off would find the card lapsed."""
    return card.valid_to is not None or card.review_due is not None


def _is_doubtful(card: Certificate, kind: str, setting: Setting) -> bool:
    return card.valid_to is None or (card.review_due is None and kind in setting.rules.reviewed)


def experience(pair: Pair, setting: Setting, found: Found) -> None:
    """Months in the trade that the vacancy strictly demands."""
    demand = pair.post.vacancy.experience
    if pair.experienced is None and (pair.post.pay.novice != pair.post.pay.experienced or _novice_law(pair)):
        found.ask("experience", work=pair.post.trade.name)
    if demand is None or not demand.strict:
        return
    trade = pair.post.demanded_trade or pair.post.trade
    enough = 1 if demand.months is None else demand.months
    months, may_be_more = pair.seeker.months_in(trade, enough, setting.vocabulary)
    if months >= enough:
        if demand.months is None:
            found.ask("experience_months", work=trade.name)
    elif may_be_more:
        found.ask("experience", work=trade.name)
    elif demand.months is None:
        found.ask("experience_months", work=trade.name)
    else:
        found.gate(Gate.EXPERIENCE, "experience", work=trade.name, months=demand.months, had=months)


def _novice_law(pair: Pair) -> bool:
    return pair.post.law.breaks_for_beginners_only
