"""The list of texts to employers: what went out, what waits, and whom somebody has to ring instead."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from jobmatch import clock, db
from jobmatch.placements.employer_texts.model import EmployerText, TextKind
from jobmatch.placements.employer_texts.sending import NO_NUMBER, NOT_TRUE
from tests.desk.office.office_desk import NAMES, SUPERVISOR, Office, fill, sitting


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    with sitting(sqlite_url, SUPERVISOR) as made:
        fill(made.engine)
        yield made


def texts(office: Office) -> None:
    at = clock.now()
    with db.transaction(office.engine) as session:
        for number, (ended, begun, sent) in enumerate(
            ((NO_NUMBER, at, None), (NOT_TRUE, at, None), (None, at, at), (None, None, None), (None, at, None))
        ):
            session.add(EmployerText(
                mark=f"m{number}", kind=TextKind.UNCONFIRMED, vacancy_id=3, due_at=at - timedelta(hours=number),
                begun_at=begun, sent_at=sent, ended=ended,
            ))  # fmt: skip


def test_each_says_how_it_stands_and_what_did_not_arrive_is_to_be_rung(office: Office) -> None:
    assert "这里还没有短信" in office.get("/office/texts")
    texts(office)
    page = office.get("/office/texts?by=-due")
    for words in ("要打电话", "已经有结果", "发了", "等着发", "不晓得发出去没有", NAMES[2]):
        assert words in page
    assert "共5条" in page
    for which, number in (("ring", 2), ("waits", 1), ("sent", 1)):
        assert f"共{number}条" in office.get(f"/office/texts?which={which}")
    assert "共5条" in office.get("/office/texts?q=tzx")
    assert "没有要打电话的" in office.get("/office/texts?which=ring&q=没有这个厂")
    assert office.client.get("/office/texts?as=csv").headers["Content-Type"].startswith("text/csv")
