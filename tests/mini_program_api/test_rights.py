"""What a telephone may ask about its owner's own data: text messages wanted or not, and everything that is kept."""

import pytest

from jobmatch.accounts.model import LinkPurpose
from jobmatch.db import transaction
from jobmatch.households import agreeing
from jobmatch.households.codes import ConsentPurpose
from tests.desk.posts import NOON
from tests.mini_program_api.phones import World
from tests.visits.counter import CLERK


def test_text_messages_are_wanted_by_the_owner_alone_and_no_more_from_one_moment_to_the_next(
    light_world: World,
) -> None:
    phone, address = light_world.linked("o-1"), f"/people/{light_world.me}/texts"
    assert phone.get(address).get_json() == {"agrees": False}
    for wanted in (True, False):
        assert phone.post(address, {"agrees": wanted}).get_json() == {"agrees": wanted}
        assert phone.get(address).get_json() == {"agrees": wanted}
    assert phone.post(address, {"agrees": "yes"}).status_code == 400
    relative = light_world.linked("o-2", purpose=LinkPurpose.RELATIVE)
    assert relative.post(address, {"agrees": True}).status_code == 403


def test_the_export_says_messages_in_words(light_world: World) -> None:
    light_world.announce()
    values = light_world.linked("o-1").get(f"/people/{light_world.me}/export").get_json()["values"]
    said = [one["value"] for one in values if (one["table"], one["column"]) == ("push_message", "fields")]
    assert said
    assert all(words.startswith("有个活合适您：") for words in said)
    assert any(one["table"] == "household" for one in values)


def test_messages_are_switched_off_and_on_by_the_persons_own_word(light_world: World) -> None:
    phone, address = light_world.linked("o-1"), f"/people/{light_world.me}/messages"
    assert phone.get(address).get_json() == {"wanted": True}
    for wanted in (False, True):
        assert phone.post(address, {"wanted": wanted}).get_json() == {"wanted": wanted}
        assert phone.get(address).get_json() == {"wanted": wanted}
    assert phone.post(address, {"wanted": "yes"}).status_code == 400
    relative = light_world.linked("o-2", purpose=LinkPurpose.RELATIVE)
    assert relative.post(address, {"wanted": False}).status_code == 403


def test_a_telephone_that_was_lost_or_is_not_trusted_is_cut_off(light_world: World) -> None:
    phone, address = light_world.linked("o-1"), f"/people/{light_world.me}/links"
    relative = light_world.linked("o-2", purpose=LinkPurpose.RELATIVE)
    own, other = phone.get(address).get_json()["items"]
    assert [(one["role"], one["this"]) for one in (own, other)] == [("self", True), ("relative", False)]
    assert relative.post(f"{address}/{own['id']}/end").status_code == 403
    assert phone.post(f"{address}/{other['id']}/end").status_code == 200
    assert relative.get(f"/people/{light_world.me}/proposals").status_code == 403
    assert phone.post(f"{address}/{own['id'] + 99}/end").status_code == 404
    assert phone.get(address).get_json()["items"] == [own]
    assert phone.post(f"{address}/{own['id']}/end").status_code == 200
    assert phone.get(f"/people/{light_world.me}/form").status_code == 403


def test_a_relative_looks_no_more_when_the_person_takes_the_consent_back(light_world: World) -> None:
    relative = light_world.linked("o-2", purpose=LinkPurpose.RELATIVE)
    address = f"/people/{light_world.me}/proposals"
    assert relative.get(address).status_code == 200
    with transaction(light_world.engine) as session:
        agreeing.take_back(session, light_world.me, ConsentPurpose.MATCH_AND_TELL, NOON, CLERK)
    assert relative.get(address).status_code == 403


@pytest.mark.parametrize("blank", [" ", "\n\t ", "\u3000"])
def test_blanks_are_no_complaint(light_world: World, blank: str) -> None:
    phone, address = light_world.linked("o-1"), f"/people/{light_world.me}"
    answer = phone.post(f"{address}/complaints", {"about": "centre", "words": blank})
    assert answer.status_code == 422
    assert answer.get_json()["error"]["message"] == "还没有写字。写几个字，我们才晓得是哪样事。"
    assert phone.get(f"{address}/concerns").get_json()["items"] == []
    assert phone.post(f"{address}/form/corrections", {"field": "phone", "words": blank}).status_code == 422


def test_what_is_too_long_is_said_to_be_so_and_never_cut(light_world: World) -> None:
    phone, address = light_world.linked("o-1"), f"/people/{light_world.me}/complaints"
    answer = phone.post(address, {"about": "centre", "words": "凶" * 501})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (422, "words_too_long")
    assert phone.post(address, {"about": "centre", "words": f"  {'凶' * 498}"}).status_code == 200
