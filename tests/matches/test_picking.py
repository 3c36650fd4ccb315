"""A post that a worker picks by hand: with a reason, within the law, first of all, and there until it is over."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, delete, select, update

from jobmatch import db, telling
from jobmatch.access import Actor, Refused, Role
from jobmatch.households.consent import Consent
from jobmatch.households.model import Membership
from jobmatch.matches.matched import Matched
from jobmatch.matches.model import Proposal
from jobmatch.matches.picking import Fit, NoReasonError, NotOpenError, StaysClosedError, fits_of, take_back
from jobmatch.push.model import Message
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.model import Vacancy
from tests.matches.conftest import DAY, NOON, TODAY

Match = Callable[..., Matched]
WORKER = Actor("a worker", Role.SUPERVISOR, frozenset({"XY"}))
BECAUSE = "就在她妈妈家楼下"


def one_that(engine: Engine, is_such: Callable[[Fit], bool]) -> tuple[int, int]:
    """A person and a post that stand to each other in some way and are not proposed."""
    with db.reading(engine) as session:
        for person in session.scalars(select(Membership.person_id).order_by(Membership.person_id)):
            for vacancy, fit in fits_of(session, person, TODAY).items():
                if is_such(fit) and not standing(engine, person, vacancy):
                    return person, vacancy
    pytest.fail("nobody of this place stands so to any post")


def standing(engine: Engine, person: int, vacancy: int) -> Proposal | None:
    with db.reading(engine) as session:
        return session.scalar(
            select(Proposal).where(
                Proposal.person_id == person, Proposal.vacancy_id == vacancy, Proposal.ended_on.is_(None)
            )
        )


def pick(engine: Engine, person: int, vacancy: int, because: str = BECAUSE, actor: Actor = WORKER) -> int:
    with db.transaction(engine) as session:
        return telling.pick(session, person, vacancy, because, NOON, actor).id


def yours_to_judge(fit: Fit) -> bool:
    return fit.closed is not None and not fit.for_good


def closed_for_good(fit: Fit) -> bool:
    return fit.closed is not None and fit.for_good and not fit.closed.to_all


@pytest.fixture
def picked(settled: Engine, match: Match) -> tuple[int, int]:
    """A person with a post that the record closes and a worker has picked."""
    match()
    person, vacancy = one_that(settled, yours_to_judge)
    pick(settled, person, vacancy)
    return person, vacancy


def test_it_stands_first_with_its_reason_and_the_person_is_told(settled: Engine, picked: tuple[int, int]) -> None:
    row = standing(settled, *picked)
    assert row is not None
    assert (row.picked_by, row.picked_because, row.shown, row.rank) == (WORKER.name, BECAUSE, True, 0)
    assert row.explanation["asks"], "what the record says against it has to be asked first"
    with db.reading(settled) as session:
        assert session.scalar(select(Message).where(Message.dedupe_key == f"new_match:{row.id}"))


def test_the_night_s_run_leaves_it_and_a_second_reason_replaces_the_first(
    settled: Engine, picked: tuple[int, int], match: Match
) -> None:
    match(on=TODAY + DAY)
    assert standing(settled, *picked) is not None
    number = pick(settled, *picked, because="她自己要去")
    row = standing(settled, *picked)
    assert row is not None
    assert (row.id, row.picked_because) == (number, "她自己要去")


def test_it_ends_with_the_post(settled: Engine, picked: tuple[int, int], match: Match) -> None:
    with db.transaction(settled) as session:
        session.execute(update(Vacancy).where(Vacancy.id == picked[1]).values(state=VacancyState.WITHDRAWN))
    match(on=TODAY + DAY)
    assert standing(settled, *picked) is None


def test_it_ends_with_the_consent(settled: Engine, picked: tuple[int, int], match: Match) -> None:
    with db.transaction(settled) as session:
        session.execute(delete(Consent).where(Consent.person_id == picked[0]))
    match(on=TODAY + DAY)
    assert standing(settled, *picked) is None


def test_taken_back_what_the_record_closes_is_proposed_no_more(settled: Engine, picked: tuple[int, int]) -> None:
    row = standing(settled, *picked)
    assert row is not None
    with db.transaction(settled) as session:
        assert take_back(session, row.id, NOON, WORKER)
        assert not take_back(session, row.id, NOON, WORKER)
    assert standing(settled, *picked) is None


def test_one_that_matching_found_is_marked_and_stays_when_it_is_taken_back(settled: Engine, match: Match) -> None:
    match()
    with db.reading(settled) as session:
        row = session.scalars(
            select(Proposal).where(Proposal.ended_on.is_(None)).order_by(Proposal.rank.desc())
        ).first()
        assert row is not None
        person, vacancy = row.person_id, row.vacancy_id
    assert pick(settled, person, vacancy) == row.id
    with db.transaction(settled) as session:
        assert take_back(session, row.id, NOON, WORKER)
    again = standing(settled, person, vacancy)
    assert again is not None
    assert again.picked_by is None


def test_what_the_law_the_body_or_a_paper_closes_is_picked_by_nobody(settled: Engine) -> None:
    person, vacancy = one_that(settled, closed_for_good)
    with pytest.raises(StaysClosedError) as told:
        pick(settled, person, vacancy)
    assert told.value.because.endswith("。")
    assert standing(settled, person, vacancy) is None


def test_a_pick_needs_a_reason_an_open_post_and_a_family_of_the_own_site(settled: Engine) -> None:
    person, vacancy = one_that(settled, yours_to_judge)
    with pytest.raises(NoReasonError):
        pick(settled, person, vacancy, because="  ")
    with pytest.raises(NotOpenError):
        pick(settled, person, 10**6)
    for actor in (Actor("a", Role.CLERK, frozenset({"elsewhere"})), Actor("c", Role.COUNTY)):
        with pytest.raises(Refused):
            pick(settled, person, vacancy, actor=actor)
    assert standing(settled, person, vacancy) is None
