"""One household matched at the counter: the same answers as a run over everybody, within the caller's transaction."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db, flow
from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households import codes, consent
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.duplicates.model import DuplicatePair
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import ConstraintRow, Intention
from jobmatch.matches.matched import Matched
from jobmatch.matches.model import MatchRun, Proposal
from jobmatch.matching.codes import ConstraintKind
from jobmatch.vacancies.model import Vacancy
from tests.matches.conftest import BY, DAY, NOON, TODAY, rows

Match = Callable[..., Matched]
OPEN = """
    SELECT person_id, vacancy_id, rank, shown, score, monthly_normal, monthly_cash, found_on, ended_on, rules_hash
    FROM proposal ORDER BY person_id, vacancy_id
"""


def homes(engine: Engine) -> list[int]:
    with db.reading(engine) as session:
        return list(session.scalars(select(Household.id).order_by(Household.id)))


def match_one(engine: Engine, household_id: int, **changed: Any) -> Matched:
    told: dict[str, Any] = {"as_of": TODAY, "at": NOON, "actor": BY} | changed
    with db.transaction(engine) as session:
        return flow.match_household(session, household_id, **told)


def match_each(engine: Engine, **changed: Any) -> dict[int, Matched]:
    return {household: match_one(engine, household, **changed) for household in homes(engine)}


def seekers_by_home(engine: Engine) -> dict[int, list[int]]:
    with db.reading(engine) as session:
        found: dict[int, list[int]] = {}
        query = (
            select(Membership.household_id, Membership.person_id)
            .join(Intention, Intention.person_id == Membership.person_id)
            .where(Intention.willing.is_(True))
            .order_by(Membership.person_id)
        )
        for household, person in session.execute(query):
            found.setdefault(household, []).append(person)
        return found


def home_with_two_seekers(engine: Engine) -> tuple[int, list[int]]:
    return next((home, people) for home, people in seekers_by_home(engine).items() if len(people) > 1)


def together(session: Session, person: int, other: int) -> None:
    session.add(
        ConstraintRow(
            person_id=person, kind=codes.ConstraintKind(ConstraintKind.TOGETHER.value), strength=codes.Strength.HARD,
            with_people=[other],
        )
    )  # fmt: skip


def only_at_night(session: Session, person: int) -> None:
    session.add(
        ConstraintRow(
            person_id=person, kind=codes.ConstraintKind(ConstraintKind.HOURS.value), strength=codes.Strength.HARD,
            window_from=time(1), window_to=time(2),
        )
    )  # fmt: skip


def test_household_by_household_comes_to_what_a_run_over_everybody_does(settled: Engine, match: Match) -> None:
    one_by_one = match_each(settled)
    before = rows(settled, OPEN)
    whole = match()
    assert rows(settled, OPEN) == before
    assert whole.changes.same == len(before) > 0
    assert {person: found for one in one_by_one.values() for person, found in one.cards.items()} == whole.cards
    assert {person: found for one in one_by_one.values() for person, found in one.without.items()} == whole.without
    assert {(one.rules, one.vacancies) for one in one_by_one.values()} == {(whole.rules, whole.vacancies)}


def test_a_second_time_with_nothing_new_touches_no_proposal(settled: Engine) -> None:
    match_each(settled)
    before = rows(settled, "SELECT * FROM proposal ORDER BY id")
    again = match_each(settled, as_of=TODAY)
    assert rows(settled, "SELECT * FROM proposal ORDER BY id") == before
    assert all(one.changes.new == one.changes.changed == one.changes.ended == 0 for one in again.values())


def test_a_post_that_was_filled_meanwhile_is_gone_from_the_next_answer(settled: Engine) -> None:
    home, people = next(iter(seekers_by_home(settled).items()))
    first = match_one(settled, home)
    taken = next(one.vacancy_id for person in people for one in first.cards[person])
    with db.transaction(settled) as session:
        vacancy = session.get_one(Vacancy, taken)
        vacancy.filled = vacancy.headcount or 0
    again = match_one(settled, home)
    assert taken not in {one.vacancy_id for found in again.cards.values() for one in found}
    assert again.changes.ended > 0


def test_a_change_that_the_caller_has_not_kept_yet_counts(settled: Engine) -> None:
    home, people = next(iter(seekers_by_home(settled).items()))
    first = match_one(settled, home)
    taken = next(one.vacancy_id for person in people for one in first.cards[person])
    with Session(settled) as session:
        session.get_one(Vacancy, taken).headcount = 0
        inside = flow.match_household(session, home, TODAY, NOON, BY)
    assert taken not in {one.vacancy_id for found in inside.cards.values() for one in found}
    assert match_one(settled, home).cards == first.cards, "the other answer was undone with its transaction"


def test_without_consent_there_are_reasons_and_no_proposals(settled: Engine) -> None:
    home, people = next(iter(seekers_by_home(settled).items()))
    match_one(settled, home)
    with db.transaction(settled) as session:
        consent.withdraw(session, people[0], ConsentPurpose.MATCH_AND_TELL, TODAY)
    matched = match_one(settled, home)
    assert matched.cards[people[0]] == ()
    assert all("G-CONSENT" in reason.gates for reason in matched.without[people[0]])
    assert open_proposals(settled, people[0]) == 0


def test_who_no_longer_asks_has_the_proposals_ended(settled: Engine) -> None:
    home, people = next(iter(seekers_by_home(settled).items()))
    match_one(settled, home)
    assert open_proposals(settled, people[0]) > 0
    with db.transaction(settled) as session:
        session.scalars(select(Intention).where(Intention.person_id == people[0])).one().willing = False
    matched = match_one(settled, home, as_of=TODAY + DAY)
    assert people[0] not in matched.cards
    assert open_proposals(settled, people[0]) == 0
    with db.reading(settled) as session:
        ended = set(session.scalars(select(Proposal.ended_on).where(Proposal.person_id == people[0])))
    assert ended == {TODAY + DAY}


def test_other_households_keep_their_proposals(settled: Engine, match: Match) -> None:
    match()
    home, people = next(iter(seekers_by_home(settled).items()))
    before = rows(settled, f"SELECT * FROM proposal WHERE person_id NOT IN ({', '.join(map(str, people))}) ORDER BY id")
    with db.transaction(settled) as session:
        for person in people:
            session.scalars(select(Intention).where(Intention.person_id == person)).one().willing = False
    match_one(settled, home)
    assert rows(settled, "SELECT * FROM proposal WHERE ended_on IS NULL ORDER BY id") == before


def test_a_record_that_was_corrected_into_a_double_waits_at_once(settled: Engine) -> None:
    homes_of = seekers_by_home(settled)
    (_, [original, *_]), (home, [double, *_]) = list(homes_of.items())[:2]
    with db.transaction(settled) as session:
        like, row = session.get_one(Person, original), session.get_one(Person, double)
        row.name, row.name_pinyin, row.birth_date, row.sex = like.name, like.name_pinyin, like.birth_date, like.sex
    matched = match_one(settled, home)
    assert matched.cards[double] == ()
    assert all("G-DUP-OPEN" in reason.gates for reason in matched.without[double])
    with db.reading(settled) as session:
        pairs = session.execute(select(DuplicatePair.smaller_id, DuplicatePair.larger_id)).all()
    assert [tuple(pair) for pair in pairs] == [(original, double)]


def test_a_couple_that_goes_together_goes_where_both_may_or_nowhere(settled: Engine) -> None:
    home, (one, other, *_) = home_with_two_seekers(settled)
    with db.transaction(settled) as session:
        together(session, one, other)
        together(session, other, one)
    before = match_one(settled, home)
    assert before.cards[one]
    with db.transaction(settled) as session:
        only_at_night(session, other)
    after = match_one(settled, home)
    assert after.cards[other] == after.cards[one] == (), "nobody goes where the other cannot"
    assert any("G-GROUP" in reason.gates for reason in after.without[one])


def test_a_partner_in_another_household_is_looked_at_too(settled: Engine, match: Match) -> None:
    (home, [person, *_]), (_, [partner, *_]) = list(seekers_by_home(settled).items())[:2]
    with db.transaction(settled) as session:
        together(session, person, partner)
        only_at_night(session, partner)
    apart = match_one(settled, home)
    assert set(apart.cards) == set(seekers_by_home(settled)[home])
    assert match().cards[person] == apart.cards[person]


def test_a_step_that_is_undone_leaves_nothing(settled: Engine) -> None:
    home = next(iter(seekers_by_home(settled)))
    tables = ("proposal", "match_run", "duplicate_pair")
    with Session(settled) as session:
        assert flow.match_household(session, home, TODAY, NOON, BY).changes.new > 0
        session.rollback()
    assert [rows(settled, f"SELECT * FROM {table}") for table in tables] == [[], [], []]
    assert not rows(settled, "SELECT * FROM audit_event WHERE action = 'match'")


def test_a_clerk_matches_the_own_site_alone(settled: Engine) -> None:
    home = next(iter(seekers_by_home(settled)))
    assert match_one(settled, home, actor=Actor("clerk", Role.CLERK, frozenset({"XY"}))).cards
    helper = Actor("helper", Role.HELPER, frozenset({"XY"}), household_ids=frozenset({home}))
    assert match_one(settled, home, actor=helper).cards
    for stranger in (
        Actor("clerk of another site", Role.CLERK, frozenset({"S2"})),
        Actor("helper of others", Role.HELPER, frozenset({"XY"}), household_ids=frozenset({home + 1})),
        Actor("county", Role.COUNTY, sites=None),
    ):
        with pytest.raises(Refused):
            match_one(settled, home, actor=stranger)


def test_the_run_says_for_whom_and_the_log_who_read_what(settled: Engine) -> None:
    home, people = next(iter(seekers_by_home(settled).items()))
    matched = match_one(settled, home)
    with db.reading(settled) as session:
        run = session.get_one(MatchRun, matched.run_id)
        event = session.scalars(select(AuditEvent).where(AuditEvent.action == "match")).one()
    assert (run.site_code, run.people, run.as_of, run.finished_at) == ("XY", len(people), TODAY, NOON)
    assert run.proposals_new == matched.changes.new
    assert (event.subject, event.detail.split(":")[0]) == (f"household:{home}", f"{len(people)} people")


def test_a_household_in_which_nobody_asks_is_matched_in_peace(settled: Engine) -> None:
    asking = seekers_by_home(settled)
    quiet = next(home for home in homes(settled) if home not in asking)
    matched = match_one(settled, quiet)
    assert (matched.cards, matched.without, matched.changes.new) == ({}, {}, 0)


def open_proposals(engine: Engine, person: int) -> int:
    return len(rows(engine, f"SELECT id FROM proposal WHERE person_id = {person} AND ended_on IS NULL"))
