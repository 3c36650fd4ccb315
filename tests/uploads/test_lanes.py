"""Two lists at once, from two servers on one database: they wait for each other, and nothing comes in twice."""

from datetime import date
from pathlib import Path
from threading import Thread

from sqlalchemy import func, select

from jobmatch import clock, db, parameters
from jobmatch.jobs.uploads import work_off
from jobmatch.uploads import service
from jobmatch.uploads.life import UploadState, Verb
from jobmatch.uploads.model import Upload
from jobmatch.uploads.service import HandedIn
from jobmatch.vacancies.model import Vacancy
from jobmatch.workbooks.lists import Kind
from tests.uploads.desk import COUNTY, write


def test_one_list_handed_in_twice_and_imported_by_two_servers_comes_in_once(database_url: str, tmp_path: Path) -> None:
    engine = db.engine_for(database_url)
    file = write("vacancies", tmp_path)
    with db.transaction(engine) as session:
        parameters.plant_first_rows(session)
        for ticket in "12":
            handed = HandedIn(ticket, Kind.VACANCIES, date(2026, 6, 1), file.name, file.read_bytes())
            service.hand_in(session, handed, clock.now(), COUNTY)
    work_off(engine, Verb.READ, clock.now)
    with db.transaction(engine) as session:
        for upload in session.scalars(select(Upload)):
            assert service.decide(session, upload, Verb.CONFIRM, clock.now(), COUNTY)

    engines = [db.engine_for(database_url) for _ in range(2)]
    servers = [Thread(target=work_off, args=(one, Verb.BEGIN, clock.now)) for one in engines]
    for server in servers:
        server.start()
    for server in servers:
        server.join()
    work_off(engine, Verb.BEGIN, clock.now)  # what was left because the other server was at it
    with db.reading(engine) as session:
        assert session.scalars(select(Upload.state)).all() == [UploadState.DONE] * 2
        assert session.scalar(select(func.count()).select_from(Vacancy)) == 2
    for one in (engine, *engines):
        one.dispose()
