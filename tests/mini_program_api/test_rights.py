"""What a telephone may ask about its owner's own data: text messages wanted or not, and everything that is kept."""

import pytest

from jobmatch.accounts.model import LinkPurpose
from tests.mini_program_api.phones import World


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
