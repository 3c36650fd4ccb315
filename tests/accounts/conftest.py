"""A clerk and an administrator with accounts, and steps on the test's own database."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.access import Role, operator
from jobmatch.accounts import passwords, service
from jobmatch.accounts.model import Account
from tests.conftest import REAL_COST

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERE, ELSEWHERE = "10.0.0.7", "203.0.113.9"
PASSWORD = "我家门前有一棵柚子树"
NEW_PASSWORD = "柚子树上歇着三只喜鹊"
BY = operator("tests")
Step = Callable[[], AbstractContextManager[Session]]


@pytest.fixture(autouse=True)
def passwords_cost_what_they_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here passwords are what is looked at."""
    for name, value in REAL_COST.items():
        monkeypatch.setattr(passwords, name, value)


@pytest.fixture
def step(engine: Engine) -> Step:
    """Two accounts are there: li, a clerk of site S1, and boss, the administrator."""
    with db.transaction(engine) as session:
        enter(session, "li", Role.CLERK, "S1")
        enter(session, "boss", Role.ADMINISTRATOR)
    return lambda: db.transaction(engine)


def enter(session: Session, name: str, role: Role, *sites: str, phone: str | None = None) -> Account:
    """An account with the password of all tests."""
    new = service.NewAccount(name, role, f"测试{name}", frozenset(sites), phone)
    return service.add(session, new, PASSWORD, NOON, BY)


def together(number: int, act: Callable[[int], object]) -> None:
    """Do something so many times at the same moment, each told which it is."""
    gate = Barrier(number)

    def run(which: int) -> None:
        gate.wait()
        act(which)

    threads = [Thread(target=run, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
