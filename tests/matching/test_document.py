"""What a ranking document may hold: every fault is found and named with its place, and nothing else is a fault."""

import json
from typing import Any

import pytest

from jobmatch.matching.document import input_schema, rank_text
from jobmatch.matching.json_text import Unusable
from tests.matching.worlds import constraint, course, person, vacancy, world


def faults(document: Any) -> list[str]:
    text = document if isinstance(document, str | bytes) else json.dumps(document, ensure_ascii=False)
    with pytest.raises(Unusable) as caught:
        rank_text(text)
    return caught.value.faults


def with_person(**facts: Any) -> dict[str, Any]:
    return world([person(**facts)], [])


def with_vacancy(**facts: Any) -> dict[str, Any]:
    return world([], [vacancy(**facts)])


def with_course(**facts: Any) -> dict[str, Any]:
    return world([], [vacancy()], courses=[course(**facts)])


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[]", "a list is not an object"),
        ("null", "null is not an object"),
        (b"\xff\xfe{}", "not UTF-8"),
        ("[" * 100_000, "nested too deeply"),
        ("{}", "as_of: is missing"),
        ('{"as_of": "2026-02-30"}', "as_of: 2026-02-30 is not a date"),
        ('{"as_of": "2026-06-01", "as_of": "2026-06-02"}', "as_of: stands there twice"),
        ('{"as_of": "2026-06-01", "persons": []}', "persons: unknown field"),
        ('{"as_of": "2026-06-01", "parameters": {"minimum_wage_month": NaN}}', "minimum_wage_month: is not a number"),
        ('{"as_of": "2026-06-01", "parameters": {"minimum_wage_month": 1e999}}', "is more than"),
        ('{"as_of": "2026-06-01", "parameters": {"minimum_wage_month": 1e9999999999999999999}}', "is not a number"),
        (json.dumps({"as_of": "2026-06-01", "sites": [{"id": "\ud800"}]}), "sites[0].id: holds half a character"),
    ],
)
def test_a_file_that_is_no_document(document: str | bytes, fault: str) -> None:
    assert any(fault in line for line in faults(document))


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (with_person(birth_date="1997-02-30"), "people[0].birth_date: 1997-02-30 is not a date"),
        (with_person(birth_date="12.03.1997"), "people[0].birth_date: 12.03.1997 is not a date (YYYY-MM-DD)"),
        (with_person(birth_date=19970312), "people[0].birth_date: 19970312 is not a date"),
        (with_person(birth_date="2062-03-12"), "people[0].birth_date: 2062-03-12 is after as_of (2026-06-01)"),
        (with_person(sex="f"), "people[0].sex: f is not one of male, female"),
        (with_person(student="no"), "people[0].student: the text 'no' is not true or false"),
        (with_person(student=1), "people[0].student: 1 is not true or false"),
        (with_person(wage_floor="3000"), "people[0].wage_floor: the text '3000' is not a number"),
        (with_person(wage_floor=True), "people[0].wage_floor: true is not a number"),
        (with_person(wage_floor=-1), "people[0].wage_floor: -1 is negative"),
        (with_person(training_days_max=2.5), "people[0].training_days_max: 2.5 is not a whole number"),
        (with_person(limits={"fly": "no"}), "people[0].limits.fly: fly is not one of"),
        (with_person(limits={"stairs": "yes"}), "people[0].limits.stairs: yes is not one of"),
        (with_person(limits=["stairs"]), "people[0].limits: a list is not an object"),
        (with_person(skills="平车"), "people[0].skills: the text '平车' is not a list"),
        (with_person(skills=["平车", 3]), "people[0].skills[1]: 3 is not a text"),
        (with_person(birthdate="1990-01-01"), "people[0].birthdate: unknown field; did you mean birth_date?"),
        (with_person(experience=[{"months": -1}]), "people[0].experience[0].months: -1 is negative"),
        (
            with_person(constraints=[constraint("hours", **{"from": "25:00"})]),
            "constraints[0].from: 25:00 is not a time",
        ),
        (
            with_person(constraints=[constraint("hours", to="8:30")]),
            "people[0].constraints[0].to: 8:30 is not a time",
        ),
        (with_person(constraints=[constraint("sleep")]), "people[0].constraints[0].kind: sleep is not one of"),
        (with_person(household="H9") | {"households": []}, "people[0].household: H9 is not among the households"),
        (with_person(duplicate_of="P1"), "people[0].duplicate_of: names the record itself"),
        (
            with_vacancy(wage={"type": "month", "min": 5000, "max": 4000}),
            "vacancies[0].wage.min: 5000 is above vacancies[0].wage.max (4000)",
        ),
        (with_vacancy(wage={"type": "weekly"}), "vacancies[0].wage.type: weekly is not one of"),
        (with_vacancy(age={"min": 45, "max": 18}), "vacancies[0].age.min: 45 is above vacancies[0].age.max (18)"),
        (with_vacancy(occupation="星际领航员"), "vacancies[0].occupation: 星际领航员 is not a name or code"),
        (with_vacancy(physical=5), "vacancies[0].physical: 5 is more than 4"),
        (with_vacancy(openings=-1), "vacancies[0].openings: -1 is negative"),
        (with_vacancy(openings=1.5), "vacancies[0].openings: 1.5 is not a whole number"),
        (with_vacancy(title=None), "vacancies[0].title: is missing"),
        (with_vacancy(title=" "), "vacancies[0].title: is empty"),
        (with_vacancy(employer="E9") | {"employers": []}, "vacancies[0].employer: E9 is not among the employers"),
        (
            with_vacancy(place={"division": 520322}),
            "vacancies[0].place.division: 520322 is not a division code in quotes",
        ),
        (with_vacancy(place={"lat": 95}), "vacancies[0].place.lat: 95 is more than 90"),
        (with_vacancy(schedule={"hours_per_day": 25}), "vacancies[0].schedule.hours_per_day: 25 is more than 24"),
        (with_vacancy(schedule={"days_per_month": 32}), "vacancies[0].schedule.days_per_month: 32 is more than 31"),
        (
            with_vacancy(schedule={"shift": "day", "from": "17:00", "to": "08:00"}),
            "vacancies[0].schedule.to: 08:00 is before",
        ),
        (with_course(end="2026-06-07"), "courses[0].end: 2026-06-07 is before courses[0].start (2026-06-08)"),
        (with_course(vacancies=["A", "Z"]), "courses[0].vacancies[1]: Z is not among the vacancies"),
        (with_course(fee=-1), "courses[0].fee: -1 is negative"),
        (with_vacancy() | {"sites": [{"id": "S1"}, {"id": "S1"}]}, "sites[1].id: S1 stands already at sites[0]"),
        (with_vacancy() | {"households": [{"id": "H", "site": "S9"}]}, "households[0].site: S9 is not among the sites"),
        (with_vacancy() | {"parameters": {"by_division": {"Guangdong": {}}}}, "parameters.by_division.Guangdong: "),
    ],
)
def test_a_fault_is_named_with_its_place(document: dict[str, Any], fault: str) -> None:
    assert any(fault in line for line in faults(document)), faults(document)


def test_all_faults_are_named_at_once() -> None:
    document = with_person(sex="f", birth_date="2026-13-01", wage_floor=-5)
    document["vacancies"] = [vacancy(employer="nobody", physical=9)]
    document["employers"] = []
    assert len(faults(document)) == 5


def test_null_is_the_same_as_left_out() -> None:
    left_out = world([person(sex=None)], [vacancy(kind=None)])
    nulls = world([person() | {"sex": None}], [vacancy() | {"kind": None}]) | {"courses": None}
    assert rank_text(json.dumps(left_out)) == rank_text(json.dumps(nulls))
    assert "people[0].id: is missing" in faults(with_person() | {"people": [{"id": None, "household": "H1"}]})


def test_an_evening_that_ends_at_midnight_is_no_fault() -> None:
    evening = {"shift": "day", "from": "16:00", "to": "00:00", "hours_per_day": 8, "days_per_month": 20}
    assert rank_text(json.dumps(with_vacancy(schedule=evening)))


def test_what_people_say_is_never_a_fault() -> None:
    said = with_person(wanted=["随便", ""], skills=["会一点"], experience=[{"occupation": "种地", "months": 3}])
    said["people"][0]["constraints"] = [constraint("refuse", occupation="不干脏活")]
    said["people"][0]["left"] = [{"employer": "gone", "reason": "太累"}]
    assert json.loads(rank_text(json.dumps(said)))["matches"] == []


def test_references_to_people_and_employers_of_old_may_lead_outside_the_file() -> None:
    outside = with_person(
        duplicate_of="P9",
        left=[{"employer": "E9", "reason": "abuse"}],
        constraints=[constraint("together", **{"with": ["P8"]})],
    )
    assert rank_text(json.dumps(outside))


def test_only_the_day_is_required() -> None:
    result = json.loads(rank_text('{"as_of": "2026-06-01"}'))
    assert result == {
        "rules": "2026-01",
        "rules_hash": result["rules_hash"],
        "matches": [],
        "blocked": [],
        "candidates": [],
        "assignment": [],
    }


def test_records_with_nothing_but_what_is_required_are_ranked_with_questions() -> None:
    bare = {
        "as_of": "2026-06-01",
        "households": [{"id": "H"}],
        "people": [{"id": "P", "household": "H"}],
        "employers": [{"id": "E"}],
        "vacancies": [{"id": "A", "employer": "E", "title": "保洁"}],
    }
    result = json.loads(rank_text(json.dumps(bare)))
    assert [row["vacancy"] for row in result["matches"]] == ["A"]
    assert len(result["matches"][0]["asks"]) > 10
    assert result["matches"][0]["monthly"] == {"normal": None, "cash": None}


def test_a_byte_order_mark_is_no_fault() -> None:
    assert rank_text('{"as_of": "2026-06-01"}'.encode("utf-8-sig")) == rank_text('{"as_of": "2026-06-01"}')


def test_the_schema_names_every_field_and_what_is_required() -> None:
    schema: Any = input_schema()
    assert schema["required"] == ["as_of"]
    assert schema["additionalProperties"] is False
    people = schema["properties"]["people"]["anyOf"][0]["items"]
    assert people["required"] == ["id", "household"]
    assert set(person(wage_floor=1, wanted=[])) <= set(people["properties"])
