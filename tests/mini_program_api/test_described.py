"""The description of the API is true: schemathesis tries every address with good and bad requests, and chains of them.

All its checks are on: replies are held to the description, bad requests are refused and good ones are not, no address
answers without a token that declares one, and nothing ends in a server error.
"""

from collections.abc import Iterator
from itertools import count
from re import fullmatch
from threading import Thread
from typing import Any

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from werkzeug.serving import make_server

from mini_program_api.blueprint import KEY, KEY_SHAPE
from mini_program_api.openapi import TOKEN
from tests.browser.server import Quiet
from tests.conftest import SOAKING
from tests.mini_program_api.phones import World

LONGER, EXAMPLES = (20, 100) if SOAKING else (1, 4)
ENDING = r"/(sign-out|erase)$"
_keys = count()


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
def address(light_world: World) -> Iterator[str]:
    """A real server on this machine: what is packed is unpacked, and what is sent is really sent."""
    server = make_server("127.0.0.1", 0, light_world.app, request_handler=Quiet)
    running = Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    running.join()


def complaints(world: World, address: str, token: str, seconds: int, ends: bool = False) -> list[str]:
    """What schemathesis has to say of the API to whoever holds a token (or none).

    What ends the own sign-in is tried alone: after it every answer would be the same.
    """
    world.app.config["RATELIMIT_ENABLED"] = False
    config = SchemathesisConfig.from_dict(
        {
            "max-time": seconds * LONGER,
            "seed": 20260601,
            "continue-on-failure": True,
            "auth": {"openapi": {TOKEN: {"bearer": token}}} if token else {},
            "parameters": {"path.person_id": world.me, "path.vacancy_id": world.vacancies[0]},
            "generation": {"mode": "all", "max-examples": EXAMPLES, "no-shrink": True},
        }
    )
    schema = schemathesis.openapi.from_url(f"{address}/api/openapi.json", config=config)
    schema = schema.include(path_regex=ENDING) if ends else schema.exclude(path_regex=ENDING)
    found = []
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            found += [
                f"{_request(event, case)}: {check.name}: {check.failure_info.failure}"
                for case, checks in event.recorder.checks.items()
                for check in checks
                if check.failure_info is not None
            ]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
    return found


def _request(event: events.ScenarioFinished, case: str) -> str:
    sent = event.recorder.cases[case].value
    return f"{sent.method} {sent.formatted_path} {sent.query} {sent.body}"


def test_a_telephone_that_is_signed_in_finds_the_api_as_described(light_world: World, address: str) -> None:
    assert complaints(light_world, address, light_world.linked("li").token, 25) == []


def test_leaving_is_as_described(light_world: World, address: str) -> None:
    assert complaints(light_world, address, light_world.linked("li").token, 6, ends=True) == []


def test_a_telephone_without_a_token_finds_the_api_as_described(light_world: World, address: str) -> None:
    assert complaints(light_world, address, "", 15) == []
