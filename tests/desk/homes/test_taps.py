"""From the page of the day nothing that a worker needs is more than three taps away: its links are followed."""

import re

from jobmatch import db
from jobmatch.placements.follow_ups.life import FollowUpKind, FollowUpState
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from tests.desk.today.conftest import Desk
from tests.placements.people import NOON, TODAY

LINK = re.compile(r'<a [^>]*href="(/(?:today|homes|referrals)[^"]*)"')
SENT = re.compile(r'<form [^>]*method="post" [^>]*action="([^"]+)"')
MOST = 3


def taps(desk: Desk) -> dict[str, int]:
    """How many taps it takes from the page of the day to see a page, or to send a form, by address."""
    found, at, seen = {"/today": 0}, ["/today"], {"/today"}
    for tap in range(1, MOST + 1):
        reached: list[str] = []
        for address in at:
            page = desk.get(address)
            main = page.split("<main", 1)[1].split("</main>")[0]
            for sent in SENT.findall(main):
                found.setdefault(sent, tap)
            for link in LINK.findall(main):
                found.setdefault(link, tap)
                plain = link.partition("#")[0]
                if plain not in seen and "as=" not in plain:
                    seen.add(plain)
                    reached.append(plain)
        at = reached
    return found


def test_nothing_is_more_than_three_taps_from_the_page_of_the_day(desk: Desk) -> None:
    desk.introduced()
    case = desk.case
    with db.transaction(desk.engine) as session:
        session.add(
            FollowUp(
                kind=FollowUpKind.SEEKING, mark="seeking:1", household_id=case.household_id, person_id=case.person_id,
                due_on=TODAY, state=FollowUpState.DUE,
            )
        )  # fmt: skip
        rights.open_ticket(session, case.person_id, RightsKind.PAPERS, "测试厂", NOON, desk.actor)
    reached = taps(desk)
    for wanted in (
        "/today/talks/1",  # the result of a talk: its form
        "/homes", f"/homes/{case.household_id}", f"/homes/{case.household_id}/ask", "/referrals/1",
        "/today/rights/1/report", f"/today/homes/{case.household_id}",
    ):  # fmt: skip
        assert reached.get(wanted, MOST + 1) <= MOST, wanted
    assert 'id="offers"' in desk.get(f"/homes/{case.household_id}")  # what is proposed to each of the family
