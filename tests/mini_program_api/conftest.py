"""A community on the first of June: a family with a clerk and a helper, posts near by, and another family elsewhere."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import time_machine
from sqlalchemy import select

from jobmatch import flow
from jobmatch.access import Role, operator
from jobmatch.accounts import service
from jobmatch.accounts.model import Account, AccountSite
from jobmatch.db import engine_for, reading, transaction
from jobmatch.households.model import Membership, Person, Site
from jobmatch.vacancies.model import Vacancy
from mini_program_api.ports import Ports
from tests import databases
from tests.desk import posts
from tests.households.people import HOME, HOUSEHOLD, SITE, id_number, take_in
from tests.mini_program_api.fakes import FakePush, FakeWeChat
from tests.mini_program_api.phones import World
from wsgi import create_app

TITLES = ("平车工", "保洁员", "帮厨", "包装工")
FAMILY = replace(HOUSEHOLD, helper_phone="19900000038")
NEIGHBOURS = replace(
    HOUSEHOLD,
    office_number="52032201810002",
    dwelling="1-1-202",
    home_phone="19900003333",
    helper_name="别的人",
    site="楚米镇安置点",
    members=(
        replace(
            HOUSEHOLD.members[0], name="罗国强", id_number=id_number("19800101", "415"), phone="19900003333",
            office_code="RY9",
        ),
    ),
)  # fmt: skip


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    """Everything that a telephone can ask about."""
    yield from _worlds(database_url)


@pytest.fixture
def light_world(sqlite_url: str) -> Iterator[World]:
    """As `world`, for what does not depend on the kind of database."""
    yield from _worlds(sqlite_url)


def _account(role: Role) -> Account:
    """Nobody signs in by password here, and making a good fingerprint of one takes its time."""
    helper = role is Role.HELPER
    return Account(
        name=role.value, shown_name="范红梅" if helper else f"测试{role}", role=role, password_hash="none",
        phone="19900000038" if helper else None, created_at=posts.NOON,
        sites=[AccountSite(site_code="PLSQ")] if role in service.OF_A_SITE else [],
    )  # fmt: skip


def _settle(url: str) -> None:
    engine = engine_for(url)
    with transaction(engine) as session:
        factory = posts.settle(session)
        session.add(Site(code="PLSQ", name=SITE, division=HOME, latitude=posts.HERE[0], longitude=posts.HERE[1]))
        session.add(Site(code="CMZ", name="楚米镇安置点", division=HOME))
        session.add_all(_account(role) for role in service.ROLES)
        taken = take_in(session, FAMILY)
        take_in(session, NEIGHBOURS)
        for number, title in enumerate(TITLES):
            posts.post(session, factory, f"V-{number}", title=title, certificates=())
        flow.match_household(session, taken.household_id, posts.TODAY, posts.NOON, operator("tests"))
    engine.dispose()


def _worlds(url: str) -> Iterator[World]:
    with time_machine.travel(posts.NOON, tick=False):
        databases.settle(url, "community", _settle)
        engine = engine_for(url)
        with reading(engine) as session:
            lived_in = select(Person.name, Person.id, Membership.household_id).join(Membership).order_by(Membership.id)
            *family, (_, stranger, _) = session.execute(lived_in).all()
            vacancies = list(session.scalars(select(Vacancy.id).order_by(Vacancy.id)))
        names = {name: person for name, person, _ in family}
        wechat, push = FakeWeChat(), FakePush()
        app = create_app(url, ports=Ports(wechat, push))
        yield World(url, app, engine, wechat, push, family[0].household_id, names, stranger, vacancies)
    engine.dispose()
    app.extensions["jobmatch.engine"].dispose()
