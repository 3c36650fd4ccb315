"""What is stored of a ranking: the best, their words, and for people in work no card that is no gain."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jobmatch.matches.propose import KEPT, proposed
from jobmatch.matching.codes import Status, VacancyKind, WageType
from jobmatch.matching.facts import Employer, Household, Person, Place, Site, Vacancy, Wage, World
from jobmatch.matching.ground import prepare
from jobmatch.matching.rank import rank_person
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary

TODAY = date(2026, 6, 1)
HOME = Place("520322", 28.13, 106.83)
PERSON = Person(
    id="1", household="1", birth_date=date(1990, 1, 1), student=False, status=Status.SEEKING, consent=True
)  # fmt: skip


def vacancy(number: int, pay: int) -> Vacancy:
    return Vacancy(
        id=str(number), employer="1", title="包装工", occupation="包装工" if number % 2 else "保洁员",
        kind=VacancyKind.COMPANY, openings=1, place=HOME, wage=Wage(WageType.MONTH, Decimal(pay)),
        expires=date(2026, 7, 1), confirmed_on=TODAY,
    )  # fmt: skip


def stored(person: Person, *pays: int) -> list[tuple[int, bool]]:
    """Vacancy id and whether it is shown, best first."""
    world = World(
        as_of=TODAY,
        sites=(Site("1", HOME),),
        households=(Household("1", "1"),),
        people=(person,),
        employers=(Employer("1", verified=3),),
        vacancies=tuple(vacancy(number, pay) for number, pay in enumerate(pays, start=1)),
    )
    ground = prepare(world, Vocabulary.load(), load_rules())
    return [(one.vacancy_id, one.shown) for one in proposed(rank_person(ground, "1"), ground)]


def test_somebody_in_work_is_shown_gains_alone() -> None:
    employed = replace(PERSON, status=Status.EMPLOYED, current_wage=Decimal(3000))
    assert stored(employed, 3100, 4000) == [(2, True), (1, False)]


def test_where_nothing_is_a_gain_the_best_is_shown_as_it_is() -> None:
    employed = replace(PERSON, status=Status.EMPLOYED, current_wage=Decimal(3000))
    assert [shown for _, shown in stored(employed, 3100)] == [True]


def test_only_the_best_are_stored() -> None:
    assert len(stored(PERSON, *range(3000, 3000 + KEPT + 5))) == KEPT


@pytest.mark.parametrize("pays", [(), (3000,), (3000, 3100, 3200)])
def test_no_two_cards_are_the_same_work_at_the_same_employer(pays: tuple[int, ...]) -> None:
    shown = [vacancy_id for vacancy_id, is_shown in stored(PERSON, *pays) if is_shown]
    assert len({vacancy_id % 2 for vacancy_id in shown}) == len(shown)
