"""The list that anybody sees and the rule that everything else asks agree on what is open."""

from datetime import timedelta
from itertools import product

from sqlalchemy.orm import Session

from jobmatch.vacancies.browsing import Point, Wish, browse, find_open
from jobmatch.vacancies.codes import VacancyKind, VacancyState
from jobmatch.vacancies.service import openness_on
from tests.desk import posts

CONFIRMED_DAYS = 14
DAYS = (None, *(posts.TODAY + timedelta(days=days) for days in (-15, -14, -1, 0, 1)))


def test_the_condition_for_the_database_says_what_openness_says(session: Session) -> None:
    employers = [posts.settle(session)]
    for level, blacklisted in ((1, None), (3, None), (2, posts.TODAY), (2, posts.TODAY + timedelta(days=1))):
        employers.append(
            posts.Employer(
                name=f"厂{len(employers)}", level=level, blacklisted_since=blacklisted, registered_at=posts.NOON,
                updated_at=posts.NOON,
            )
        )  # fmt: skip
    session.add_all(employers)
    session.flush()
    made = []
    for begins, ends, confirmed in product(DAYS, repeat=3):
        dates = {"publish_from": begins, "expires_on": ends, "last_confirmed": confirmed}
        made.append(posts.post(session, employers[0], f"D-{len(made)}", **dates))
    for employer, kind, state, (headcount, filled) in product(
        employers,
        (VacancyKind.COMPANY, VacancyKind.LABOUR_EXPORT, VacancyKind.HOUSEHOLD),
        (VacancyState.PUBLISHED, VacancyState.PAUSED),
        ((None, 4), (2, 1), (2, 2)),
    ):
        rest = {"kind": kind, "state": state, "headcount": headcount, "filled": filled}
        made.append(posts.post(session, employer, f"K-{len(made)}", **rest))
    answers = {
        vacancy.number: (
            openness_on(vacancy, posts.TODAY, CONFIRMED_DAYS).open,
            find_open(session, vacancy.id, posts.TODAY, CONFIRMED_DAYS) is not None,
        )
        for vacancy in made
    }
    assert {number: pair for number, pair in answers.items() if pair[0] != pair[1]} == {}
    assert {pair[0] for pair in answers.values()} == {True, False}


def test_what_is_near_comes_first_and_what_is_too_far_to_walk_not_at_all(session: Session) -> None:
    factory = posts.settle(session)
    north = {"round the corner": 0.001, "half an hour": 0.017, "too far": 0.019}
    for title, degrees in reversed(north.items()):
        posts.post(session, factory, title, latitude=posts.HERE[0] + degrees)
    posts.post(session, factory, "nobody knows where", latitude=None, longitude=None)
    found = browse(session, Wish(walkable_from=Point(*posts.HERE)), 1, posts.TODAY, CONFIRMED_DAYS)
    assert [vacancy.number for vacancy in found.vacancies] == ["round the corner", "half an hour"]


def test_work_at_home_comes_before_work_far_away_and_fresh_before_stale(session: Session) -> None:
    factory = posts.settle(session)
    yesterday = posts.TODAY - timedelta(days=1)
    posts.post(session, factory, "at home, yesterday", last_confirmed=yesterday)
    posts.post(session, factory, "at home, today")
    posts.post(session, factory, "far away, today", division="441900")
    posts.post(session, factory, "nobody knows where", division=None)
    found = browse(session, Wish(home="520322"), 1, posts.TODAY, CONFIRMED_DAYS)
    assert [vacancy.number for vacancy in found.vacancies][:2] == ["at home, today", "at home, yesterday"]
    assert len(found.vacancies) == 4
