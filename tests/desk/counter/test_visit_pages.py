"""From who is here to the slip over the network: each page says what it should, and each form may be sent twice."""

import pytest
from sqlalchemy import select

from desk import codes
from desk.codes import Code, Kind
from jobmatch import clock
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.db import reading, transaction
from jobmatch.households import store
from jobmatch.households.model import Household, Person
from jobmatch.placements.model import Referral
from jobmatch.visits.model import Visit, VisitAnswer
from tests.desk.counter.conftest import Counter
from tests.desk.counter.hands import FIRST_VISIT, WISHES, ask_wife, count, member
from tests.households.people import HEAD, ON, WIFE, id_number
from tests.visits.counter import STRANGER


def test_a_family_is_found_and_its_visit_opened_once(counter: Counter) -> None:
    page = counter.client.post("/counter/find", data={"who": "曾国强"}).text
    assert "<strong>曾*强</strong>" in page
    assert WIFE.name not in page
    assert counter.open(counter.household_id, "a") == counter.open(counter.household_id, "b")


@pytest.mark.parametrize("line", ["{}", "曾国强|男|汉|19850806|桐梓县楚米镇1号|{}|桐梓县公安局|20200101-20400101"])
def test_a_card_that_was_read_opens_its_family_at_once(counter: Counter, line: str) -> None:
    assert HEAD.id_number
    typed = {"who": line.format(HEAD.id_number)}
    assert "<strong>曾*强</strong>" in counter.client.post("/counter/find", data=typed).text
    places = {counter.client.post("/counter/find", data=typed | {"read": "yes"}).location for _twice in range(2)}
    assert count(counter, Visit) == 1
    (place,) = places
    assert "曾*强，欢迎回来" in counter.client.get(place).text


def test_a_card_of_nobody_known_opens_nothing(counter: Counter) -> None:
    page = counter.client.post("/counter/find", data={"who": id_number("19990101"), "read": "yes"}).text
    assert "没有找到" in page
    assert count(counter, Visit) == 0


def test_a_new_family_from_consent_to_cards_and_slip(counter: Counter) -> None:
    code = counter.open()
    assert "先念给您听" in counter.client.get(f"/counter/{code}/consent").text
    for _twice in range(2):
        counter.client.post(f"/counter/{code}/consent", data={"agrees": "yes", "token": "c"})
    for key, value in FIRST_VISIT.items():
        assert counter.keep(code, key, value).status_code == 200, key
    assert "您家里能干活的有1个人：罗国强" in counter.client.get(f"/counter/{code}/family").text
    places = {counter.client.post(f"/counter/{code}/family", data={"whom": "new1"}).location for _twice in range(2)}
    (place,) = places
    person = int(place.rsplit("/", 1)[1])
    assert count(counter, Household) == 2
    for name, value in WISHES.items():
        counter.keep(code, f"{person}.{name}", value)
    for _twice in range(2):
        assert counter.client.post(place).location == f"/counter/{code}/jobs/{person}"
    page = counter.client.get(f"/counter/{code}/jobs/{person}").text
    assert "罗国强，这几样活适合您" in page
    assert page.count("data-offer") == 3
    assert "到手大约" in page
    slip = counter.client.get(f"/counter/{code}/slip/{person}").text
    assert "不要交钱，不要押身份证" in slip


def test_what_keeps_a_form_out_is_said_where_it_can_be_mended(counter: Counter) -> None:
    code = counter.open()
    counter.keep(code, "new1.name", "罗国强")
    page = counter.client.post(f"/counter/{code}/family", data={"whom": "new1"}).text
    assert 'href="#f-new1-id_number"' in page
    assert 'id="f-new1-id_number"' in page
    assert 'href="#f-new1-schooling"' in page
    assert count(counter, Household) == 1


def test_who_does_not_agree_leaves_nothing_behind(counter: Counter) -> None:
    code = counter.open()
    assert "哪样都没有记" in counter.client.post(f"/counter/{code}/consent", data={"agrees": "no"}).text
    assert counter.client.get(f"/counter/{code}/family").status_code == 404
    assert count(counter, VisitAnswer) == 0


def test_an_answer_that_another_screen_changed_comes_back_with_both(counter: Counter) -> None:
    code = counter.open(counter.household_id)
    assert counter.keep(code, "home.dwelling", "1-1-101", 0, "a").json["revision"] == 1
    other = counter.keep(code, "home.dwelling", "2-2-202", 0, "b")
    assert (other.status_code, other.json["value"], other.json["revision"]) == (409, "1-1-101", 1)
    assert counter.keep(code, "home.dwelling", "2-2-202", 1, "b").json["revision"] == 2


def test_a_bad_answer_says_what_to_do_in_the_language_of_the_page(counter: Counter) -> None:
    code = counter.open(counter.household_id)
    said = counter.keep(code, "home.home_phone", "123")
    assert (said.status_code, "11位" in said.json["message"]) == (422, True)
    counter.client.set_cookie("language", "en")
    assert "11 digits" in counter.keep(code, "home.home_phone", "123").json["message"]


@pytest.mark.parametrize(
    "body",
    [None, [], {}, {"key": "home.dwelling", "value": "x", "seen": "1"}, {"key": "x" * 500, "value": 1, "seen": 0}],
)
def test_what_is_no_answer_is_refused_gently(counter: Counter, body: object) -> None:
    code = counter.open(counter.household_id)
    assert counter.client.put(f"/counter/{code}/answers", json=body).status_code == 400


def test_health_that_was_entered_is_not_read_again_by_the_clerk(counter: Counter) -> None:
    code, wife = counter.open(counter.household_id), member(counter, WIFE.name)
    for key, value in (("cannot", ["bend"]), ("protections", ["pregnant"])):
        counter.keep(code, f"{wife}.{key}", value)
    counter.client.post(f"/counter/{code}/family", data={"whom": ""})
    assert counter.client.post(f"/counter/{code}/close").status_code == 303
    page = counter.client.get(f"/counter/{counter.open(counter.household_id)}/family").text
    assert "已登记，不显示" in page
    ticked = page.split(f'name="{wife}.protections"')[1].split(">")[0]
    assert "checked" not in ticked
    assert WIFE.id_number not in page
    assert str(WIFE.id_number)[-4:] in page


def test_a_yes_a_maybe_and_a_no_are_kept_once(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    page = counter.client.get(f"/counter/{code}/jobs/{wife}").text
    offers = [int(part.split('"')[0]) for part in page.split('name="proposal" value="')[1:]]
    first, second, third = sorted(set(offers))[:3]
    where = f"/counter/{code}/jobs/{wife}/say"
    for _twice in range(2):
        counter.client.post(where, data={"proposal": first, "said": "want"})
        counter.client.post(where, data={"proposal": second, "said": "think"})
        counter.client.post(where, data={"proposal": third, "said": "no", "reason": "D3"})
    assert count(counter, Referral) == 3
    assert "现在就打电话给单位" in counter.client.get(f"/counter/{code}/jobs/{wife}").text
    with reading(counter.engine) as session:
        yes = session.scalars(select(Referral).where(Referral.state == "accepted")).one().id
    meeting = {"referral": yes, "day": "2026-06-02", "hour": "08:30", "place": "厂门口", "whom": "王师傅"}
    for _twice in range(2):
        assert counter.client.post(f"/counter/{code}/jobs/{wife}/ring", data=meeting).status_code == 303
    slip = counter.client.get(f"/counter/{code}/slip/{wife}").text
    assert "2026年6月2日 星期二 08:30" in slip
    assert "王师傅" in slip
    assert "<svg" in slip


def test_the_code_on_the_slip_leads_to_a_page_without_the_person(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    page = counter.client.get(f"/counter/{code}/jobs/{wife}").text
    first = page.split('name="proposal" value="')[1].split('"')[0]
    counter.client.post(f"/counter/{code}/jobs/{wife}/say", data={"proposal": first, "said": "want"})
    with reading(counter.engine) as session:
        token = codes.written(Code(Kind.SLIP, session.scalars(select(Referral.id)).one(), clock.today()))
    counter.actor = ANYBODY
    shown = counter.client.get(f"/q/{token}")
    assert shown.status_code == 200
    assert WIFE.name not in shown.text
    assert HEAD.name not in shown.text
    assert counter.client.get(f"/q/{token}x").status_code == 404


def test_why_not_the_others_is_said(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    counter.keep(code, f"{wife}.free_from", "20:00")
    counter.keep(code, f"{wife}.free_to", "22:00")
    counter.client.post(f"/counter/{code}/work/{wife}")
    page = counter.client.get(f"/counter/{code}/jobs/{wife}/others").text
    assert "别的活为什么没有推荐" in page
    assert "有3个岗位没有推荐" in page
    assert "今天还没有合适" in counter.client.get(f"/counter/{code}/jobs/{wife}").text


PAGES = (
    "/counter/{code}/consent",
    "/counter/{code}/family",
    "/counter/{code}/work/{wife}",
    "/counter/{code}/jobs/{wife}",
    "/counter/{code}/jobs/{wife}/others",
    "/counter/{code}/slip/{wife}",
)


@pytest.mark.parametrize("page", PAGES)
def test_another_site_sees_nothing(counter: Counter, page: str) -> None:
    code, wife = ask_wife(counter)
    counter.actor = STRANGER
    answer = counter.client.get(page.format(code=code, wife=wife))
    assert answer.status_code == 403
    assert WIFE.name not in answer.text
    assert counter.keep(code, f"{wife}.wage_floor", "1", 1).status_code == 403


@pytest.mark.parametrize("role", [Role.COUNTY, Role.AUDITOR, Role.ADMINISTRATOR, Role.EMPLOYER, Role.TRAINER])
def test_other_roles_do_not_sit_at_the_counter(counter: Counter, role: Role) -> None:
    code, wife = ask_wife(counter)
    counter.actor = Actor("x", role, None)
    for page in ("/counter", *PAGES):
        assert counter.client.get(page.format(code=code, wife=wife)).status_code == 403


def test_a_person_of_another_family_is_not_found_through_this_visit(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    with transaction(counter.engine) as session:
        session.add(Person(name="别人", name_pinyin="", updated_at=counter.visit(code).opened_at))
    stranger = member(counter, "别人")
    for page in PAGES[2:]:
        assert counter.client.get(page.format(code=code, wife=stranger)).status_code == 404
    assert wife != stranger


def test_a_form_that_fails_leaves_nothing(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    code, wife = counter.open(counter.household_id), member(counter, WIFE.name)
    counter.keep(code, f"{wife}.wage_floor", "1234")

    def break_off(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("jobmatch.flow.match_household", break_off)
    assert counter.client.post(f"/counter/{code}/work/{wife}").status_code == 500
    with reading(counter.engine) as session:
        wish = next(one for one in store.load(session, counter.household_id, ON).members if one.key == str(wife))
    assert wish.intention is None or wish.intention.wage_floor is None
    assert counter.visit(code).saved_at is None
    assert count(counter, VisitAnswer) == 1


def test_closing_twice_is_closing_once(counter: Counter) -> None:
    code = counter.open(counter.household_id)
    for _twice in range(2):
        assert counter.client.post(f"/counter/{code}/close").status_code == 303
    assert count(counter, Visit) == 1


def test_answers_that_are_not_saved_are_not_thrown_away_unasked(counter: Counter) -> None:
    code = counter.open(counter.household_id)
    counter.keep(code, "home.dwelling", "2-2-202")
    assert "还有答了没存进去的" in counter.client.post(f"/counter/{code}/close").text
    assert count(counter, VisitAnswer) == 1
    assert counter.client.post(f"/counter/{code}/close", data={"throw_away": "yes"}).status_code == 303
    assert count(counter, VisitAnswer) == 0


@pytest.mark.parametrize("household", ["999999", "9" * 30, "x", "", "-1"])
def test_a_household_that_nobody_has_opens_nothing(counter: Counter, household: str) -> None:
    answer = counter.client.post("/counter", data={"household": household, "opening": "o", "site": "PLSQ"})
    assert answer.status_code == 404
    assert count(counter, Visit) == 0
