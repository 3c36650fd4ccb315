"""What the server tells machines about itself, and whom it does not tell."""

import pytest

from jobmatch.db import downgrade, engine_for, transaction
from tests.desk import posts
from wsgi import create_app


def test_a_server_is_alive_without_a_database() -> None:
    assert create_app("postgresql://nobody@127.0.0.1:1/nothing").test_client().get("/healthz").status_code == 200


def test_a_server_without_a_database_is_not_ready() -> None:
    answer = create_app("postgresql://nobody@127.0.0.1:1/nothing").test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "why": "the database does not answer"}


def test_a_server_is_ready_when_its_database_has_every_migration(database_url: str) -> None:
    client = create_app(database_url).test_client()
    assert client.get("/readyz").json == {"ready": True}
    downgrade(database_url, "base")
    assert client.get("/readyz").status_code == 503


def test_a_page_without_a_database_says_that_it_will_be_back() -> None:
    answer = create_app("postgresql://nobody@127.0.0.1:1/nothing").test_client().get("/vacancies")
    assert answer.status_code == 503
    assert "请过几分钟再试" in answer.text


def test_figures_name_pages_and_never_addresses(sqlite_url: str) -> None:
    engine = engine_for(sqlite_url)
    with transaction(engine) as session:
        posts.settle(session)
    engine.dispose()
    client = create_app(sqlite_url).test_client()
    client.get("/vacancies?words=secret")
    figures = client.get("/metrics")
    assert figures.content_type.startswith("text/plain")
    assert 'page="vacancies.listed",status="200"' in figures.text
    assert "secret" not in figures.text


@pytest.mark.parametrize(
    "caller",
    [
        {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}},
        {"headers": {"X-Forwarded-For": "203.0.113.9"}},
        {"headers": {"Forwarded": "for=203.0.113.9"}},
    ],
)
def test_figures_stay_on_this_machine(sqlite_url: str, caller: dict[str, dict[str, str]]) -> None:
    assert create_app(sqlite_url).test_client().get("/metrics", **caller).status_code == 404  # type: ignore[arg-type]
