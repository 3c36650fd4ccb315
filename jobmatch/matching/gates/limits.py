"""The person's own limits (MR4): place, hours, nights, dormitory, refused work, the employer left for cause.

A hard limit is a gate while it lasts, a preferred one costs comfort, one whose strength nobody noted is a question.
"""

from jobmatch.matching.codes import Area, ConstraintKind, Dorm, LeaveReason, Shift, Strength
from jobmatch.matching.facts import Constraint
from jobmatch.matching.hours import fits_window
from jobmatch.matching.notes import Fix, Found, Gate, Soft
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.trades import maybe_same, surely_same

BARRING = frozenset(LeaveReason)


def limits(pair: Pair, setting: Setting, found: Found) -> None:
    _history(pair, found)
    _distance(pair, found)
    for held in pair.seeker.binding:
        for gate, met, key, question in _tests(held, pair):
            if met is not True:
                weigh(held, met is False, pair, found, gate, key, question, area=held.area)
    _refused(pair, setting, found)
    _available(pair, found)


def weigh(
    held: Constraint, fails: bool, pair: Pair, found: Found, gate: Gate, key: str, question: str, **values: object
) -> None:
    """What a limit that is not met for certain does to the pair; `fails` is false where a missing fact decides."""
    hard = held.strength is Strength.HARD
    over_by_then = held.until is not None and pair.post.day >= held.until
    if hard and over_by_then:
        if fails:
            found.fix(Fix.WAIT_DATE, "wait_date", until=held.until, kind=held.kind)
    elif hard and not fails:
        found.ask(question)
    elif hard and held.until is not None and pair.post.vacancy.start is None:
        found.ask("start")
    elif hard:
        found.gate(gate, key, **values)
    elif not over_by_then:
        _prefer(held, fails, found)


def _prefer(held: Constraint, fails: bool, found: Found) -> None:
    if held.strength is None:
        found.ask("strength", kind=held.kind)
    if fails:
        found.missed_preferences += 1
        if held.kind is ConstraintKind.FURTHEST and Soft.FAR not in found.soft:
            found.soft.append(Soft.FAR)


def _tests(held: Constraint, pair: Pair) -> tuple[tuple[Gate, bool | None, str, str], ...]:
    """Gate, whether the limit is met (None: not known), the sentence and the question, for each test of a limit."""
    post = pair.post
    match held.kind:
        case ConstraintKind.HOURS:
            if held.start is None or held.end is None:
                return ((Gate.SHIFT, None, "", "window"),)
            met = fits_window(post.vacancy.schedule, held.start, held.end)
            return ((Gate.SHIFT, met, _hours_key(post.vacancy.schedule.shift), "shift"),)
        case ConstraintKind.NIGHT:
            return ((Gate.SHIFT, _opposite(post.nights), "night", "shift"),)
        case ConstraintKind.HOME_EVERY_NIGHT:
            stays = sleeps_away(post.vacancy.schedule.shift)
            return (
                (Gate.LOC, pair.travel.daily, "home_every_night_far", "place"),
                (Gate.SHIFT, _opposite(stays), "home_every_night_shift", "shift"),
            )
        case ConstraintKind.FURTHEST:
            if held.area is None:
                return ((Gate.LOC, None, "", "furthest_area"),)
            return ((Gate.LOC, pair.travel.within[held.area], f"furthest_{held.area}", "place"),)
        case ConstraintKind.DORM:
            return ((Gate.DORM, _has_bed(pair), "dorm", "dorm" if pair.travel.daily is False else "place"),)
        case _:
            return ()


def _hours_key(shift: Shift | None) -> str:
    return "hours_rotating" if shift is Shift.ROTATING else "hours"


def sleeps_away(shift: Shift | None) -> bool | None:
    """Whether the shift takes the person from home at night; None: not known."""
    return None if shift is None else shift in (Shift.NIGHT, Shift.ROTATING)


def _has_bed(pair: Pair) -> bool | None:
    """A bed is needed only beyond daily travel."""
    dorm, daily = pair.post.vacancy.dorm, pair.travel.daily
    if daily or (dorm is not None and dorm is not Dorm.NONE):
        return True
    return None if dorm is None or daily is None else False


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def _history(pair: Pair, found: Found) -> None:
    """MR17: an employer left over unpaid wages, an injury or abuse is not offered to this person again."""
    for left in pair.seeker.person.left or ():
        if left.employer == pair.post.employer.id and left.reason in BARRING:
            found.gate(Gate.EMPLOYER_HISTORY, f"left_{left.reason}", on=left.on)
            return


def _distance(pair: Pair, found: Found) -> None:
    if pair.travel.daily is None:
        found.ask("place")
    elif not pair.travel.daily:
        found.soft.append(Soft.FAR)
    if pair.seeker.person.constraints is None and (pair.travel.daily is False or pair.post.nights):
        found.ask("own_limits_far" if pair.travel.daily is False else "own_limits_nights")


def _refused(pair: Pair, setting: Setting, found: Found) -> None:
    for held, trade in pair.seeker.refused:
        if surely_same(trade, pair.post.trade, setting.vocabulary) and not pair.post.trade.options:
            weigh(held, True, pair, found, Gate.REFUSED_OCC, "refused", "refused", work=trade.text)
        elif maybe_same(trade, pair.post.trade, setting.vocabulary):
            weigh(held, False, pair, found, Gate.REFUSED_OCC, "refused", "refused")


def _available(pair: Pair, found: Found) -> None:
    available, start = pair.seeker.person.available_from, pair.post.vacancy.start
    if available is not None and start is not None and available > pair.post.day:
        found.fix(Fix.ASK_EMPLOYER, "available_later", on=available, start=start)


def accepts_far(areas: frozenset[Area], pair: Pair) -> bool:
    """The person has drawn an own line, and this place lies inside it."""
    return any(pair.travel.within[area] is True for area in areas)


def refuses(pair: Pair, setting: Setting) -> bool:
    """Work that the person would rather not do; what is refused for good has not come so far."""
    return any(surely_same(trade, pair.post.trade, setting.vocabulary) for _, trade in pair.seeker.refused)
