"""The life of a vacancy: every pair of state and verb, and what keeps a draft from the public."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from jobmatch.access import Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.vacancies.codes import VacancyKind, VacancyState
from jobmatch.vacancies.life import VACANCY, Candidacy, Obstacle, Verb, obstacles

LEGAL = {
    (Verb.PUBLISH, VacancyState.DRAFT): VacancyState.PUBLISHED,
    (Verb.RECALL, VacancyState.PUBLISHED): VacancyState.DRAFT,
    (Verb.REFUSE, VacancyState.DRAFT): VacancyState.REFUSED,
    (Verb.SUBMIT, VacancyState.REFUSED): VacancyState.DRAFT,
    (Verb.SUBMIT, VacancyState.WITHDRAWN): VacancyState.DRAFT,
    (Verb.SUBMIT, VacancyState.EXPIRED): VacancyState.DRAFT,
    (Verb.PAUSE, VacancyState.PUBLISHED): VacancyState.PAUSED,
    (Verb.SILENCE, VacancyState.PUBLISHED): VacancyState.PAUSED,
    (Verb.RESUME, VacancyState.PAUSED): VacancyState.PUBLISHED,
    (Verb.FILL, VacancyState.PUBLISHED): VacancyState.FILLED,
    (Verb.FILL, VacancyState.PAUSED): VacancyState.FILLED,
    (Verb.REOPEN, VacancyState.FILLED): VacancyState.PUBLISHED,
    (Verb.EXPIRE, VacancyState.PUBLISHED): VacancyState.EXPIRED,
    (Verb.EXPIRE, VacancyState.PAUSED): VacancyState.EXPIRED,
    (Verb.EXPIRE, VacancyState.FILLED): VacancyState.EXPIRED,
    **{(Verb.WITHDRAW, state): VacancyState.WITHDRAWN for state in VacancyState if state is not VacancyState.WITHDRAWN},
}
DAY = date(2026, 6, 1)
READY = Candidacy(VacancyKind.COMPANY, 0, 2, None, ("clerk",), date(2026, 6, 30))


@pytest.mark.parametrize(("verb", "state"), list(product(Verb, VacancyState)))
def test_a_vacancy_moves_as_the_table_says_and_in_no_other_way(verb: Verb, state: VacancyState) -> None:
    target = LEGAL.get((verb, state))
    if target is None:
        with pytest.raises(IllegalMoveError):
            VACANCY.next_state(verb, state, Role.SYSTEM)
    else:
        assert VACANCY.next_state(verb, state, Role.SYSTEM) == target


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.RESIDENT, Role.TRAINER, Role.AUDITOR])
def test_only_staff_publish(role: Role) -> None:
    with pytest.raises(IllegalMoveError):
        VACANCY.next_state(Verb.PUBLISH, VacancyState.DRAFT, role)


def test_an_employer_may_pause_and_withdraw_what_is_its_own() -> None:
    assert VACANCY.next_state(Verb.PAUSE, VacancyState.PUBLISHED, Role.EMPLOYER) == VacancyState.PAUSED
    assert VACANCY.next_state(Verb.WITHDRAW, VacancyState.PAUSED, Role.EMPLOYER) == VacancyState.WITHDRAWN


def test_a_draft_that_is_in_order_may_be_published() -> None:
    assert obstacles(READY, DAY) == ()


def test_labour_export_and_private_households_need_two_different_people() -> None:
    for kind in (VacancyKind.LABOUR_EXPORT, VacancyKind.HOUSEHOLD):
        alone = replace(READY, kind=kind, employer_level=3, reviewers=("clerk", "clerk"))
        assert obstacles(alone, DAY) == (Obstacle.REVIEWERS_MISSING,)
        assert obstacles(replace(alone, reviewers=("clerk", "supervisor")), DAY) == ()


def test_everything_that_stands_in_the_way_is_named() -> None:
    worst = Candidacy(VacancyKind.COMPANY, 1, 0, DAY, (), date(2026, 5, 31))
    assert obstacles(worst, DAY) == tuple(Obstacle)
