"""What the person takes away: in the person's own language, over the register, so that nothing is forgotten."""

import re
from dataclasses import replace

from sqlalchemy import Enum, select

from jobmatch import privacy, telling, whose
from jobmatch.access import Role
from jobmatch.concerns import service as concerns
from jobmatch.db import Base, reading, transaction
from jobmatch.push.model import Recipient
from mini_program_api.held_words import WHAT, WHY, say_held, what
from tests.desk.posts import NOON
from tests.mini_program_api.phones import World
from tests.visits.counter import CLERK

HELD = [
    (entry.table, entry.column)
    for entry in privacy.register(Base.metadata)
    if entry.table in {*(one.name for one in whose.tables_about_people(Base.metadata)), "household"}
    and entry.holds is not None
    and entry.holds.seen_by - {Role.HELPER}
]


def test_every_column_that_can_be_taken_away_is_called_by_words(light_world: World) -> None:
    assert len(HELD) > 100
    with light_world.app.test_request_context():
        found = {here: what(*here) for here in HELD}
        assert [here for here, said in found.items() if not re.search("[一-鿿]", said)] == []
    assert set(WHAT) <= set(HELD)
    assert set(WHY) == set(privacy.Purpose)


def test_every_word_of_a_code_list_is_said(light_world: World) -> None:
    unsaid = []
    with light_world.app.test_request_context():
        for table, column in HELD:
            kind = Base.metadata.tables[table].c[column].type
            words = kind.enum_class if isinstance(kind, Enum) else ()
            unsaid += [(table, column, one) for one in words or () if re.search("[a-z]", say_held(table, column, one))]
    assert unsaid == []


def test_it_names_who_by_role_and_name_and_posts_by_title(world: World) -> None:
    phone = world.linked("li")
    phone.post(world.answer_path(), {"answer": "want"})
    phone.post(f"/people/{world.me}/form/corrections", {"field": "wage_hoped", "words": "四千"})
    phone.post(f"/people/{world.me}/texts", {"agrees": True})
    with transaction(world.engine) as session:
        (one,) = concerns.waiting(session, NOON, CLERK)
        concerns.settle(session, one.id, "改好了", NOON, replace(CLERK, name="clerk"))
    values = phone.get(f"/people/{world.me}/export").get_json()["values"]
    told = {(one["table"], one["column"]): one["value"] for one in values}
    assert told["concern", "about"] == "想拿到"
    assert told["concern", "said_by"] == "本人，在手机上"
    assert told["concern", "settled_by"] == "窗口工作人员 测试clerk"
    assert any(one["value"].startswith("平车工（") for one in values if one["column"] == "scope")
    # Codes and keys would be small Latin letters; of what people wrote themselves, only the clerk's name has any here.
    told_in_all = [one["what"] + one["why"] + one["value"].replace("测试clerk", "") for one in values]
    assert [said for said in told_in_all if re.search("[a-z]", said)] == []


def test_text_messages_are_told_the_same_in_both_places(light_world: World) -> None:
    with transaction(light_world.engine) as session:
        telling.recipient(session, light_world.me, NOON)
    phone, address = light_world.linked("li"), f"/people/{light_world.me}"
    for wanted, said in ((True, "同意"), (False, "不同意")):
        phone.post(f"{address}/texts", {"agrees": wanted})
        values = phone.get(f"{address}/export").get_json()["values"]
        assert [one["value"] for one in values if one["column"] == "sms_agreed"] == [said]
        with reading(light_world.engine) as session:
            row = session.scalars(select(Recipient).where(Recipient.person_id == light_world.me)).one()
            assert row.sms_agreed is wanted
