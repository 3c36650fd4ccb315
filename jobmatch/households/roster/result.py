"""What came of a roster: counts, faults by cell, changes, and on request what was read; as a document and as a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.households.roster.comparing import Plan, Planned
from jobmatch.households.roster.entries import Entry
from jobmatch.households.roster.judging import Judged
from jobmatch.workbooks.comparing import Change, News, news_of
from jobmatch.workbooks.faults import Fault, Level, in_order


@dataclass(frozen=True)
class ImportResult:
    """The outcome; `faults` are of this list's cells, `questions` about people whom it no longer has.

    `changes` speak of all households, `news` of those that come in.
    """

    dry_run: bool
    counts: Mapping[str, int]
    faults: tuple[Fault, ...]
    changes: Mapping[str, int]
    questions: tuple[Mapping[str, Any], ...]
    refused: tuple[str, ...]
    records: tuple[Mapping[str, Any], ...] | None
    news: News

    @property
    def anything_refused(self) -> bool:
        """Whether some household has to wait; the command then ends with status 1."""
        return bool(self.refused)

    def document(self) -> dict[str, Any]:
        """The one JSON document of `import … --json`."""
        document: dict[str, Any] = {
            "counts": dict(self.counts),
            "faults": [fault.document() for fault in self.faults],
            "changes": dict(self.changes),
            "questions": [dict(question) for question in self.questions],
            "refused": list(self.refused),
        }
        if self.records is not None:
            document["records"] = [dict(record) for record in self.records]
        return document


def result_of(plan: Plan, more_faults: Sequence[Fault], dry_run: bool, *, with_records: bool) -> ImportResult:
    """Count up a plan."""
    judged = [*(planned.judged for planned in plan.households), *plan.foreign]
    faults = in_order([fault for one in judged for fault in one.faults] + list(more_faults))
    return ImportResult(
        dry_run=dry_run,
        counts=_counts(judged, faults),
        faults=faults,
        changes=_changes(plan),
        questions=(
            *(question for planned in plan.households for question in _questions(planned)),
            *(_absence(entry) for entry in plan.absent),
        ),
        refused=(
            *(planned.key for planned in plan.households if planned.judged.refused),
            *(number_of(one) for one in plan.foreign),
        ),
        records=tuple(_records(judged)) if with_records else None,
        news=news_of(_change(planned) for planned in plan.households if not planned.judged.refused),
    )


def _counts(judged: Sequence[Judged], faults: Sequence[Fault]) -> dict[str, int]:
    good = [one for one in judged if not one.refused]
    refused = [one for one in judged if one.refused]
    levels = [fault.level for fault in faults]
    return {
        "households": len(judged),
        "people": sum(len(one.record.members) for one in judged),
        "households_good": len(good),
        "people_in_good_households": sum(len(one.record.members) for one in good),
        "households_refused": len(refused),
        "people_in_refused_households": sum(len(one.record.members) for one in refused),
        "households_good_with_questions": sum(bool(one.faults) for one in good),
        "faults_E": levels.count(Level.ERROR),
        "faults_W": levels.count(Level.WARNING),
        "faults_Q": levels.count(Level.QUESTION),
    }


def _changes(plan: Plan) -> dict[str, int]:
    planned = plan.households
    return {
        "households_new": sum(one.is_new for one in planned),
        "households_changed": sum(one.changed for one in planned),
        "people_new": sum(len(one.people_new) for one in planned),
        "people_left": sum(len(one.left) for one in planned),
        "people_moved": sum(len(one.people_moved) for one in planned),
        "people_missing": sum(len(one.missing) for one in planned),
        "households_missing": len(plan.absent),
        "heads_changed": sum(_head_changed(one) for one in planned),
    }


def _change(planned: Planned) -> Change:
    if planned.is_new:
        return Change.NEW
    return Change.CHANGED if planned.is_to_do else Change.SAME


def number_of(household: Judged) -> str:
    """What an office knows a household by: the number in the list, else its head's name."""
    record = household.record
    return record.office_number or record.number or record.members[0].name


def _head_changed(planned: Planned) -> bool:
    if planned.entry is None:
        return False
    old, new = _head(planned.entry.said), _head(planned.judged.record)
    return old is not None and new is not None and (old.id_number, old.name) != (new.id_number, new.name)


def _head(record: HouseholdRecord) -> PersonRecord | None:
    return next((member for member in record.members if member.relation == "head"), None)


def _questions(planned: Planned) -> list[dict[str, Any]]:
    sheet, row = planned.judged.read.table.sheet.name, planned.judged.read.first_row
    return [
        {
            "sheet": sheet,
            "row": row,
            "code": "person_missing",
            "level": Level.QUESTION.value,
            "household": planned.key,
            "person": person.name,
            "message": f"{person.name}上次在这一户，这次名单里没有，也没有写原因。"
            "请问清是外出、婚嫁、死亡还是漏填；没有问清前仍算这一户的人。",
            "message_en": f"{person.name} was listed in this household before and is not now, without a reason: ask. "
            "Until then the person stays a member.",
        }
        for person in planned.missing
    ]


def _absence(entry: Entry) -> dict[str, Any]:
    return {
        "code": "household_missing",
        "level": Level.QUESTION.value,
        "household": entry.key,
        "message": f"{entry.key}这一户上次在名单里，这次没有。"
        "请问清是搬走了、并到别的户，还是漏填；没有问清前仍按原样保留。",
        "message_en": f"Household {entry.key} was in the last list and is not in this one: ask. Until then it stays.",
    }


def _records(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    return [
        {"sheet": line.sheet, "row": line.row, "fields": line.fields}
        for one in judged
        for line in one.read.lines.values()
    ]
