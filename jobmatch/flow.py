"""The whole story, one short function a verb: lists are brought in, a household is taken in, matched, referred, placed,
followed up; all seats assigned at once.

Read this and you have understood the system. Each function names the stages it calls; the stages know nothing of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import clock, db, parameters, reaching, telling
from jobmatch.access import Actor
from jobmatch.courses.plan import import_courses
from jobmatch.departing import leave_home
from jobmatch.households import agreeing, consent, recognise
from jobmatch.households import service as households
from jobmatch.households.checks import Finding, check, refuses
from jobmatch.households.codes import ConsentGiven, ConsentPurpose, Source
from jobmatch.households.duplicates import propose as duplicates
from jobmatch.households.record import HouseholdRecord
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.matches import placing
from jobmatch.matches import service as matches
from jobmatch.matches.facts import Market, load_world, load_world_of_household
from jobmatch.matches.matched import Matched, cards_of, why_without
from jobmatch.matches.propose import Proposed, in_question, proposed
from jobmatch.matches.reasons import WhyNot
from jobmatch.matches.service import Changes
from jobmatch.matching.rank import rank_people
from jobmatch.matching.rules import load_rules
from jobmatch.matching.shortlist import shortlists
from jobmatch.parameters import ParameterBook
from jobmatch.placements import answering, leaving, starting
from jobmatch.placements import service as placements
from jobmatch.placements.answering import Said
from jobmatch.placements.follow_ups import service as follow_ups
from jobmatch.placements.follow_ups.life import Way
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.looking_after import look_after, look_after_person
from jobmatch.placements.model import Referral
from jobmatch.placements.referral import DeclineReason, LeaveReason, StartProof
from jobmatch.settings import settings
from jobmatch.vacancies.listing.importing import import_vacancies
from jobmatch.visits import elsewhere, twice
from jobmatch.visits import service as visits
from jobmatch.visits.fields import YES
from jobmatch.visits.model import VisitAnswer
from jobmatch.workbooks.lists import Kind, Outcome, Step, Wanted
from jobmatch.workbooks.progress import Progress, silent


class RefusedRecordError(ValueError):
    """A form that breaks a rule of the checks; `findings` says which and where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


@dataclass(frozen=True)
class SavedForm:
    """A form of the counter that was taken in, and what is doubtful in it (warnings and questions)."""

    household_id: int
    taken: households.TakenIn
    findings: tuple[Finding, ...]


def bring_in(
    engine: Engine, wanted: Wanted, at: datetime, actor: Actor, progress: Progress = silent, step: Step = db.transaction
) -> Outcome:
    """An office's list becomes households, vacancies or courses; with `dry_run` only what would become of it is said.

    What one row means is one `step`, so a stopped import leaves nothing half done and goes on when it is asked for
    again. Raises UnusableListError, with nothing written, for a file that is no such list.
    """
    if wanted.kind is Kind.HOUSEHOLDS:
        options = Options(wanted.as_of, wanted.dry_run, wanted.records, dict(wanted.overrides), wanted.allow_fictitious)
        return import_roster(
            lambda: step(engine), wanted.file, options, actor=actor, at=at, progress=progress, leave=leave_home
        )
    bring = import_vacancies if wanted.kind is Kind.VACANCIES else import_courses
    return bring(
        engine, wanted.file, as_of=wanted.as_of, dry_run=wanted.dry_run, records=wanted.records,
        overrides=wanted.overrides, allow_fictitious=wanted.allow_fictitious, actor=actor, at=at, progress=progress,
        home=settings().home_division, step=step,
    )  # fmt: skip


def take_in(
    session: Session, record: HouseholdRecord, book: ParameterBook, division: str, on: date, at: datetime, actor: Actor
) -> households.TakenIn:
    """A form becomes a household, checked as a whole; raises RefusedRecordError and takes in nothing."""
    findings = check(record, book, division, on)
    if refuses(findings):
        raise RefusedRecordError(findings)
    taken = households.take_in(session, record, said_before=None, on=on, at=at, actor=actor, source=Source.COUNTER)
    duplicates.find_for(session, taken.people_new, on)
    look_after(session, [taken.household_id], at, actor)
    return taken


def keep_answer(
    session: Session, code: str, key: str, given: object, seen: int, token: str, at: datetime, actor: Actor
) -> VisitAnswer:
    """One answer of a visit is kept; a yes or no to being matched holds from this moment, not from the saving.

    Raises what `visits.answer` raises.
    """
    kept = visits.answer(session, code, key, given, seen, token, at, actor)
    whom, _, name = key.partition(".")
    if name == "consent" and kept.value:
        visit = visits.find(session, code, clock.local_day(at), actor)
        person_id = visit.people.get(whom) or (int(whom) if whom.isdecimal() else None)
        home = recognise.open_membership(session, person_id) if person_id is not None else None
        if home is not None and home.household_id == visit.household_id:
            _note_consent(session, home.person_id, kept.value == YES, at, actor)
    return kept


def save_form(
    session: Session,
    code: str,
    book: ParameterBook,
    division: str,
    at: datetime,
    actor: Actor,
    confirmed: visits.Topics = MappingProxyType({}),
) -> SavedForm:
    """The answers of a visit become the household's record, with who left and who agreed to what.

    `confirmed` are the topics, by form key, that were read back and said to be right.

    The same answers again change nothing. Raises RefusedRecordError with what to mend, and takes in nothing.
    """
    on = clock.local_day(at)
    visit = visits.find(session, code, on, actor, lock=True)
    stands = visits.standing(session, visit, on, division)
    known, form = stands.known, stands.form
    findings = [
        *check(form.record, book, division, on, asked=visits.ASKED),
        *elsewhere.registered(session, form.record, known, on, actor),
        *twice.unrepeated(form.record, known, stands.answers, visit.people),
    ]
    if refuses(findings):
        raise RefusedRecordError(findings)
    members = {member.key for member in known.members} if known is not None else set()
    for person_id, because in form.gone.items():
        if known is not None and str(person_id) in members and visit.household_id is not None:
            leave_home(session, person_id, visit.household_id, on, because, at, actor)
    taken = households.take_in(
        session, form.record, said_before=known, on=on, at=at, actor=actor, source=Source.COUNTER,
        answered=form.answered, meant={key: int(key) for key in members},
    )  # fmt: skip
    duplicates.find_for(session, taken.people_new, on)
    visits.note_saved(session, visit, taken, stands.answers, confirmed, on, at)
    for key, agrees in form.consents.items():
        if key in taken.people:
            _note_consent(session, taken.people[key], agrees, at, actor)
    look_after(session, [taken.household_id], at, actor)
    return SavedForm(taken.household_id, taken, tuple(findings))


def _note_consent(session: Session, person_id: int, agrees: bool, at: datetime, actor: Actor) -> None:
    purpose, on = ConsentPurpose.MATCH_AND_TELL, clock.local_day(at)
    if agrees:
        agreeing.agree(session, person_id, purpose, ConsentGiven.IN_PERSON, at, actor, witness=actor.name)
    elif consent.allows(session, person_id, purpose, on):
        placements.withdraw_consent(session, person_id, purpose, actor, at)
        reaching.end_relatives(session, person_id, at, actor)


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
    A run that is killed leaves whole households behind, matched and told or not, and the next run goes on; `now` is
    asked at the beginning, for each household, and at the end.
    """
    matches.require_may_match(actor, site)
    rules = load_rules()
    with db.transaction(engine) as session:
        duplicates.find_all(session, as_of)
        loaded = load_world(session, as_of, site, parameters.load(session))
        people = sum(len(persons) for persons in loaded.seekers.values())
        run = matches.begin(session, as_of, site, rules, people, now(), actor)
    ground = loaded.ground
    asking = (str(person) for persons in loaded.seekers.values() for person in persons)
    ranked = shortlists(ground, asking, in_question)
    cards: dict[int, tuple[Proposed, ...]] = {}
    without: dict[int, tuple[WhyNot, ...]] = {}
    changes = Changes()
    with progress("matching", people) as advance:
        for persons in loaded.seekers.values():
            rankings = {person: next(ranked) for person in persons}
            found = {person: proposed(ranking, ground) for person, ranking in rankings.items()}
            with db.transaction(engine) as session:
                changes += matches.settle(session, run, found)
                telling.announce(session, run, found.keys(), now())
            cards |= cards_of(found)
            without |= why_without(found, rankings, ground)
            advance(len(persons))
    with db.reading(engine) as session:
        silent = matches.others_with_proposals(session, site, cards.keys())
    for persons_of_home in silent:
        with db.transaction(engine) as session:
            changes += matches.settle(session, run, dict.fromkeys(persons_of_home, ()))
    with db.transaction(engine) as session:
        matches.finish(session, run, changes, now())
    return Matched(run.id, rules.version, cards, without, changes, len(loaded.world.vacancies))


def match_household(
    session: Session, household_id: int, as_of: date, at: datetime, actor: Actor, offered: Market | None = None
) -> Matched:
    """The members of one household who ask for work against everything open, while they wait at the counter.

    As `match` in all it decides, but one step of the caller's transaction: what the caller undoes leaves nothing. Who
    of the household no longer asks has the proposals ended. Who serves one household after the other in one transaction
    reads once what is `offered` (`facts.load_market`). Raises Refused outside the actor's area.
    """
    rules = load_rules()
    members = matches.members_to_match(session, household_id, as_of, actor)
    duplicates.find_for(session, members, as_of)
    loaded = load_world_of_household(session, household_id, as_of, parameters.load(session), offered)
    persons = loaded.seekers.get(household_id, ())
    run = matches.begin_household(session, as_of, household_id, rules, len(persons), at, actor)
    ground = loaded.ground
    rankings = dict(zip(persons, shortlists(ground, map(str, persons), in_question), strict=True))
    found = {person: proposed(ranking, ground) for person, ranking in rankings.items()}
    changes = matches.settle(session, run, {person: found.get(person, ()) for person in members})
    matches.finish(session, run, changes, at)
    without = why_without(found, rankings, ground)
    return Matched(run.id, rules.version, cards_of(found), without, changes, len(loaded.world.vacancies))


def refer(session: Session, proposal_id: int, at: datetime, actor: Actor) -> Referral:
    """A proposal becomes a referral: with the person's consent, once, and seen by a worker before anybody is told."""
    return placements.suggest(session, proposal_id, actor, at)


def answer(
    session: Session, proposal_id: int, said: Said, reason: DeclineReason | None, at: datetime, actor: Actor
) -> Referral:
    """The person says yes, no, or not yet; a yes taken back ends the talks about arriving. Raises as `answering`."""
    referral = answering.answer(session, proposal_id, said, reason, at, actor)
    look_after_person(session, referral.person_id, at, actor)
    return referral


def place(
    session: Session, referral_id: int, proof: StartProof, first_day: date, at: datetime, actor: Actor
) -> Referral:
    """Somebody says that a person has come to work: the word of the second side is the start.

    The household has an earner from that day on. Raises what `starting.attest` raises.
    """
    referral = starting.attest(session, referral_id, proof, first_day, actor, at)
    look_after_person(session, referral.person_id, at, actor)
    return referral


def leave(
    session: Session, referral_id: int, left_on: date, reason: LeaveReason, at: datetime, actor: Actor
) -> Referral:
    """A person is there no more from a day on: the seat is free, the profile open, the helper hears of it.

    Raises what `leaving.leave` raises.
    """
    referral = leaving.leave(session, referral_id, left_on, reason, actor, at)
    look_after_person(session, referral.person_id, at, actor)
    return referral


def follow_up(
    session: Session, follow_up_id: int, answers: Mapping[str, str], words: str, way: Way, at: datetime, actor: Actor
) -> FollowUp:
    """Somebody was asked how it goes: done is what the answers call for, kept the `words`; as `follow_ups.answer`."""
    follow_ups.answer(session, follow_up_id, answers, actor, at, way=way)
    return follow_ups.note(session, follow_up_id, words, actor, at)


def assign(engine: Engine, as_of: date, at: datetime, actor: Actor) -> placing.Placing:
    """All open seats against all who wait, at once; it decides nothing and stores nothing."""
    matches.require_may_match(actor, None)
    with db.transaction(engine) as session:
        loaded = load_world(session, as_of, None, parameters.load(session))
        matches.note_reading(session, "assign", None, len(loaded.world.people), at, actor)
    return placing.place_everybody(loaded.ground, [replace(one, blocked=()) for one in rank_people(loaded.ground)])
