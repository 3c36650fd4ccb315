"""What is told of the vacancies that do not fit: true of each, and first what matters most to this person."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from jobmatch.matches.reasons import Hindrance, hindrances, why_not
from jobmatch.matching.codes import Status, VacancyKind
from jobmatch.matching.facts import (
    CertificateDemand,
    Employer,
    Household,
    Person,
    Place,
    Site,
    Vacancy,
    World,
)
from jobmatch.matching.ground import prepare
from jobmatch.matching.rank import rank_person
from jobmatch.matching.rules import load_rules
from jobmatch.matching.vocabulary import Vocabulary

TODAY = date(2026, 6, 1)
HOME = Place("520322", 28.13, 106.83)
PERSON = Person(
    id="1", household="1", birth_date=date(1990, 1, 1), student=False, status=Status.SEEKING, consent=True,
    certificates=(), experience=(),
)  # fmt: skip
CLOSED = "已经招满、停招，或者单位还没有核实好，哪个都不推荐。"


def post(number: int, title: str, certificate: str | None = None, **changes: Any) -> Vacancy:
    plain = Vacancy(
        id=str(number), employer="1", title=title, occupation=title, kind=VacancyKind.COMPANY, openings=1, place=HOME,
        expires=date(2026, 7, 1), confirmed_on=TODAY,
        certificates=(CertificateDemand(certificate),) if certificate else (),
    )  # fmt: skip
    return replace(plain, **changes)


def told(person: Person, *posts: Vacancy) -> list[Hindrance]:
    world = World(
        as_of=TODAY,
        sites=(Site("1", HOME),),
        households=(Household("1", "1"),),
        people=(person,),
        employers=(Employer("1", verified=3, blacklisted=False), Employer("2", verified=0, blacklisted=False)),
        vacancies=posts,
    )
    ground = prepare(world, Vocabulary.load(), load_rules())
    return hindrances(why_not(rank_person(ground, "1"), ground))


def test_a_sentence_is_told_of_those_posts_alone_of_which_it_is_true() -> None:
    found = told(PERSON, post(1, "焊工", "welding"), post(2, "保安员", "guard"), post(3, "焊工", "welding"))
    assert [(one.because, one.vacancies) for one in found] == [
        ("岗位要焊工证，您还没有。", (1, 3)),
        ("岗位要保安员证，您还没有。", (2,)),
    ]
    assert {one.gates for one in found} == {("G-CERT",)}


def test_what_closes_work_that_is_wanted_comes_first_though_it_closes_less() -> None:
    wishes = replace(PERSON, wanted=("保安员",))
    found = told(wishes, post(1, "焊工", "welding"), post(2, "保安员", "guard"), post(3, "焊工", "welding"))
    assert [(one.vacancies, one.akin) for one in found] == [((2,), 1), ((1, 3), 0)]


def test_what_is_closed_to_everybody_is_told_once_and_last() -> None:
    over = TODAY - timedelta(days=3)
    found = told(
        PERSON, post(1, "包装工", expires=over), post(2, "包装工", confirmed_on=over - timedelta(days=30)),
        post(3, "包装工", openings=0), post(4, "包装工", employer="2"), post(5, "焊工", "welding", expires=over),
        post(6, "焊工", "welding"),
    )  # fmt: skip
    assert [(one.to_all, one.vacancies) for one in found] == [(False, (6,)), (True, (1, 2, 3, 4, 5))]
    assert found[-1].because == CLOSED
    assert found[-1].gates == ("G-EXPIRED", "G-EMPLOYER", "G-CERT")


def test_who_may_be_proposed_nothing_hears_that_alone() -> None:
    found = told(replace(PERSON, consent=False), post(1, "焊工", "welding"), post(2, "包装工"))
    assert [(one.because, one.vacancies) for one in found] == [("您还没有同意我们用您的资料找工作。", (1, 2))]
