"""Every address of the day × every role: who gets in, who is sent to sign in, and who is refused."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from jobmatch import db
from jobmatch.access import ANYBODY, Actor, Role
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from jobmatch.placements.warnings.life import WarningState
from jobmatch.placements.warnings.model import EarlyWarning, Level, Signal
from tests.desk.today.conftest import Desk
from tests.placements.people import NOON, TODAY

WHO = (
    "nobody",
    "county",
    "employer",
    "trainer",
    "auditor",
    "administrator",
    "elsewhere",
    "clerk",
    "helper",
    "supervisor",
)
MEANS = {".": 200, "→": 303, "1": 401, "3": 403, "o": 404, "x": 422, "b": 400}
# A GET of somebody unknown leads to the sign-in; what is sent is refused with 401.
TABLE: Mapping[tuple[str, str], str] = {
    ("GET", "/today"): "302 3 3 3 3 3  . . . .",
    ("GET", "/today/list/talks"): "302 3 3 3 3 3  . . . .",
    ("GET", "/today/list/rights"): "302 3 3 3 3 3  . 3 . .",
    ("GET", "/today/list/nowhere"): "302 3 3 3 3 3  o o o o",
    ("GET", "/today/homes?number=TZ-S1-000001"): "302 3 3 3 3 3  → → → →",
    ("GET", "/today/talks/1"): "302 3 3 3 3 3  3 . . .",
    ("POST", "/today/talks/1"): "1 3 3 3 3 3  3 b b b",
    ("POST", "/today/talks/1/ask"): "1 3 3 3 3 3  3 x x x",
    ("POST", "/today/talks/1/well"): "1 3 3 3 3 3  3 . . .",
    ("POST", "/today/talks/1/note"): "1 3 3 3 3 3  3 → → →",
    ("POST", "/today/talks/1/missed"): "1 3 3 3 3 3  3 → → →",
    ("POST", "/today/talks/1/go-there"): "1 3 3 3 3 3  3 → → →",
    ("POST", "/today/warnings/1/seen-to"): "1 3 3 3 3 3  3 → → →",
    ("POST", "/today/rights/1/report"): "1 3 3 3 3 3  3 3 → →",
    ("POST", "/today/rights/1/settle"): "1 3 3 3 3 3  3 3 → →",
    ("GET", "/today/homes/1"): "302 3 3 3 3 3  3 . . .",
    ("POST", "/today/homes/1/find"): "1 3 3 3 3 3  3 b b b",
    ("POST", "/today/homes/1/help"): "1 3 3 3 3 3  3 x x x",
    ("POST", "/today/homes/1/why-no-wish"): "1 3 3 3 3 3  3 x x x",
    ("POST", "/today/homes/1/treat-as-no-wish"): "1 3 3 3 3 3  3 x x x",
    ("GET", "/referrals/1"): "302 3 3 3 3 3  3 . . .",
    ("POST", "/referrals/1/invite"): "1 3 3 3 3 3  3 → → →",
    ("POST", "/referrals/1/reject"): "1 3 3 3 3 3  3 x x x",
    ("POST", "/referrals/1/start"): "1 3 3 3 3 3  3 x x x",
    ("POST", "/referrals/1/leave"): "1 3 3 3 3 3  3 x x x",
    ("POST", "/referrals/1/hire"): "1 3 3 3 3 3  3 → → →",
    ("POST", "/referrals/1/take-back"): "1 3 3 3 3 3  3 x x x",
    ("GET", "/today/talks/99"): "302 3 3 3 3 3  o o o o",
    ("GET", "/referrals/99"): "302 3 3 3 3 3  o o o o",
    ("POST", "/today/warnings/99/seen-to"): "1 3 3 3 3 3  o o o o",
    ("POST", "/today/rights/99/report"): "1 3 3 3 3 3  o 3 o o",
}


def test_the_table_knows_every_address(desk: Desk) -> None:
    known = {(method, _shape(path)) for method, path in TABLE}
    real = {
        (
            method,
            rule.rule.replace("<int(max=2147483647):row_id>", "N").replace("<int(max=2147483647):referral_id>", "N"),
        )
        for rule in desk.client.application.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.endpoint.partition(".")[0] in ("today", "referrals")
    }
    assert real - {("GET", "/today/list/<part>")} <= known


@pytest.mark.parametrize("who", WHO)
def test_who_gets_in(desk: Desk, who: str) -> None:
    fill(desk)
    elsewhere = Actor("elsewhere", Role.SUPERVISOR, frozenset({"S9"}))
    desk.actor = {"nobody": ANYBODY, "elsewhere": elsewhere}.get(who) or desk.case.actor(Role(who))
    wanted, found = {}, {}
    for (method, path), cells in TABLE.items():
        cell = cells.split()[WHO.index(who)]
        wanted[method, path] = MEANS.get(cell) or int(cell)
        found[method, path] = desk.client.open(path, method=method).status_code
    assert found == wanted


def fill(desk: Desk) -> None:
    """One row of each kind, each with the number one."""
    desk.introduced()
    case, helper = desk.case, desk.case.actor(Role.HELPER)
    with db.transaction(desk.engine) as session:
        session.add(
            FollowUp(
                kind=FollowUpKind.SEEKING, mark="seeking:1", household_id=case.household_id, person_id=case.person_id,
                due_on=TODAY, state=FollowUpState.DUE,
            )
        )  # fmt: skip
        session.add(
            EarlyWarning(
                signal=Signal.LOW_INCOME, level=Level.YELLOW, mark="low:1", household_id=case.household_id,
                raised_on=TODAY, due_on=TODAY + timedelta(7), state=WarningState.OPEN,
            )
        )  # fmt: skip
        rights.open_ticket(session, case.person_id, RightsKind.PAPERS, "测试厂", NOON, helper)


def _shape(path: str) -> str:
    return "/".join("N" if part.isdecimal() else part for part in path.partition("?")[0].split("/"))
