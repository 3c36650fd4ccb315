"""A run over the database: everybody gets cards or reasons, what holds stays untouched, what ends keeps its dates."""

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter

import pytest
from sqlalchemy import Engine, select

from jobmatch import db, flow, parameters
from jobmatch.access import ANYBODY, Refused
from jobmatch.audit import AuditEvent
from jobmatch.households import consent
from jobmatch.households.codes import ConsentPurpose, EmploymentStatus
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Household, Membership, Site
from jobmatch.households.working_life import Employment, Intention
from jobmatch.matches.facts import NoSuchSiteError, load_world
from jobmatch.matches.matched import Matched
from jobmatch.matches.model import MatchRun, Proposal
from jobmatch.matches.propose import proposed
from jobmatch.matches.reasons import why_not
from jobmatch.matching.rank import rank_people
from jobmatch.matching.rules import load_rules
from jobmatch.vacancies.model import Employer, Vacancy
from tests.matches.conftest import BY, DAY, NOON, TODAY, rows

Match = Callable[..., Matched]
ALL = "SELECT * FROM proposal ORDER BY id"


def seekers(engine: Engine) -> set[int]:
    with db.reading(engine) as session:
        return set(session.scalars(select(Intention.person_id).where(Intention.willing.is_(True))))


def start_work(engine: Engine, person_id: int) -> None:
    with db.transaction(engine) as session:
        spell = session.scalars(select(Employment).where(Employment.person_id == person_id)).one()
        spell.status = EmploymentStatus.EMPLOYED
        intention = session.scalars(select(Intention).where(Intention.person_id == person_id)).one()
        intention.willing = None


def test_everybody_who_asks_for_work_gets_cards_or_reasons(settled: Engine, match: Match) -> None:
    matched = match()
    assert set(matched.cards) == seekers(settled) != set()
    for person, found in matched.cards.items():
        assert found or matched.without[person], f"person {person} got neither"


def test_a_run_proposes_what_rank_over_everything_would_and_gives_its_reasons(settled: Engine, match: Match) -> None:
    matched = match()
    with db.reading(settled) as session:
        ground = load_world(session, TODAY, None, parameters.load(session)).ground
        rankings = {int(one.person): one for one in rank_people(ground)}
        found = {person: proposed(ranking, ground) for person, ranking in rankings.items()}
        stored = {(row.person_id, row.rank): row for row in session.scalars(select(Proposal))}
        by_rank = {(person, one.rank): one for person, proposals in found.items() for one in proposals}
        assert stored.keys() == by_rank.keys()
        for at, one in by_rank.items():
            assert {name: getattr(stored[at], name) for name in vars(one)} == vars(one)
    assert matched.cards == {person: tuple(filter(attrgetter("shown"), each)) for person, each in found.items()}
    assert matched.without == {person: why_not(rankings[person], ground) for person in found if not found[person]}


def test_a_second_run_with_nothing_new_touches_no_row(settled: Engine, match: Match) -> None:
    first = match()
    before = rows(settled, ALL)
    second = match()
    assert rows(settled, ALL) == before
    assert (second.changes.new, second.changes.changed, second.changes.ended) == (0, 0, 0)
    assert second.changes.same == first.changes.new == len(before)


def test_three_cards_differ_in_employer_or_occupation(settled: Engine, match: Match) -> None:
    match()
    with db.reading(settled) as session:
        shown = session.execute(
            select(Proposal.person_id, Employer.id, Vacancy.occupation)
            .join(Vacancy, Vacancy.id == Proposal.vacancy_id)
            .join(Employer, Employer.id == Vacancy.employer_id)
            .where(Proposal.shown.is_(True))
        ).all()
    assert len(set(shown)) == len(shown)
    people = [row.person_id for row in shown]
    assert max(people.count(person) for person in people) <= 3


def test_an_explanation_is_stored_in_two_languages_and_can_be_read_aloud(settled: Engine, match: Match) -> None:
    match()
    with db.reading(settled) as session:
        proposals = session.scalars(select(Proposal)).all()
    for one in proposals:
        chinese, english = str(one.explanation["why"]), str(one.explanation["why_en"])
        assert 1 <= chinese.count("。") <= 2
        assert 1 <= len(english.split(". ")) <= 2
        assert one.rules_hash == load_rules().hash


def test_who_finds_work_loses_the_proposals_and_they_keep_the_day(settled: Engine, match: Match) -> None:
    person = next(one for one, found in match().cards.items() if found)
    start_work(settled, person)
    assert match(on=TODAY + DAY).changes.ended > 0
    with db.reading(settled) as session:
        ended = session.scalars(select(Proposal.ended_on).where(Proposal.person_id == person)).all()
    assert set(ended) == {TODAY + DAY}


def test_a_vacancy_that_comes_back_is_a_new_proposal_beside_the_ended_one(settled: Engine, match: Match) -> None:
    matched = match()
    person, found = next((one, found) for one, found in matched.cards.items() if found)
    vacancy = found[0].vacancy_id
    with db.transaction(settled) as session:
        headcount = session.get_one(Vacancy, vacancy).headcount
        session.get_one(Vacancy, vacancy).headcount = 0
    match()
    with db.transaction(settled) as session:
        session.get_one(Vacancy, vacancy).headcount = headcount
    match(on=TODAY + DAY)
    with db.reading(settled) as session:
        states = session.execute(
            select(Proposal.found_on, Proposal.ended_on)
            .where(Proposal.person_id == person, Proposal.vacancy_id == vacancy)
            .order_by(Proposal.id)
        ).all()
    assert [tuple(state) for state in states] == [(TODAY, TODAY), (TODAY + DAY, None)]


def test_without_consent_there_are_reasons_and_no_proposals(settled: Engine, match: Match) -> None:
    person = next(one for one, found in match().cards.items() if found)
    with db.transaction(settled) as session:
        consent.withdraw(session, person, ConsentPurpose.MATCH_AND_TELL, TODAY)
    matched = match()
    assert matched.cards[person] == ()
    assert all("G-CONSENT" in reason.gates for reason in matched.without[person])
    with db.reading(settled) as session:
        assert not session.scalars(
            select(Proposal).where(Proposal.person_id == person, Proposal.ended_on.is_(None))
        ).all()


def test_of_two_records_that_may_be_one_human_the_later_waits(settled: Engine, match: Match) -> None:
    smaller, larger = sorted(seekers(settled))[:2]
    with db.transaction(settled) as session:
        session.add(
            DuplicatePair(
                smaller_id=smaller, larger_id=larger, score=90, evidence=[], state=PairState.OPEN, found_on=TODAY
            )
        )
    matched = match()
    assert matched.cards[larger] == ()
    assert all("G-DUP-OPEN" in reason.gates for reason in matched.without[larger])


def test_a_site_is_matched_alone(settled: Engine, match: Match) -> None:
    assert set(match(site="XY").cards) == seekers(settled)
    with pytest.raises(NoSuchSiteError, match="XY"):
        match(site="nowhere")


def test_who_has_moved_keeps_the_proposals_when_the_old_site_is_matched(settled: Engine, match: Match) -> None:
    person = next(one for one, found in match().cards.items() if found)
    with db.transaction(settled) as session:
        elsewhere = Site(code="S2", name="另一个安置点", division="520322")
        home = Household(number="TZ-S2-000001", site=elsewhere, registered_at=NOON, updated_at=NOON)
        old = session.scalars(select(Membership).where(Membership.person_id == person)).one()
        old.left_on = TODAY
        session.add_all([home, Membership(household=home, person_id=person, joined_on=TODAY)])
    assert match(site="XY").changes.ended == 0
    assert person in match(site="S2").cards


def test_a_run_notes_who_read_what_of_whom_once(settled: Engine, match: Match) -> None:
    people = len(match().cards)
    with db.reading(settled) as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "match")).all()
        run = session.scalars(select(MatchRun)).one()
    assert len(events) == 1
    assert events[0].actor == BY.name
    assert "limits, protections" in events[0].detail
    assert f"{people} people" in events[0].detail
    assert (run.people, run.as_of, run.finished_at) == (people, TODAY, NOON)


def test_somebody_without_the_permission_matches_nobody(settled: Engine, match: Match) -> None:
    with pytest.raises(Refused):
        match(actor=ANYBODY)
    assert rows(settled, "SELECT * FROM match_run") == []


class Stopped(Exception):  # noqa: N818 - stands for the machine that lost its power
    """The run was stopped from outside."""


def test_a_run_that_was_stopped_is_gone_on_with_by_the_next(settled: Engine, match: Match) -> None:
    asked: list[datetime] = []

    def clock_that_stops() -> datetime:
        asked.append(NOON)
        if len(asked) > 2:  # the beginning, and the first household
            raise Stopped
        return NOON

    with pytest.raises(Stopped):
        flow.match(settled, TODAY, None, clock_that_stops, BY)
    assert rows(settled, "SELECT id FROM match_run WHERE finished_at IS NOT NULL") == []
    stored = len(rows(settled, ALL))
    assert stored
    again = match()
    assert again.changes.same == stored
    assert stored + again.changes.new == len(rows(settled, ALL))


def test_the_assignment_fills_each_opening_once_and_says_how_good_it_is(settled: Engine, match: Match) -> None:
    placing = flow.assign(settled, TODAY, NOON, BY)
    assert placing.pairs
    assert len({person for person, _ in placing.pairs}) == len(placing.pairs)
    with db.reading(settled) as session:
        openings = {vacancy.id: vacancy.openings for vacancy in session.scalars(select(Vacancy))}
    taken = [vacancy for _, vacancy in placing.pairs]
    assert all(taken.count(vacancy) <= (openings[vacancy] or 1) for vacancy in taken)
    assert 0 < placing.households_placed <= placing.upper_bound
