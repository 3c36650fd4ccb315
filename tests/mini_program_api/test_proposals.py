"""What a telephone is offered, what it answers, and that nothing happens twice or in somebody else's name."""

import gzip
import json
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from jobmatch import flow
from jobmatch.access import operator
from jobmatch.accounts.model import LinkPurpose
from jobmatch.db import reading, transaction
from jobmatch.households import agreeing, consent
from jobmatch.households.codes import Capacity, ConsentGiven, ConsentPurpose
from jobmatch.households.model import Person
from jobmatch.placements.model import Referral, ReferralMove
from jobmatch.vacancies.codes import Shift
from jobmatch.vacancies.model import Employer
from tests.desk.posts import NOON, TODAY, post
from tests.mini_program_api.phones import Phone, World
from tests.visits.counter import CLERK

MOST_PACKED = 8_000


@pytest.fixture
def phone(world: World) -> Phone:
    return world.linked("li")


def referrals(world: World) -> list[tuple[str, list[str]]]:
    with reading(world.engine) as session:
        found = session.scalars(select(Referral).order_by(Referral.id))
        return [(one.state, [move.verb for move in one.moves]) for one in found]


def test_a_card_says_what_where_when_how_much_and_why(world: World, phone: Phone) -> None:
    items = phone.get(f"/people/{world.me}/proposals").get_json()["items"]
    assert {one["vacancy"] for one in items} == set(world.vacancies)
    card = items[0]
    assert card["employer"] == "桐梓县娄山服装厂"
    assert card["place"] == "桐梓县娄山关街道蟠龙社区1号楼"
    assert (card["minutes"], card["way"]) == (10, "走路大约10分钟")
    assert "08:30–17:30" in card["hours"]
    assert card["pay"]["take_home_min"] == card["pay"]["take_home_max"] == 2530
    assert card["pay"]["words"] == "2,530 元/月"
    assert card["why"]
    assert card["said"] is None


def test_the_three_to_look_at_first_stand_in_front(world: World, phone: Phone) -> None:
    items = phone.get(f"/people/{world.me}/proposals").get_json()["items"]
    shown = [one["shown"] for one in items]
    assert shown == sorted(shown, reverse=True)
    assert any(shown)


def test_a_list_comes_in_pieces(world: World, phone: Phone) -> None:
    address, seen, after = f"/people/{world.me}/proposals?most=3", [], 0
    while after is not None:
        piece = phone.get(f"{address}&after={after}").get_json()
        seen += [one["vacancy"] for one in piece["items"]]
        after = piece["next"]
    assert sorted(seen) == world.vacancies


def test_a_card_speaks_english_to_who_reads_english(world: World, phone: Phone) -> None:
    phone.language = "en-GB,en;q=0.9"
    card = phone.get(f"/people/{world.me}/proposals").get_json()["items"][0]
    assert card["way"] == "About 10 minutes on foot"
    assert all(sentence.isascii() for sentence in card["why"])
    assert phone.get(f"/people/{world.stranger}/proposals").get_json()["error"]["message"].isascii()


def test_one_proposal_tells_all_that_is_known_of_the_vacancy(world: World, phone: Phone) -> None:
    one = phone.get(f"/people/{world.me}/proposals/{world.vacancies[0]}").get_json()
    assert one["aloud"]
    assert one["open"] is True
    assert {"name": "扣伙食", "value": "− 200 元/月", "warns": True} in one["pay_lines"]
    assert phone.get(f"/people/{world.me}/proposals/9999").status_code == 404


def test_i_want_this_is_the_persons_own_yes(world: World, phone: Phone) -> None:
    done = phone.post(world.answer_path(), {"answer": "want"}).get_json()
    assert (done["said"], done["state"]) == ("want", "accepted")
    assert referrals(world) == [("accepted", ["suggest", "ask", "accept"])]
    with reading(world.engine) as session:
        (given,) = consent.in_force(session, world.me, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY)
        moved = set(session.scalars(select(ReferralMove.role)))
    assert (given.given, given.scope) == (ConsentGiven.OWN_PHONE, f"vacancy:{world.vacancies[0]}")
    assert moved == {"resident"}


def test_not_this_because_needs_its_reason(world: World, phone: Phone) -> None:
    assert phone.post(world.answer_path(), {"answer": "not"}).status_code == 400
    assert referrals(world) == []
    assert phone.post(world.answer_path(), {"answer": "not", "reason": "D3"}).get_json()["state"] == "declined"
    assert phone.post(world.answer_path(), {"answer": "want"}).get_json()["state"] == "accepted"


def test_taking_a_yes_back_takes_the_consent_back(world: World, phone: Phone) -> None:
    phone.post(world.answer_path(), {"answer": "want"})
    assert phone.post(world.answer_path(), {"answer": "not", "reason": "D11"}).get_json()["said"] == "not"
    with reading(world.engine) as session:
        assert not consent.allows(session, world.me, ConsentPurpose.DISCLOSE_TO_EMPLOYER, TODAY)


def test_a_relative_looks_and_does_not_decide(world: World) -> None:
    grandson = world.linked("grandson", world.me, LinkPurpose.RELATIVE)
    assert grandson.get(f"/people/{world.me}/proposals").status_code == 200
    refused = grandson.post(world.answer_path(), {"answer": "want"})
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (403, "own_word")
    assert referrals(world) == []


def test_before_the_helper_the_yes_is_witnessed(world: World) -> None:
    done = world.worker("helper").post(world.answer_path(), {"answer": "want"}).get_json()
    assert done["state"] == "accepted"
    assert referrals(world)[0][1] == ["suggest", "review", "offer", "accept_witnessed"]


def test_without_the_consent_to_be_matched_nothing_is_offered(world: World, phone: Phone) -> None:
    with transaction(world.engine) as session:
        agreeing.take_back(session, world.me, ConsentPurpose.MATCH_AND_TELL, NOON, CLERK)
    refused = phone.post(world.answer_path(), {"answer": "want"})
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "not_agreed")


def test_why_not_names_what_stands_in_the_way(world: World) -> None:
    answer = world.linked("zi", world.people["曾子轩"]).get(f"/people/{world.people['曾子轩']}/why-not")
    barriers = answer.get_json()["barriers"]
    assert sum(one["count"] for one in barriers) == len(world.vacancies)
    assert all(one["words"] and one["titles"] for one in barriers)


@pytest.mark.parametrize(
    ("facts", "post_facts", "said"),
    [
        ({"protections": ["pregnant"]}, {"shift": Shift.NIGHT}, "孕期"),
        ({"capacity": Capacity.WEAK, "capacity_on": TODAY}, {"physical": 3}, "您的身体只适合轻一些的"),
        ({"limits": {"stand_4h": "no"}}, {"functions": ["stand_4h"]}, "您做不了"),
    ],
)
def test_what_the_body_cannot_do_is_told_to_the_person_and_the_helper_alone(
    light_world: World, facts: dict[str, Any], post_facts: dict[str, Any], said: str
) -> None:
    world = light_world
    with transaction(world.engine) as session:
        me = session.get_one(Person, world.me)
        for name, value in facts.items():
            setattr(me, name, value)
        post(session, session.scalars(select(Employer)).first(), "N-1", title="看夜的", **post_facts)
    shared = world.linked("two")
    shared.post("/link", {"qr": world.code(LinkPurpose.SELF, world.people["曾国强"]).scanned})
    kiosk = world.phone("kiosk")
    kiosk.hold(kiosk.post("/sign-in", {"counter_code": world.code(LinkPurpose.CENTRE, world.me).scanned}))
    told = {"li": world.linked("li"), "helper": world.worker("helper")}
    untold = {
        "shared": shared, "kiosk": kiosk, "relative": world.linked("son", purpose=LinkPurpose.RELATIVE),
        "clerk": world.worker("clerk"),
    }  # fmt: skip
    if "capacity" in facts:  # whether somebody can work is on every list of the counter (domain.md P11)
        told["clerk"] = untold.pop("clerk")
    for who, phone in (told | untold).items():
        words = [one["words"] for one in phone.get(f"/people/{world.me}/why-not").get_json()["barriers"]]
        assert any(said in one for one in words) is (who in told), (who, words)
        assert any("请本人去问帮扶责任人" in one for one in words) is (who in untold), (who, words)


def test_my_referrals_say_where_they_stand_and_take_a_thumb(world: World, phone: Phone) -> None:
    phone.post(world.answer_path(), {"answer": "want"})
    (one,) = phone.get(f"/people/{world.me}/referrals").get_json()["items"]
    assert (one["state"], one["words"]) == ("accepted", "您说了想去，工作人员在联系单位")
    sent = phone.post(f"/people/{world.me}/feedback", {"referral": one["id"], "thumb": "up", "words": "人家客气"})
    assert sent.status_code == 200
    assert phone.post(f"/people/{world.me}/feedback", {"referral": 999, "thumb": "up"}).status_code == 404


def test_what_has_not_changed_is_not_sent_again(world: World, phone: Phone) -> None:
    address = f"/people/{world.me}/proposals"
    mark = phone.get(address).headers["ETag"]
    same = phone.get(address, **{"If-None-Match": mark})
    assert (same.status_code, same.data) == (304, b"")
    phone.post(world.answer_path(), {"answer": "think"})
    assert phone.get(address, **{"If-None-Match": mark}).status_code == 200


def test_twenty_proposals_fit_into_eight_kilobytes(light_world: World) -> None:
    """Twenty posts of twenty employers, with titles and places as long as people write them, and no two alike."""
    world = light_world
    writing = Random(20260601)
    signs = [chr(number) for number in range(0x4E00, 0x5200)]  # more of them than common words have: hard to pack

    def words(length: int) -> str:
        return "".join(writing.choices(signs, k=length))

    with transaction(world.engine) as session:
        for number in range(len(world.vacancies), 20):
            employer = Employer(name=words(16), level=2, registered_at=NOON, updated_at=NOON)
            session.add(employer)
            session.flush()
            post(session, employer, f"L-{number}", title=f"{words(16)}工", address=f"桐梓县{words(20)}{number}号")
        flow.match_household(session, world.household_id, TODAY, NOON, operator("tests"))
    answer = world.linked("li").get(f"/people/{world.me}/proposals", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(answer.data))["items"]) == 20
    assert len(answer.data) <= MOST_PACKED
