"""Import of a vacancy list: read and judge it, compare it with last month's, store it employer by employer.

Each employer's posts are one transaction, so that a stopped import leaves no employer half done; importing the file
again goes on from there. A dry run reads and compares, and writes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import audit, db, parameters
from jobmatch.access import Actor, Permission, require
from jobmatch.parameters import ParameterBook
from jobmatch.places.reading import HOME
from jobmatch.vacancies import employers
from jobmatch.vacancies.adverts.check import check_advert
from jobmatch.vacancies.codes import VacancyKind
from jobmatch.vacancies.employers import Registration
from jobmatch.vacancies.listing import storing
from jobmatch.vacancies.listing.judging import Measure
from jobmatch.vacancies.listing.offers import offer_of
from jobmatch.vacancies.listing.outcome import Changes, ImportedVacancies, counts_of
from jobmatch.vacancies.listing.posting import name_key
from jobmatch.vacancies.listing.reading import Read, read_list
from jobmatch.vacancies.listing.records import understood
from jobmatch.vacancies.listing.storing import Act, Judged
from jobmatch.vacancies.listing.titles import answers
from jobmatch.vacancies.offer import Offer
from jobmatch.workbooks.comparing import Before, Change, News, Now, compare, kept, news_of, said_of
from jobmatch.workbooks.lists import Step
from jobmatch.workbooks.model import begin_run, end_run
from jobmatch.workbooks.outcome import all_counts
from jobmatch.workbooks.progress import SAVING, Progress, silent
from jobmatch.workbooks.sources import Source

# The occupation is what the program makes of a title, and the posted text changes with the order of the columns: both
# may differ without the office having said anything new. The remark stands in the posted text alone.
_DERIVED = frozenset({"occupation", "posted_text"})
_REMEMBERED_CELLS = 20_000
_AGENCY = ("代招", "人力资源", "劳务派遣", "职业介绍", "职介")


@dataclass(frozen=True)
class _Reading:
    """What posts are read with: what clerks answered about titles, and the dated parameters."""

    answered: Mapping[str, str]
    book: ParameterBook


@dataclass(frozen=True)
class _Plan:
    """What is to be done for one source."""

    source: Source
    posts: tuple[Judged, ...]
    gone: tuple[Before, ...]


def import_vacancies(
    engine: Engine,
    path: Path,
    *,
    as_of: date,
    dry_run: bool,
    records: bool,
    overrides: Mapping[str, Decimal],
    allow_fictitious: bool,
    actor: Actor,
    at: datetime,
    progress: Progress = silent,
    home: str = HOME,
    step: Step = db.transaction,
) -> ImportedVacancies:
    """Import a file of vacancies as of a day; `home` is the county (6 digits) of lists that name none themselves.

    Each employer's posts are one `step`, and `progress` counts posts.

    Raises NotAWorkbookError or NoTableError, with nothing stored, for a file that is no vacancy list.
    """
    require(actor, Permission.IMPORT_RECORDS)
    with db.reading(engine) as session:
        book = parameters.load(session).overriding(overrides)
    # Lists repeat themselves: most cells of a column say one of a few things.
    check = lru_cache(maxsize=_REMEMBERED_CELLS)(check_advert)
    listed = read_list(path, Measure(book, as_of, home, allow_fictitious), check, progress)
    with db.reading(engine) as session:
        answered = answers(session, as_of)
        reading = _Reading(answered, book)
        plans = [_plan(session, source, listed.posts, reading) for source in _by_name(listed.sources)]
        changes = _changes(session, plans)
    counts = counts_of(listed)
    if not dry_run:
        found = json.dumps(all_counts(counts, listed.faults))
        _store(engine, step, plans, Act(as_of, at, actor), path, found, progress)
    understood_rows = tuple(understood(post.posting) for post in listed.posts) if records else ()
    return ImportedVacancies(counts, listed.faults, changes, understood_rows, counts.posts_refused, _news(plans))


def _by_name(sources: Sequence[Source]) -> list[Source]:
    """Sheets of the same source (a list cut over two sheets) are one list."""
    return list({source.name: source for source in sources}.values())


def _plan(session: Session, source: Source, posts: Sequence[Read], reading: _Reading) -> _Plan:
    own = [post for post in posts if post.source.name == source.name]
    offers = [_offer(post, reading) for post in own]
    now = [
        Now(index, storing.key_of(post.posting), _said(post, offer), kept(post.faults))
        for index, (post, offer) in enumerate(zip(own, offers, strict=True))
    ]
    compared = compare(_under_their_codes(storing.remembered(session, source.name), own), now)
    judged = tuple(
        Judged(step, post.posting.row.text("number"), _registration(post), offer, post.wording.findings, post.is_good)
        for step, post, offer in zip(compared.steps, own, offers, strict=True)
    )
    return _Plan(source, judged, compared.gone)


def _under_their_codes(before: Sequence[Before], posts: Sequence[Read]) -> list[Before]:
    """Posts of an employer that had no right credit code last time and has one now are known again under it."""
    codes = {name_key(one.posting.employer): one.posting.employer_key for one in posts if one.posting.code.is_valid}
    return [replace(one, key=(codes.get(one.key[0], one.key[0]), one.key[1])) for one in before]


def _offer(post: Read, reading: _Reading) -> Offer:
    """The offer; one that says nothing of its end stands as long as the parameters say, from the day of the list."""
    offer = offer_of(post.posting, post.home, reading.answered)
    expiry = post.posting.expiry
    if offer.expires_on is not None or expiry.open_ended or expiry.unread:
        return offer
    name = "odd_job_valid_days" if offer.kind is VacancyKind.ODD_JOB else "vacancy_valid_days"
    days = reading.book.whole(name, offer.division or "", post.source.said_on)
    return replace(offer, expires_on=post.source.said_on + timedelta(days=days))


def _said(post: Read, offer: Offer) -> dict[str, Any]:
    said = said_of(offer, _DERIVED)
    remark = post.posting.row.text("remark")
    return said if remark is None else said | {"remark": remark}


def _registration(post: Read) -> Registration:
    name = post.posting.employer or ""
    code = post.posting.code
    return Registration(
        name=name[:100],
        credit_code=code.code if code.is_valid else None,
        is_agency=any(word in name for word in _AGENCY),
    )


def _changes(session: Session, plans: Sequence[_Plan]) -> Changes:
    steps = [judged.step.change for plan in plans for judged in plan.posts]
    known = {judged.employer for plan in plans for judged in plan.posts if judged.good}
    new = {one.credit_code or one.name for one in known if employers.find(session, one.name, one.credit_code) is None}
    return Changes(
        posts_new=steps.count(Change.NEW),
        posts_changed=steps.count(Change.CHANGED) + steps.count(Change.BACK),
        posts_ended=sum(len(plan.gone) for plan in plans),
        employers_new=len(new),
    )


def _news(plans: Sequence[_Plan]) -> News:
    return news_of(judged.step.change for plan in plans for judged in plan.posts if judged.good)


def _store(
    engine: Engine, step: Step, plans: Sequence[_Plan], act: Act, path: Path, counts: str, progress: Progress
) -> None:
    with step(engine) as session:
        run = begin_run(session, "vacancies", path, act.as_of, act.at, act.actor)
        audit.record(session, act.actor, "vacancies.import", f"import:{run}", act.at, path.name)
    with progress(SAVING, sum(len(plan.posts) for plan in plans)) as advance:
        for plan in plans:
            by_employer: dict[str, list[Judged]] = defaultdict(list)
            for judged in plan.posts:
                by_employer[judged.step.now.key[0]].append(judged)
            for posts in by_employer.values():
                with step(engine) as session:
                    storing.store(session, posts, plan.source, act)
                advance(len(posts))
            with step(engine) as session:
                storing.end(session, plan.gone, plan.source, act)
    with step(engine) as session:
        end_run(session, run, counts)
