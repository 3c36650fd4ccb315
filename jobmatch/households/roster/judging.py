"""Which households of a list are good: the form's checks, each finding brought back to the cell that it speaks of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jobmatch.households import checks
from jobmatch.households.checks import Finding
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.roster.reading import ReadHousehold, Setting
from jobmatch.parameters import ParameterBook
from jobmatch.workbooks.faults import Fault, Level
from jobmatch.workbooks.grid import CellValue
from jobmatch.workbooks.values import UnreadableError

RawValue = Callable[[ReadHousehold, int, str], CellValue]


@dataclass(frozen=True)
class Judged:
    """A household with all that was found; an E anywhere in it, or in its twin, keeps the whole of it out."""

    read: ReadHousehold
    faults: tuple[Fault, ...]
    refused: bool

    @property
    def record(self) -> HouseholdRecord:
        """What the list says of it."""
        return self.read.record


def judge_alone(read: ReadHousehold, raw: RawValue, setting: Setting, book: ParameterBook) -> Judged:
    """One household by itself. `raw` gives the cell behind a field while its rows are at hand."""
    findings = checks.check(
        read.record,
        book,
        setting.home,
        setting.as_of,
        asked=frozenset(read.table.places),
        fictitious_ids=setting.fictitious_ids,
    )
    known = {(fault.row, fault.cell) for fault in read.faults}
    faults = list(read.faults)
    for finding in findings:
        fault = fault_of(finding, read, read, raw)
        # A cell that could not be read is empty for the checks: that it is empty would be said twice.
        if (fault.row, fault.cell) not in known:
            faults.append(fault)
    return _judged(read, faults)


def judge_together(households: Sequence[Judged], setting: Setting) -> list[Judged]:
    """What only several households show: one number twice refuses both, a probable duplicate is a question at one."""
    judged = list(households)
    findings = checks.check_together(
        [one.record for one in judged], setting.as_of, fictitious_ids=setting.fictitious_ids
    )
    for finding in findings:
        here = judged[finding.household]
        there = judged[finding.other_household if finding.other_household is not None else finding.household]
        fault = fault_of(finding, here.read, there.read, _number_of)
        judged[finding.household] = _judged(here.read, [*here.faults, fault], here.refused)
        if fault.level is Level.ERROR and there is not here:
            judged[finding.other_household or 0] = replace(there, refused=True)
    return judged


def with_findings(household: Judged, findings: Sequence[Finding]) -> Judged:
    """The household with what the database had to add."""
    faults = [fault_of(finding, household.read, household.read, _number_of) for finding in findings]
    return _judged(household.read, [*household.faults, *faults], household.refused) if faults else household


def refused_because(household: Judged, message: str) -> Judged:
    """The household with a number that was somebody else's by the time it was to be saved."""
    read = household.read
    fault = Fault(
        sheet=read.table.sheet.name,
        row=read.first_row,
        column=read.table.heading("id_number"),
        cell=read.table.cell(read.first_row, "id_number"),
        code="id_duplicate",
        level=Level.ERROR,
        message=message,
        message_en="An ID number of this household was entered for somebody else meanwhile: see which is right.",
        household=read.record.office_number,
    )
    return _judged(read, [*household.faults, fault])


def fault_of(finding: Finding, read: ReadHousehold, other: ReadHousehold, raw: RawValue) -> Fault:
    """The finding at its cell: the member's row, or for the household the row in which the field stands."""
    line = read.lines.get(finding.person_key or "")
    row = line.row if line else read.shared_rows.get(finding.field, read.first_row)
    twin = other.lines.get(finding.other_key or "")
    return Fault(
        sheet=read.table.sheet.name,
        row=row,
        column=read.table.heading(finding.field),
        cell=read.table.cell(row, finding.field),
        code=finding.code,
        level=Level(finding.level.value),
        message=finding.message,
        message_en=finding.message_en,
        value=raw(read, row, finding.field),
        other_row=twin.row if twin else None,
        other_sheet=twin.sheet if twin and twin.sheet != read.table.sheet.name else None,
        other_column=read.table.heading(finding.other_field) if finding.other_field else None,
        household=read.record.office_number,
        other_household=other.record.office_number if twin else None,
    )


def _judged(read: ReadHousehold, faults: Sequence[Fault], refused: bool = False) -> Judged:
    return Judged(read, tuple(faults), refused or any(fault.level is Level.ERROR for fault in faults))


def _number_of(read: ReadHousehold, row: int, field: str) -> CellValue:
    """What findings over several households point to is always a number, which the record still holds."""
    for member in read.record.members:
        if read.lines[member.key].row == row:
            return member.id_number
    raise UnreadableError(f"no member stands in row {row}")
