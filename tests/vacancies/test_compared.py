"""Pay is held against the same work nearby, and against the same work anywhere where too few are near."""

from decimal import Decimal

from sqlalchemy.orm import Session

from jobmatch.vacancies.codes import WageType
from jobmatch.vacancies.compared import pay_beside_others
from jobmatch.vacancies.model import Employer, Vacancy
from tests.desk.posts import post, settle

FAR = "440605"


def paid(session: Session, firm: Employer, number: str, yuan: int, **more: object) -> Vacancy:
    facts = {"occupation": "缝纫工", "wage_type": WageType.MONTH, "wage_min": Decimal(yuan), "wage_max": Decimal(yuan)}
    return post(session, firm, number, **facts | more)


def test_what_a_post_pays_less_than_the_middle_of_its_own_county(session: Session) -> None:
    firm = settle(session)
    mine = paid(session, firm, "1", 3000)
    for number, yuan in enumerate((3200, 3300, 3900), start=2):
        paid(session, firm, str(number), yuan)
    paid(session, firm, "9", 9000, division=FAR)
    found = pay_beside_others(session, mine)
    assert found
    assert (found.less, found.others, found.nearby) == (300, 3, True)


def test_too_few_nearby_are_joined_by_all_others_and_too_few_at_all_say_nothing(session: Session) -> None:
    firm = settle(session)
    mine = paid(session, firm, "1", 5000)
    paid(session, firm, "2", 3000)
    paid(session, firm, "3", 4000, division=FAR)
    assert pay_beside_others(session, mine) is None
    paid(session, firm, "4", 4500, division=FAR)
    found = pay_beside_others(session, mine)
    assert found
    assert (found.less, found.others, found.nearby) == (-1000, 3, False)


def test_a_post_of_which_nobody_knows_the_work_is_held_against_none(session: Session) -> None:
    assert pay_beside_others(session, paid(session, settle(session), "1", 3000, occupation=None)) is None
