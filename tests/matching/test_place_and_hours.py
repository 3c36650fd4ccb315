"""Place, the way to work, and the time of day against what a person must keep."""

from typing import Any

import pytest

from tests.matching.worlds import FAR, HOME, constraint, pair

METRES_PER_DEGREE = 111_195


def north(metres: float) -> dict[str, Any]:
    return {"place": {"division": "520322", "lat": 28.13 + metres / METRES_PER_DEGREE, "lon": 106.83}}


def shift(
    kind: str | None = "day", start: str | None = None, end: str | None = None, hours: float = 8
) -> dict[str, Any]:
    schedule = {"shift": kind, "from": start, "to": end, "hours_per_day": hours, "days_per_month": 21}
    return {"schedule": {name: value for name, value in schedule.items() if value is not None}}


def limited(kind: str, strength: str | None = "hard", **facts: Any) -> dict[str, Any]:
    return {"constraints": [constraint(kind, strength, **facts)]}


def test_daily_travel_ends_at_thirty_kilometres() -> None:
    assert pair(None, north(29_950)).soft() == []
    assert pair(None, north(30_050)).soft() == ["S-FAR"]
    assert pair(limited("home_every_night"), north(29_950)).gates() == []
    assert pair(limited("home_every_night"), north(30_050)).gates() == ["G-LOC"]


def test_without_coordinates_the_same_county_is_daily_travel() -> None:
    assert pair(limited("home_every_night"), {"place": {"division": "520322"}}).gates() == []
    assert pair(limited("home_every_night"), {"place": {"division": "520322100000"}}).gates() == []
    assert pair(limited("home_every_night"), {"place": {"division": "520323"}}).gates() == ["G-LOC"]


def test_where_neither_is_known_the_place_is_asked() -> None:
    found = pair(limited("furthest", area="county"), {"place": None})
    assert found.gates() == []
    assert len(found.asks()) == 1
    assert len(pair(None, {"place": {}}).asks()) == 1


@pytest.mark.parametrize(
    ("area", "division", "gates"),
    [
        ("county", "520322", []),
        ("county", "520323", ["G-LOC"]),
        ("city", "520323", []),
        ("city", "520102", ["G-LOC"]),
        ("province", "520102", []),
        ("province", "440605", ["G-LOC"]),
        ("anywhere", "440605", []),
    ],
)
def test_the_furthest_area_is_read_from_the_division(area: str, division: str, gates: list[str]) -> None:
    assert pair(limited("furthest", area=area), {"place": {"division": division}}).gates() == gates


def test_the_site_is_within_two_kilometres() -> None:
    assert pair(limited("furthest", area="site"), north(1_990)).gates() == []
    assert pair(limited("furthest", area="site"), north(2_010)).gates() == ["G-LOC"]


def test_a_preferred_area_that_is_not_kept_is_far() -> None:
    found = pair(limited("furthest", "prefer", area="site"), north(5_000))
    assert found.gates() == []
    assert found.soft() == ["S-FAR"]


def test_a_dormitory_is_needed_only_beyond_daily_travel() -> None:
    assert pair(limited("dorm"), {"place": FAR, "dorm": "none"}).gates() == ["G-DORM"]
    assert pair(limited("dorm"), {"place": FAR, "dorm": "paid"}).gates() == []
    assert pair(limited("dorm"), {"place": HOME, "dorm": "none"}).gates() == []
    found = pair(limited("dorm"), {"place": FAR, "dorm": None})
    assert found.gates() == []
    assert len(found.asks()) == 1


@pytest.mark.parametrize(
    ("start", "end", "gates"),
    [
        ("08:30", "16:30", []),
        ("09:00", "16:00", []),
        ("08:29", "16:00", ["G-SHIFT"]),
        ("09:00", "16:31", ["G-SHIFT"]),
    ],
)
def test_work_lies_inside_the_window(start: str, end: str, gates: list[str]) -> None:
    assert pair(limited("hours", **{"from": "08:30", "to": "16:30"}), shift("day", start, end)).gates() == gates


def test_a_window_may_lie_over_midnight() -> None:
    evenings = limited("hours", **{"from": "20:00", "to": "07:00"})
    assert pair(evenings, shift("night", "22:00", "06:00")).gates() == []
    assert pair(evenings, shift("night", "22:00", "07:30")).gates() == ["G-SHIFT"]


def test_rotating_shifts_keep_no_window() -> None:
    assert pair(limited("hours", **{"from": "00:00", "to": "23:59"}), shift("rotating", "08:00", "16:00")).gates() == [
        "G-SHIFT"
    ]


def test_flexible_work_fails_only_when_it_is_longer_than_the_window() -> None:
    mornings = limited("hours", **{"from": "08:00", "to": "12:00"})
    assert pair(mornings, shift("flexible", "06:00", "20:00", 4)).gates() == []
    assert pair(mornings, shift("flexible", hours=4.5)).gates() == ["G-SHIFT"]


def test_unknown_hours_are_asked() -> None:
    found = pair(limited("hours", **{"from": "08:00", "to": "18:00"}), shift("day"))
    assert found.gates() == []
    assert len(found.asks()) == 1


@pytest.mark.parametrize("kind", ["night", "home_every_night"])
@pytest.mark.parametrize(
    ("schedule", "gates"),
    [
        (shift("night", "22:00", "06:00"), ["G-SHIFT"]),
        (shift("rotating", "08:00", "20:00"), ["G-SHIFT"]),
        (shift("flexible"), []),
        (shift("day", "08:30", "17:30"), []),
    ],
)
def test_nights_are_in_night_and_rotating_shifts(kind: str, schedule: dict[str, Any], gates: list[str]) -> None:
    assert pair(limited(kind), schedule).gates() == gates


@pytest.mark.parametrize(
    ("start", "end", "gates"),
    [("14:00", "22:00", []), ("14:30", "22:30", ["G-SHIFT"]), ("06:00", "14:00", []), ("05:00", "13:00", ["G-SHIFT"])],
)
def test_a_day_shift_that_reaches_into_the_night_is_night_work(start: str, end: str, gates: list[str]) -> None:
    assert pair(limited("night"), shift("day", start, end)).gates() == gates


def test_a_preferred_limit_costs_points_and_closes_nothing() -> None:
    found = pair(limited("night", "prefer"), shift("night", "22:00", "06:00"))
    free = pair(None, shift("night", "22:00", "06:00"))
    assert found.gates() == []
    assert found.match["P1", "A"]["score"] < free.match["P1", "A"]["score"]


def test_limits_that_nobody_noted_are_asked_for_far_or_night_work_only() -> None:
    assert pair({"constraints": None}).asks() == []
    assert len(pair({"constraints": None}, {"place": FAR}).asks()) == 1
    assert len(pair({"constraints": None}, shift("night", "22:00", "06:00")).asks()) == 1


def test_refused_work_is_the_same_occupation_by_name_or_code() -> None:
    assert pair(limited("refuse", occupation="包装工")).gates() == ["G-REFUSED-OCC"]
    assert pair(limited("refuse", occupation="缝纫工")).gates() == []
    assert pair(limited("refuse", "prefer", occupation="包装工")).gates() == []


@pytest.mark.parametrize("title", ["小工", "普工"])
def test_an_ambiguous_title_asks_and_never_blocks_by_itself(title: str) -> None:
    found = pair(limited("refuse", occupation=title), {"title": title, "occupation": None})
    assert found.gates() == []
    assert found.asks()
