"""Somebody at a desk who hands in lists, and the lists: the pages and the threads as they are, on a test's database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import undefer
from werkzeug.test import TestResponse

from desk import uploads
from jobmatch import db, parameters
from jobmatch.access import Actor, Role
from jobmatch.uploads.model import Upload
from tests.courses.plan import sheets as plans
from tests.households.roster import rosters
from tests.vacancies.listing import sheets as lists
from wsgi import create_app

COUNTY = Actor("luo.ting", Role.ADMINISTRATOR, None)
JUNE = "2026-06-01"


@dataclass
class Desk:
    """A browser of somebody's; what waits is worked off before the next page is asked for."""

    client: FlaskClient
    engine: Engine

    def hand_in(self, kind: str, file: Path, *, ticket: str = "", as_of: str = JUNE) -> TestResponse:
        """Send the form."""
        content = (BytesIO(file.read_bytes()), file.name)
        form = {"kind": kind, "as_of": as_of, "file": content, "ticket": ticket or uuid4().hex}
        return self._settled(self.client.post("/uploads", data=form))

    def look_at(self, kind: str, file: Path) -> str:
        """Hand a list in; the address of its page, where it has been looked at."""
        answer = self.hand_in(kind, file)
        assert answer.status_code == 303, answer.text
        return answer.location

    def say(self, address: str, verb: str) -> TestResponse:
        """Press a button of the page."""
        return self._settled(self.client.post(f"{address}/{verb}"))

    def page(self, address: str) -> str:
        """A page, as a reader sees it: without the space between words."""
        return re.sub(r"\s+", " ", self.client.get(address).text)

    def upload(self, address: str) -> Upload:
        """The row behind a page."""
        with db.reading(self.engine) as session:
            number = int(address.rsplit("/", 1)[1])
            return session.scalars(select(Upload).where(Upload.id == number).options(undefer(Upload.found))).one()

    def _settled(self, answer: TestResponse) -> TestResponse:
        with self.client.application.test_request_context():
            uploads.background().rest()
        return answer


def begin(url: str) -> None:
    """The first parameters, as `init` enters them."""
    engine = db.engine_for(url)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
    engine.dispose()


@contextmanager
def sitting_at(url: str, actor: Actor = COUNTY) -> Iterator[Desk]:
    """A desk at a database."""
    app = create_app(url, who=lambda: actor)
    app.config["WTF_CSRF_ENABLED"] = False
    engine = db.engine_for(url)
    with app.test_client() as client:
        yield Desk(client, engine)
    engine.dispose()


def write(kind: str, folder: Path) -> Path:
    """A list with two good records and one that is kept out."""
    if kind == "households":
        wrong = rosters.couple("3", 3)
        wrong.members[0]["证件号码"] = "000000198001011234"
        return rosters.write(folder / "六月 花名册.xlsx", [rosters.couple("1", 1), rosters.couple("2", 2), wrong])
    if kind == "vacancies":
        rows = [lists.GOOD, lists.other(2, wage="4000-5000元/月"), lists.other(3, wage="面议")]
        return lists.write_list(folder / "岗位.xlsx", rows)
    over = plans.ClassRow(title="电焊", dates="2026.5.1-5.20")
    return plans.write_plan(folder / "计划.xlsx", [plans.GOOD, plans.ClassRow(title="家政服务"), over])
