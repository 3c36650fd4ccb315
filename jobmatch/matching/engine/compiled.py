"""The compiled form: what `plain` does for one person, as loops over many people of a catchment."""

from typing import Any

import numpy as np

from jobmatch.matching.compiling import compiled
from jobmatch.matching.engine.columns import MARKET, PUBLIC
from jobmatch.matching.engine.keys import FULL_SCORE, NO_GAIN_FROM, PAY_FROM, SCORE_FROM
from jobmatch.matching.engine.laid import NONE, People, Tables
from jobmatch.matching.engine.pairs import (
    EXPERIENCED,
    NEEDS_PRACTICE,
    closed_by_practice,
    experience,
    note_skills,
    note_wishes,
    note_work,
    practice,
    reasons,
)
from jobmatch.matching.engine.plain import NONE_DONE, NOT_TOLD
from jobmatch.matching.engine.rows import CLOSED, UNWANTED, byte_of

_UNWANTED = byte_of(UNWANTED)
# How many scores there are; what is no gain comes behind all of them.
LEVELS = FULL_SCORE + 1


@compiled
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


@compiled
def _times(missed: Any, preferences: Any, at: Any) -> Any:
    """How many preferences are missed at a position."""
    times = 0
    for row in missed:
        if row != NONE:
            times += preferences[row, at]
    return times


@compiled
def _key(no_gain: Any, total: Any, pay: Any, place: Any) -> Any:
    """The place in the list as a number: see `keys`."""
    return (
        no_gain << NO_GAIN_FROM
        | np.int64(FULL_SCORE - total) << SCORE_FROM
        | np.int64(pay) << PAY_FROM
        | np.int64(place)
    )


@compiled
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


@compiled
def _blank(rules: Any) -> Any:
    """Of nobody yet: by kind of work what the practice comes to and whether anything akin was done, by class of wanted
    skills what shared ones give and one more, by advert the permille of the nearest wish."""
    return (
        np.zeros(rules.works, dtype=np.uint8),
        np.zeros(rules.works, dtype=np.uint8),
        np.zeros(rules.skill_classes, dtype=np.int32),
        np.zeros(rules.titles, dtype=np.int32),
    )


@compiled
def _passing(found: Any, open_at: Any) -> Any:
    """The positions where nothing is closed, into `open_at`; returns how many there are."""
    still = 0
    for at in range(len(found)):
        open_at[still] = at
        still += (found[at] & CLOSED) ^ CLOSED
    return still


@compiled
def _sort(level: Any, number: Any, begins: Any, order: Any) -> None:
    """The indexes of `number` things by level, the lowest first, into `order`."""
    begins[:] = 0
    for index in range(number):
        begins[level[index] + 1] += 1
    for each in range(1, len(begins)):
        begins[each] += begins[each - 1]
    for index in range(number):
        order[begins[level[index]]] = index
        begins[level[index]] += 1


@compiled
def best(people: People, offers: Any, tables: Tables, most: int) -> tuple[Any, Any]:
    """Of each person the keys of the best, in order, and how many there are: int64[people, most], int32[people].

    Points come first; then, from the most points down, what is taken off, until nothing that is left can be among them.
    """
    # Names for all that the loops look into: an array that is reached through a tuple is counted as used at every turn.
    number, width, rules, stints = len(people.each), len(offers), tables.rules[0], people.stints
    near, kinship, places, preferences = tables.near, tables.kin, people.places, people.preferences
    experience_points, wish_points, penalties = tables.experience_points, tables.wish_points, tables.penalties
    schedules, usual_schedule = people.schedule, people.schedule[0]
    lists, counts = np.zeros((number, most), dtype=np.int64), np.zeros(number, dtype=np.int32)
    found, open_at = np.zeros(width, dtype=np.uint8), np.zeros(width + 1, dtype=np.int32)
    level, order = np.zeros(width, dtype=np.uint8), np.zeros(width, dtype=np.int32)
    begins = np.zeros(2 * LEVELS + 1, dtype=np.int32)
    hands, akin, shared, nearest = _blank(rules)
    for n in range(number):
        one, missed, keys = people.each[n], people.missed[n], lists[n]
        find(people.findings, people.rows[n], people.age_from[n], people.age_rows[n], found)
        note_skills(one, people.skills, shared, True)
        note_work(one, stints, tables, hands, akin)
        note_wishes(one, people.wishes, tables.wishes, nearest, rules.no_wish)
        fixed, pays, prefers = people.fixed[one.distance_of], people.money[one.money_of], (missed != NONE).any()
        nothing_done = NONE_DONE if one.told else NOT_TOLD
        has_market, passing, size = False, 0, 0
        for index in range(_passing(found, open_at)):
            at = open_at[index]
            offer = offers[at]
            traits, work, more = offer.traits, offer.work, shared[offer.skills]
            hand = hands[work]
            if traits & NEEDS_PRACTICE and closed_by_practice(one, offer, stints, kinship, hand):
                continue
            if traits & PUBLIC and (one.in_work or at >= one.over_age_from):
                continue
            has_market |= traits & MARKET != 0
            pay = offer.experienced_pay if hand == EXPERIENCED else offer.beginners_pay
            done = 0
            if akin[work] | akin[offer.demanded] or more:
                _, done = experience(one, offer, stints, near, more, rules.nearness_from)
            wish = 0 if found[at] & _UNWANTED else nearest[offer.title]
            points = experience_points[done] + pays[pay] + fixed[at] + wish_points[wish]
            points += schedules[_times(missed, preferences, at), at] if prefers else usual_schedule[at]
            no_gain = pay >= one.gains and pay != rules.unknown_pay
            open_at[passing], level[passing] = at, FULL_SCORE - points + LEVELS * no_gain
            passing += 1
        _sort(level, passing, begins, order)
        for place in range(passing):
            index = order[place]
            at, no_gain = open_at[index], np.int64(level[index] >= LEVELS)
            points = FULL_SCORE - np.int64(level[index]) + LEVELS * no_gain
            if size == most and _key(no_gain, points, 0, 0) > keys[0]:
                break
            offer, flags = offers[at], found[at]
            work, more = offer.work, shared[offer.skills]
            if offer.traits & PUBLIC and has_market:
                continue
            pay = offer.experienced_pay if hands[work] == EXPERIENCED else offer.beginners_pay
            did = nothing_done
            if akin[work] | akin[offer.demanded] or more:
                did, _ = experience(one, offer, stints, near, more, rules.nearness_from)
            wish = 0 if flags & _UNWANTED else nearest[offer.title]
            total = points - penalties[reasons(one, offer, rules, flags, did, wish, hands[work], pay)]
            size = _put(keys, size, most, _key(no_gain, max(0, total), pay, places[at]))
        note_skills(one, people.skills, shared, False)
        keys[:size].sort()
        counts[n] = size
    return lists, counts


@compiled
def practice_gates(people: People, offers: Any, tables: Tables, n: int) -> Any:
    """The gates that the own practice of person `n` closes at every position: see `_closed_by_practice`."""
    one, rules = people.each[n], tables.rules[0]
    found = np.zeros(len(offers), dtype=np.int64)
    for at in range(len(offers)):
        hand = practice(one, people.stints, tables.kin, offers[at].work, rules.enough_months)
        found[at] = closed_by_practice(one, offers[at], people.stints, tables.kin, hand)
    return found


@compiled
def weigh_all(people: People, offers: Any, tables: Tables, n: int, found: Any) -> tuple[Any, Any, Any]:
    """For person `n` and what was found at each position: points of experience, money, schedule and wish int16[4,
    positions], reasons to take something off int32[positions], keys int64[positions]."""
    width, one, rules = len(offers), people.each[n], tables.rules[0]
    points = np.zeros((4, width), dtype=np.int16)
    why, order = np.zeros(width, dtype=np.int32), np.zeros(width, dtype=np.int64)
    hands, akin, shared, nearest = _blank(rules)
    note_skills(one, people.skills, shared, True)
    note_work(one, people.stints, tables, hands, akin)
    note_wishes(one, people.wishes, tables.wishes, nearest, rules.no_wish)
    for at in range(width):
        offer, flags = offers[at], found[at]
        hand, more = hands[offer.work], shared[offer.skills]
        pay = offer.experienced_pay if hand == EXPERIENCED else offer.beginners_pay
        did, done = experience(one, offer, people.stints, tables.near, more, rules.nearness_from)
        wish = 0 if flags & _UNWANTED else nearest[offer.title]
        why[at] = reasons(one, offer, rules, flags, did, wish, hand, pay)
        points[0, at] = tables.experience_points[done]
        points[1, at] = people.money[one.money_of, pay]
        points[2, at] = people.schedule[_times(people.missed[n], people.preferences, at), at]
        points[3, at] = tables.wish_points[wish]
        total = points[:, at].sum() + people.fixed[one.distance_of, at] - tables.penalties[why[at]]
        no_gain = np.int64(pay >= one.gains and pay != rules.unknown_pay)
        order[at] = _key(no_gain, max(0, total), pay, people.places[at])
    return points, why, order
