"""The call to the employer at the counter: what was agreed, asked again at its field where it cannot be."""

import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from desk import codes
from desk.codes import Code, Kind
from jobmatch import clock
from jobmatch.access import ANYBODY
from jobmatch.db import reading, transaction
from jobmatch.placements.model import Referral
from tests.desk.counter.conftest import Counter
from tests.desk.counter.hands import ask_wife

WHERE = {"place": "厂门口", "whom": "王师傅"}


def referral_of(counter: Counter) -> Referral:
    with reading(counter.engine) as session:
        found = session.scalars(select(Referral)).one()
        session.expunge_all()
        return found


def say(counter: Counter, **said: str) -> str:
    """An answer to the first card; returns the address of the cards."""
    code, wife = ask_wife(counter)
    cards = f"/counter/{code}/jobs/{wife}"
    first = counter.client.get(cards).text.split('name="proposal" value="')[1].split('"')[0]
    done = counter.client.post(f"{cards}/say", data={"proposal": first} | said)
    assert re.fullmatch(rf"{cards}#job-\d+-next", str(done.location))
    return cards


def ring(counter: Counter, cards: str, **meeting: str) -> TestResponse:
    return counter.client.post(f"{cards}/ring", data={"referral": referral_of(counter).id} | WHERE | meeting)


def ticket(counter: Counter) -> str:
    """What a telephone shows that has read the slip."""
    token = codes.written(Code(Kind.SLIP, referral_of(counter).id, clock.today()))
    clerk, counter.actor = counter.actor, ANYBODY
    shown = counter.client.get(f"/q/{token}").text
    counter.actor = clerk
    return shown


@pytest.mark.parametrize(
    ("meeting", "field", "words"),
    [
        ({"day": "2026-06-02", "hour": ""}, "hour", "几点去还没写"),
        ({"day": "", "hour": "08:30"}, "day", "还没有哪天"),
        ({"day": "2020-06-02", "hour": "08:30"}, "day", "这一天已经过了"),
        ({"day": "2026-06-01", "hour": "08:30"}, "hour", "今天这个钟点已经过了"),
        ({"day": "2026-06-31", "hour": "08:30"}, "day", "这一天没看懂"),
        ({"day": "2026-06-02", "hour": "8"}, "hour", "几点没看懂"),
        ({"day": "2028-06-02", "hour": "08:30"}, "day", "这是一年以后了"),
    ],
)
def test_what_cannot_be_is_asked_again_at_its_field_and_nothing_is_kept(
    counter: Counter, meeting: dict[str, str], field: str, words: str
) -> None:
    cards = say(counter, said="want")
    page = ring(counter, cards, **meeting).text
    said = re.search(r'<p class="field-state bad" id="job-\d+-(\w+)-wrong"[^>]*>([^<]*)', page)
    assert said is not None
    assert said[1] == field
    assert words in said[2]
    for written in (*meeting.values(), *WHERE.values()):
        assert f'value="{written}"' in page
    kept = referral_of(counter)
    assert (kept.state, kept.meet_at, kept.meet_place) == ("accepted", None, None)
    assert counter.client.get(f"{cards}/ring").location == cards


def test_a_day_far_ahead_is_kept_when_it_is_said_once_more(counter: Counter) -> None:
    cards = say(counter, said="want")
    assert 'name="sure"' in ring(counter, cards, day="2028-06-02", hour="08:30").text
    ring(counter, cards, day="2028-06-02", hour="08:30", sure="yes")
    assert referral_of(counter).state == "introduced"


def test_a_day_that_is_still_open_is_said_so_everywhere(counter: Counter) -> None:
    cards = say(counter, said="want")
    ring(counter, cards, day="", hour="")
    assert referral_of(counter).state == "introduced"
    page = counter.client.get(cards).text
    assert "单位晓得了，哪天去还没说好" in page
    assert "单位晓得了，等您去" not in page
    for shown in (counter.client.get(cards.replace("/jobs/", "/slip/")).text, ticket(counter)):
        assert "哪天去还没说好，单位会打电话。" in shown
        assert "厂门口" in shown


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"said": "want"}, "等社区服务中心的电话"),
        ({"said": "think"}, "还没有说要去"),
        ({"said": "no", "reason": "D3"}, "说过这样活不去了"),
    ],
)
def test_a_ticket_promises_no_call_but_to_who_wants_to_go(counter: Counter, said: dict[str, str], words: str) -> None:
    say(counter, **said)
    shown = ticket(counter)
    assert words in shown
    assert ("等社区服务中心的电话" in shown) == (said["said"] == "want")


def test_a_ticket_of_a_yes_taken_back_says_that_nothing_is_arranged(counter: Counter) -> None:
    say(counter, said="want")
    with transaction(counter.engine) as session:
        session.scalars(select(Referral)).one().state = "cancelled"
    assert "这样活现在没有约" in ticket(counter)


def test_words_for_refused_work_that_nobody_can_read_are_asked_about_once(counter: Counter) -> None:
    code, wife = ask_wife(counter)
    for seen, words, asked in ((0, "夜总会", True), (1, "下井、酒厂", False)):
        counter.keep(code, f"{wife}.refused_words", words, seen, str(seen))
        counter.client.post(f"/counter/{code}/work/{wife}")
        page = counter.client.get(f"/counter/{code}/jobs/{wife}").text
        assert page.count("data-offer") == 3
        assert page.count("是哪一种活？") == asked
        assert "您说不想做的是哪一种工作？" not in page


def test_what_the_employer_answers_is_written_down_from_the_card_on(counter: Counter) -> None:
    cards = say(counter, said="want")
    address = f"/referrals/{referral_of(counter).id}"
    assert address not in counter.client.get(cards).text  # nobody has rung yet
    ring(counter, cards, day="2026-06-02", hour="08:30")
    assert address in counter.client.get(cards).text
    for form, given, stands in (("hire", {}, "单位要了，等到岗"), ("start", {"proof": "resident"}, "单位要了，等到岗")):
        assert counter.client.post(f"{address}/{form}", data={"day": "2026-06-01"} | given).status_code == 303
        assert stands in counter.client.get(cards).text
    counter.client.post(f"{address}/reject", data={"reason": "E1"})
    assert referral_of(counter).state == "hired"


def test_the_page_of_a_family_leads_to_its_clock_once_it_is_known(counter: Counter) -> None:
    known = counter.open(counter.household_id)
    assert f"/today/homes/{counter.household_id}" in counter.client.get(f"/counter/{known}/family").text
    new = counter.open(opening="new")
    assert "/today/homes/" not in counter.client.get(f"/counter/{new}/family").text
