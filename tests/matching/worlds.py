"""Small worlds for the tests of matching: documents with everything known, and the results in a form easy to ask."""

import json
from typing import Any

from jobmatch.matching.document import rank_text

Document = dict[str, Any]

HOME = {"division": "520322", "lat": 28.13, "lon": 106.83}
NEAR = {"division": "520322", "lat": 28.14, "lon": 106.83}
FAR = {"division": "440605", "lat": 23.0289, "lon": 113.1432}


def person(name: str = "P1", **facts: Any) -> Document:
    """A healthy man of 36 who looks for work and about whom nothing is left open; None leaves a field out."""
    known = {
        "id": name,
        "household": "H1",
        "birth_date": "1990-01-01",
        "sex": "male",
        "education": "junior_middle",
        "student": False,
        "capacity": "ordinary",
        "status": "seeking",
        "limits": {},
        "reading": "fluent",
        "mandarin": "speak",
        "certificates": [],
        "skills": [],
        "experience": [],
        "constraints": [],
    }
    return _without_none(known | facts)


def vacancy(name: str = "A", **facts: Any) -> Document:
    """A day's work near home at 3,000 a month about which nothing is left open; None leaves a field out."""
    known = {
        "id": name,
        "employer": "E" + name,
        "title": "包装工",
        "occupation": "包装工",
        "kind": "company",
        "openings": 5,
        "place": NEAR,
        "schedule": {"shift": "day", "from": "08:30", "to": "17:30", "hours_per_day": 8, "days_per_month": 21.75},
        "wage": {"type": "month", "min": 3000},
        "dorm": "none",
        "physical": 2,
        "functions": [],
        "hazards": [],
        "certificates": [],
        "reading": "none",
        "mandarin": "none",
        "insurance": ["social"],
        "contract": "labour",
        "start": "2026-06-08",
        "expires": "2026-06-30",
        "confirmed_on": "2026-05-28",
    }
    return _without_none(known | facts)


def course(name: str = "C1", **facts: Any) -> Document:
    """A free ten-day class for the welding card, with seats, in time for a start in July."""
    known = {
        "id": name,
        "title": "焊工班",
        "certificate": "welding",
        "start": "2026-06-08",
        "end": "2026-06-17",
        "certificate_by": "2026-06-25",
        "seats": 5,
        "from": "08:30",
        "to": "17:30",
        "place": NEAR,
        "boarding": False,
        "fee": 0,
    }
    return _without_none(known | facts)


def constraint(kind: str, strength: str | None = "hard", **facts: Any) -> Document:
    return _without_none({"kind": kind, "strength": strength} | facts)


def world(people: list[Document], vacancies: list[Document], **lists: Any) -> Document:
    """A document; households and employers that nobody described are made: one earner, verified at level 3."""
    households = {household["id"]: household for household in lists.pop("households", [])}
    employers = {employer["id"]: employer for employer in lists.pop("employers", [])}
    for each in people:
        households.setdefault(
            each["household"], {"id": each["household"], "site": "S1", "employed": 1, "monitored": False}
        )
    for each in vacancies:
        employers.setdefault(each["employer"], {"id": each["employer"], "verified": 3, "blacklisted": False})
    return {
        "as_of": "2026-06-01",
        "parameters": {"minimum_wage_month": 1890, "minimum_wage_hour": 19.6},
        "sites": [{"id": "S1", **HOME}],
        "households": list(households.values()),
        "people": people,
        "employers": list(employers.values()),
        "vacancies": vacancies,
        "courses": [],
    } | lists


class Ranked:
    """The printed results of a document, by person and vacancy."""

    def __init__(self, document: Document):
        self.text = rank_text(json.dumps(document, ensure_ascii=False))
        self.result = json.loads(self.text)
        self.match = {(row["person"], row["vacancy"]): row for row in self.result["matches"]}
        self.blocked = {(row["person"], row["vacancy"]): row for row in self.result["blocked"]}

    def order(self, name: str = "P1") -> list[str]:
        return [row["vacancy"] for row in self.result["matches"] if row["person"] == name]

    def gates(self, vacancy: str = "A", name: str = "P1") -> list[str]:
        """Empty for a match."""
        return self.blocked[name, vacancy]["gates"] if (name, vacancy) in self.blocked else []

    def fixes(self, vacancy: str = "A", name: str = "P1") -> list[str]:
        return [fix["code"] for fix in self.match[name, vacancy]["fixes"]]

    def soft(self, vacancy: str = "A", name: str = "P1") -> list[str]:
        return self.match[name, vacancy]["soft"]

    def warnings(self, vacancy: str = "A", name: str = "P1") -> list[str]:
        return self.match[name, vacancy]["warnings"]

    def asks(self, vacancy: str = "A", name: str = "P1") -> list[str]:
        return self.match[name, vacancy]["asks_en"]

    def monthly(self, vacancy: str = "A", name: str = "P1") -> dict[str, float | None]:
        return self.match[name, vacancy]["monthly"]

    def candidates(self, vacancy: str = "A") -> list[str]:
        return next(row["people"] for row in self.result["candidates"] if row["vacancy"] == vacancy)

    def assignment(self) -> dict[str, str]:
        return {row["person"]: row["vacancy"] for row in self.result["assignment"]}


def pair(person_facts: Document | None = None, vacancy_facts: Document | None = None, **lists: Any) -> Ranked:
    """One person and one vacancy."""
    return Ranked(world([person(**(person_facts or {}))], [vacancy(**(vacancy_facts or {}))], **lists))


def _without_none(facts: Document) -> Document:
    return {name: value for name, value in facts.items() if value is not None}
