"""What the worker does for the way to WeChat: a token before a message needs one, templates before one fails."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine

from jobmatch import clock, db
from jobmatch.jobs import platform as looking_after
from jobmatch.push import overview
from jobmatch.push import service as push
from jobmatch.settings import settings
from tests.simulated import ACCOUNT, TOKENS, Simulated


@pytest.fixture(autouse=True)
def installation(platform: Simulated, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with an account on the simulated platform, and a file of templates."""
    for name, value in (
        ("wechat_app_id", platform.access.app_id), ("wechat_secret", SecretStr(platform.access.secret)),
        ("wechat_api_root", platform.root), ("wechat_templates", ACCOUNT),
    ):  # fmt: skip
        monkeypatch.setattr(settings(), name, value)


def test_the_token_is_there_before_anybody_needs_it_and_is_fetched_once(platform: Simulated, sqlite: Engine) -> None:
    for _ in range(3):
        looking_after.have_token(sqlite, clock.now, "w1")
    assert platform.calls(TOKENS) == 1


def test_a_kind_whose_template_is_another_on_the_account_stops_until_somebody_lifts_it(
    sqlite: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looking_after.check_templates(sqlite, clock.now, "w1") == {"template_faults": 0}
    file = tmp_path / "of-another-account.toml"
    file.write_text(ACCOUNT.read_text(encoding="utf-8").replace("sim-course-", "sim-other-"), encoding="utf-8")
    monkeypatch.setattr(settings(), "wechat_templates", file)
    for _ in range(2):
        assert looking_after.check_templates(sqlite, clock.now, "w1") == {"template_faults": 1}
    with db.transaction(sqlite) as session:
        (pause,) = overview.pauses(session, clock.now())
        assert (pause.api, pause.until) == ("wechat:course", None)
        assert "the account has no template sim-other-" in pause.why
        push.lift(session, pause.api)
    with db.reading(sqlite) as session:
        assert overview.pauses(session, clock.now()) == []


def test_without_an_account_there_is_nothing_to_look_after(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "wechat_app_id", "")
    assert looking_after.have_token(sqlite, clock.now, "w1") == {}
    assert looking_after.check_templates(sqlite, clock.now, "w1") == {"template_faults": 0}
