"""The office's day at the desk: employers verified and barred, adverts passed and sent back, calls; each taken back."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from desk.office.words import DONE, OBSTACLE, STATE
from jobmatch import clock
from jobmatch.access import Actor, Role
from jobmatch.vacancies import ringing, service
from jobmatch.vacancies.codes import VacancyState
from jobmatch.vacancies.life import Obstacle, Verb
from tests.desk.office.office_desk import CLERK, NAMES, SUPERVISOR, Office, counted, fill, sitting


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    with sitting(sqlite_url, SUPERVISOR) as made:
        fill(made.engine)
        yield made


def test_an_employer_is_verified_with_its_evidence_and_not_without(office: Office) -> None:
    assert office.post("/office/employers/2/verify", level="2").status_code == 422
    assert office.post("/office/employers/2/verify", level="9", how="x").status_code == 422
    assert office.post("/office/employers/2/verify", level="2", how="打的114查的电话").status_code == 303
    assert office.employer(2).level == 2
    assert "打的114查的电话" in office.get("/office/employers/2")
    office.undo()
    assert office.employer(2).level == 0


def test_who_is_barred_has_a_reason_and_is_let_in_again(office: Office) -> None:
    assert office.post("/office/employers/1/bar", reason=" ").status_code == 422
    office.post("/office/employers/1/bar", reason="欠薪名单")
    assert office.employer(1).blacklisted_since == clock.today()
    assert "欠薪名单" in office.get("/office/employers/1")
    office.undo()
    assert office.employer(1).blacklisted_since is None
    office.post("/office/employers/1/bar", reason="欠薪名单")
    office.post("/office/employers/1/lift", reason="补发了")
    office.undo()
    assert office.employer(1).blacklisted_since == clock.today()


def test_nobody_is_led_to_a_review_that_is_not_theirs(office: Office) -> None:
    assert 'href="/office/review/1"' in office.get("/office/employers/1")
    office.actor = Actor("helper", Role.HELPER, None)
    page = office.get("/office/employers/1")
    assert NAMES[0] in page
    assert "/office/review" not in page


def test_the_queue_holds_drafts_and_nothing_else(office: Office) -> None:
    page = office.get("/office/review")
    assert [name in page for name in NAMES] == [True, True, False]
    assert "要两个人看" in page


def test_one_look_publishes_and_is_taken_back(office: Office) -> None:
    assert office.decide(1, "approve").status_code == 303
    assert office.vacancy(1).state is VacancyState.PUBLISHED
    assert office.undo().status_code == 303
    assert office.vacancy(1).state is VacancyState.DRAFT


def test_work_elsewhere_is_looked_at_by_two(office: Office) -> None:
    office.decide(2, "approve")
    assert office.vacancy(2).state is VacancyState.DRAFT
    assert "您看过了" in office.get("/office/review/2")
    assert office.decide(2, "approve").status_code == 409
    office.actor = CLERK
    assert office.decide(2, "approve").status_code == 303
    assert office.vacancy(2).state is VacancyState.PUBLISHED


def test_an_advert_goes_back_with_words(office: Office) -> None:
    assert office.decide(1, "send-back", words="").status_code == 422
    office.decide(1, "send-back", words="写清几点上下班")
    assert office.vacancy(1).state is VacancyState.REFUSED
    assert "写清几点上下班" in office.get("/office/review/1")
    office.undo()
    assert office.vacancy(1).state is VacancyState.DRAFT


def test_what_was_changed_meanwhile_is_shown_once_more(office: Office) -> None:
    old = (clock.now() - timedelta(hours=1)).isoformat()
    answer = office.post("/office/review/1/approve", seen=old)
    assert (answer.status_code, office.vacancy(1).state) == (409, VacancyState.DRAFT)
    assert "请再看一遍" in answer.text
    assert office.post("/office/review/1/approve", seen="nonsense").status_code == 400


@pytest.mark.parametrize(
    ("answer", "fields", "state", "places"),
    [
        ("open", {"places": "5"}, VacancyState.PUBLISHED, 5),
        ("full", {}, VacancyState.FILLED, 0),
        ("gone", {}, VacancyState.WITHDRAWN, 2),
    ],
)
def test_what_the_employer_says_is_written_down_and_taken_back(
    office: Office, answer: str, fields: dict[str, str], state: VacancyState, places: int
) -> None:
    before = office.vacancy(3)
    assert NAMES[2] in office.get("/office/ringing")
    office.post(f"/office/ringing/3/{answer}", **fields)
    after = office.vacancy(3)
    assert (after.state, after.openings) == (state, places)
    page = office.get("/office/ringing")
    assert "没有要打的" in page
    office.post(f"/office/ringing/3/{answer}", **fields)  # a second click
    back = {"confirmed": before.last_confirmed, "headcount": before.headcount}
    stays = office.client.post("/office/ringing/3/take-back", data=back | {"call": "0"}, follow_redirects=True)
    assert "又打过电话" in stays.text
    assert office.vacancy(3).state == state
    call = re.search(r'name="call" value="(\d+)"', page)
    assert call is not None
    back["call"] = call[1]
    office.post("/office/ringing/3/take-back", **back)
    again = office.vacancy(3)
    assert (again.state, again.openings, again.last_confirmed) == (before.state, 2, before.last_confirmed)


@pytest.mark.parametrize(("answer", "fields"), [("open", {"places": "1"}), ("full", {})])
def test_a_double_click_is_taken_back_to_what_stood_before_the_first(
    office: Office, answer: str, fields: dict[str, str]
) -> None:
    before = office.vacancy(3)
    drawn = dict(re.findall(r'name="(confirmed|headcount)" value="([^"]*)"', office.get("/office/ringing")))
    for _click in range(2):
        office.post(f"/office/ringing/3/{answer}", **drawn, **fields)
    undo = dict(re.findall(r'name="(call|confirmed|headcount)" value="([^"]*)"', office.get("/office/ringing")))
    office.post("/office/ringing/3/take-back", **undo)
    again = office.vacancy(3)
    assert (again.last_confirmed, again.headcount) == (before.last_confirmed, before.headcount)


def test_a_call_in_vain_is_counted_and_no_places_are_asked_again(office: Office) -> None:
    office.post("/office/ringing/3/not-reached")
    assert "打了1回没打通，今天打过" in office.get("/office/ringing")
    answer = office.post("/office/ringing/3/open", places="许多")
    assert (answer.status_code, "写一个数" in answer.text) == (422, True)


def test_every_move_and_obstacle_has_its_words() -> None:
    assert set(DONE) == {*Verb, service.PASS, service.TAKE_BACK, ringing.NOT_REACHED, ringing.RANG}
    assert set(STATE) == set(VacancyState)
    assert set(OBSTACLE) == set(Obstacle)


def test_an_id_that_nobody_has_is_not_found(office: Office) -> None:
    for address in ("/office/review/99", "/office/employers/99"):
        assert office.client.get(address).status_code == 404
    assert office.post("/office/ringing/99/full").status_code == 404


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/office/review", 5),
        ("/office/review/2", 10),
        ("/office/ringing", 5),
        ("/office/employers/1", 7),
        ("/office/texts", 4),
    ],
)
def test_a_page_asks_the_database_a_fixed_number_of_times(office: Office, address: str, most: int) -> None:
    office.get(address)
    with counted(office.engine) as statements:
        office.get(address)
    assert len(statements) <= most, "\n".join(statements)
