"""A clerk brings in the own site's households: rows of others are faults, and nothing known of those changes."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.access import Actor, Role
from jobmatch.households.model import Household, Site
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.households.roster.model import RosterEntry
from jobmatch.households.roster.result import ImportResult
from tests.households.roster import rosters
from tests.households.roster.conftest import JULY, JUNE, NOW, Import

CLERK = Actor("zhang.min", Role.CLERK, frozenset({"PLSQ"}))
OTHER = "东山社区安置点"


def by_the_clerk(ready: Engine, path: Path, **options: Any) -> ImportResult:
    return import_roster(
        lambda: db.transaction(ready), path, Options(JULY, allow_fictitious=True, **options), actor=CLERK, at=NOW
    )


@pytest.fixture
def known(take: Import, ready: Engine, tmp_path: Path) -> Engine:
    """Household 1 of the clerk's site and household 2 of another, as the county imported them in June."""
    other = rosters.couple("2", 2)
    other.cells["安置点"] = OTHER
    take(rosters.write(tmp_path / "june.xlsx", [rosters.couple("1", 1), other]), JUNE)
    with db.reading(ready) as session:
        assert set(session.scalars(select(Site.code))) == {"PLSQ", "DSSQ"}
    return ready


def said_of(engine: Engine, key: str) -> tuple[object, ...]:
    with db.reading(engine) as session:
        entry = session.scalars(select(RosterEntry).where(RosterEntry.list_key == key)).one()
        return entry.said, entry.as_of, entry.refused, entry.run_id


def test_a_household_that_is_known_at_another_site_is_left_as_it_is(known: Engine, tmp_path: Path) -> None:
    before = said_of(known, "2")
    taken_along = rosters.couple("2", 2)  # the list says that it lives at the clerk's site now
    path = rosters.write(tmp_path / "july.xlsx", [rosters.couple("1", 1), taken_along, rosters.couple("3", 3)])
    for dry_run in (True, False):
        result = by_the_clerk(known, path, dry_run=dry_run)
        assert [(fault.code, fault.household) for fault in result.faults] == [("other_site", "2")]
        assert (result.refused, result.changes["households_new"]) == (("2",), 1)
        assert (result.counts["households"], result.counts["households_refused"]) == (3, 1)
    assert said_of(known, "2") == before


def test_a_household_is_not_moved_out_of_the_own_area(known: Engine, tmp_path: Path) -> None:
    gone = rosters.couple("1", 1)
    gone.cells["安置点"] = OTHER
    result = by_the_clerk(known, rosters.write(tmp_path / "july.xlsx", [gone]))
    assert [fault.cell for fault in result.faults] == ["C5"]
    with db.reading(known) as session:
        site = session.scalars(select(Household).where(Household.office_number == "1")).one().site
        assert site is not None
        assert site.code == "PLSQ"


def test_somebody_of_another_site_is_not_taken_out_of_it(known: Engine, tmp_path: Path) -> None:
    newlyweds = rosters.family("4", rosters.couple("1", 5).members[0], rosters.couple("2", 2).members[1])
    newlyweds.members[1]["与户主关系"] = "配偶"
    result = by_the_clerk(known, rosters.write(tmp_path / "july.xlsx", [newlyweds]))
    assert [(fault.code, fault.column) for fault in result.faults] == [("other_site", "证件号码")]
    assert OTHER not in result.faults[0].message


def test_a_household_without_a_site_or_at_a_new_one_is_the_county_s_to_import(known: Engine, tmp_path: Path) -> None:
    nowhere, new = rosters.couple("5", 5), rosters.couple("6", 6)
    nowhere.cells["安置点"], new.cells["安置点"] = None, "新站社区安置点"
    path = rosters.write(tmp_path / "july.xlsx", [nowhere, new], merged=False)
    result = by_the_clerk(known, path)
    assert [fault.code for fault in result.faults if fault.code == "other_site"] == ["other_site"] * 2
    with db.reading(known) as session:
        assert len(session.scalars(select(Site)).all()) == 2


def test_nothing_is_asked_about_other_sites_households_that_a_list_lacks(known: Engine, tmp_path: Path) -> None:
    new = rosters.couple("7", 7)
    new.cells["安置点"] = OTHER
    result = by_the_clerk(known, rosters.write(tmp_path / "july.xlsx", [rosters.couple("1", 1), new]))
    assert result.questions == ()
