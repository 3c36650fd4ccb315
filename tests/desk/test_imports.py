"""The history of lists: the administrator sees all of them, others their own, and faults while they are kept."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from jobmatch import clock, db
from jobmatch.access import Actor, Role
from jobmatch.uploads.life import UploadState
from jobmatch.uploads.model import Upload
from jobmatch.workbooks.lists import Kind
from tests.desk.office.office_desk import Office, counted, sitting
from tests.desk.staffed import staff

ADMINISTRATOR = Actor("administrator", Role.ADMINISTRATOR, None)
FOUND = {"document": {"faults": [], "counts": {}, "changes": {}}, "news": [], "excerpts": {}}


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Office]:
    """Three lists of two people: good, with faults, and with faults that are not kept any more."""
    staff(sqlite_url)
    with sitting(sqlite_url, ADMINISTRATOR) as made:
        lists = (
            ("好的.xlsx", "clerk", 0, None),
            ("要改的.xlsx", "clerk", 3, FOUND),
            ("去年的.xlsx", "supervisor", 2, None),
        )
        with db.transaction(made.engine) as session:
            for number, (name, who, refused, found) in enumerate(lists):
                session.add(
                    Upload(
                        ticket=str(number), kind=Kind.HOUSEHOLDS, as_of=clock.today(), file_name=name,
                        state=UploadState.DONE, uploaded_at=clock.now() - timedelta(days=number), uploaded_by=who,
                        role=Role(who), sites="PLSQ", good=40, refused=refused, found=found,
                    )
                )  # fmt: skip
        yield made


def test_all_lists_stand_with_who_and_where_and_the_faults_that_are_kept(desk: Office) -> None:
    page = desk.get("/installation/imports")
    for words in ("好的.xlsx", "要改的.xlsx", "去年的.xlsx", "测试clerk", "蟠龙社区安置点", "过了时候，明细删了"):
        assert words in page
    assert page.count("/faults.xlsx") == 1
    assert "好的.xlsx" not in desk.get("/installation/imports?show=faulty")
    assert "去年的.xlsx" in desk.client.get("/installation/imports?as=csv&by=-refused").data.decode("utf-8-sig")


def test_a_clerk_sees_the_own_ones_alone(desk: Office) -> None:
    desk.actor = Actor("clerk", Role.CLERK, frozenset({"PLSQ"}))
    page = desk.get("/installation/imports")
    assert "好的.xlsx" in page
    assert "去年的.xlsx" not in page


def test_no_list_is_unsealed_for_the_history(desk: Office) -> None:
    with counted(desk.engine) as statements:
        desk.get("/installation/imports")
    assert len(statements) <= 8, "\n".join(statements)
    assert not [one for one in statements if "upload.found," in one or "upload.found \n" in one]
