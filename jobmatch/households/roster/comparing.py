"""A list against what the lists said last: which households and people are new, changed, moved, gone, or missing.

Pure: entries and judged households in, a plan out. Nobody leaves by being absent; a member who is no longer listed and
of whom nothing is announced is a question for the next visit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.roster.announced import Announcement, Direction
from jobmatch.households.roster.entries import Departure, Entry
from jobmatch.households.roster.judging import Judged
from jobmatch.households.roster.payload import comparable

_LONGEST_KEY = 80


@dataclass(frozen=True)
class Planned:
    """What one household of the list means. `missing` are the members newly gone without a reason."""

    key: str
    judged: Judged
    entry: Entry | None
    is_new: bool
    changed: bool
    on: date
    people_new: tuple[PersonRecord, ...]
    people_moved: tuple[PersonRecord, ...]
    left: tuple[Departure, ...]
    missing: tuple[PersonRecord, ...]
    departures_due: tuple[Departure, ...]
    still_missing: tuple[PersonRecord, ...]
    said_elsewhere: tuple[PersonRecord, ...]

    @property
    def is_to_do(self) -> bool:
        """Whether anything has to be written: not where the list repeats what was taken in or refused before."""
        if self.entry is None or self.is_new or self.changed:
            return True
        if self.judged.refused != self.entry.refused:
            return True
        return not self.judged.refused and bool(self.departures_due)


@dataclass(frozen=True)
class Plan:
    """All households of a list, in its order, and those of its sites that the list before had and this one lacks.

    `foreign` are households outside the area of whoever imports: they are told of and compared with nothing.
    """

    households: tuple[Planned, ...]
    absent: tuple[Entry, ...]
    foreign: tuple[Judged, ...] = ()


class People:
    """Finds the same person among many: by ID number, by the office's code, by name and birth date without numbers."""

    def __init__(self, households: Iterable[tuple[str, Iterable[PersonRecord]]]) -> None:
        self._by_mark: dict[tuple[str, ...], list[tuple[str, PersonRecord]]] = {}
        for key, members in households:
            for person in members:
                for mark in _marks(person):
                    self._by_mark.setdefault(mark, []).append((key, person))

    def find(self, person: PersonRecord, near: str | None = None) -> tuple[str, PersonRecord] | None:
        """The household's key and the record of the same person, None for somebody not among them.

        Where one number stands in two households, the household `near` goes first.
        """
        for mark in _marks(person):
            found = [
                match
                for match in self._by_mark.get(mark, ())
                if (match[0] == near and person.birth_date) or _may_be_one(mark, person, match[1])
            ]
            if found:
                return next((match for match in found if match[0] == near), found[0])
        return None


def _marks(person: PersonRecord) -> Iterator[tuple[str, ...]]:
    """What a person is known by, the surest first."""
    if person.id_number:
        yield ("number", person.id_number)
    if person.office_code:
        yield ("code", person.office_code)
    yield ("name", person.name, str(person.birth_date))


def _may_be_one(mark: tuple[str, ...], one: PersonRecord, other: PersonRecord) -> bool:
    """Two people of one name and birth date with different numbers are two people, if they live in two households."""
    return mark[0] != "name" or not (one.id_number and other.id_number)


def plan(
    judged: Sequence[Judged], entries: Mapping[str, Entry], announced: Sequence[Announcement], as_of: date
) -> Plan:
    """Compare every household of a list with the entries of the lists before it."""
    before = People((key, (*entry.said.members, *entry.missing)) for key, entry in entries.items())
    keys = [_key_of(one.record, before, entries) for one in judged]
    now = People((key, one.record.members) for key, one in zip(keys, judged, strict=True))
    leaving = _leaving(announced, before)
    return Plan(
        tuple(
            _planned(key, one, entries, before, now, announced, leaving, as_of)
            for key, one in zip(keys, judged, strict=True)
        ),
        _absent(judged, set(keys), entries),
    )


def _absent(judged: Sequence[Judged], keys: set[str], entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """Households that the newest list of a site had; those that were absent from it already have been asked about."""
    sites = {one.record.site for one in judged}
    of_sites = [entry for entry in entries.values() if entry.said.site in sites]
    newest = max((entry.as_of for entry in of_sites), default=None)
    return tuple(entry for entry in of_sites if entry.as_of == newest and entry.key not in keys)


def _key_of(record: HouseholdRecord, before: People, entries: Mapping[str, Entry]) -> str:
    """The office's number or ours; without one, the entry with most of its people, else a key from its first member."""
    number = record.office_number or record.number
    if number:
        return number[:_LONGEST_KEY]
    found = [match[0] for member in record.members if (match := before.find(member))]
    known = [key for key in found if entries[key].said.office_number is None]
    if known:
        return max(sorted(set(known)), key=known.count)
    first = record.members[0]
    return f"{record.site or ''}/{record.dwelling or ''}/{first.name}"[:_LONGEST_KEY]


def _leaving(announced: Sequence[Announcement], before: People) -> dict[tuple[str, str], Announcement]:
    """Departures by the household's key and the person's name."""
    found: dict[tuple[str, str], Announcement] = {}
    for line in announced:
        if line.direction is not Direction.LEAVES:
            continue
        match = before.find(PersonRecord(key="", name=line.name, id_number=line.id_number)) if line.id_number else None
        key = match[0] if match else line.office_number
        if key:
            found[key, match[1].name if match else line.name] = line
    return found


def _planned(
    key: str,
    judged: Judged,
    entries: Mapping[str, Entry],
    before: People,
    now: People,
    announced: Sequence[Announcement],
    leaving: Mapping[tuple[str, str], Announcement],
    as_of: date,
) -> Planned:
    record = judged.record
    entry = entries.get(key)
    matches = [(member, before.find(member, near=key)) for member in record.members]
    gone = [person for person in (entry.said.members if entry else ()) if now.find(person, near=key) is None]
    absent_before = [person for person in (entry.missing if entry else ()) if now.find(person, near=key) is None]
    left = tuple(
        _departure(person, leaving[key, person.name], as_of)
        for person in (*gone, *absent_before)
        if (key, person.name) in leaving
    )
    missing = tuple(person for person in gone if (key, person.name) not in leaving)
    moved = tuple((member, match) for member, match in matches if match and match[0] != key)
    return Planned(
        key=key,
        judged=judged,
        entry=entry,
        is_new=entry is None,
        changed=entry is not None and comparable(entry.said) != comparable(record),
        on=_day(record, key, entry, [entries[match[0]] for _, match in moved], announced, as_of),
        people_new=tuple(member for member, match in matches if match is None),
        people_moved=tuple(member for member, _ in moved),
        left=left,
        missing=missing,
        departures_due=(*(entry.departures if entry else ()), *left),
        still_missing=(
            *(person for person in absent_before if (key, person.name) not in leaving),
            *missing,
        ),
        said_elsewhere=tuple(
            said for member, match in moved if (said := _taken_of(member, entries[match[0]])) is not None
        ),
    )


def _day(
    record: HouseholdRecord,
    key: str,
    entry: Entry | None,
    origins: Sequence[Entry],
    announced: Sequence[Announcement],
    as_of: date,
) -> date:
    """From when a household's news holds: a new household from the day announced, everything else from the list's day.

    A day before the list from which its people come cannot be: they were still there.
    """
    if entry is not None:
        return as_of
    numbers = {member.id_number for member in record.members if member.id_number}
    days = [
        line.day
        for line in announced
        if line.direction is Direction.JOINS
        and line.day is not None
        and (line.office_number == key or line.id_number in numbers)
    ]
    first = min(days, default=as_of)
    return first if first <= as_of and all(first >= origin.as_of for origin in origins) else as_of


def _departure(person: PersonRecord, line: Announcement, as_of: date) -> Departure:
    return Departure(replace(person, key=""), line.because, line.day if line.day and line.day <= as_of else as_of)


def _taken_of(member: PersonRecord, origin: Entry) -> PersonRecord | None:
    """What was last taken in of somebody from another household of the lists."""
    found = People([(origin.key, origin.taken.members)]).find(member) if origin.taken else None
    return found[1] if found else None
