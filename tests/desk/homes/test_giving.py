"""What was given to one of a family, as a worker writes it down: it counts at once, and a slip is taken back."""

from sqlalchemy import select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.placements.minimum.model import ServiceGiven
from tests.desk.today.conftest import Desk


def given(desk: Desk) -> list[str]:
    with db.reading(desk.engine) as session:
        return [f"{one.kind}:{one.about}" for one in session.scalars(select(ServiceGiven))]


def address(desk: Desk) -> str:
    return f"/homes/{desk.case.household_id}/services"


def test_it_is_written_once_however_often_the_button_is_pressed_and_taken_back(desk: Desk) -> None:
    said = {"person": desk.case.person_id, "kind": "policy", "about": "交通补贴怎么领"}
    for _press in range(2):
        assert desk.post(address(desk), **said).status_code == 303
    assert given(desk) == ["policy:交通补贴怎么领"]
    page = desk.get(f"/homes/{desk.case.household_id}")
    assert "记下了：给测试甲，讲政策。" in page
    assert "讲政策：交通补贴怎么领" in page
    desk.post(f"{address(desk)}/take-back", service="1")
    assert given(desk) == []
    desk.post(f"{address(desk)}/take-back", service="1")
    assert "删不了" in desk.get(f"/homes/{desk.case.household_id}")


def test_what_is_missing_is_asked_again_and_what_was_written_stays(desk: Desk) -> None:
    whole = {"person": str(desk.case.person_id), "kind": "guidance", "about": "怎么谈工钱"}
    for field, words in (("person", "给哪个"), ("kind", "给了哪样"), ("about", "写几个字")):
        answer = desk.post(address(desk), **whole | {field: ""})
        assert answer.status_code == 422
        assert words in answer.text.split('id="giving-wrong"')[1].split("</p>")[0]
        assert field == "about" or "怎么谈工钱" in answer.text
    assert desk.post(address(desk), **whole | {"person": "99"}).status_code == 422
    assert given(desk) == []


def test_only_who_serves_the_family_writes_and_takes_back(desk: Desk) -> None:
    said = {"person": desk.case.person_id, "kind": "policy", "about": "交通补贴怎么领"}
    desk.post(address(desk), **said)
    desk.actor = Actor("elsewhere", Role.SUPERVISOR, frozenset({"S9"}))
    assert desk.post(address(desk), **said).status_code == 403
    assert desk.post(f"{address(desk)}/take-back", service="1").status_code == 403
    desk.sit(Role.SUPERVISOR)
    desk.post(f"{address(desk)}/take-back", service="1")
    assert len(given(desk)) == 1
