"""Whether a vacancy is open on a day, and why not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobmatch.vacancies.codes import VacancyKind, VacancyState
from jobmatch.vacancies.openness import Reason, Standing, openness

DAY = date(2026, 6, 1)
OPEN = Standing(
    state=VacancyState.PUBLISHED,
    kind=VacancyKind.COMPANY,
    publish_from=DAY,
    expires_on=date(2026, 6, 30),
    last_confirmed=DAY,
    openings=2,
    employer_level=2,
    blacklisted_since=None,
)


def test_a_published_fresh_vacancy_with_a_place_is_open_until_it_must_be_confirmed_again() -> None:
    found = openness(OPEN, DAY, 14)
    assert (found.open, found.reason, found.until) == (True, Reason.OPEN, date(2026, 6, 15))


def test_the_last_day_of_freshness_and_the_last_day_of_validity_both_count() -> None:
    assert openness(OPEN, DAY + timedelta(days=14), 14).open
    assert openness(OPEN, DAY + timedelta(days=15), 14).reason is Reason.NOT_CONFIRMED
    confirmed = replace(OPEN, last_confirmed=date(2026, 6, 29))
    assert openness(confirmed, date(2026, 6, 30), 14).open
    assert openness(confirmed, date(2026, 7, 1), 14).reason is Reason.EXPIRED


def test_an_unknown_number_of_places_does_not_close_a_vacancy() -> None:
    assert openness(replace(OPEN, openings=None), DAY, 14).open


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (replace(OPEN, state=VacancyState.PAUSED), Reason.NOT_PUBLISHED),
        (replace(OPEN, blacklisted_since=DAY), Reason.BLACKLISTED),
        (replace(OPEN, employer_level=1), Reason.EMPLOYER_NOT_VERIFIED),
        (replace(OPEN, kind=VacancyKind.LABOUR_EXPORT), Reason.EMPLOYER_NOT_VERIFIED),
        (replace(OPEN, publish_from=date(2026, 6, 2)), Reason.NOT_YET),
        (replace(OPEN, last_confirmed=None), Reason.NOT_CONFIRMED),
        (replace(OPEN, openings=0), Reason.FULL),
    ],
)
def test_a_vacancy_that_is_not_open_says_why(standing: Standing, reason: Reason) -> None:
    found = openness(standing, DAY, 14)
    assert (found.open, found.reason) == (False, reason)


def test_an_employer_barred_from_tomorrow_is_still_open_today() -> None:
    assert openness(replace(OPEN, blacklisted_since=date(2026, 6, 2)), DAY, 14).open
