"""From the facts of a site to the lines of its people and households. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from jobmatch.parameters import ParameterBook
from jobmatch.parameters import book as book_of
from jobmatch.placements.zero_clock.life import ZeroState
from jobmatch.reports import month as months
from jobmatch.reports import status
from jobmatch.reports.belonging import Belonging
from jobmatch.reports.lines import HouseholdLine, PersonLine
from jobmatch.reports.reading import SiteFacts
from jobmatch.reports.status import Status

_ASKED = frozenset({"labour_age_from", "labour_age_below", "subsistence_line_month"})

Spell = tuple[date, date | None, str]


def lines_of(
    facts: SiteFacts, month: date, whole_book: ParameterBook, home: str
) -> tuple[list[PersonLine], list[HouseholdLine]]:
    """Everybody of some households on the last day of a month, by household; `home` is the county's six digits."""
    # A book is looked through from end to end for every question, and there are two questions about everybody.
    book = book_of(row for row in whole_book.rows if row.name in _ASKED).overriding(whole_book.overrides)
    last = months.last_day(month)
    people = [_person_line(one, facts, last, book, home) for one in facts.belongings]
    members: dict[int, list[PersonLine]] = defaultdict(list)
    for line in people:
        if line.present:
            members[line.household_id].append(line)
    households = [
        _household_line(household_id, facts, month, members[household_id]) for household_id in sorted(facts.homes)
    ]
    return people, households


def zero_figures(found: Sequence[Spell], opening: int | None, month: date) -> tuple[int, int, int, int, int]:
    """Spells without an earner of one household: opening, found, cleared, ended otherwise, closing.

    `opening` is what the ledger of the month before closed with; without one it is read from the spells. What was
    written down late, for a day of a month that is closed, is told in this one, so that closing meets opening always.
    """
    last = months.last_day(month)
    closing = sum(1 for began, ended, _ in found if began <= last and (ended is None or ended > last))
    if opening is None:
        opening = sum(1 for began, ended, _ in found if began < month and (ended is None or ended >= month))
    over = [state for _, ended, state in found if ended is not None and month <= ended <= last]
    cleared = over.count(ZeroState.CLEARED)
    otherwise = len(over) - cleared
    late = closing - opening + cleared + otherwise
    if late >= 0:
        return opening, late, cleared, otherwise, closing
    ended_before = [state for _, ended, state in found if ended is not None and ended < month]
    if ended_before and ended_before[-1] == ZeroState.CLEARED:
        return opening, 0, cleared - late, otherwise, closing
    return opening, 0, cleared, otherwise - late, closing


def _person_line(one: Belonging, facts: SiteFacts, last: date, book: ParameterBook, home: str) -> PersonLine:
    person = facts.people[one.person_id]
    counted = status.counted(person, book, home, last)
    at_work = one.present and counted.status is Status.EMPLOYED
    work = person.work
    placed = facts.placed.get(one.person_id) if at_work else None
    proof = "、".join(placed.proofs) if placed is not None and placed.proofs else facts.sources.get(one.person_id)
    return PersonLine(
        person_id=one.person_id,
        household_id=one.household_id,
        site_id=facts.homes[one.household_id][0],
        present=one.present,
        left_because=one.left_because,
        status=counted.status,
        asked=counted.asked,
        of_age=status.of_working_age(person, book, home, last),
        place=status.place_of(work, home) if at_work else None,
        employer=work.employer if at_work else None,
        occupation=(work.occupation or work.title) if at_work else None,
        industry=work.industry if at_work else None,
        channel=work.channel if at_work else None,
        since=work.since if at_work else None,
        wage=work.wage_month if at_work else None,
        wage_band=status.band_of(work.wage_month) if at_work else None,
        contract=placed.contract if placed is not None else None,
        insurance="、".join(placed.insurance) or None if placed is not None else None,
        workshop=at_work and status.is_workshop(work),
        public_post=at_work and status.is_public_post(work),
        own_account=at_work and status.is_on_own_account(work),
        by_us=placed is not None,
        left_work_because=facts.left_work.get(one.person_id),
        proof=proof if at_work else None,
    )


def _household_line(household_id: int, facts: SiteFacts, month: date, members: Sequence[PersonLine]) -> HouseholdLine:
    opening = facts.zero_before.get(household_id, 0) if facts.after_a_ledger else None
    figures = zero_figures(facts.spells.get(household_id, ()), opening, month)
    return HouseholdLine(
        household_id,
        *facts.homes[household_id],
        len(members),
        sum(1 for line in members if line.labourer),
        sum(1 for line in members if line.employed),
        *figures,
    )
