"""What waits at the centre is counted, decided in a tap or two, and taken back; nobody decides for another site."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.audit import AuditEvent
from jobmatch.households.duplicates import propose
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Household, Person
from jobmatch.vacancies.listing.model import TitleQuestion
from jobmatch.vacancies.listing.titles import ask
from jobmatch.vacancies.model import Vacancy
from tests.desk import posts
from tests.desk.office.office_desk import Office, counted, sitting
from tests.households.people import ON, take_in
from tests.households.test_duplicates import OTHER

SUPERVISOR = Actor("supervisor", Role.SUPERVISOR, None)
ELSEWHERE = Actor("elsewhere", Role.SUPERVISOR, frozenset({"CMZ"}))


@pytest.fixture
def desk(database_url: str) -> Iterator[Office]:
    """One man who was taken in twice, long ago; and a post whose title nobody knows."""
    with sitting(database_url, SUPERVISOR) as made:
        with db.transaction(made.engine) as session:
            take_in(session)
            take_in(session, OTHER)
            propose.find_all(session, ON)
            for home in session.scalars(select(Household)):
                home.updated_at = clock.now() - timedelta(days=100)
            factory = posts.settle(session)
            posts.post(session, factory, "V-1", title="打杂的", occupation=None)
            ask(session, "打杂的", clock.today())
        yield made


def pair(desk: Office) -> DuplicatePair:
    with db.reading(desk.engine) as session:
        found = session.scalars(select(DuplicatePair)).one()
        session.expunge_all()
        return found


def merged(desk: Office) -> int:
    """How many records lead to another one."""
    with db.reading(desk.engine) as session:
        return len(session.scalars(select(Person.id).where(Person.merged_into_id.is_not(None))).all())


def test_the_front_page_counts_what_waits_with_few_statements(desk: Office) -> None:
    desk.get("/queues")
    with counted(desk.engine) as statements:
        page = desk.get("/queues")
    assert len(statements) <= 12, "\n".join(statements)
    for words in ("一共4件", "像是一个人的两份登记", "不认得的岗位名字", "好久没问过的人家"):
        assert words in page


def test_a_pair_is_shown_side_by_side_without_whole_numbers(desk: Office) -> None:
    assert "姓名相同" in desk.get("/queues/twins")
    page = desk.get(f"/queues/twins/{pair(desk).id}")
    assert page.count("曾国强") == 2
    assert "5-5-505" in page
    assert "00000019850806" not in page


def test_one_human_is_one_record_and_two_again_at_a_tap(desk: Office) -> None:
    found = pair(desk)
    assert desk.post(f"/queues/twins/{found.id}/same", keep="77").status_code == 400
    assert desk.post(f"/queues/twins/{found.id}/same", keep=found.smaller_id).status_code == 303
    assert merged(desk) == 1
    again = desk.post(f"/queues/twins/{found.id}/same", keep=found.smaller_id)
    assert again.status_code == 303
    assert merged(desk) == 1
    assert "没有要比的" in desk.get("/queues/twins")
    assert desk.undo().status_code == 303
    assert merged(desk) == 0
    assert pair(desk).state is PairState.OPEN


def test_two_people_are_told_apart_and_put_forward_again_at_a_tap(desk: Office) -> None:
    found = pair(desk)
    desk.post(f"/queues/twins/{found.id}/different")
    assert pair(desk).state is PairState.DIFFERENT
    assert desk.post(f"/queues/twins/{found.id}/different").status_code == 303
    desk.get("/queues")
    desk.post(f"/queues/twins/{found.id}/take-back")
    assert pair(desk).state is PairState.OPEN
    assert desk.post(f"/queues/twins/{found.id}/take-back").status_code == 303


def test_another_site_sees_and_decides_nothing(desk: Office) -> None:
    found = pair(desk)
    desk.actor = ELSEWHERE
    assert "没有要比的" in desk.get("/queues/twins")
    assert "每一家最近都问过" in desk.get("/queues/old")
    assert desk.client.get(f"/queues/twins/{found.id}").status_code == 403
    for verb in ("same", "different", "take-back"):
        assert desk.post(f"/queues/twins/{found.id}/{verb}", keep=found.smaller_id).status_code == 403
    assert desk.post("/queues/merges/99/part").status_code == 404


def test_a_title_is_said_once_and_taken_back(desk: Office) -> None:
    page = desk.get("/queues/titles")
    assert "打杂的" in page
    assert "1个岗位等着" in page
    wrong = desk.post("/queues/titles/1", occupation="没有这种活")
    assert wrong.status_code == 422
    assert 'value="没有这种活"' in wrong.text
    desk.post("/queues/titles/1", occupation="保洁员")
    assert desk.post("/queues/titles/1", occupation="缝纫工").status_code == 303
    assert occupations(desk) == ("保洁员", "保洁员")
    assert "没有不认得的" in desk.get("/queues/titles")
    desk.undo()
    assert occupations(desk) == (None, None)


def occupations(desk: Office) -> tuple[str | None, str | None]:
    """What the title means, and what the post has."""
    with db.reading(desk.engine) as session:
        question = session.scalars(select(TitleQuestion)).one()
        return question.occupation, session.scalars(select(Vacancy.occupation)).one()


def test_old_records_have_a_telephone_and_a_visit_to_open(desk: Office) -> None:
    page = desk.get("/queues/old")
    assert "100天没问过" in page
    assert "tel:19900001111" in page
    assert page.count("打开登记来问</button>") == 2


def test_the_queues_are_searched_sorted_and_taken_along_as_lists_are(desk: Office) -> None:
    with db.transaction(desk.engine) as session:
        for title in ("杂工", "叉车"):
            ask(session, title, clock.today() + timedelta(days=1))
    for typed, shown in (("dz", "打杂的"), ("chache", "叉车"), ("杂", "杂工")):
        assert f"<h2>{shown}</h2>" in desk.get(f"/queues/titles?q={typed}")
    assert "没有找到这样的名字" in desk.get("/queues/titles?q=xyz")
    page = desk.get("/queues/titles?by=-title")
    assert page.index("<h2>杂工") < page.index("<h2>打杂的") < page.index("<h2>叉车")
    assert "打杂的" in desk.get("/queues/titles?as=csv")
    # What is said in the middle of a list leads back there, also what is not understood.
    wrong = desk.post("/queues/titles/1?by=-title&q=z", occupation="没有这种活").text
    assert 'href="/queues/titles?by=title&amp;q=z"' in wrong
    assert desk.post("/queues/titles/1?by=-title&q=z", occupation="保洁员").location.endswith("?q=z&by=-title")
    assert "tel:19900001111" in desk.get("/queues/old?q=zgq&by=-name")
    assert "没有找到这样的人家" in desk.get("/queues/old?q=xyz")
    assert "19900001111" in desk.get("/queues/old?as=csv")
    with db.reading(desk.engine) as session:
        noted = select(AuditEvent.subject).where(AuditEvent.action == "list.file")
        assert set(session.scalars(noted)) == {"list:unknown-titles", "list:old-records"}
