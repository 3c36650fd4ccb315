"""Table M4: the posts of a month by occupation and by kind: how many, verified, filled, and what blocks the others."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from statistics import median

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobmatch import clock, parameters
from jobmatch.placements.model import STANDS, Referral, ReferralMove
from jobmatch.placements.referral import Verb
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.table import Row, Sum, Table, Value, Words
from jobmatch.settings import settings
from jobmatch.vacancies.codes import VacancyKind, VacancyState
from jobmatch.vacancies.model import Employer, Vacancy
from jobmatch.vacancies.openness import Openness, Reason, Standing, level_needed, openness

_OVER = (VacancyState.WITHDRAWN, VacancyState.EXPIRED, VacancyState.REFUSED)
_COUNTS = ("vacancies", "headcount", "verified", "filled", "withdrawn", "blocked")
_MOST_REASONS = 3


@dataclass(frozen=True)
class Post:
    """What a table needs of one post."""

    occupation: str | None
    kind: VacancyKind
    headcount: int
    verified: bool
    withdrawn: bool
    openness: Openness
    days_to_hire: tuple[int, ...]


def posts(session: Session, month: date, today: date) -> Table:
    """M4, as of the end of the month or, while it runs, of today."""
    found = _posts(session, month, min(today, months.last_day(month)))
    return table_of(found)


def table_of(found: Sequence[Post]) -> Table:
    """The table of some posts. Pure."""
    by_occupation = _rows(found, lambda post: post.occupation or "", "by_occupation", _occupation)
    by_kind = _rows(found, lambda post: post.kind.value, "by_kind", lambda key: definitions.row("M4", key))
    sums = [
        Sum((total, column), tuple(((row.key, column), 1) for row in rows if row.level))
        for rows, total in ((by_occupation, "by_occupation"), (by_kind, "by_kind"))
        for column in ("filled",)
    ]
    sums.append(Sum(("by_occupation", "filled"), ((("by_kind", "filled"), 1),)))
    return Table(
        "M4", definitions.title("M4"), definitions.columns("M4"), (*by_occupation, *by_kind),
        definitions.notes("M4"), tuple(sums),
    )  # fmt: skip


def _posts(session: Session, month: date, day: date) -> list[Post]:
    begins, ends = months.begins(month), months.begins(months.after(month))
    book = parameters.load(session)
    fresh = book.whole("vacancy_confirmed_days", settings().home_division, day)
    hires = _hires(session, begins, ends)
    rows = session.execute(
        select(
            Vacancy.id, Vacancy.occupation, Vacancy.kind, Vacancy.state, Vacancy.headcount, Vacancy.filled,
            Vacancy.publish_from, Vacancy.expires_on, Vacancy.last_confirmed, Vacancy.created_at, Vacancy.updated_at,
            Employer.level, Employer.blacklisted_since,
        )
        .join(Employer, Employer.id == Vacancy.employer_id)
        .where(Vacancy.created_at < ends, or_(Vacancy.state.not_in(_OVER), Vacancy.updated_at >= begins))
        .order_by(Vacancy.id)
    )  # fmt: skip
    return [
        Post(
            row.occupation,
            row.kind,
            row.headcount or 0,
            row.level >= level_needed(row.kind) and row.blacklisted_since is None,
            row.state is VacancyState.WITHDRAWN,
            openness(
                Standing(
                    row.state, row.kind, row.publish_from, row.expires_on, row.last_confirmed,
                    None if row.headcount is None else max(0, row.headcount - row.filled), row.level,
                    row.blacklisted_since,
                ),
                day,
                fresh,
            ),
            tuple((clock.local_day(at) - clock.local_day(row.created_at)).days for at in hires.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip


def _hires(session: Session, begins: datetime, ends: datetime) -> dict[int, list[datetime]]:
    """When somebody was hired in the month, by post."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = session.execute(
        select(Referral.vacancy_id, ReferralMove.at)
        .join(Referral, Referral.id == ReferralMove.referral_id)
        .where(ReferralMove.verb == Verb.HIRE, ReferralMove.at >= begins, ReferralMove.at < ends, STANDS)
    )
    for vacancy_id, at in rows:
        found[vacancy_id].append(at)
    return found


def _rows(
    found: Sequence[Post], key_of: Callable[[Post], str], section: str, words: Callable[[str], Words]
) -> list[Row]:
    """A row for each key, the most posts first, and their total."""
    groups: dict[str, list[Post]] = defaultdict(list)
    for post in found:
        groups[key_of(post)].append(post)
    order = sorted(groups, key=lambda key: (-len(groups[key]), key))
    heading = definitions.word(section)
    rows = [Row(f"{section}:{key}", words(key), _values(groups[key]), section=heading) for key in order]
    return [*rows, Row(section, definitions.word("total"), _values(found), 0, heading)]


def _values(found: Sequence[Post]) -> dict[str, Value]:
    days = [day for post in found for day in post.days_to_hire]
    blocked = [post for post in found if not post.openness.open and not post.withdrawn]
    return {
        "vacancies": len(found),
        "headcount": sum(post.headcount for post in found),
        "verified": sum(post.verified for post in found),
        "filled": len(days),
        "days": Decimal(str(median(days))) if days else None,
        "withdrawn": sum(post.withdrawn for post in found),
        "blocked": len(blocked),
        "why": _why(Counter(post.openness.reason for post in blocked)),
    }


def _why(reasons: Counter[Reason]) -> Words | None:
    said = [(definitions.row("M4", reason.value), count) for reason, count in reasons.most_common(_MOST_REASONS)]
    if not said:
        return None
    return Words(
        "、".join(f"{words.zh}{count}" for words, count in said),
        ", ".join(f"{words.en} {count}" for words, count in said),
    )


def _occupation(key: str) -> Words:
    return Words(key, key) if key else definitions.word("no_occupation")
