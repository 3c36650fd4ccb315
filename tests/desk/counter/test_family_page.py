"""The family page: nobody disappears, a no holds at once, no child is sent to work, only what was said is read back."""

from functools import partial

import time_machine

from jobmatch.db import reading
from jobmatch.households import consent, store
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.model import Household
from jobmatch.visits import asked
from jobmatch.visits.fields import Topic
from tests.desk.counter.conftest import Counter
from tests.desk.counter.hands import FIRST_VISIT, ask_wife, count, member
from tests.households.people import HEAD, ON, WIFE, id_number

LATER = "2026-10-01"


def test_two_people_with_one_number_keep_the_form_out_and_nobody_disappears(counter: Counter) -> None:
    code = counter.open()
    for key, value in (FIRST_VISIT | {"new2.name": "李四", "new2.relation": "spouse"}).items():
        counter.keep(code, key, value)
    assert "一样的证件号码" in counter.keep(code, "new2.id_number", FIRST_VISIT["new1.id_number"]).json["doubt"]
    page = counter.client.post(f"/counter/{code}/family", data={"whom": "new1"}).text
    assert "一样的证件号码" in page
    assert 'href="#f-new2-id_number"' in page
    assert count(counter, Household) == 1


def test_a_number_that_is_registered_elsewhere_is_said_while_the_card_is_on_the_table(counter: Counter) -> None:
    code = counter.open()
    assert "已经登记在户号" in counter.keep(code, "new1.id_number", WIFE.id_number).json["doubt"]
    assert counter.keep(code, "new1.id_number", FIRST_VISIT["new1.id_number"], 1, "u").json["doubt"] == ""


def test_a_number_without_a_check_digit_is_to_be_read_once_more(counter: Counter) -> None:
    new = FIRST_VISIT["new1.id_number"]
    old = new[:6] + new[8:17]
    code = counter.open()
    answer = counter.keep(code, "new1.id_number", old).json
    assert answer["value"][:17] == new[:17]
    assert "从头再念一遍" in answer["again"]
    assert counter.keep(code, "new1.id_end", old[-4:]).json["again"] == ""


def test_of_a_readers_line_the_number_is_kept(counter: Counter) -> None:
    number = FIRST_VISIT["new1.id_number"]
    kept = counter.keep(counter.open(), "new1.id_number", f"罗国强|男|汉|1985-08-06|桐梓县娄山关街道|{number}|公安局|")
    assert (kept.json["value"], kept.json["doubt"], kept.json["read"]) == (number, "", True)


def test_the_end_of_a_number_written_by_hand_is_written_once_more(counter: Counter) -> None:
    code, number = counter.open(), FIRST_VISIT["new1.id_number"]
    once = {key: value for key, value in FIRST_VISIT.items() if key != "new1.id_end"} | {"new1.relation": "head"}
    read = [counter.keep(code, key, value).json.get("read") for key, value in once.items()]
    assert True not in read
    save = partial(counter.client.post, f"/counter/{code}/family", data={"whom": "new1"})
    page = save().text
    assert 'href="#f-new1-id_end"' in page
    assert number in page
    assert "对不上" in counter.keep(code, "new1.id_end", "0000").json["again"]
    assert "对不上" in save().text
    assert counter.keep(code, "new1.id_end", number[-4:].lower(), 1, "again").json["again"] == ""
    assert save().status_code == 303
    # What the record holds already is not asked twice; a number that is corrected later is.
    code, head = counter.open(counter.household_id), member(counter, HEAD.name)
    assert counter.keep(code, f"{head}.id_number", HEAD.id_number).json["again"] == ""
    assert counter.client.post(f"/counter/{code}/family", data={"whom": ""}).status_code == 303
    counter.keep(code, f"{head}.id_number", id_number("19780102", "415"), 1, "other")
    assert f'href="#f-{head}-id_end"' in counter.client.post(f"/counter/{code}/family", data={"whom": ""}).text


def test_a_no_to_being_matched_holds_at_once(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    allows = partial(consent.allows, purpose=ConsentPurpose.MATCH_AND_TELL, on=ON)
    with reading(counter.engine) as session:
        assert allows(session, wife)
    assert counter.keep(code, f"{wife}.consent", "no", 1, "no").status_code == 200
    with reading(counter.engine) as session:
        assert not allows(session, wife)
    assert "data-offer" not in counter.client.get(f"/counter/{code}/jobs/{wife}").text


def test_consent_is_noted_of_the_family_that_sits_here_alone(counter: Counter) -> None:
    wife = member(counter, WIFE.name)
    assert counter.keep(counter.open(), f"{wife}.consent", "no").status_code == 200
    with reading(counter.engine) as session:
        assert consent.allows(session, wife, ConsentPurpose.MATCH_AND_TELL, ON)


def test_no_work_is_looked_for_for_a_child(counter: Counter) -> None:
    code = counter.open(counter.household_id)
    grown = counter.keep(code, "new1.name", "王小宝").json["grown"]
    assert {str(member(counter, WIFE.name)), "new1"} <= set(grown)
    number = id_number("20180303", "413")
    child = {"id_number": number, "id_end": number[-4:], "relation": "son", "schooling": "school:primary"}
    for name, value in child.items():
        grown = counter.keep(code, f"new1.{name}", value).json["grown"]
    assert "new1" not in grown
    place = counter.client.post(f"/counter/{code}/family", data={"whom": "new1"}).location
    assert place == f"/counter/{code}/work/{member(counter, '王小宝')}"
    assert (counter.client.get(place).status_code, counter.client.post(place).status_code) == (404, 404)


def test_only_what_lay_open_counts_as_read_back(counter: Counter) -> None:
    code, head, wife = counter.open(counter.household_id), member(counter, HEAD.name), member(counter, WIFE.name)
    with time_machine.travel(LATER, tick=False):
        counter.client.post(f"/counter/{code}/family", data={"whom": str(wife), "opened": [str(wife)]})
    with reading(counter.engine) as session:
        days = asked.asked_on(session, store.load(session, counter.household_id, ON))
    assert str(days[str(wife)][Topic.PHONE]) == LATER
    assert days[str(head)][Topic.PHONE] == ON


def test_what_nobody_said_is_not_read_back(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    page = counter.client.get(f"/counter/{code}/work/{wife}").text
    for name in ("dorm", "home_every_night"):
        assert f'name="{wife}.{name}" value="no" checked' not in page
    assert f'name="{wife}.nights" value="never" checked' in page
