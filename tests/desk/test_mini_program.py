"""The page that starts the mini-program: its policy, whom it may ask, and what it says where nothing was built."""

from pathlib import Path

import pytest
from flask import Flask

from desk.mini_program import WHAT_IS_BUILT
from jobmatch.settings import settings
from wsgi import create_app

SIMULATED = "http://127.0.0.1:8001"


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Flask:
    made = create_app(sqlite_url)
    made.config[WHAT_IS_BUILT] = tmp_path
    return made


@pytest.fixture
def built(app: Flask, tmp_path: Path) -> Flask:
    for name in ("app.js", "app.css"):
        (tmp_path / name).write_text("")
    return app


def test_where_nothing_was_built_the_page_says_so_and_leads_to_the_vacancies(app: Flask) -> None:
    answer = app.test_client().get("/m/?mode=kiosk")
    assert answer.status_code == 503
    assert "make client" in answer.text
    assert 'href="/vacancies"' in answer.text


def test_the_page_and_its_files_are_served_under_the_strict_policy(built: Flask) -> None:
    client = built.test_client()
    page = client.get("/m/")
    assert page.status_code == 200
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<style" not in page.text
    assert "<script>" not in page.text
    assert client.get("/m/app.js").mimetype == "text/javascript"
    assert client.get("/m/app.js").headers["Cache-Control"] == "no-cache"


def test_files_outside_are_not_found(built: Flask) -> None:
    assert built.test_client().get("/m/../wsgi.py").status_code == 404
    assert built.test_client().get("/m/%2e%2e/wsgi.py").status_code == 404


def test_a_browser_asks_a_simulated_wechat_and_never_the_real_one(
    built: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "wechat_api_root", SIMULATED)
    page = built.test_client().get("/m/")
    assert f"connect-src 'self' {SIMULATED}" in page.headers["Content-Security-Policy"]
    assert f'data-simulator="{SIMULATED}"' in page.text
    monkeypatch.setattr(settings(), "wechat_api_root", "https://wechat.example")
    page = built.test_client().get("/m/")
    assert "connect-src 'self';" in page.headers["Content-Security-Policy"]
    assert "data-simulator" not in page.text
