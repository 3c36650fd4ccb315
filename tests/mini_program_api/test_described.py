"""The description of the API is true: schemathesis tries every address with good and bad requests, and chains of them.

All its checks are on: replies are held to the description, bad requests are refused and good ones are not, no address
answers without a token that declares one, and nothing ends in a server error. There is something behind each address.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from re import fullmatch
from threading import Thread
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.specs.openapi.definitions import OPENAPI_31
from sqlalchemy import select
from werkzeug.serving import make_server

from jobmatch.courses.model import Course
from jobmatch.db import transaction
from jobmatch.placements import employing, service, starting
from jobmatch.placements.referral import StartProof
from mini_program_api.blueprint import KEY, KEY_SHAPE
from mini_program_api.openapi import TOKEN
from mini_program_api.ports import Identity
from tests.browser.server import Quiet
from tests.conftest import SOAKING
from tests.courses.test_service import held
from tests.desk.posts import NOON, TODAY
from tests.mini_program_api.phones import World
from tests.visits.counter import CLERK

EXAMPLES = 40 if SOAKING else 30
TRIED = ["examples", "coverage", "fuzzing"] if SOAKING else ["examples", "coverage"]
pytestmark = pytest.mark.timeout(900 if SOAKING else 300)
ENDING = r"/(sign-out|erase|end)$"
_keys = count()


@dataclass
class Tried:
    """What was asked, how often each address gave a good answer, and what schemathesis has to say of it."""

    complaints: list[str] = field(default_factory=list)
    good: Counter[str] = field(default_factory=Counter)
    checks: set[str] = field(default_factory=set)


@pytest.fixture(autouse=True)
def keys_of_their_own() -> Iterator[None]:
    """A good key is for one request only, which no generator knows."""

    @schemathesis.hook
    def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
        if fullmatch(KEY_SHAPE, str((case.headers or {}).get(KEY, ""))):
            case.headers[KEY] = f"key-{next(_keys):08}"

    yield
    schemathesis.hooks.unregister_all()


@pytest.fixture
def full_world(light_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """With messages, a class and a job that was answered to; WeChat knows every code, and nobody asks too often."""
    world = light_world
    monkeypatch.setattr(world.wechat, "code2session", lambda code: Identity("openid-li"))
    world.allow_haste()
    for template in ("answer", "new_match", "meeting_tomorrow"):
        world.push.tell(world.me, template)
    with transaction(world.engine) as session:
        held(session)
    phone = world.linked("li")
    number = phone.post(world.answer_path(2), {"answer": "want"}).get_json()["referral"]
    with transaction(world.engine) as session:
        service.introduce(session, number, CLERK, NOON)
        employing.hire(session, number, CLERK, NOON)
        for proof in (StartProof.RESIDENT, StartProof.EMPLOYER):
            starting.attest(session, number, proof, TODAY, CLERK, NOON)
    assert phone.post(world.answer_path(1), {"answer": "want"}).status_code == 200
    return world


@pytest.fixture
def address(full_world: World) -> Iterator[str]:
    """A real server on this machine: what is packed is unpacked, and what is sent is really sent."""
    server = make_server("127.0.0.1", 0, full_world.app, request_handler=Quiet)
    running = Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    running.join()


def tried(world: World, address: str, token: str, phases: list[str], *, only: str = "") -> Tried:
    """What comes of trying the API with a token, or without one; `only` some addresses of it.

    What ends the own sign-in, or its link, is tried alone: after it every answer would be the same.
    """
    with transaction(world.engine) as session:
        course = session.scalars(select(Course.id)).one()
    config = SchemathesisConfig.from_dict(
        {
            "seed": 20260601,
            "continue-on-failure": True,
            "auth": {"openapi": {TOKEN: {"bearer": token}}} if token else {},
            "parameters": {
                "path.person_id": world.me, "path.vacancy_id": world.vacancies[0], "path.course_id": course,
                "path.message_id": 1, "path.link_id": 1, "path.referral_id": 1, "path.enrolment_id": 1,
            },
            "phases": {
                **{name: {"enabled": name in phases} for name in ("examples", "coverage", "fuzzing")},
                "stateful": {"enabled": "stateful" in phases, "max-steps": 8},
            },
            "generation": {"mode": "all", "max-examples": EXAMPLES, "no-shrink": True},
        }
    )  # fmt: skip
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json", config=config)
    schema = schema.include(path_regex=only) if only else schema.exclude(path_regex=ENDING)
    found = Tried()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            _note(found, event)
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.complaints.append(str(event))
    return found


def _note(found: Tried, event: events.ScenarioFinished) -> None:
    for case, checks in event.recorder.checks.items():
        found.checks |= {one.name for one in checks}
        found.complaints += [
            f"{_request(event, case)}: {one.name}: {one.failure_info.failure}"
            for one in checks
            if one.failure_info is not None
        ]
    for case, made in event.recorder.interactions.items():
        if made.response is not None and made.response.status_code == 200 and case in event.recorder.cases:
            sent = event.recorder.cases[case].value
            found.good[f"{sent.method} {sent.path}"] += 1


def _request(event: events.ScenarioFinished, case: str) -> str:
    sent = event.recorder.cases[case].value
    return f"{sent.method} {sent.formatted_path} {sent.query} {sent.body}"


def described(world: World) -> dict[str, Any]:
    document: dict[str, Any] = world.phone("nobody").get("/openapi.json").get_json()
    return document


def test_the_description_is_an_openapi_document(light_world: World) -> None:
    """Held to the specification's own schema; each operation says what it does and how it may end."""
    document = described(light_world)
    assert document["openapi"] == "3.1.0"
    wrong = jsonschema_rs.validator_for(OPENAPI_31).iter_errors(document)
    assert [f"{one.instance_path}: {one.message}" for one in wrong] == []
    operations = [one for methods in document["paths"].values() for one in methods.values()]
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))
    assert all(one["summary"] and {"200", "429", "500", "503"} <= set(one["responses"]) for one in operations)
    links = [link for one in operations for link in one["responses"]["200"].get("links", {}).values()]
    assert {link["operationId"] for link in links} <= set(names)


def test_a_telephone_that_is_signed_in_finds_the_api_as_described(full_world: World, address: str) -> None:
    found = tried(full_world, address, full_world.linked("li").token, TRIED)
    assert found.complaints == []
    assert {"negative_data_rejection", "ignored_auth", "use_after_free", "ensure_resource_availability"} <= found.checks
    # A good answer came from everywhere, so there was something to be held to its shape.
    everywhere = {
        f"{method.upper()} {path}" for path, all_of in described(full_world)["paths"].items() for method in all_of
    }
    assert everywhere - set(found.good) == {
        "POST /api/sign-out", "POST /api/people/{person_id}/erase",  # tried alone
        "POST /api/people/{person_id}/links/{link_id}/end",
        "POST /api/link", "POST /api/refresh",  # need a code that works once
            "POST /api/help-calls",  # needs the code of a centre: tests/mini_program_api/test_in_hall.py
        "GET /api/helper/households", "GET /api/helper/due",  # tried as a helper
    }  # fmt: skip


def test_the_families_of_a_helper_are_as_described(full_world: World, address: str) -> None:
    helper = full_world.worker("helper").token
    found = tried(full_world, address, helper, TRIED, only=r"/helper/")
    assert found.complaints == []
    assert {"GET /api/helper/households", "GET /api/helper/due"} <= set(found.good)


def test_one_answer_leads_to_the_next_as_described(full_world: World, address: str) -> None:
    found = tried(full_world, address, full_world.linked("li").token, ["stateful"])
    assert found.complaints == []
    assert len(found.good) > 12


def test_a_telephone_without_a_token_finds_the_api_as_described(full_world: World, address: str) -> None:
    found = tried(full_world, address, "", TRIED)
    assert found.complaints == []
    assert {one for one in found.good if "people" in one} == set()


def test_leaving_is_as_described(full_world: World, address: str) -> None:
    assert tried(full_world, address, full_world.linked("li").token, TRIED, only=ENDING).complaints == []


@pytest.mark.soak
def test_a_helper_finds_the_api_as_described(full_world: World, address: str) -> None:
    assert tried(full_world, address, full_world.worker("helper").token, [*TRIED, "stateful"]).complaints == []
