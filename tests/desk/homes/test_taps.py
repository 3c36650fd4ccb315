"""From the page of the day nothing that a worker needs is more than three taps away, and the result of a talk is two
taps from its page: the real links, forms and answers of the pages are counted.
"""

import re

import pytest

from jobmatch import db
from jobmatch.access import Role, operator
from jobmatch.accounts import service as accounts
from jobmatch.placements.follow_ups.life import WAYS, FollowUpKind, Way
from jobmatch.placements.rights import service as rights
from jobmatch.placements.rights.life import RightsKind
from tests.desk.staffed import PASSWORD
from tests.desk.today.conftest import Desk
from tests.desk.today.test_talk import talk
from tests.placements.people import NOON

LINK = re.compile(r'<a [^>]*href="(/(?:today|homes|referrals)[^"]*)"')
FORM = re.compile(r"<form [^>]*method=\"post\".*?</form>", re.DOTALL)
SENT = re.compile(r' (?:form)?action="([^"#]+)')
FOLDED = re.compile(r"<details(?![^>]* open).*?</details>", re.DOTALL)
QUESTION = re.compile(r'<(?:fieldset|div) class="question" id="q-(\w+)"[^>]*?(?: data-only-if="([^"]*)")?>')
TAP = re.compile(r'<input type="radio" name="(\w+)" value="(\w+)"( checked)?')
MOST, RESULT = 3, 2


def forms_of(main: str) -> dict[str, int]:
    """The forms of a page by address, with the taps until each is sent: one more where it has to be unfolded."""
    folded = "".join(FOLDED.findall(main))
    return {
        address: 2 if form in folded else 1 for form in FORM.findall(main) for address in SENT.findall(form)
    }  # fmt: skip


def taps(desk: Desk) -> dict[str, int]:
    """How many taps it takes from the page of the day to see a page, or to send a form, by address."""
    found, at = {"/today": 0}, ["/today"]
    for tap in range(MOST):
        reached: list[str] = []
        for address in at:
            page = desk.get(address)
            main = page.split("<main", 1)[1].split("</main>")[0]
            for sent, more in forms_of(main).items():
                found[sent] = min(found.get(sent, MOST + 1), tap + more)
            for link in LINK.findall(main):
                plain = link.partition("#")[0]
                if plain not in found and "as=" not in plain:
                    found[plain] = tap + 1
                    reached.append(plain)
        at = reached
    return found


def test_nothing_is_more_than_three_taps_from_the_page_of_the_day(desk: Desk) -> None:
    desk.introduced()
    case = desk.case
    talk(desk, FollowUpKind.SEEKING)
    with db.transaction(desk.engine) as session:
        rights.open_ticket(session, case.person_id, RightsKind.PAPERS, "测试厂", NOON, desk.actor)
    home = f"/homes/{case.household_id}"
    wanted = [
        "/today/talks/1", "/today/talks/1/missed", f"{home}/talks/1/services", "/today/talks/1/ask",
        "/homes", home, f"{home}/ask", f"{home}/services", f"{home}/people/{case.person_id}/posts",
        "/counter", "/referrals/1", "/today/rights/1/report", f"/today/homes/{case.household_id}",
    ]  # fmt: skip
    reached = taps(desk)
    assert {one: reached.get(one) for one in wanted if reached.get(one, MOST + 1) > MOST} == {}
    assert 'id="offers"' in desk.get(home)  # what is proposed to each of the family
    with db.transaction(desk.engine) as session:
        new = accounts.NewAccount("next", Role.HELPER, "罗大山", frozenset({"S1"}), "19900000039")
        accounts.add(session, new, PASSWORD, NOON, operator("tests"))
    desk.sit(Role.SUPERVISOR)
    assert taps(desk).get("/homes/hand-over", MOST + 1) <= MOST


def result(page: str) -> int:
    """The fewest taps from the page of a talk until its result is sent; what has to be typed is no tap."""
    given = {name: tap for name, tap, checked in TAP.findall(page) if checked}
    options: dict[str, list[str]] = {}
    for name, tap, _checked in TAP.findall(page):
        options.setdefault(name, []).append(tap)

    def fewest(questions: list[tuple[str, str]], said: frozenset[str]) -> int:
        if not questions:
            return 0
        (key, only_if), later = questions[0], questions[1:]
        if (only_if and not said & set(only_if.split())) or key not in options:
            return fewest(later, said)
        ways = [given[key]] if key in given else options[key]
        return (key not in given) + min(fewest(later, said | {f"{key}={tap}"}) for tap in ways)

    return fewest(QUESTION.findall(page), frozenset()) + 1


@pytest.mark.parametrize("kind", [kind for kind in FollowUpKind if Way.CALL in WAYS[kind]])
def test_the_result_of_a_call_is_two_taps_from_its_page(desk: Desk, kind: FollowUpKind) -> None:
    address = talk(desk, kind, works=kind.startswith("work_"))
    page = desk.get(address)
    assert f'action="{address}/missed"' in page  # nobody answered: one tap
    fewest = [result(page)]
    if f'formaction="{address}/well"' in page:
        fewest.append(1 + result(desk.post(f"{address}/well").text))
    assert min(fewest) <= RESULT
