"""What tests of the counter's pages do again and again: a first visit's answers, a wife who has been asked."""

from sqlalchemy import func, select

from jobmatch.db import reading
from jobmatch.households.model import Person
from tests.desk.counter.conftest import Counter
from tests.households.people import WIFE, id_number

_NUMBER = id_number("19840806", "413")
FIRST_VISIT = {
    "new1.name": "罗国强", "new1.id_number": _NUMBER, "new1.id_end": _NUMBER[-4:],
    "new1.schooling": "education:primary", "new1.capacity": "ordinary", "new1.status": "seeking",
    "home.home_phone": "19900003333", "home.dwelling": "1-1-1",
}  # fmt: skip
WISHES = {"furthest": "county", "nights": "never", "care": [], "wage_floor": "1500", "certificates": []}


def member(counter: Counter, name: str) -> int:
    with reading(counter.engine) as session:
        return int(session.scalars(select(Person.id).where(Person.name == name)).one())


def count(counter: Counter, table: type) -> int:
    with reading(counter.engine) as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def ask_wife(counter: Counter) -> tuple[str, int]:
    """The known family's wife has answered the work page; her cards are there."""
    code, wife = counter.open(counter.household_id), member(counter, WIFE.name)
    assert counter.keep(code, f"{wife}.consent", "yes").status_code == 200
    for name, value in WISHES.items():
        assert counter.keep(code, f"{wife}.{name}", value).status_code == 200
    done = counter.client.post(f"/counter/{code}/work/{wife}")
    assert done.location == f"/counter/{code}/jobs/{wife}"
    return code, wife
