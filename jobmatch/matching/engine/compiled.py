"""The compiled form: what `plain` does for one person, as loops over many people of a catchment.

Everything here but the last lines is written for numba, whose extra is `requirements-province.txt`; where it is not
installed nothing imports this file. It runs in one thread and lets others run.
"""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import numba
import numpy as np

from jobmatch.matching.engine.columns import (
    BREAKS_LAW_FOR_BEGINNERS,
    LEARNED,
    MARKET,
    PRACTICE,
    PUBLIC,
    STRICT,
    TEACHES,
)
from jobmatch.matching.engine.keys import FULL_SCORE, NO_GAIN_FROM, PAY_FROM, SCORE_FROM
from jobmatch.matching.engine.laid import NONE, PENALTIES, People, Tables
from jobmatch.matching.engine.plain import BY_FLAG, NEAR_DONE, NONE_DONE, NOT_TOLD, SAME_DONE, SKILLS_HAD
from jobmatch.matching.engine.rows import CLOSED, UNASKED, UNWANTED, byte_of
from jobmatch.matching.engine.works import SAME
from jobmatch.matching.factors import WHOLE
from jobmatch.matching.penalties import HEAVY_FROM


def _kept() -> bool:
    """Whether machine code can be kept: in a folder for these very sources, whose constants are part of it."""
    package = Path(__file__).parents[1]
    sources = sha256(b"".join(file.read_bytes() for file in sorted(package.rglob("*.py")))).hexdigest()
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jobmatch" / sources[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]  # numba makes its settings when it is imported
    return os.access(folder, os.W_OK)


_compiled = numba.njit(cache=_kept(), nogil=True)

# A beginner, an experienced person, and who may be one: what months of practice come to.
BEGINNER, EXPERIENCED, DOUBTFUL = range(3)
_ASK, _COURSE, _HEALTH, _WAIT, _AGE = (byte_of(flag) for flag in BY_FLAG)
NEEDS_PRACTICE = BREAKS_LAW_FOR_BEGINNERS | STRICT
_UNASKED, _UNWANTED = byte_of(UNASKED), byte_of(UNWANTED)
_REASON = {place: 1 << place for place, _ in enumerate(PENALTIES)}
(
    _R_ASK, _R_COURSE, _R_HEALTH, _R_WAIT, _R_UNSURE, _R_UNASKED, _R_UNTRAINED, _R_PRACTICE, _R_UNLEARNED, _R_AGE,
    _R_HEAVIER, _R_TRAINED, _R_NO_LIVING, _R_NO_BED,
) = _REASON.values()  # fmt: skip


@_compiled
def find(findings: Any, rows: Any, age_from: Any, age_rows: Any, found: Any) -> None:
    """What the rows of one person find at each position, into `found`."""
    found[:] = 0
    for row in rows:
        if row != NONE:
            found |= findings[row]
    for part in range(len(age_rows)):
        begin, end = age_from[part], age_from[part + 1]
        for row in age_rows[part]:
            if row != NONE and begin < end:
                found[begin:end] |= findings[row, begin:end]


@_compiled
def _practice(one: Any, stints: Any, kinship: Any, work: Any, enough: Any) -> Any:
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


@_compiled
def _note_work(one: Any, stints: Any, tables: Any, hands: Any, akin: Any) -> None:
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
            hands[work] = _practice(one, stints, tables.kin, work, rules.enough_months)


@_compiled
def _note_wishes(one: Any, wanted: Any, wishes: Any, nearest: Any, no_wish: Any) -> None:
    """For every advert the permille of the nearest wish."""
    nearest[:] = 0 if one.has_wishes else no_wish
    for at in range(one.wish_from, one.wish_to):
        row, by_place = wanted[at, 0], wanted[at, 1]
        for cell in range(wishes.begins[row], wishes.begins[row + 1]):
            title = wishes.column[cell]
            nearest[title] = max(nearest[title], wishes.value[cell] * by_place // WHOLE)


@_compiled
def _experience(one: Any, offer: Any, stints: Any, near: Any, skills: Any, nearness_from: Any) -> Any:
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


@_compiled
def _reasons(one: Any, offer: Any, rules: Any, flags: Any, did: Any, wish: Any, hand: Any, pay: Any) -> Any:
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


@_compiled
def _closed_by_practice(one: Any, offer: Any, stints: Any, kinship: Any, hand: Any) -> Any:
    """The gates that the own practice closes: 1 the law on pay, 2 strict months, 3 both."""
    closed = 0
    if offer.traits & BREAKS_LAW_FOR_BEGINNERS != 0 and hand == BEGINNER:
        closed |= 1
    strict = offer.traits & STRICT != 0
    if strict and _practice(one, stints, kinship, offer.demanded, offer.strict_months) == BEGINNER:
        closed |= 2
    return closed


@_compiled
def _times(missed: Any, preferences: Any, at: Any) -> Any:
    """How many preferences are missed at a position."""
    times = 0
    for row in missed:
        if row != NONE:
            times += preferences[row, at]
    return times


@_compiled
def _key(no_gain: Any, total: Any, pay: Any, place: Any) -> Any:
    """The place in the list as a number: see `keys`."""
    return (
        no_gain << NO_GAIN_FROM
        | np.int64(FULL_SCORE - total) << SCORE_FROM
        | np.int64(pay) << PAY_FROM
        | np.int64(place)
    )


@_compiled
def _put(heap: Any, size: Any, most: Any, key: Any) -> Any:
    """Puts a key among the smallest so far, the largest of them on top; returns how many there are."""
    if size < most:
        at = size
        heap[at] = key
        while at > 0 and heap[(at - 1) >> 1] < heap[at]:
            above = (at - 1) >> 1
            heap[at], heap[above] = heap[above], heap[at]
            at = above
        return size + 1
    if key < heap[0]:
        at = 0
        while True:
            child = 2 * at + 1
            if child >= most:
                break
            if child + 1 < most and heap[child + 1] > heap[child]:
                child += 1
            if heap[child] <= key:
                break
            heap[at] = heap[child]
            at = child
        heap[at] = key
    return size


@_compiled
def _note_skills(one: Any, skills: Any, shared: Any, have: Any) -> None:
    """Notes (or takes back) the permille that shared skills give in each class of wanted skills, and one more."""
    for at in range(one.skill_from, one.skill_to):
        shared[skills[at, 0]] = skills[at, 1] + 1 if have else 0


@_compiled
def best(people: People, offers: Any, tables: Tables, most: int) -> tuple[Any, Any]:
    """Of each person the keys of the best, in order, and how many there are: int64[people, most], int32[people]."""
    number, width, rules = len(people.each), len(offers), tables.rules[0]
    each, findings, preferences, stints = people.each, people.findings, people.preferences, people.stints
    skills, money, schedules, places = people.skills, people.money, people.schedule, people.places
    near, kinship, usual_schedule = tables.near, tables.kin, people.schedule[0]
    experience_points, wish_points, penalties = tables.experience_points, tables.wish_points, tables.penalties
    lists, counts = np.zeros((number, most), dtype=np.int64), np.zeros(number, dtype=np.int32)
    found, open_at = np.zeros(width, dtype=np.uint8), np.zeros(width + 1, dtype=np.int32)
    shared = np.zeros(rules.skill_classes, dtype=np.int32)
    hands, akin = np.zeros(rules.works, dtype=np.uint8), np.zeros(rules.works, dtype=np.uint8)
    nearest = np.zeros(rules.titles, dtype=np.int32)
    market, public = np.zeros(most, dtype=np.int64), np.zeros(most, dtype=np.int64)
    for n in range(number):
        one, missed = each[n], people.missed[n]
        find(findings, people.rows[n], people.age_from[n], people.age_rows[n], found)
        still = 0
        for at in range(width):
            open_at[still] = at
            still += (found[at] & CLOSED) ^ CLOSED
        _note_skills(one, skills, shared, True)
        _note_work(one, stints, tables, hands, akin)
        _note_wishes(one, people.wishes, tables.wishes, nearest, rules.no_wish)
        fixed, pays, prefers = people.fixed[one.distance_of], money[one.money_of], (missed != NONE).any()
        nothing_done = NONE_DONE if one.told else NOT_TOLD
        has_market, size, public_size, last = False, 0, 0, np.int64(1) << 62
        for index in range(still):
            at = open_at[index]
            offer, flags = offers[at], found[at]
            traits, work, more = offer.traits, offer.work, shared[offer.skills]
            hand = hands[work]
            if traits & NEEDS_PRACTICE and _closed_by_practice(one, offer, stints, kinship, hand):
                continue
            if traits & PUBLIC and (has_market or one.in_work or at >= one.over_age_from):
                continue
            has_market |= traits & MARKET != 0
            pay = offer.experienced_pay if hand == EXPERIENCED else offer.beginners_pay
            did, done = nothing_done, 0
            if akin[work] | akin[offer.demanded] or more:
                did, done = _experience(one, offer, stints, near, more, rules.nearness_from)
            wish = 0 if flags & _UNWANTED else nearest[offer.title]
            total = experience_points[done] + pays[pay] + fixed[at] + wish_points[wish]
            total += schedules[_times(missed, preferences, at), at] if prefers else usual_schedule[at]
            no_gain = np.int64(pay >= one.gains and pay != rules.unknown_pay)
            if (no_gain << NO_GAIN_FROM | np.int64(FULL_SCORE - total) << SCORE_FROM) > last:
                continue
            total -= penalties[_reasons(one, offer, rules, flags, did, wish, hand, pay)]
            key = _key(no_gain, max(0, total), pay, places[at])
            if traits & PUBLIC:
                public_size = _put(public, public_size, most, key)
            else:
                size = _put(market, size, most, key)
                last = market[0] if size == most else last
        if not has_market:
            for index in range(public_size):
                size = _put(market, size, most, public[index])
        _note_skills(one, skills, shared, False)
        lists[n, :size] = np.sort(market[:size])
        counts[n] = size
    return lists, counts


@_compiled
def practice_gates(people: People, offers: Any, tables: Tables, n: int) -> Any:
    """The gates that the own practice of person `n` closes at every position: see `_closed_by_practice`."""
    one, rules = people.each[n], tables.rules[0]
    found = np.zeros(len(offers), dtype=np.int64)
    for at in range(len(offers)):
        hand = _practice(one, people.stints, tables.kin, offers[at].work, rules.enough_months)
        found[at] = _closed_by_practice(one, offers[at], people.stints, tables.kin, hand)
    return found


@_compiled
def weigh_all(people: People, offers: Any, tables: Tables, n: int, found: Any) -> tuple[Any, Any, Any]:
    """For person `n` and what was found at each position: points of experience, money, schedule and wish int16[4,
    positions], reasons to take something off int32[positions], keys int64[positions]."""
    width, one, rules = len(offers), people.each[n], tables.rules[0]
    points = np.zeros((4, width), dtype=np.int16)
    why, order = np.zeros(width, dtype=np.int32), np.zeros(width, dtype=np.int64)
    shared = np.zeros(rules.skill_classes, dtype=np.int32)
    hands, akin = np.zeros(rules.works, dtype=np.uint8), np.zeros(rules.works, dtype=np.uint8)
    nearest = np.zeros(rules.titles, dtype=np.int32)
    _note_skills(one, people.skills, shared, True)
    _note_work(one, people.stints, tables, hands, akin)
    _note_wishes(one, people.wishes, tables.wishes, nearest, rules.no_wish)
    for at in range(width):
        offer, flags = offers[at], found[at]
        hand, more = hands[offer.work], shared[offer.skills]
        pay = offer.experienced_pay if hand == EXPERIENCED else offer.beginners_pay
        did, done = _experience(one, offer, people.stints, tables.near, more, rules.nearness_from)
        wish = 0 if flags & _UNWANTED else nearest[offer.title]
        why[at] = _reasons(one, offer, rules, flags, did, wish, hand, pay)
        points[0, at] = tables.experience_points[done]
        points[1, at] = people.money[one.money_of, pay]
        points[2, at] = people.schedule[_times(people.missed[n], people.preferences, at), at]
        points[3, at] = tables.wish_points[wish]
        total = points[:, at].sum() + people.fixed[one.distance_of, at] - tables.penalties[why[at]]
        no_gain = np.int64(pay >= one.gains and pay != rules.unknown_pay)
        order[at] = _key(no_gain, max(0, total), pay, people.places[at])
    return points, why, order
