"""Table M2: how people, labourers and the employed of a month came out of those of the month before. Pure.

Everybody is in one row of each column, found by comparing the two lines of the same person; so what came and what went
always leads from the opening to the closing, and what nobody wrote down stands in a row of its own.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jobmatch.households.codes import LeaveReason
from jobmatch.placements.referral import LeaveReason as WorkReason
from jobmatch.reports import definitions
from jobmatch.reports.lines import MonthLines, PersonLine
from jobmatch.reports.scope import Scope
from jobmatch.reports.status import Place
from jobmatch.reports.table import Row, Sum, Table

MEASURES = ("people", "labourers", "employed")
_COMES = ("began", "joined", "came", "aged_in", "able_again", "started_by_us", "started")
_LEFT = {
    LeaveReason.DIED: "died",
    LeaveReason.MARRIED: "married",
    LeaveReason.MOVED: "moved",
    LeaveReason.SPLIT: "split",
    LeaveReason.MISSING: "missing",
}
_GOES = (
    *_LEFT.values(), "went", "left_household", "aged_out", "unable", *(reason.value for reason in WorkReason),
    "unknown",
)  # fmt: skip

_ALWAYS = ("opening", "joined", "unknown", "closing")
"""One row of coming and one of going stand there though they are empty: beside them a small count can be hidden."""


@dataclass(frozen=True)
class Two:
    """One person before and now, None where the person has no line or was not there; `elsewhere`: at another site."""

    before: PersonLine | None
    now: PersonLine | None
    left: PersonLine | None
    from_elsewhere: bool
    elsewhere: bool


def changes(before: MonthLines | None, now: MonthLines, scope: Scope) -> Table:
    """M2; both months with the lines of all sites, so that who moved between two is seen. None: the ledger begins."""
    pairs = _pairs(before, now, scope)
    counts = {measure: _counted(pairs, measure, begins=before is None) for measure in MEASURES}
    keys = ("opening", *_COMES, *_GOES, "closing", "returned")
    rows = tuple(
        Row(
            key,
            definitions.row("M2", key),
            {measure: counts[measure].get(key, 0) for measure in MEASURES},
            0 if key in ("opening", "closing") else 1,
        )
        for key in keys
        if key in _ALWAYS or any(counts[measure].get(key) for measure in MEASURES)
    )
    sums = tuple(
        Sum(
            ("closing", measure),
            tuple(
                ((row.key, measure), -1 if row.key in _GOES else 1)
                for row in rows
                if row.key not in ("closing", "returned")
            ),
        )
        for measure in MEASURES
    )
    kept = frozenset((key, measure) for key in ("opening", "closing") for measure in MEASURES)
    return Table(
        "M2", definitions.title("M2"), definitions.columns("M2"), rows, definitions.notes("M2"), sums, kept=kept
    )


def _pairs(before: MonthLines | None, now: MonthLines, scope: Scope) -> list[Two]:
    here = frozenset(scope.site_ids)
    old = {one.person_id: one for one in (before.people if before else ()) if one.person_id is not None}
    new = {one.person_id: one for one in now.people if one.person_id is not None}
    found = [_two(old.get(key), new.get(key), here) for key in sorted(old.keys() | new.keys())]
    # Of whom nothing but the count is left, nobody knows who it was a month before.
    found += [Two(one, None, None, False, False) for one in (before.people if before else ()) if _nameless(one, here)]
    found += [Two(None, one, None, False, False) for one in now.people if _nameless(one, here)]
    return found


def _nameless(one: PersonLine, here: frozenset[int | None]) -> bool:
    return one.person_id is None and one.present and one.site_id in here


def _two(old: PersonLine | None, new: PersonLine | None, here: frozenset[int | None]) -> Two:
    was = old if old is not None and old.present else None
    is_now = new if new is not None and new.present else None
    return Two(
        was if was is not None and was.site_id in here else None,
        is_now if is_now is not None and is_now.site_id in here else None,
        new if new is not None and not new.present else None,
        was is not None and was.site_id not in here,
        is_now is not None and is_now.site_id not in here,
    )


def _counted(pairs: list[Two], measure: str, *, begins: bool) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for two in pairs:
        was, now = _in(two.before, measure), _in(two.now, measure)
        counts["opening"] += was
        counts["closing"] += now
        if now and not was:
            counts["began" if begins else _coming(two, measure)] += 1
        elif was and not now:
            counts[_going(two, measure)] += 1
        if measure == "employed" and _has_returned(two):
            counts["returned"] += 1
    return counts


def _in(line: PersonLine | None, measure: str) -> bool:
    if line is None:
        return False
    return {"people": line.present, "labourers": line.labourer, "employed": line.employed}[measure]


def _coming(two: Two, measure: str) -> str:
    assert two.now is not None
    if two.before is None:
        return "came" if two.from_elsewhere else "joined"
    if measure == "labourers" or not two.before.labourer:
        return "able_again" if two.before.of_age else "aged_in"
    return "started_by_us" if two.now.by_us else "started"


def _going(two: Two, measure: str) -> str:
    assert two.before is not None
    if two.now is None:
        if two.elsewhere:
            return "went"
        if two.left is None:
            return "unknown"
        return _LEFT.get(two.left.left_because or LeaveReason.OTHER, "left_household")
    if measure == "labourers" or not two.now.labourer:
        return "unable" if two.now.of_age else "aged_out"
    return two.now.left_work_because or "unknown"


def _has_returned(two: Two) -> bool:
    """Worked outside the county, and is here now without work or with work in the county."""
    if two.before is None or two.now is None or two.before.place not in (Place.PROVINCE, Place.OUT):
        return False
    return not two.now.employed or two.now.place is Place.COUNTY
