"""Gates of the vacancy alone, the same for every person: still open, a verified employer, a lawful wage (MR2)."""

from datetime import date

from jobmatch.matching.codes import Contract
from jobmatch.matching.facts import Employer, Vacancy
from jobmatch.matching.notes import Found, Gate, Soft, Warn
from jobmatch.matching.rules import Rules
from jobmatch.matching.trades import Trade
from jobmatch.matching.wages import WageLaw


def openness(vacancy: Vacancy, employer: Employer, law: WageLaw, trade: Trade, as_of: date, rules: Rules) -> Found:
    found = Found()
    _still_open(vacancy, as_of, rules, found)
    _employer(vacancy, employer, rules, found)
    if vacancy.kind is None:
        found.ask("kind")
    elif law.breaks_for_all:
        test = law.experienced
        found.gate(Gate.WAGE_LAW, f"wage_law_{test.unit}", amount=test.amount, minimum=test.minimum)
    if vacancy.occupation is None and trade.ask:
        found.ask("title", title=vacancy.title, question_zh=trade.question_zh, question_en=trade.question_en)
    if vacancy.insurance == ():
        found.soft.append(Soft.NO_INSURANCE)
    if vacancy.contract is Contract.DISPATCH:
        found.warnings.append(Warn.DISPATCH)
    return found


def _still_open(vacancy: Vacancy, as_of: date, rules: Rules, found: Found) -> None:
    if vacancy.expires is None:
        found.ask("expires")
    elif vacancy.expires < as_of:
        found.gate(Gate.EXPIRED, "expired", on=vacancy.expires)
    if vacancy.confirmed_on is None:
        found.ask("confirmed_on")
    elif (as_of - vacancy.confirmed_on).days > rules.confirmed_within_days:
        found.gate(Gate.EXPIRED, "unconfirmed", on=vacancy.confirmed_on)
    if vacancy.openings is None:
        found.ask("openings")
    elif vacancy.openings == 0:
        found.gate(Gate.EXPIRED, "no_openings")


def _employer(vacancy: Vacancy, employer: Employer, rules: Rules, found: Found) -> None:
    needed = rules.verified if vacancy.kind is None else rules.verified_for.get(vacancy.kind, rules.verified)
    if employer.blacklisted:
        found.gate(Gate.EMPLOYER, "blacklisted")
    elif employer.blacklisted is None:
        found.ask("blacklisted")
    if employer.verified is None:
        found.ask("verified")
    elif employer.verified < needed:
        found.gate(Gate.EMPLOYER, "not_verified", needed=needed)
