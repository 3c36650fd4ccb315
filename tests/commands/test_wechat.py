"""`wechat`: compares the file with the account, and says plainly why it cannot."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import Ended
from tests.simulated import ACCOUNT, APP_ID, SECRET, Simulated, simulator

Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def platform() -> Iterator[Simulated]:
    with simulator() as running:
        yield running


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, platform: Simulated) -> pytest.MonkeyPatch:
    """The simulated account in the environment; what a test sets beside it counts as well."""
    told = {"APPID": APP_ID, "SECRET": SECRET, "API_ROOT": platform.root, "TEMPLATES": str(ACCOUNT)}
    for name, value in told.items():
        monkeypatch.setenv(f"WECHAT_{name}", value)
    return monkeypatch


def test_a_file_that_fits_the_account_is_told_so(command: Run, account: pytest.MonkeyPatch) -> None:
    ended = command("wechat")
    assert (ended.status, ended.out) == (0, "")
    assert "8 kinds of message have a template; 0 differences" in ended.err


def test_what_the_account_does_not_have_is_named(command: Run, account: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "templates.toml"
    file.write_text('[answer]\nid = "gone"\nfields = {thing1 = "{title}"}\n')
    account.setenv("WECHAT_TEMPLATES", str(file))
    ended = command("wechat")
    assert (ended.status, ended.out) == (1, "answer: the account has no template gone\n")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("APPID", "", "WECHAT_APPID is not set"),
        ("APPID", "another", "40013"),
        ("SECRET", "another", "40125"),
        ("API_ROOT", "http://127.0.0.1:9", "http://127.0.0.1:9 does not give its templates"),
        ("API_ROOT", "weixin", r"^(https?://\S+)?$"),
        ("AES_KEY", "short", "WECHAT_AES_KEY"),
        ("TEMPLATES", "nowhere.toml", "nowhere.toml cannot be read: No such file"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    command: Run, account: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    account.setenv(f"WECHAT_{name}", value)
    ended = command("wechat")
    assert ended.status == 2
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1
    assert SECRET not in ended.err


def test_a_token_from_before_does_not_hide_that_the_secret_is_wrong(command: Run, account: pytest.MonkeyPatch) -> None:
    assert command("wechat").status == 0
    account.setenv("WECHAT_SECRET", "another")
    ended = command("wechat")
    assert ended.status == 2
    assert "40125" in ended.err
