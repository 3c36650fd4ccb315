"""Statute: age, minors, retirement, women's and mothers' protection, schooling that the law demands, lawful pay (MR3).

The only place that reads sex and protections. What is asked never depends on sex, because sex is never asked.
"""

from jobmatch.matching.codes import Basis, Dorm, Hazard, Sex
from jobmatch.matching.notes import Fix, Found, Gate, Soft, Warn
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.wages import Lawful


def law(pair: Pair, setting: Setting, found: Found) -> None:
    age(pair, setting, found)
    protection(pair, setting, found)
    _retirement(pair, found)
    schooling(pair, setting, found)
    _lawful_pay(pair, found)


def protection(pair: Pair, setting: Setting, found: Found) -> None:
    """Minors, heavy work, mothers."""
    if pair.age is not None and pair.age < setting.rules.adult_age:
        _minor(pair, setting, found)
    _heavy_work(pair, setting, found)
    if pair.seeker.person.protections:
        _mothers(pair, setting, found)


def age(pair: Pair, setting: Setting, found: Found) -> None:
    """The working age of the law, and what the vacancy asks for."""
    if pair.age is None:
        return
    if pair.age < setting.rules.working_age:
        found.gate(Gate.AGE_MIN, "working_age", age=pair.age, needed=setting.rules.working_age)
    wanted = pair.post.vacancy.age
    if wanted is None:
        return
    young = wanted.minimum is not None and pair.age < wanted.minimum
    old = wanted.maximum is not None and pair.age > wanted.maximum
    if (young or old) and not wanted.strict:
        found.soft.append(Soft.AGE_PREF)
    elif young:
        found.gate(Gate.AGE_MIN, "age_min", age=pair.age, needed=wanted.minimum)
    elif old:
        found.gate(Gate.AGE_CAP, "age_cap", age=pair.age, limit=wanted.maximum)


def _minor(pair: Pair, setting: Setting, found: Found) -> None:
    vacancy = pair.post.vacancy
    if vacancy.hazards:
        found.gate(Gate.MINOR_HAZARD, "minor_hazard", hazards=vacancy.hazards)
    elif vacancy.hazards is None:
        found.ask("hazards")
    if vacancy.physical == setting.rules.heavy:
        found.gate(Gate.MINOR_HAZARD, "minor_heavy")
    if pair.post.nights:
        found.gate(Gate.MINOR_NIGHT, "minor_night")
    elif pair.post.nights is None:
        found.ask("shift")


def _heavy_work(pair: Pair, setting: Setting, found: Found) -> None:
    """Level IV: closed to women and to men over 55, other men are asked; underground is closed to women (L10)."""
    sex, vacancy, rules = pair.seeker.person.sex, pair.post.vacancy, setting.rules
    if vacancy.physical is None:
        found.ask("physical")
    elif vacancy.physical == rules.heavy:
        if sex is Sex.FEMALE:
            found.gate(Gate.LAW_W, "women_heavy")
        elif sex is Sex.MALE and pair.age is not None and pair.age > rules.heavy_work_men:
            found.gate(Gate.CAP, "men_heavy", age=pair.age, limit=rules.heavy_work_men)
        else:
            found.ask("heavy_work")
    if sex is Sex.FEMALE and vacancy.hazards and not rules.women_closed_hazards.isdisjoint(vacancy.hazards):
        found.gate(Gate.LAW_W, "women_hazard", hazards=_among(vacancy.hazards, rules.women_closed_hazards))


def _mothers(pair: Pair, setting: Setting, found: Found) -> None:
    vacancy, rules = pair.post.vacancy, setting.rules
    if vacancy.physical is not None and vacancy.physical >= rules.protected_closed_from:
        found.gate(Gate.LAW_PREG, "protected_heavy", level=vacancy.physical)
    if vacancy.hazards is None:
        found.ask("hazards")
    elif not rules.protected_hazards.isdisjoint(vacancy.hazards):
        found.gate(Gate.LAW_PREG, "protected_hazard", hazards=_among(vacancy.hazards, rules.protected_hazards))
    if vacancy.functions is None:
        found.ask("functions")
    elif not rules.protected_functions.isdisjoint(vacancy.functions):
        found.gate(Gate.LAW_PREG, "protected_lift")
    if pair.post.nights:
        found.gate(Gate.LAW_PREG, "protected_night")
    elif pair.post.nights is None:
        found.ask("shift")


def _among(given: tuple[Hazard, ...], closed: frozenset[Hazard]) -> tuple[Hazard, ...]:
    return tuple(item for item in given if item in closed)


def _retirement(pair: Pair, found: Found) -> None:
    """Past the statutory age the contract is of another kind than the young have."""
    if pair.seeker.retires_on is not None and pair.post.day >= pair.seeker.retires_on:
        found.warnings.append(Warn.OVERAGE_CONTRACT)


def schooling(pair: Pair, setting: Setting, found: Found) -> None:
    """A wish can be waived, a statute cannot; what nobody has said to be law is asked."""
    wanted = pair.post.vacancy.education
    if wanted is None or wanted.minimum is None:
        return
    had = pair.seeker.person.education
    ladder = setting.rules.education
    if had is None:
        if wanted.basis is not Basis.WISH:
            found.ask("education", needed=wanted.minimum)
    elif ladder[had] >= ladder[wanted.minimum]:
        return
    elif wanted.basis is Basis.LAW:
        found.gate(Gate.EDU_LAW, "education_law", had=had, needed=wanted.minimum)
    elif wanted.basis is Basis.WISH:
        found.fix(Fix.ASK_EMPLOYER, "education_wish", had=had, needed=wanted.minimum)
    else:
        found.ask("education_basis", needed=wanted.minimum)


def _lawful_pay(pair: Pair, found: Found) -> None:
    """The beginner's figure binds beginners only. The gate for everybody stands with the vacancy itself."""
    post = pair.post
    if post.vacancy.kind is not None and post.law.breaks_for_beginners_only and pair.experienced is False:
        test = post.law.novice
        found.gate(Gate.WAGE_LAW_NOVICE, f"wage_law_novice_{test.unit}", amount=test.amount, minimum=test.minimum)
    test = post.law.experienced if pair.experienced else post.law.novice
    vacancy = post.vacancy
    if vacancy.dorm is Dorm.PAID and vacancy.wage.lodging_deduction is None and pair.travel.daily is False:
        found.ask("lodging")
    if pair.normal is None:
        found.ask("wage")
    elif test.lawful is Lawful.UNKNOWN:
        found.ask("minimum_wage" if test.minimum is None else "working_hours")
