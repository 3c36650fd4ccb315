"""Why employers refused people who were introduced: age and medical grounds may be discrimination (domain.md 5.1)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.placements.model import STANDS, Referral, ReferralMove
from jobmatch.placements.referral import RejectReason, Verb
from jobmatch.reports import definitions
from jobmatch.reports import month as months
from jobmatch.reports.outcomes import A_YEAR, people_of
from jobmatch.reports.scope import Scope
from jobmatch.reports.table import Row, Sum, Table, Value, Words
from jobmatch.vacancies.model import Employer, Vacancy

_PARTS = ("age", "medical", "else")


def refusals(session: Session, end: date, scope: Scope) -> Table:
    """Every employer that said no to somebody of the sites in the year to a day, by its reasons."""
    rows = session.execute(
        select(Employer.name, ReferralMove.reason)
        .join(Vacancy, Vacancy.employer_id == Employer.id)
        .join(Referral, Referral.vacancy_id == Vacancy.id)
        .join(ReferralMove, ReferralMove.referral_id == Referral.id)
        .where(
            ReferralMove.verb == Verb.REJECT,
            STANDS,
            ReferralMove.at >= months.begins(end - A_YEAR),
            ReferralMove.at < months.begins(end + timedelta(days=1)),
            Referral.person_id.in_(people_of(scope)),
        )
    )
    return table_of((employer, reason or "") for employer, reason in rows)


def table_of(said: Iterable[tuple[str, str]]) -> Table:
    """The table of refusals, each as its employer and reason, in the order of the names. Pure.

    The order of their counts would tell outside what the masks hide.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for employer, reason in said:
        found[employer][_part(reason)] += 1
    rows = [Row(f"employer:{name}", Words(name, name), _values(found[name])) for name in sorted(found)]
    whole = Row("total", definitions.word("total"), _values(sum(found.values(), Counter())), 0)
    across = [Sum((row.key, "refused"), tuple(((row.key, part), 1) for part in _PARTS)) for row in (*rows, whole)]
    down = [
        Sum(("total", column), tuple(((row.key, column), 1) for row in rows)) for column in ("refused", *_PARTS) if rows
    ]
    return Table(
        "E", definitions.title("E"), definitions.columns("E"), (*rows, whole), definitions.notes("E"), (*across, *down)
    )


def _part(reason: str) -> str:
    return {RejectReason.AGE.value: "age", RejectReason.MEDICAL.value: "medical"}.get(reason, "else")


def _values(counts: Counter[str]) -> dict[str, Value]:
    return {"refused": counts.total(), **{part: counts[part] for part in _PARTS}}
