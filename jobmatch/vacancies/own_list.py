"""An employer's own posts as a workbook: read and judged like an office's list, and handed in whole or not at all.

A row that names another employer is refused like one that has a fault; while there is any, nothing is kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from jobmatch.access import Actor, Permission, require
from jobmatch.vacancies import offering
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.listing.exporting import COLUMNS
from jobmatch.vacancies.listing.judging import Measure
from jobmatch.vacancies.listing.offers import offer_of
from jobmatch.vacancies.listing.posting import Posting, name_key
from jobmatch.vacancies.listing.reading import Read, read_list
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.vacancies.offer import Offer
from jobmatch.workbooks.faults import Fault, Level
from jobmatch.workbooks.progress import silent
from jobmatch.workbooks.writer import OutSheet, write_workbook

MOST_POSTS = 200
"""An employer with more has the office bring in the list."""
_NUMBER = "岗位编号"


@dataclass(frozen=True)
class Refused:
    """One row that keeps the list out: where it stands, its post, and why."""

    sheet: str
    row: int
    title: str
    faults: Sequence[Fault]
    is_others: bool


@dataclass(frozen=True)
class OwnList:
    """The posts of a file, each with the id of its employer, and the rows that keep it out."""

    posts: Sequence[tuple[int, Offer]]
    refused: Sequence[Refused]


def read_own(path: Path, employers: Collection[Employer], measure: Measure, answered: Mapping[str, str]) -> OwnList:
    """Read a file for some employers; raises UnusableListError for what is no list of posts. Nothing is kept."""
    posts: list[tuple[int, Offer]] = []
    refused: list[Refused] = []
    for one in read_list(path, measure, check_advert, silent).posts:
        employer = _whose(one.posting, employers)
        if employer is None or not one.is_good:
            refused.append(_refused(one, employer is None))
        else:
            posts.append((employer.id, offer_of(one.posting, one.home, answered)))
    return OwnList(posts, refused)


def hand_in(session: Session, read: OwnList, at: datetime, actor: Actor) -> list[Vacancy]:
    """Each post becomes a draft for the office; what was handed in a moment ago is not handed in again.

    Raises ValueError for a list with refused rows.
    """
    require(actor, Permission.CHANGE_VACANCY)
    if read.refused:
        raise ValueError("a list with rows that are refused is not handed in")
    made = []
    for employer_id, content in read.posts:
        employer = session.get_one(Employer, employer_id, with_for_update=True)
        there = offering.just_offered(session, employer, content, at)
        made.append(there or offering.offer_work(session, employer, content, at, actor))
    return made


def write_empty(path: Path, title: str) -> None:
    """The table to fill in, with the headings that are understood."""
    columns = tuple(column for column in COLUMNS if column.heading != _NUMBER)
    write_workbook(path, [OutSheet("岗位", title, columns, [])])


def _whose(posting: Posting, employers: Collection[Employer]) -> Employer | None:
    """Whose post a row is: by the credit code where it has one that is right, else by the name."""
    if posting.code.is_valid:
        by_code = next((one for one in employers if one.credit_code == posting.code.code), None)
        if by_code is not None:
            return by_code
    named = name_key(posting.employer)
    same = (one for one in employers if name_key(one.name) == named)
    return next((one for one in same if not posting.code.is_valid or one.credit_code is None), None)


def _refused(one: Read, is_others: bool) -> Refused:
    row = one.posting.row
    errors = [fault for fault in one.faults if fault.level is Level.ERROR]
    return Refused(row.sheet, row.number, one.posting.title or "", errors, is_others)
