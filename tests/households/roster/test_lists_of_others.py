"""A clerk's list: the own site's households are taken over, those of others stay exactly as they were."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from jobmatch import db
from jobmatch.access import Actor, Refused, Role
from jobmatch.households.model import Household
from jobmatch.households.roster.importing import Options, import_roster
from jobmatch.households.roster.result import ImportResult
from tests.households.roster import rosters
from tests.households.roster.conftest import JULY, JUNE, NOW, Import

OTHER_SITE = "楚米镇安置点"
HERE = rosters.couple("5203001", 1)
THERE = rosters.family("5203002", *rosters.couple("5203002", 2).members, 安置点=OTHER_SITE)
CLERK = Actor("li", Role.CLERK, frozenset({"PLSQ"}))
TABLES = ("household", "person", "membership", "employment", "roster_entry", "consent")


@pytest.fixture
def hand_in(ready: Engine) -> Callable[..., ImportResult]:
    """Imports a list in the clerk's name."""

    def run(path: Path, *, dry_run: bool = False, actor: Actor = CLERK) -> ImportResult:
        options = Options(JULY, dry_run=dry_run, allow_fictitious=True)
        return import_roster(lambda: db.transaction(ready), path, options, actor=actor, at=NOW)

    return run


def everything(engine: Engine) -> dict[str, list[object]]:
    with db.reading(engine) as session:
        return {
            table: [tuple(row) for row in session.execute(text(f"SELECT * FROM {table} ORDER BY id"))]
            for table in TABLES
        }


def codes(result: ImportResult) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.household) for fault in result.faults if fault.code == "other_site"]


@pytest.fixture
def known(ready: Engine, take: Import, tmp_path: Path) -> Path:
    """Both families are known from the county's list; the path of a folder for more."""
    take(rosters.write(tmp_path / "june.xlsx", [HERE, THERE]), JUNE)
    return tmp_path


@pytest.mark.parametrize("dry_run", [True, False])
def test_households_of_another_site_are_kept_out_and_said(
    ready: Engine, known: Path, hand_in: Callable[..., ImportResult], dry_run: bool
) -> None:
    moved = [rosters.family(one.number, *one.members, **(one.cells | {"楼栋房号": "9栋909"})) for one in (HERE, THERE)]
    result = hand_in(rosters.write(known / "july.xlsx", moved), dry_run=dry_run)
    assert codes(result) == [("other_site", "5203002")]
    assert (result.counts["households_good"], result.changes["households_changed"]) == (1, 1)
    with db.reading(ready) as session:
        dwellings = dict(session.execute(select(Household.office_number, Household.dwelling)).all())
    assert dwellings == {"5203001": "1-1-201" if dry_run else "9-909", "5203002": "1-1-201"}


@pytest.mark.parametrize("what", ["as it is", "under the own site's name", "with an error", "without a site"])
def test_a_list_of_others_leaves_no_trace(
    ready: Engine, known: Path, hand_in: Callable[..., ImportResult], what: str
) -> None:
    cells = {
        "as it is": THERE.cells, "under the own site's name": {}, "with an error": THERE.cells | {"家庭人口": 99},
        "without a site": {"安置点": None},
    }[what]  # fmt: skip
    before = everything(ready)
    lost = rosters.family("5203002", THERE.members[0], **cells)
    result = hand_in(rosters.write(known / "july.xlsx", [lost]))
    assert codes(result) == [("other_site", "5203002")]
    assert everything(ready) == before
    assert (result.questions, set(result.changes.values())) == ((), {0})


def test_a_site_that_nobody_knows_is_not_the_clerks_to_enter(
    ready: Engine, known: Path, hand_in: Callable[..., ImportResult]
) -> None:
    new = rosters.family("5203009", *rosters.couple("5203009", 9).members, 安置点="新站安置点")
    before = everything(ready)
    assert codes(hand_in(rosters.write(known / "july.xlsx", [new]))) == [("other_site", "5203009")]
    assert everything(ready) == before


def test_nobody_is_drawn_over_from_another_site(
    ready: Engine, known: Path, hand_in: Callable[..., ImportResult]
) -> None:
    drawn = rosters.family("5203001", *HERE.members, THERE.members[1] | {"与户主关系": "其他"})
    before = everything(ready)
    result = hand_in(rosters.write(known / "july.xlsx", [drawn]))
    assert codes(result) == [("other_site", "5203001")]
    assert everything(ready) == before


def test_somebody_known_by_the_offices_code_alone_is_not_drawn_over_either(
    ready: Engine, take: Import, tmp_path: Path, hand_in: Callable[..., ImportResult]
) -> None:
    coded = {"人员编码": "RY77"}
    other_number = {"证件号码": rosters.id_number(date(1980, 1, 3), 444, "女")}
    headings = (*rosters.HEADINGS, "人员编码")
    there = rosters.family("5203002", THERE.members[0], THERE.members[1] | coded, 安置点=OTHER_SITE)
    take(rosters.write(tmp_path / "june.xlsx", [HERE, there], headings=headings), JUNE)
    drawn = rosters.family("5203001", *HERE.members, THERE.members[1] | coded | other_number | {"与户主关系": "其他"})
    before = everything(ready)
    result = hand_in(rosters.write(tmp_path / "july.xlsx", [drawn], headings=headings))
    assert codes(result) == [("other_site", "5203001")]
    assert everything(ready)["membership"] == before["membership"]


@pytest.mark.parametrize("sites", [frozenset({"PLSQ", "CMZ"}), None])
def test_whoever_serves_both_sites_takes_both_over(
    ready: Engine, known: Path, hand_in: Callable[..., ImportResult], sites: frozenset[str] | None
) -> None:
    result = hand_in(rosters.write(known / "july.xlsx", [HERE, THERE]), actor=Actor("wang", Role.SUPERVISOR, sites))
    assert codes(result) == []
    assert result.counts["households_good"] == 2


@pytest.mark.parametrize("role", [Role.HELPER, Role.COUNTY, Role.AUDITOR, Role.TRAINER, Role.EMPLOYER, Role.RESIDENT])
def test_other_roles_hand_in_no_list(known: Path, hand_in: Callable[..., ImportResult], role: Role) -> None:
    path = rosters.write(known / "july.xlsx", [HERE])
    with pytest.raises(Refused):
        hand_in(path, actor=Actor("x", role, sites=None))
