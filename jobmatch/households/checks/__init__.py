"""The consistency checks of the form (V01 to V34): one set for the counter, the roster and the stored record.

`check` says what keeps a household out or should be warned of, `check_together` what only several households show,
`questions` what to ask at the next visit. The catalogue says where each of V01 to V34 is kept.
"""

from collections.abc import Sequence
from datetime import date

from jobmatch.households.checks import family, hardship, lengths, persons, together, visit, work
from jobmatch.households.checks.finding import Case, Finding, Level
from jobmatch.households.record import HouseholdRecord
from jobmatch.parameters import ParameterBook

__all__ = ["Finding", "Level", "check", "check_together", "questions", "refuses"]


def check(
    record: HouseholdRecord,
    book: ParameterBook,
    division: str,
    as_of: date,
    *,
    asked: frozenset[str] | None = None,
    fictitious_ids: bool | None = None,
) -> list[Finding]:
    """What is wrong or doubtful in one household on a day, in the order of the form.

    `division` is the home county. `asked` are the record's fields that the source has columns for (None: the whole
    form), since a check runs only where its column exists. `fictitious_ids` None leaves the division 000000 to the
    installation's settings.
    """
    case = Case(record, book, division, as_of, asked, fictitious_ids)
    found = [finding for part in (family, persons, hardship, work, lengths) for finding in part.check(case)]
    return list({(finding.code, finding.person_key, finding.field): finding for finding in found}.values())


def check_together(
    records: Sequence[HouseholdRecord], as_of: date, *, fictitious_ids: bool | None = None
) -> list[Finding]:
    """What several households show together, said at the later one; both households of an E are to be refused."""
    return list(together.check(records, as_of, fictitious_ids))


def questions(
    record: HouseholdRecord,
    book: ParameterBook,
    division: str,
    as_of: date,
    *,
    last_year: HouseholdRecord | None = None,
    fictitious_ids: bool | None = None,
) -> list[Finding]:
    """What to ask at the next visit or call; never a fault of an import. `last_year` is the record of a year ago."""
    return list(visit.check(Case(record, book, division, as_of, None, fictitious_ids, last_year)))


def refuses(findings: Sequence[Finding]) -> bool:
    """Whether any of the findings keeps its household out."""
    return any(finding.level is Level.ERROR for finding in findings)
