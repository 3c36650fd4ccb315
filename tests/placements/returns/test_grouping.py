"""Buses after the festival: never overfilled, families together where a bus holds them, nobody left behind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.placements.returns.grouping import Bus, Traveller, city_of, proposed

DAY = date(2027, 2, 20)
TRAVELLERS = st.lists(
    st.builds(
        Traveller,
        return_id=st.integers(1, 10_000),
        household_id=st.integers(1, 8),
        destination=st.sampled_from(["440604", "440605", "330106"]),
        leaves_on=st.integers(0, 2).map(lambda n: DAY + timedelta(days=n)),
    ),
    max_size=40,
    unique_by=lambda one: one.return_id,
)


def test_the_same_city_and_day_share_a_bus_whatever_the_county() -> None:
    found = proposed(
        [Traveller(1, 1, "440604", DAY), Traveller(2, 2, "440605", DAY), Traveller(3, 3, "330106", DAY)], 50
    )
    assert found == (Bus("330100", DAY, (3,)), Bus("440600", DAY, (1, 2)))


def test_a_family_goes_on_one_bus_and_a_single_traveller_fills_the_gap() -> None:
    families = [Traveller(n, n // 3, "440604", DAY) for n in (3, 4, 5, 6, 7, 8)] + [Traveller(1, 9, "440604", DAY)]
    assert [bus.return_ids for bus in proposed(families, 4)] == [(3, 4, 5, 1), (6, 7, 8)]


def test_a_bus_without_seats_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one seat"):
        proposed([], 0)


@given(travellers=TRAVELLERS, seats=st.integers(1, 12))
def test_everybody_has_one_seat_the_right_way_and_no_bus_is_overfilled(travellers: list[Traveller], seats: int) -> None:
    buses = proposed(travellers, seats)
    by_id = {one.return_id: one for one in travellers}
    seated = [number for bus in buses for number in bus.return_ids]
    assert sorted(seated) == sorted(by_id)
    for bus in buses:
        assert 1 <= len(bus.return_ids) <= seats
        ways = {(city_of(by_id[n].destination), by_id[n].leaves_on) for n in bus.return_ids}
        assert ways == {(bus.division, bus.leaves_on)}
    for family in {(one.household_id, one.leaves_on, city_of(one.destination)) for one in travellers}:
        theirs = {
            one.return_id for one in travellers if (one.household_id, one.leaves_on, city_of(one.destination)) == family
        }
        on = [bus for bus in buses if theirs & set(bus.return_ids)]
        assert len(on) == 1 or len(theirs) > seats
    assert proposed(reversed(travellers), seats) == buses
