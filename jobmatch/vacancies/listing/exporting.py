"""Writing the open posts as the workbook that import reads: a sheet for each source, one more for what no list brought.

Each sheet carries the source's own name, so that the export, imported again, is known as the list that it came from.
"""

import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from jobmatch import audit
from jobmatch.access import Actor, Permission, require
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.listing.model import ListedPost
from jobmatch.vacancies.listing.phrases import (
    KINDS,
    age_words,
    board_words,
    education_words,
    hours_words,
    remark_words,
    wage_words,
)
from jobmatch.vacancies.model import Vacancy
from jobmatch.workbooks.writer import OutColumn, OutSheet, OutValue, write_workbook

COLUMNS = tuple(
    OutColumn(heading, width=width)
    for heading, width in (
        ("岗位编号", 12), ("企业名称", 26), ("统一社会信用代码", 22), ("招聘岗位", 18), ("岗位类型", 12),
        ("招聘人数", 8), ("年龄要求", 12), ("学历要求", 12), ("工资待遇", 24), ("工作时间", 18),
        ("食宿情况", 12), ("工作地点", 26), ("岗位要求", 24), ("工作内容", 24),
        ("联系人", 10), ("联系电话", 14), ("有效期至", 12), ("备注", 20),
    )
)  # fmt: skip
_OTHER = "本县登记的其他岗位/其他"
_NOT_OFFERED = (VacancyState.WITHDRAWN, VacancyState.EXPIRED, VacancyState.REFUSED)
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def export_vacancies(session: Session, path: Path, *, at: datetime, actor: Actor) -> int:
    """Write the posts that are still offered to an .xlsx; returns how many. Contacts stand in it, so it is audited."""
    require(actor, Permission.IMPORT_RECORDS)
    by_source: dict[str, list[Vacancy]] = defaultdict(list)
    query = (
        select(Vacancy, ListedPost.source)
        .outerjoin(ListedPost, ListedPost.vacancy_id == Vacancy.id)
        .where(Vacancy.state.not_in(_NOT_OFFERED))
        .options(joinedload(Vacancy.employer), selectinload(Vacancy.certificates))
        .order_by(Vacancy.employer_id, Vacancy.id)
    )
    count = 0
    for vacancy, source in session.execute(query):
        by_source[source or _OTHER].append(vacancy)
        count += 1
    taken: set[str] = set()
    sheets = [_sheet(source, vacancies, taken) for source, vacancies in sorted(by_source.items())]
    write_workbook(path, sheets or [_sheet(_OTHER, [], taken)])
    audit.record(session, actor, "vacancies.export", f"vacancies:{count}", at, path.name)
    return count


def _sheet(source: str, vacancies: list[Vacancy], taken: set[str]) -> OutSheet:
    title, _, name = source.rpartition("/")
    return OutSheet(_sheet_name(name, taken), title or name, COLUMNS, [_row(vacancy) for vacancy in vacancies])


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that no other sheet has; digits do not count when a source is known again."""
    base = _NOT_IN_NAMES.sub(" ", name)[: _LONGEST_NAME - 3]
    number = 1
    while (found := base if base and number == 1 else f"{base}{number}") in taken:
        number += 1
    taken.add(found)
    return found


def _row(vacancy: Vacancy) -> tuple[OutValue, ...]:
    employer = vacancy.employer
    return (
        vacancy.number,
        employer.name,
        employer.credit_code or "办理中",
        vacancy.title,
        KINDS[vacancy.kind],
        "若干" if vacancy.headcount is None else f"{vacancy.headcount}人",
        age_words(vacancy),
        education_words(vacancy),
        wage_words(vacancy),
        hours_words(vacancy),
        board_words(vacancy),
        vacancy.address,
        vacancy.requirements,
        vacancy.duties,
        vacancy.contact_name,
        vacancy.contact_phone,
        "长期有效" if vacancy.expires_on is None else vacancy.expires_on.isoformat(),
        remark_words(vacancy),
    )
