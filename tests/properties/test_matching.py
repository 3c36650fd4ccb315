"""What holds for every world: sums, orders, bytes, protected facts, unknowns, dates, and the best assignment."""

import copy
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.matching.worlds import Ranked
from tests.properties.worlds import SKILLS, worlds

Document = dict[str, Any]
examples = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))

# What statute reads of sex, and what follows from it for others and for public posts.
STATUTE_OF_SEX = {"G-LAW-W", "G-CAP"}


@examples
@given(worlds())
def test_every_pair_is_a_match_or_blocked_and_never_both(document: Document) -> None:
    found = Ranked(document)
    pairs = {(person["id"], vacancy["id"]) for person in document["people"] for vacancy in document["vacancies"]}
    assert set(found.match) | set(found.blocked) == pairs
    assert not set(found.match) & set(found.blocked)
    assert len(found.match) + len(found.blocked) == len(pairs)
    for row in found.result["candidates"]:
        assert sorted(row["people"]) == sorted(name for name, vacancy in found.match if vacancy == row["vacancy"])


@examples
@given(worlds())
def test_parts_add_up_and_words_are_there(document: Document) -> None:
    for row in Ranked(document).result["matches"]:
        assert sum(part["points"] for part in row["parts"]) == row["score"]
        assert 0 <= row["score"] <= 100
        assert all(part["points"] <= part["of"] for part in row["parts"])
        assert row["why"].count("。") <= 2
        assert len(row["asks"]) == len(set(row["asks"])) == len(row["asks_en"])
        assert all(part["because"] and part["because_en"] for part in row["parts"])


@examples
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(document: Document, random: Any) -> None:
    shuffled = copy.deepcopy(document)
    for name in ("people", "vacancies", "households", "employers", "courses", "sites"):
        random.shuffle(shuffled[name])
    assert Ranked(shuffled).text == Ranked(document).text == Ranked(copy.deepcopy(document)).text


@examples
@given(worlds(public=False), st.sampled_from(SKILLS))
def test_a_new_skill_loses_no_match_and_no_points(document: Document, skill: str) -> None:
    before = Ranked(document)
    document["people"][0]["skills"] = [*document["people"][0].get("skills", []), skill]
    after = Ranked(document)
    assert set(after.match) == set(before.match)
    for pair, row in before.match.items():
        assert after.match[pair]["score"] >= row["score"]


DEMANDS = {
    "age": None,
    "education": None,
    "experience": None,
    "certificates": [],
    "functions": [],
    "hazards": [],
    "reading": "none",
    "mandarin": "none",
    "physical": 1,
}


@examples
@given(worlds(public=False), st.sampled_from(sorted(DEMANDS)))
def test_a_demand_less_loses_no_match(document: Document, demand: str) -> None:
    before = Ranked(document)
    document["vacancies"][0][demand] = DEMANDS[demand]
    assert set(before.match) <= set(Ranked(document).match)


@examples
@given(worlds(public=False, groups=False))
def test_sex_changes_statutory_gates_and_warnings_alone(document: Document) -> None:
    other = copy.deepcopy(document)
    for person in document["people"]:
        person["sex"] = "male"
    for person in other["people"]:
        person["sex"] = "female"
    men, women = Ranked(document), Ranked(other)
    for pair in set(men.match) | set(men.blocked):
        if pair in men.match and pair in women.match:
            left, right = (
                {k: v for k, v in found.match[pair].items() if k not in ("rank", "warnings", "why", "why_en")}
                for found in (men, women)
            )
            assert left == right
        else:
            gates = [set(found.blocked[pair]["gates"]) if pair in found.blocked else set() for found in (men, women)]
            assert gates[0] ^ gates[1] <= STATUTE_OF_SEX


UNKNOWN_OF_PERSON = (
    "birth_date",
    "sex",
    "education",
    "student",
    "capacity",
    "status",
    "current_wage",
    "limits",
    "protections",
    "reading",
    "mandarin",
    "certificates",
    "skills",
    "experience",
    "wanted",
    "wage_floor",
    "seeking_since",
    "available_from",
    "training_days_max",
    "constraints",
    "consent",
)
UNKNOWN_OF_VACANCY = (
    "kind",
    "openings",
    "place",
    "schedule",
    "wage",
    "dorm",
    "age",
    "education",
    "certificates",
    "experience",
    "skills",
    "physical",
    "functions",
    "hazards",
    "reading",
    "mandarin",
    "insurance",
    "contract",
    "expires",
    "confirmed_on",
)


@examples
@given(worlds(public=False), st.sampled_from(UNKNOWN_OF_PERSON), st.sampled_from(UNKNOWN_OF_VACANCY))
def test_unknown_never_blocks(document: Document, of_person: str, of_vacancy: str) -> None:
    before = Ranked(document)
    known = copy.deepcopy(document)
    for person in known["people"]:
        person.pop(of_person, None)
    assert set(before.match) <= set(Ranked(known).match)
    for vacancy in document["vacancies"]:
        vacancy.pop(of_vacancy, None)
    assert set(before.match) <= set(Ranked(document).match)


@examples
@given(worlds(groups=False))
def test_who_falls_out_by_a_date_comes_back_by_a_date(document: Document) -> None:
    """On the day on which a constraint ends the results are those of a person who never had it."""
    for person in document["people"]:
        for held in person.get("constraints", []):
            held["until"] = "2026-06-01"
    ended = Ranked(document)
    for person in document["people"]:
        if "constraints" in person:
            person["constraints"] = []
    assert ended.text == Ranked(document).text


@examples
@given(worlds())
def test_the_assignment_is_the_best_that_openings_and_groups_allow(document: Document) -> None:
    found = Ranked(document)
    people = [person["id"] for person in document["people"]]
    usable = {pair: row["score"] for pair, row in found.match.items() if "S-NO-GAIN" not in row["soft"]}
    choices = [[None, *sorted(vacancy for name, vacancy in usable if name == person)] for person in people]
    best = max((_worth(dict(zip(people, each, strict=True)), usable, document) for each in product(*choices)), key=_key)
    assert best[1] == found.assignment()


def _worth(where: dict[str, str | None], usable: dict[tuple[str, str], int], document: Document) -> Any:
    placed = {name: vacancy for name, vacancy in where.items() if vacancy is not None}
    openings = {vacancy["id"]: vacancy.get("openings", 1) for vacancy in document["vacancies"]}
    counts = [list(placed.values()).count(vacancy) for vacancy in openings]
    if any(count > most for count, most in zip(counts, openings.values(), strict=True)):
        return None, {}
    if not all(_united(person, where, document) for person in document["people"]):
        return None, {}
    waiting = {row["id"] for row in document["households"] if row.get("employed") == 0}
    household = {person["id"]: person["household"] for person in document["people"]}
    earners = {household[name] for name in placed} & waiting
    score = sum(usable[pair] for pair in placed.items())
    order = sorted(placed.items())
    return (len(earners), score, len(placed), order), placed


def _united(person: Document, where: dict[str, str | None], document: Document) -> bool:
    """A partner outside the file cannot be placed; those in it go along, and so do those whom they name."""
    vacancy = where[person["id"]]
    if vacancy is None:
        return True
    by_id = {each["id"]: each for each in document["people"]}
    group, waiting = {person["id"]}, [person["id"]]
    while waiting:
        for held in by_id.get(waiting.pop(), {}).get("constraints", []):
            if held["kind"] == "together":
                fresh = set(held["with"]) - group
                group |= fresh
                waiting += fresh
    return all(where.get(name, vacancy) == vacancy for name in group)


class _Earlier:
    """Sorts the list of placed pairs with the smallest ids highest."""

    def __init__(self, order: list[tuple[str, str]]):
        self.order = order

    def __lt__(self, other: "_Earlier") -> bool:
        return self.order > other.order

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Earlier) and self.order == other.order


def _key(worth: Any) -> Any:
    if worth[0] is None:
        return (-1, 0, 0, _Earlier([]))
    return (*worth[0][:3], _Earlier(worth[0][3]))
