"""What the compiled form reckons of one person and one vacancy: practice, points, reasons to take something off."""

from typing import Any

import numpy as np

from jobmatch.matching.compiling import compiled
from jobmatch.matching.engine.columns import BREAKS_LAW_FOR_BEGINNERS, LEARNED, PRACTICE, STRICT, TEACHES
from jobmatch.matching.engine.laid import PENALTIES
from jobmatch.matching.engine.plain import BY_FLAG, NEAR_DONE, NONE_DONE, NOT_TOLD, SAME_DONE, SKILLS_HAD
from jobmatch.matching.engine.rows import UNASKED, byte_of
from jobmatch.matching.engine.works import SAME
from jobmatch.matching.factors import WHOLE
from jobmatch.matching.penalties import HEAVY_FROM

# A beginner, an experienced person, and who may be one: what months of practice come to.
BEGINNER, EXPERIENCED, DOUBTFUL = range(3)
_ASK, _COURSE, _HEALTH, _WAIT, _AGE = (byte_of(flag) for flag in BY_FLAG)
NEEDS_PRACTICE = BREAKS_LAW_FOR_BEGINNERS | STRICT
_UNASKED = byte_of(UNASKED)
_REASON = {place: 1 << place for place, _ in enumerate(PENALTIES)}
(
    _R_ASK, _R_COURSE, _R_HEALTH, _R_WAIT, _R_UNSURE, _R_UNASKED, _R_UNTRAINED, _R_PRACTICE, _R_UNLEARNED, _R_AGE,
    _R_HEAVIER, _R_TRAINED, _R_NO_LIVING, _R_NO_BED,
) = _REASON.values()  # fmt: skip


@compiled
def practice(one: Any, stints: Any, kinship: Any, work: Any, enough: Any) -> Any:
    """What the months in a kind of work come to against those that are enough."""
    if not one.told:
        return DOUBTFUL
    months, possible, open_ended = 0, 0, False
    for at in range(one.stint_from, one.stint_to):
        kin = kinship[stints[at, 0], work]
        if kin != 0:
            if kin & SAME:
                months += stints[at, 1]
            else:
                possible += stints[at, 1]
            open_ended |= stints[at, 2] == 0
    if months >= enough:
        return EXPERIENCED
    return DOUBTFUL if open_ended or months + possible >= enough else BEGINNER


@compiled
def note_work(one: Any, stints: Any, tables: Any, hands: Any, akin: Any) -> None:
    """For every kind of work what the person's practice comes to, and whether anything that was done is near to it."""
    rules = tables.rules[0]
    hands[:] = BEGINNER if one.told else DOUBTFUL
    akin[:] = 0
    for at in range(one.stint_from, one.stint_to):
        trade = stints[at, 0]
        for cell in range(tables.akin.begins[trade], tables.akin.begins[trade + 1]):
            akin[tables.akin.column[cell]] = 1
        for cell in range(tables.kinship.begins[trade], tables.kinship.begins[trade + 1]):
            work = tables.kinship.column[cell]
            hands[work] = practice(one, stints, tables.kin, work, rules.enough_months)


@compiled
def note_wishes(one: Any, wanted: Any, wishes: Any, nearest: Any, no_wish: Any) -> None:
    """For every advert the permille of the nearest wish."""
    nearest[:] = 0 if one.has_wishes else no_wish
    for at in range(one.wish_from, one.wish_to):
        row, by_place = wanted[at, 0], wanted[at, 1]
        for cell in range(wishes.begins[row], wishes.begins[row + 1]):
            title = wishes.column[cell]
            nearest[title] = max(nearest[title], wishes.value[cell] * by_place // WHOLE)


@compiled
def experience(one: Any, offer: Any, stints: Any, near: Any, skills: Any, nearness_from: Any) -> Any:
    """What was done of the work of a vacancy, and its permille; `skills` is 1 and more where any are shared."""
    best, did = 0, NONE_DONE if one.told else NOT_TOLD
    for at in range(one.stint_from, one.stint_to):
        trade = stints[at, 0]
        nearness = max(near[trade, offer.work], near[trade, offer.demanded])
        if nearness >= nearness_from:
            full = np.int64(offer.full_months)
            permille = np.int64(nearness) * stints[at, 3] * min(np.int64(stints[at, 1]), full) // (100 * full)
            if permille > best:
                best, did = permille, SAME_DONE if nearness == 100 else NEAR_DONE
    if skills > 0:
        best = min(WHOLE, best + skills - 1)
        if did == NONE_DONE:
            did = SKILLS_HAD
    return did, best


@compiled
def reasons(one: Any, offer: Any, rules: Any, flags: Any, did: Any, wish: Any, hand: Any, pay: Any) -> Any:
    """Why something is taken off, a bit for each of PENALTIES."""
    traits = offer.traits
    practised = traits & PRACTICE != 0
    unknown = offer.unknown + (pay == rules.unknown_pay) + (not one.told)
    reasons = 0
    if flags:
        reasons |= _R_ASK if flags & _ASK else 0
        reasons |= _R_COURSE if flags & _COURSE else 0
        reasons |= _R_HEALTH if flags & _HEALTH else 0
        reasons |= _R_WAIT if flags & _WAIT else 0
        reasons |= _R_AGE if flags & _AGE else 0
    reasons |= _R_UNSURE if unknown >= rules.unknown_factors else 0
    if flags & _UNASKED != 0 or (practised and not one.told):
        reasons |= _R_UNASKED
    elif practised:
        reasons |= _R_UNTRAINED if did == NONE_DONE else _R_PRACTICE if did == NEAR_DONE else 0
    elif did == NONE_DONE and one.refuses_learning and traits & LEARNED != 0 and hand != EXPERIENCED:
        reasons |= 0 if one.has_wishes and wish > 0 else _R_UNLEARNED
    reasons |= _R_HEAVIER if offer.level >= HEAVY_FROM and offer.level > one.usual_level else 0
    reasons |= _R_TRAINED if traits & TEACHES != 0 and hand == EXPERIENCED else 0
    reasons |= _R_NO_LIVING if pay >= one.no_living and pay != rules.unknown_pay else 0
    reasons |= _R_NO_BED if offer.no_bed else 0
    return reasons


@compiled
def closed_by_practice(one: Any, offer: Any, stints: Any, kinship: Any, hand: Any) -> Any:
    """The gates that the own practice closes: 1 the law on pay, 2 strict months, 3 both."""
    closed = 0
    if offer.traits & BREAKS_LAW_FOR_BEGINNERS != 0 and hand == BEGINNER:
        closed |= 1
    strict = offer.traits & STRICT != 0
    if strict and practice(one, stints, kinship, offer.demanded, offer.strict_months) == BEGINNER:
        closed |= 2
    return closed


@compiled
def note_skills(one: Any, skills: Any, shared: Any, have: Any) -> None:
    """Notes (or takes back) the permille that shared skills give in each class of wanted skills, and one more."""
    for at in range(one.skill_from, one.skill_to):
        shared[skills[at, 0]] = skills[at, 1] + 1 if have else 0
