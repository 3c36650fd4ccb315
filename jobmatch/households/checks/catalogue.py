"""Where each check of the form (domain.md 1.4) is kept, or why it has nothing to look at yet.

V25 and V26 need columns that the record does not have: travel allowances and dated measures of support. V34 is advice
for those who build an import (every fault by row, good rows kept) and no fault of a household.
"""

from types import MappingProxyType

from jobmatch.households.checks import family, hardship, lengths, persons, together, visit, work
from jobmatch.households.checks.finding import Rule

RULES: tuple[Rule, ...] = (
    *persons.RULES, *family.RULES, *hardship.RULES, *work.RULES, *together.RULES, *lengths.RULES, *visit.RULES,
)  # fmt: skip

NOT_YET = MappingProxyType(
    {
        "V25": "the record has no column for travel allowances",
        "V26": "the record has no column for dated measures of support",
        "V34": "a lesson for imports: faults by row, good rows kept, nothing half-saved; no limit on rows",
    }
)


def kept(check: str) -> tuple[Rule, ...]:
    """The rules that a check of the catalogue speaks with."""
    return tuple(rule for rule in RULES if rule.check == check)
