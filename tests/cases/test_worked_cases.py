"""The worked cases of a good case worker, with invented people: who gets what, in which order, and why not the rest.

Order and codes are asserted, never scores. The county's minimum wage of these cases is 1,890 a month and 19.6 an hour.
"""

from typing import Any

from tests.matching.worlds import FAR, Ranked, constraint, course, person, vacancy, world

WORKDAY = {"shift": "day", "from": "08:30", "to": "17:30", "hours_per_day": 8, "days_per_month": 22}
ZUNYI = {"division": "520302", "lat": 27.6944, "lon": 106.8937}


def post(name: str, title: str, occupation: str, wage: Any, **facts: Any) -> dict[str, Any]:
    """A post on the usual workday; `wage` is yuan a month or a whole wage."""
    pay = wage if isinstance(wage, dict) else {"type": "month", "min": wage}
    return vacancy(name, title=title, occupation=occupation, wage=pay, **({"schedule": WORKDAY} | facts))


def day(amount: int) -> dict[str, Any]:
    return {"type": "day", "min": amount}


def km(distance: float) -> dict[str, Any]:
    return {"division": "520322", "lat": 28.13 + distance / 111.195, "lon": 106.83}


def worked(occupation: str, months: int, evidence: str = "self") -> list[dict[str, Any]]:
    return [{"occupation": occupation, "months": months, "evidence": evidence}]


def test_mc01_money_never_beats_a_care_constraint() -> None:
    mother = person(
        birth_date="1997-03-12",
        sex="female",
        skills=["平车"],
        wanted=["缝纫"],
        wage_floor=1800,
        constraints=[
            constraint("home_every_night"),
            constraint("furthest", area="county"),
            constraint("hours", **{"from": "08:30", "to": "16:30"}),
        ],
    )
    pieces = {"type": "piece", "unit_price": 0.4, "novice_units_per_day": 210, "normal_units_per_day": 320}
    short = {"shift": "day", "from": "09:00", "to": "16:00", "hours_per_day": 7, "days_per_month": 24}
    early = {"shift": "day", "from": "06:00", "to": "14:00", "hours_per_day": 8, "days_per_month": 22}
    found = Ranked(
        world(
            [mother],
            [
                post("A", "平车工（宝妈岗）", "缝纫工", pieces | {"guaranteed": 1900}, schedule=short, place=km(0.08)),
                post("B", "电子厂普工", "电子设备装接工", 5200, place=FAR, dorm="free"),
                post("C", "医院保洁", "保洁员", 2200, schedule=early),
            ],
        )
    )
    assert found.order() == ["A"]
    assert "G-LOC" in found.gates("B")
    assert found.gates("C") == ["G-SHIFT"]
    assert found.monthly("A")["normal"] == 2016


def test_mc02_guards_need_schooling_by_statute() -> None:
    man = person(birth_date="1974-01-10", education="primary", wage_floor=2300)
    law = {"min": "junior_middle", "basis": "law"}
    found = Ranked(
        world(
            [man],
            [
                post("A", "小区保安", "保安员", 2600, education=law, certificates=[{"kind": "guard"}]),
                post("B", "物流园装卸", "装卸搬运工", 3400, physical=3, place=km(9)),
                post("C", "大棚采收", "园艺工(大棚)", day(110), physical=3, place=km(3)),
            ],
        )
    )
    assert found.order() == ["B", "C"]
    assert "G-EDU-LAW" in found.gates("A")
    assert round(found.monthly("C")["normal"]) == 2392


def test_mc04_a_card_that_was_never_reviewed_is_no_card() -> None:
    man = person(
        birth_date="1982-01-01",
        certificates=[{"kind": "welding", "review_due": "2023-03-01", "valid_to": "2026-03-01"}],
        experience=worked("管道工", 72),
    )
    odd = {"shift": "day", "from": "08:00", "to": "17:00", "hours_per_day": 8, "days_per_month": 5}
    found = Ranked(
        world(
            [man],
            [
                post("A", "焊工", "焊工", 6500, certificates=[{"kind": "welding"}]),
                post("B", "管工帮工", "管道工", 4500),
                post("C", "工地零工", "建筑小工", day(200), kind="odd_job", schedule=odd),
            ],
        )
    )
    assert found.order() == ["B", "C"]
    assert found.gates("A") == ["G-CERT-LAPSED"]


def test_mc07_priority_never_lifts_an_unqualified_person() -> None:
    people = [
        person("Q1", household="HZ"),
        person(
            "Q2",
            household="HX",
            certificates=[{"kind": "forklift", "valid_to": "2029-01-01"}],
            experience=worked("叉车司机", 36, "employer"),
        ),
    ]
    needs = [{"id": "HZ", "site": "S1", "employed": 0}, {"id": "HX", "site": "S1", "employed": 1}]
    forklift = post("A", "叉车司机", "叉车司机", 4500, openings=1, certificates=[{"kind": "forklift"}])
    found = Ranked(world(people, [forklift], households=needs))
    assert found.candidates() == ["Q2"]
    assert found.gates(name="Q1") == ["G-CERT"]
    assert found.assignment() == {"Q2": "A"}


def test_mc10_a_boy_of_sixteen() -> None:
    boy = person(birth_date="2009-09-20")
    late = {"shift": "day", "from": "10:00", "to": "20:00", "hours_per_day": 8, "days_per_month": 22}
    night = {"shift": "night", "from": "22:00", "to": "06:00", "hours_per_day": 8, "days_per_month": 22}
    found = Ranked(
        world(
            [boy],
            [
                post("A", "焊工帮工", "焊工", 3500, hazards=["toxic", "heat"]),
                post("B", "餐厅服务员", "餐厅服务员", 2300, schedule=late),
                post("C", "夜班包装", "包装工", 3000, schedule=night),
            ],
        )
    )
    assert found.order() == ["B"]
    assert found.gates("A") == ["G-MINOR-HAZARD"]
    assert found.gates("C") == ["G-MINOR-NIGHT"]


def test_mc12_a_beginner_is_never_shown_the_pay_of_an_experienced_hand() -> None:
    people = [
        person("N", sex="female", birth_date="1996-01-01", wanted=["缝纫"]),
        person("E", sex="female", birth_date="1996-01-01", wanted=["缝纫"], experience=worked("缝纫工", 48)),
    ]
    guaranteed = {"type": "piece", "unit_price": 0.55, "novice_units_per_day": 130, "normal_units_per_day": 260}
    found = Ranked(
        world(
            people,
            [
                post("A", "缝纫工", "缝纫工", guaranteed | {"guaranteed": 2000, "guaranteed_months": 2}),
                post(
                    "B",
                    "缝纫工",
                    "缝纫工",
                    {"type": "piece", "unit_price": 0.8, "novice_units_per_day": 90, "normal_units_per_day": 160},
                ),
                post("C", "包装工", "包装工", 2100),
            ],
        )
    )
    assert found.order("N") == ["A", "C"]
    assert found.gates("B", "N") == ["G-WAGE-LAW-NOVICE"]
    assert found.order("E") == ["A", "B", "C"]
    assert found.monthly("A", "N")["normal"] == 2000
    assert found.monthly("A", "E")["normal"] == 3146


def test_mc15_a_probable_duplicate_waits_for_a_person_to_decide() -> None:
    facts: dict[str, Any] = {"sex": "female", "experience": worked("缝纫工", 24), "wanted": ["缝纫", "保洁"]}
    found = Ranked(
        world(
            [person("P1", **facts), person("P2", **facts, duplicate_of="P1")],
            [
                post("A", "缝纫工", "缝纫工", 2600),
                post("B", "保洁", "保洁员", 2100),
                post("C", "大棚采收", "园艺工(大棚)", day(110), physical=3),
            ],
        )
    )
    assert found.order("P1") == ["A", "B", "C"]
    assert found.gates("A", "P2") == ["G-DUP-OPEN"]


def test_mc16_who_has_work_is_shown_only_what_is_better_and_waits_inside_the_band() -> None:
    employed = person("E", birth_date="1985-01-01", status="employed", current_wage=3200, wanted=["仓库"])
    without = person("U", household="H2", birth_date="1986-01-01", wanted=["仓库"])
    posts = [
        post("A", "水泥厂操作工", "普工(一线操作员)", 3300),
        post("B", "仓库管理员", "仓储管理员", 3900, openings=1, place=km(2)),
        post(
            "C", "巡河员", "公益保洁/巡河员/护路员", 1200, kind="public_post", schedule=WORKDAY | {"hours_per_day": 2.5}
        ),
    ]
    found = Ranked(world([employed, without], posts))
    assert found.order("E") == ["B", "A"]
    assert found.soft("A", "E") == ["S-NO-GAIN"]
    assert found.gates("C", "E") == ["G-TARGET"]
    assert found.candidates("B") == ["U", "E"]
    assert found.assignment()["U"] == "B" or found.assignment()["E"] == "B"
    two = Ranked(world([employed, without], [posts[1] | {"openings": 2}]))
    assert two.assignment() == {"E": "B", "U": "B"}


def test_mc18_what_she_declares_herself_only_protects() -> None:
    posts = [
        post("A", "刷胶工", "制鞋工", 3400, hazards=["toxic"]),
        post("B", "数据标注", "人工智能训练师(数据标注员)", 2600, physical=1),
        post("C", "厨房帮工", "厨房帮工(切配)", 2400, functions=["lift_20kg"]),
    ]
    facts: dict[str, Any] = {"sex": "female", "birth_date": "2000-01-01"}
    found = Ranked(world([person(**facts, protections=["pregnant"])], posts))
    assert found.order() == ["B"]
    assert found.gates("A") == found.gates("C") == ["G-LAW-PREG"]
    assert sorted(Ranked(world([person(**facts)], posts)).order()) == ["A", "B", "C"]


def test_mc20_a_willing_son_has_the_market_and_his_father_keeps_the_public_post() -> None:
    father = person("P1", birth_date="1968-02-08", capacity="weak")
    son = person("P2", birth_date="1996-01-01")
    short = {"shift": "day", "from": "08:30", "to": "11:00", "hours_per_day": 2.5, "days_per_month": 22}
    posts = [
        post("A", "社区保洁", "保洁员", 1200, kind="public_post", openings=1, schedule=short, physical=1),
        post("B", "大棚采收", "园艺工(大棚)", day(110), physical=3, openings=1),
    ]
    found = Ranked(world([father, son], posts, households=[{"id": "H1", "site": "S1", "employed": 0}]))
    assert found.order("P1") == ["A"]
    assert found.order("P2") == ["B"]
    assert found.gates("A", "P2") == ["G-TARGET"]
    assert found.assignment() == {"P1": "A", "P2": "B"}


def test_mc21_without_consent_nothing_may_exist() -> None:
    found = Ranked(world([person(consent=False)], [vacancy("A"), vacancy("B"), vacancy("C")]))
    assert found.order() == []
    assert [found.gates(name) for name in "ABC"] == [["G-CONSENT"]] * 3
    assert found.candidates("A") == []


def test_mc23_a_constraint_with_an_end_brings_her_back_by_itself() -> None:
    mother = person(
        sex="female",
        birth_date="1995-01-01",
        constraints=[constraint("hours", until="2026-09-01", **{"from": "07:00", "to": "12:00"})],
    )
    fresh = {"confirmed_on": "2026-08-15"}
    posts = [
        post("A", "电子厂装配", "电子设备装接工", 3400, start="2026-09-07", expires="2026-09-15", **fresh),
        post(
            "B",
            "食堂帮工",
            "食堂工",
            2200,
            start="2026-08-21",
            expires="2026-09-30",
            schedule={"shift": "day", "from": "07:00", "to": "15:00", "hours_per_day": 8, "days_per_month": 22},
            **fresh,
        ),
        post(
            "C",
            "居家手工",
            "服装手工/后道工",
            {"type": "month", "min": 600, "max": 1000},
            kind="home_piecework",
            start="2026-08-21",
            expires="2026-09-30",
            schedule={"shift": "flexible", "hours_per_day": 3, "days_per_month": 22},
            contract="service",
            insurance=[],
            **fresh,
        ),
    ]
    found = Ranked(world([mother], posts, as_of="2026-08-20"))
    assert found.order() == ["A", "C"]
    assert found.fixes("A") == ["F-WAIT-DATE"]
    assert found.gates("B") == ["G-SHIFT"]
    fresh_posts = [each | {"confirmed_on": "2026-08-30"} for each in posts]
    assert "B" in Ranked(world([mother], fresh_posts, as_of="2026-09-02")).order()


def test_mc03_a_course_in_time_with_an_employer_who_waits() -> None:
    man = person(birth_date="1999-02-03", experience=worked("焊工", 12), wanted=["焊工"], training_days_max=15)
    card = [{"kind": "welding", "train_first": True}]
    posts = [
        post("A", "焊工", "焊工", 6000, certificates=card, start="2026-07-06", expires="2026-07-15", physical=3),
        post("B", "操作工", "普工(一线操作员)", 3200, start="2026-06-03"),
        post("C", "焊工", "焊工", 7000, certificates=[{"kind": "welding"}], start="2026-06-05", place=ZUNYI),
    ]
    found = Ranked(world([man], posts, courses=[course()]))
    assert found.order() == ["A", "B"]
    assert found.fixes("A") == ["F-COURSE"]
    assert found.gates("C") == ["G-CERT"]
    impatient = [posts[0] | {"certificates": [{"kind": "welding", "train_first": False}], "expires": "2026-06-15"}]
    assert Ranked(world([man], impatient, courses=[course()])).gates("A") == ["G-CERT"]
