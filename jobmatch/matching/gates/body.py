"""What the body, the eye and the tongue can do against what the work truly needs; function beats label."""

from jobmatch.matching.codes import Capacity
from jobmatch.matching.notes import Fix, Found, Gate
from jobmatch.matching.pair import Pair, Setting


def body(pair: Pair, setting: Setting, found: Found) -> None:
    weakness(pair, setting, found)
    functions(pair, setting, found)
    reading(pair, setting, found)
    mandarin(pair, setting, found)


def weakness(pair: Pair, setting: Setting, found: Found) -> None:
    """Heavy work, long hours and nights for who is weak."""
    if pair.seeker.person.capacity is not Capacity.WEAK:
        return
    vacancy, rules = pair.post.vacancy, setting.rules
    if vacancy.physical is not None and vacancy.physical >= rules.weak_closed_from:
        found.gate(Gate.CAP, "weak_heavy", level=vacancy.physical)
    hours = vacancy.schedule.hours_per_day
    if hours is not None and hours > rules.weak_hours:
        found.ask("weak_hours", hours=hours)
    if pair.post.nights:
        found.ask("weak_nights")


def functions(pair: Pair, _setting: Setting, found: Found) -> None:
    """What the body cannot do, or does with difficulty."""
    seeker, needed = pair.seeker, pair.post.vacancy.functions
    if needed is None:
        if seeker.cannot or seeker.person.limits is None:
            found.ask("functions")
        return
    if not needed:
        return
    if seeker.person.limits is None:
        found.ask("limits", functions=needed)
        return
    missing = tuple(function for function in needed if function in seeker.cannot)
    if missing:
        found.gate(Gate.FUNC, "function", functions=missing)
    hard = tuple(function for function in needed if function in seeker.hard_for)
    if hard:
        found.fix(Fix.ASK_EMPLOYER, "limited", functions=hard)


def reading(pair: Pair, setting: Setting, found: Found) -> None:
    """Signs and forms that the work makes one read."""
    had, needed, ladder = pair.seeker.person.reading, pair.post.vacancy.reading, setting.rules.reading
    if needed is None:
        if had is None or ladder[had] < max(ladder.values()):
            found.ask("needs_reading")
    elif ladder[needed] > 0:
        if had is None:
            found.ask("reading", needed=needed)
        elif ladder[had] < ladder[needed]:
            found.gate(Gate.READ, "reading", needed=needed)


def mandarin(pair: Pair, setting: Setting, found: Found) -> None:
    """Mandarin that the work makes one understand or speak."""
    had, needed, ladder = pair.seeker.person.mandarin, pair.post.vacancy.mandarin, setting.rules.mandarin
    if needed is None:
        if had is None or ladder[had] < max(ladder.values()):
            found.ask("needs_mandarin")
    elif ladder[needed] > 0:
        if had is None:
            found.ask("mandarin", needed=needed)
        elif ladder[had] < ladder[needed]:
            found.gate(Gate.LANG, "mandarin", needed=needed)
