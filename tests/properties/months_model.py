"""The small model that random months are held to: what must be true of referrals, jobs and clocks. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from jobmatch.placements.answering import Said
from jobmatch.placements.referral import StartProof

FIRST = date(2026, 3, 2)
UNDECIDED = {"offered", "accepted", "introduced", "interview"}
AT_WORK = {"started", "on_job", "stable_3m", "stable_6m"}
HOLDING = AT_WORK | {"hired"}


@dataclass
class Way:
    """One referral as the model knows it: whose, where to, how far, and the words for a start so far."""

    person: int
    post: int
    state: str = "offered"
    words: set[StartProof] = field(default_factory=set)
    started: date | None = None


@dataclass
class Home:
    """One household as the model knows it: who belongs to it, and of each the days from which until which work ran."""

    people: tuple[int, ...]
    jobs: list[tuple[int, date, date | None]] = field(default_factory=list)

    def at_work(self, day: date) -> set[int]:
        return {who for who, since, until in self.jobs if since <= day and (until is None or day < until)}


def zero_days(home: Home, today: date) -> list[tuple[date, date | None]]:
    """The spells without an earner, day by day in the plainest way: found, and the day each ended, if it has.

    Whoever has been in work on thirty days running clears the household on the day after.
    """
    spells: list[tuple[date, date | None]] = []
    since: dict[int, date] = {}
    day = FIRST
    while day <= today:
        stands = bool(spells) and spells[-1][1] is None
        if stands and any(day - begun == timedelta(days=30) for begun in since.values()):
            spells[-1], stands = (spells[-1][0], day), False
        if not stands and not home.at_work(day):
            spells.append((day, None))
            since = {}
        since = {who: since.get(who, day) for who in home.at_work(day)}
        day += timedelta(days=1)
    return spells


def stands(spells: list[tuple[date, date | None]], day: date) -> bool:
    """Whether one of the spells covers a day."""
    return any(found <= day and (ended is None or day < ended) for found, ended in spells)


def means(way: Way) -> Said:
    """What a running referral says of the person's wish."""
    return Said.THINK if way.state == "offered" else Said.WANT


def months_before(day: date, months: int) -> date:
    """The same day so many months before; the days after the 28th are left to tests of their own."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28))
