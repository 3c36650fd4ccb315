"""The whole story, one short function a verb: lists are brought in, a household is taken in, matched, referred; all
seats assigned at once.

Read this and you have understood the system. Each function names the stages it calls; the stages know nothing of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import db, parameters
from jobmatch.access import Actor
from jobmatch.courses.plan import import_courses
from jobmatch.households import service as households
from jobmatch.households.checks import Finding, check, refuses
from jobmatch.households.codes import Source
from jobmatch.households.duplicates import propose as duplicates
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.matches import placing
from jobmatch.matches import service as matches
from jobmatch.matches.facts import load_world
from jobmatch.matches.propose import Proposed, proposed
from jobmatch.matches.reasons import WhyNot, why_not
from jobmatch.matches.service import Changes
from jobmatch.matching.ground import prepare
from jobmatch.matching.rank import rank_people
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary
from jobmatch.parameters import ParameterBook
from jobmatch.placements import service as placements
from jobmatch.placements.model import Referral
from jobmatch.settings import settings
from jobmatch.vacancies.listing.importing import import_vacancies
from jobmatch.workbooks.lists import Kind, Outcome, Step, Wanted
from jobmatch.workbooks.progress import Progress, silent


class RefusedRecordError(ValueError):
    """A form that breaks a rule of the checks; `findings` says which and where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


@dataclass(frozen=True)
class Matched:
    """What a run came to: for every person who asks for work the cards to show, or why there is none."""

    run_id: int
    rules: str
    cards: dict[int, tuple[Proposed, ...]]
    without: dict[int, tuple[WhyNot, ...]]
    changes: Changes
    vacancies: int


def bring_in(
    engine: Engine,
    wanted: Wanted,
    at: datetime,
    actor: Actor,
    progress: Progress = silent,
    step: Step = db.transaction,
) -> Outcome:
    """An office's list becomes households, vacancies or courses; with `dry_run` only what would become of it is said.

    What one row means is one `step`, so a stopped import leaves nothing half done and goes on when it is asked for
    again. Raises UnusableListError, with nothing written, for a file that is no such list.
    """
    if wanted.kind is Kind.HOUSEHOLDS:
        options = Options(wanted.as_of, wanted.dry_run, wanted.records, dict(wanted.overrides), wanted.allow_fictitious)
        return import_roster(lambda: step(engine), wanted.file, options, actor=actor, at=at, progress=progress)
    bring = import_vacancies if wanted.kind is Kind.VACANCIES else import_courses
    return bring(
        engine,
        wanted.file,
        as_of=wanted.as_of,
        dry_run=wanted.dry_run,
        records=wanted.records,
        overrides=wanted.overrides,
        allow_fictitious=wanted.allow_fictitious,
        actor=actor,
        at=at,
        progress=progress,
        home=settings().home_division,
        step=step,
    )


def take_in(
    session: Session, record: HouseholdRecord, book: ParameterBook, division: str, on: date, at: datetime, actor: Actor
) -> households.TakenIn:
    """A form becomes a household, checked as a whole; raises RefusedRecordError and takes in nothing."""
    findings = check(record, book, division, on)
    if refuses(findings):
        raise RefusedRecordError(findings)
    taken = households.take_in(session, record, said_before=None, on=on, at=at, actor=actor, source=Source.COUNTER)
    for person_id in taken.people_new:
        duplicates.find_for(session, person_id, on)
    return taken


def match(
    engine: Engine,
    as_of: date,
    site: str | None,
    now: Callable[[], datetime],
    actor: Actor,
    progress: Progress = silent,
) -> Matched:
    """Everybody who asks for work against everything open; proposals are stored one household a step.

    Records that look like one human are put before a person first: until that is decided, one of the two waits.
    A run that is killed leaves whole households behind, matched or not, and the next run goes on; `now` is asked at
    the beginning and at the end.
    """
    rules = load_rules()
    with db.transaction(engine) as session:
        duplicates.find_all(session, as_of)
        loaded = load_world(session, as_of, site, parameters.load(session))
        people = sum(len(persons) for persons in loaded.seekers.values())
        run = matches.begin(session, as_of, site, rules, people, now(), actor)
    ground = prepare(loaded.world, Vocabulary.load(), rules)
    ranked = rank_people(ground, [str(person) for persons in loaded.seekers.values() for person in persons])
    cards: dict[int, tuple[Proposed, ...]] = {}
    without: dict[int, tuple[WhyNot, ...]] = {}
    changes = Changes()
    with progress("matching", people) as advance:
        for persons in loaded.seekers.values():
            rankings = {person: next(ranked) for person in persons}
            found = {person: proposed(ranking, ground) for person, ranking in rankings.items()}
            with db.transaction(engine) as session:
                changes += matches.settle(session, run, found)
            cards |= {person: tuple(one for one in matched if one.shown) for person, matched in found.items()}
            without |= {person: why_not(rankings[person]) for person, matched in found.items() if not matched}
            advance(len(persons))
    with db.reading(engine) as session:
        silent = matches.others_with_proposals(session, site, cards.keys())
    for persons_of_home in silent:
        with db.transaction(engine) as session:
            changes += matches.settle(session, run, dict.fromkeys(persons_of_home, ()))
    with db.transaction(engine) as session:
        matches.finish(session, run, changes, now())
    return Matched(run.id, rules.version, cards, without, changes, len(loaded.world.vacancies))


def refer(session: Session, proposal_id: int, at: datetime, actor: Actor) -> Referral:
    """A proposal becomes a referral: with the person's consent, once, and seen by a worker before anybody is told."""
    return placements.suggest(session, proposal_id, actor, at)


def assign(engine: Engine, as_of: date, at: datetime, actor: Actor) -> placing.Placing:
    """All open seats against all who wait, at once; it decides nothing and stores nothing."""
    with db.transaction(engine) as session:
        loaded = load_world(session, as_of, None, parameters.load(session))
        matches.note_reading(session, "assign", "site:all", len(loaded.world.people), at, actor)
    ground = prepare(loaded.world, Vocabulary.load(), load_rules())
    return placing.place_everybody(ground, [replace(one, blocked=()) for one in rank_people(ground)])
