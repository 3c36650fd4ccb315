"""A household roster from file to database: read, judge, compare, and save each household in a step of its own.

A preview does all but the last. Stopped in the middle, what is finished stays and nothing is half done; run again, it
goes on with the rest, since a household that the list only repeats is left alone.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import access, audit, parameters
from jobmatch.access import Actor, Permission
from jobmatch.households import service
from jobmatch.households.model import Person
from jobmatch.households.roster.announced import announcements_of
from jobmatch.households.roster.areas import apart, of_another_site
from jobmatch.households.roster.blocks import Block, blocks_of
from jobmatch.households.roster.columns import ROSTER
from jobmatch.households.roster.comparing import Plan, Planned, plan
from jobmatch.households.roster.entries import Entry, load_entries, note_listed
from jobmatch.households.roster.judging import Judged, judge_alone, judge_together, refused_because, with_findings
from jobmatch.households.roster.reading import ReadHousehold, Setting, read_household
from jobmatch.households.roster.result import ImportResult, result_of
from jobmatch.households.roster.saving import Leave, Save, save
from jobmatch.parameters import ParameterBook
from jobmatch.seal import blind_index
from jobmatch.settings import settings
from jobmatch.workbooks.faults import UnusableListError
from jobmatch.workbooks.grid import CellValue, Workbook, open_workbook
from jobmatch.workbooks.headings import Table, find_tables
from jobmatch.workbooks.homes import homes_of
from jobmatch.workbooks.model import begin_run, end_run
from jobmatch.workbooks.progress import SAVING, Progress, silent

Step: TypeAlias = Callable[[], AbstractContextManager[Session]]
"""Opens a transaction that ends with the block; the command line gives `lambda: db.transaction(engine)`."""


class OlderListError(UnusableListError):
    """The list speaks of a day before the list that was imported last for the same households."""


@dataclass(frozen=True)
class Options:
    """What the caller chooses. `overrides` replace dated parameters for this run; `records` asks for what was read."""

    as_of: date
    dry_run: bool = False
    records: bool = False
    overrides: Mapping[str, Decimal] | None = None
    allow_fictitious: bool = False


def import_roster(
    step: Step,
    path: Path,
    options: Options,
    *,
    actor: Actor,
    at: datetime,
    progress: Progress = silent,
    leave: Leave = service.leave,
) -> ImportResult:
    """Import a roster, or with `dry_run` say what would be done.

    `leave` is how somebody leaves a household: the caller may have more to end than the record knows of.
    Households outside the actor's area are faults and nothing of them is written. Raises NotAWorkbookError,
    NoTableError and OlderListError before anything is written, Refused where the actor may not import. Ctrl-C passes
    through; households finished before it stay.
    """
    access.require(actor, Permission.IMPORT_RECORDS)
    setting = Setting(options.as_of, settings().home_division, True if options.allow_fictitious else None)
    workbook = open_workbook(path)
    tables = find_tables(workbook, ROSTER)
    announced, more_faults = announcements_of(workbook, options.as_of.year)
    with step() as session:
        book = parameters.load(session).overriding(options.overrides or {})
        entries = load_entries(session)
    judged = list(_judge(workbook, tables, setting, book, options, progress))
    with progress("comparing households", 3) as advance:
        judged = judge_together(judged, setting)
        advance(1)
        with step() as session:
            judged, foreign = apart(session, judged, entries, options.as_of, actor)
            judged = _against_database(session, judged, options.as_of)
        advance(1)
        _refuse_older(judged, entries, options.as_of)
        planned = replace(plan(judged, entries, announced, options.as_of), foreign=foreign)
        advance(1)
    if options.dry_run:
        return result_of(planned, more_faults, dry_run=True, with_records=options.records)
    with step() as session:
        run_id = begin_run(session, "households", path, options.as_of, at, actor)
        audit.record(session, actor, "import_households", f"import_run:{run_id}", at)
    saved = tuple(_save_each(step, planned, Save(run_id, options.as_of, at, actor, leave), progress))
    done = replace(planned, households=saved)
    result = result_of(done, more_faults, dry_run=False, with_records=options.records)
    with step() as session:
        note_listed(session, [one.key for one in saved], run_id, options.as_of)
        end_run(session, run_id, json.dumps({"counts": result.counts, "changes": result.changes}))
    return result


def _judge(
    workbook: Workbook,
    tables: Sequence[Table],
    setting: Setting,
    book: ParameterBook,
    options: Options,
    progress: Progress,
) -> Iterator[Judged]:
    with progress(f"reading {workbook.path.name}", sum(table.sheet.height for table in tables)) as advance:
        for position, (table, home) in enumerate(zip(tables, homes_of(tables, setting.home), strict=True)):
            at_home = replace(setting, home=home)
            done = table.header_rows[-1]
            advance(done)
            for block in blocks_of(table):
                read = read_household(block, position, at_home, with_fields=options.records)
                yield judge_alone(read, _raw_of(block), at_home, book)
                advance(block.rows[-1].number - done)
                done = block.rows[-1].number


def _raw_of(block: Block) -> Callable[[ReadHousehold, int, str], CellValue]:
    rows = {row.number: row for row in block.rows}
    return lambda read, row, field: block.table.value(rows[row], field)


def _against_database(session: Session, judged: Sequence[Judged], on: date) -> list[Judged]:
    """Numbers that somebody else has already; only households with a number that is known at all are asked about."""
    known = set(session.scalars(select(Person.id_number_index).where(Person.id_number_index.is_not(None))))
    return [
        one
        if one.refused or not any(blind_index(m.id_number, "id_number") in known for m in one.record.members)
        else with_findings(one, service.number_conflicts(session, one.record, on))
        for one in judged
    ]


def _refuse_older(judged: Sequence[Judged], entries: Mapping[str, Entry], as_of: date) -> None:
    known = [entries[key] for one in judged if (key := one.record.office_number or one.record.number or "") in entries]
    newer = [entry for entry in known if entry.as_of > as_of]
    if newer:
        last = max(entry.as_of for entry in newer)
        raise OlderListError(
            f"this list is of {as_of}, but {len(newer)} of its households were last imported as of {last}; an older "
            f"list would undo what has changed since. If it is newer after all, say so with --as-of",
            f"这份名单说的是{as_of}，可是里面有{len(newer)}户已经按{last}的名单导入过了。旧名单会把后来改的又改回去，"
            "所以没有导入。如果这份其实更新，请把日期改对。",
        )


def _save_each(step: Step, planned: Plan, how: Save, progress: Progress) -> Iterator[Planned]:
    """Save what is to do, one household a step; yields all as they were saved in the end."""
    with progress(SAVING, len(planned.households)) as advance:
        for one in planned.households:
            yield _save_one(step, one, how) if one.is_to_do else one
            advance(1)


def _save_one(step: Step, one: Planned, how: Save) -> Planned:
    """Save one household; where somebody else has taken its number since it was judged, it waits like any refused."""
    try:
        with step() as session:
            save(session, one, how)
    except access.Refused:  # somebody of the household was entered at another site meanwhile
        return replace(one, judged=of_another_site(one.judged), is_new=False, changed=False)
    except (service.IdentityConflictError, service.UnreadableNumberError) as conflict:
        refused = replace(one, judged=refused_because(one.judged, str(conflict)))
        with step() as session:
            save(session, refused, how)
        return refused
    return one
