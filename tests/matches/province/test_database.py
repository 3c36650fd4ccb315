"""The program's own database as a source: the lists of `match`, site by site, and a version for whatever changes."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select, text

from jobmatch import db, parameters
from jobmatch.access import operator
from jobmatch.demo.layout import layout
from jobmatch.demo.place import Place
from jobmatch.demo.plant import plant
from jobmatch.flow import match
from jobmatch.households.model import Membership, Person
from jobmatch.households.working_life import Employment
from jobmatch.matches.matched import Matched
from jobmatch.matches.model import Proposal
from jobmatch.matches.propose import KEPT
from jobmatch.matches.province import lists
from jobmatch.matches.province.changes import update
from jobmatch.matches.province.database import NO_SITE, DatabaseSource
from jobmatch.matches.province.offers import read_digests
from jobmatch.matches.province.reading import list_of
from jobmatch.matches.province.run import path_of, run
from tests.matches.conftest import NOON, TODAY, now
from tests.matches.province.sites import bind, seekers, spread

Found = dict[int, list[tuple[int, int]]]
SITES = 3


@pytest.fixture
def source(settled: Engine, database_url: str) -> DatabaseSource:
    """The place at three sites, and a household at none."""
    spread(settled, SITES)
    return DatabaseSource(database_url, TODAY, NOON)


def proposed(engine: Engine) -> Found:
    """Vacancy and score of what `match` has stored for everybody, best first."""
    with db.reading(engine) as session:
        rows = session.execute(
            select(Proposal.person_id, Proposal.vacancy_id, Proposal.score)
            .where(Proposal.ended_on.is_(None), Proposal.rank <= KEPT)
            .order_by(Proposal.person_id, Proposal.rank)
        ).all()
    found: Found = {}
    for person, vacancy, score in rows:
        found.setdefault(person, []).append((vacancy, score))
    return found


def listed(folder: Path, source: DatabaseSource) -> Found:
    """The same of what a run has written; everybody has one list at most."""
    offers, found = read_digests(folder), Found()
    for part in source.parts():
        for person in lists.read(path_of(folder, part)).people:
            assert int(person) not in found
            entries = list_of(folder, offers, source, part, person).entries
            found[int(person)] = [(int(one.vacancy), one.score) for one in entries]
    return found


def having_some(found: Found) -> Found:
    return {person: entries for person, entries in found.items() if entries}


def test_everybody_has_the_list_that_match_finds(
    settled: Engine, source: DatabaseSource, match: Callable[..., Matched], tmp_path: Path
) -> None:
    matched = match()
    outcome = run(source, tmp_path)
    found = listed(tmp_path, source)
    assert found.keys() == matched.cards.keys()
    assert having_some(found) == proposed(settled)
    assert (outcome.done, outcome.people) == (SITES + 1, len(found))


def test_who_goes_with_people_of_other_sites_has_the_list_that_match_finds(
    settled: Engine, source: DatabaseSource, match: Callable[..., Matched], tmp_path: Path
) -> None:
    run(source, tmp_path / "alone")
    asking = seekers(settled)
    with_list = [person for person, entries in listed(tmp_path / "alone", source).items() if len(entries) > 1]
    one = with_list[0]
    other = next(person for person in with_list if asking[person] != asking[one])
    third = next(person for person in with_list if asking[person] not in (asking[one], asking[other]))
    bind(settled, one, other)
    bind(settled, other, third)
    match()
    run(source, tmp_path / "bound")
    found = listed(tmp_path / "bound", source)
    assert having_some(found) == proposed(settled)
    assert found[one] != listed(tmp_path / "alone", source)[one], "going together has shut nothing out"

    with settled.begin() as connection:
        best = {"id": found[with_list[-1]][0][0]}
        connection.execute(text("UPDATE vacancy SET headcount = filled WHERE id = :id"), best)
    update(source, tmp_path / "bound")
    run(source, tmp_path / "new")
    assert listed(tmp_path / "bound", source) == listed(tmp_path / "new", source) != found


def test_who_goes_with_somebody_who_cannot_work_is_told_of_nothing(
    settled: Engine, source: DatabaseSource, tmp_path: Path
) -> None:
    asking = seekers(settled)
    one, other = next((one, other) for one in asking for other in asking if asking[one] != asking[other])
    bind(settled, one, other)
    with db.transaction(settled) as session:
        session.execute(text("DELETE FROM consent WHERE person_id = :other"), {"other": other})
    run(source, tmp_path)
    found = listed(tmp_path, source)
    assert (found[one], found[other]) == ([], [])


def test_who_names_somebody_no_longer_there_is_judged_as_by_match(
    settled: Engine, source: DatabaseSource, match: Callable[..., Matched], tmp_path: Path
) -> None:
    one, other, *_ = seekers(settled)
    bind(settled, one, other)
    with db.transaction(settled) as session:
        session.get_one(Person, other).died_on = TODAY
    match()
    run(source, tmp_path)
    found = listed(tmp_path, source)
    assert having_some(found) == proposed(settled)
    assert other not in found
    assert found[one]


CHANGES = {
    "household": "UPDATE household SET zero_employment_since = '2026-05-01' WHERE id = :home",
    "membership": "UPDATE membership SET left_on = '2026-05-01' WHERE person_id = :person",
    "person": "UPDATE person SET education = 'bachelor' WHERE id = :person",
    "employment": "DELETE FROM employment WHERE person_id = :person",
    "intention": "UPDATE intention SET training_days_most = 99 WHERE person_id = :person",
    "person_constraint": "INSERT INTO person_constraint (person_id, kind, strength) VALUES (:person, 'night', 'hard')",
    "certificate": "INSERT INTO certificate (person_id, kind) VALUES (:person, 'crane')",
    "skill": "INSERT INTO skill (person_id, word) VALUES (:person, '锁边')",
    "experience": "INSERT INTO experience (person_id, occupation, months, evidence) "
    "VALUES (:person, '焊工', 9, 'self')",
    "answered": "INSERT INTO answered (person_id, topic, asked_on) VALUES (:person, 'other', '2026-05-01')",
    "consent": "UPDATE consent SET withdrawn_on = '2026-05-01' WHERE person_id = :person",
    "duplicate_pair": "INSERT INTO duplicate_pair (smaller_id, larger_id, score, evidence, state, found_on) "
    "SELECT min(id), :person, 1, '', 'open', '2026-05-01' FROM person WHERE id < :person",
}


def employed_seeker(engine: Engine) -> tuple[int, int, str]:
    """Somebody who asks for work and has a spell behind, not the first of all, with household and site."""
    with db.reading(engine) as session:
        spells = set(session.scalars(select(Employment.person_id)))
        homes = dict(session.execute(select(Membership.person_id, Membership.household_id)).all())
    return next(
        (person, homes[person], site) for person, site in list(seekers(engine).items())[1:] if site and person in spells
    )


def versions(source: DatabaseSource) -> dict[str, str]:
    return {part: source.version(part) for part in source.parts()}


def test_whatever_changes_about_somebody_is_another_version_of_that_part_alone(
    settled: Engine, source: DatabaseSource
) -> None:
    person, home, site = employed_seeker(settled)
    before = versions(source)
    assert versions(source) == before
    # Whoever has left is no longer looked at, so that comes last.
    for table in sorted(CHANGES, key="membership".__eq__):
        change, which = text(CHANGES[table]), {"person": person, "home": home}
        with settled.begin() as connection:
            assert connection.execute(change, {name: which[name] for name in change.compile().params}).rowcount
        after = versions(source)
        assert {part for part in source.parts() if after[part] != before[part]} == {site}, table
        before = after


def test_a_change_to_whom_somebody_goes_with_is_another_version_of_both_parts(
    settled: Engine, source: DatabaseSource
) -> None:
    person, _, site = employed_seeker(settled)
    namer, elsewhere = next((one, other) for one, other in seekers(settled).items() if other not in (site, None))
    bind(settled, namer, person)
    before = versions(source)
    with settled.begin() as connection:
        connection.execute(text(CHANGES["person"]), {"person": person})
    after = versions(source)
    assert {part for part in source.parts() if after[part] != before[part]} == {site, elsewhere}


def test_the_version_looks_at_every_table_that_the_people_are_read_from(
    settled: Engine, source: DatabaseSource
) -> None:
    site = source.parts()[0]
    assert read_tables(settled, lambda: source.people(site)) <= read_tables(settled, lambda: source.version(site))
    assert CHANGES.keys() | {"site"} == read_tables(settled, lambda: source.version(site))


def read_tables(engine: Engine, read: Callable[[], object]) -> set[str]:
    """The tables that statements of any engine name meanwhile."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        read()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return {name for name in db.Base.metadata.tables for one in statements if f"FROM {name}" in one.replace("\n", " ")}


def test_whoever_belongs_to_no_site_is_a_part_too(settled: Engine, source: DatabaseSource) -> None:
    assert source.parts()[-1] == NO_SITE
    everybody = {int(person) for part in source.parts() for person in source.people(part).asking}
    assert everybody == set(seekers(settled))
    homeless = source.people(NO_SITE).asking
    assert homeless
    assert all(source.part_of(int(person)) == NO_SITE for person in homeless)


def test_a_source_can_be_sent_elsewhere_and_does_not_print_its_address(source: DatabaseSource) -> None:
    assert pickle.loads(pickle.dumps(source)) == source
    assert source.url not in repr(source)


@pytest.mark.soak
def test_everybody_of_the_county_has_the_list_that_match_finds(sqlite_url: str, tmp_path: Path) -> None:
    engine, by = db.engine_for(sqlite_url), operator("test")
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    plant(lambda: db.transaction(engine), Place(layout("county"), 1, TODAY), TODAY, NOON, by)
    match(engine, TODAY, None, now, by)
    source = DatabaseSource(sqlite_url, TODAY, NOON)
    run(source, tmp_path)
    assert having_some(listed(tmp_path, source)) == proposed(engine)
    engine.dispose()
