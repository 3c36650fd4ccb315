"""What a telephone may ask about its owner's own data: text messages wanted or not, and everything that is kept."""

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
