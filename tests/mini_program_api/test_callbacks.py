"""WeChat's own calls to us: believed when signed, fresh and ours; heard in any order, once or again."""

import base64
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from jobmatch import db, web
from jobmatch.push.events import Arrived, Asked, Changed, Event, Said
from jobmatch.settings import Settings
from mini_program_api.callbacks import MOST_BYTES, callbacks, pages
from tests.simulated import AES_KEY, ANSWER, APP_ID, TOKEN, Simulated, simulator
from wechat_simulator.notices import Notices
from wechat_simulator.world import World

MEETING = "sim-meeting-0000000000000000000000000000003"
ADDRESS = "http://localhost/wechat/callback"


class Kept:
    """Takes events as push does: what is known by its mark changes nothing."""

    def __init__(self) -> None:
        self.calls = 0
        self.events: dict[str, Event] = {}
        self.fails = False

    def __call__(self, session: Session, events: Sequence[Event], at: datetime) -> None:
        session.execute(text("SELECT 1"))  # the request's own session is there to be written to
        self.calls += 1
        if self.fails:
            raise RuntimeError
        self.events |= {event.mark: event for event in events}


@pytest.fixture
def kept() -> Kept:
    return Kept()


def told(**changed: Any) -> Settings:
    usual = {"wechat_app_id": APP_ID, "wechat_token": TOKEN, "wechat_aes_key": AES_KEY}
    return Settings(**{**usual, **changed})


def app_with(sqlite_url: str, kept: Kept, settings: Settings) -> Flask:
    app = Flask(__name__, static_folder=None)
    web.install(app, db.engine_for(sqlite_url), lambda problem: (f"problem {problem.status}", problem.status))
    app.register_blueprint(pages(callbacks(settings), kept))
    return app


@pytest.fixture
def app(sqlite_url: str, kept: Kept) -> Flask:
    return app_with(sqlite_url, kept, told())


@pytest.fixture
def notices() -> Notices:
    """The platform's hand, which signs and encrypts; it sends nothing by itself here."""
    return Notices(World(), ADDRESS)


def target(url: str) -> str:
    """Path and query of an address, for the test client."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def xml(kind: str, around: str, *lists: str, at: int = 1_795_752_000) -> str:
    listed = "".join(f"<List>{one}</List>" for one in lists)
    head = f"<ToUserName>gh</ToUserName><FromUserName>o1</FromUserName><CreateTime>{at}</CreateTime>"
    return f"<xml>{head}<MsgType>event</MsgType><Event>{kind}</Event><{around}>{listed}</{around}></xml>"


def answered(template: str, said: str) -> str:
    return f"<TemplateId>{template}</TemplateId><SubscribeStatusString>{said}</SubscribeStatusString>"


POPUP = ("subscribe_msg_popup_event", "SubscribeMsgPopupEvent")
CHANGE = ("subscribe_msg_change_event", "SubscribeMsgChangeEvent")
SENT = ("subscribe_msg_sent_event", "SubscribeMsgSentEvent")
OFF = "<ErrorStatus>off</ErrorStatus>"
AT = datetime.fromtimestamp(1_795_752_000, UTC)


def post(app: Flask, notices: Notices, words: str) -> tuple[int, str]:
    url, body = notices.signed(words)
    answer = app.test_client().post(target(url), data=body, content_type="text/xml")
    return answer.status_code, answer.text


def test_the_console_is_greeted_back_by_who_holds_the_token(app: Flask, notices: Notices) -> None:
    answer = app.test_client().get(target(notices.greeting("echo 1")))
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "echo 1", "text/plain")
    assert app.test_client().get("/wechat/callback?echostr=echo").status_code == 403


@pytest.mark.parametrize(
    ("words", "events"),
    [
        (xml(*POPUP, answered(ANSWER, "accept")), [Asked("o1", ANSWER, AT, Said.ACCEPT)]),
        (
            xml(*POPUP, answered(ANSWER, "accept"), answered(MEETING, "reject")),
            [Asked("o1", ANSWER, AT, Said.ACCEPT), Asked("o1", MEETING, AT, Said.REJECT)],
        ),
        (xml(*POPUP, answered(ANSWER, "filter")), [Asked("o1", ANSWER, AT, Said.REJECT)]),
        (xml(*CHANGE, answered(ANSWER, "reject")), [Changed("o1", ANSWER, AT, Said.REJECT)]),
        (
            xml(*SENT, f"<TemplateId>{ANSWER}</TemplateId><MsgID>17</MsgID><ErrorCode>0</ErrorCode>"),
            [Arrived("o1", ANSWER, AT, "17", 0, "")],
        ),
        (
            xml(*SENT, f"<TemplateId>T</TemplateId><MsgID>8</MsgID><ErrorCode>9</ErrorCode>{OFF}"),
            [Arrived("o1", "T", AT, "8", 9, "off")],
        ),
        ("<xml><MsgType>event</MsgType><Event>kf_close</Event></xml>", []),
        ("", []),
        ("<xml><MsgType>text</MsgType><Content>hello</Content></xml>", []),
    ],
)  # fmt: skip
def test_events_are_handed_on_one_or_several_in_a_call(
    app: Flask, kept: Kept, notices: Notices, words: str, events: list[Event]
) -> None:
    assert post(app, notices, words) == (200, "success")
    assert list(kept.events.values()) == events


def test_the_same_event_has_the_same_mark_and_another_has_another(app: Flask, kept: Kept, notices: Notices) -> None:
    words = xml(*POPUP, answered(ANSWER, "accept"))
    assert [post(app, notices, words) for _ in range(3)] == [(200, "success")] * 3
    assert (kept.calls, len(kept.events)) == (3, 1)
    post(app, notices, xml(*POPUP, answered(ANSWER, "accept"), at=1_795_752_001))
    assert len(kept.events) == 2
    assert not any("o1" in mark for mark in kept.events)


@pytest.mark.parametrize(
    "change", ["msg_signature", "nonce", "timestamp", "body", "key", "app", "old", "early", "plain"]
)
def test_a_call_that_is_not_from_the_platform_or_not_from_now_is_turned_away(
    app: Flask, kept: Kept, notices: Notices, change: str
) -> None:
    world = notices._world
    if change == "key":
        world.account = type(world.account)(aes_key="x" * 43)
    elif change == "app":
        world.account = type(world.account)(app_id="another")
    elif change in ("old", "early"):
        world.forward(-301 if change == "old" else 301)
    url, body = notices.signed(xml(*POPUP, answered(ANSWER, "accept")))
    if change in ("msg_signature", "nonce", "timestamp"):
        url = url.replace(f"&{change}=", f"&{change}=1").replace(f"?{change}=", f"?{change}=1")
    elif change == "body":
        body = body.replace(b"<Encrypt><![CDATA[", b"<Encrypt><![CDATA[A")
    elif change == "plain":
        body = xml(*POPUP, answered(ANSWER, "accept")).encode()
    answer = app.test_client().post(target(url), data=body)
    assert (answer.status_code, answer.data) == (403, b"")
    assert kept.calls == 0


@pytest.mark.parametrize(
    "words",
    [
        "no xml", "<xml></xml>", "<html></html>", xml(*POPUP), xml(*SENT, "<TemplateId>T</TemplateId>"),
        xml(*POPUP, answered(ANSWER, "accept")).replace("1795752000", "never"),
    ],
)  # fmt: skip
def test_signed_nonsense_is_turned_away_and_breaks_nothing(
    app: Flask, kept: Kept, notices: Notices, words: str
) -> None:
    assert post(app, notices, words)[0] == 403
    assert kept.calls == 0


def test_what_decrypts_to_less_than_a_length_is_turned_away(
    app: Flask, kept: Kept, notices: Notices, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a wrong key makes of a call ends in a random byte, which says how much of it is padding."""

    def nothing_but_padding(_words: str, aes_key: str, _app_id: str) -> str:
        key = base64.b64decode(aes_key + "=")
        encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
        return base64.b64encode(encryptor.update(bytes([32]) * 32) + encryptor.finalize()).decode()

    monkeypatch.setattr("wechat_simulator.notices._encrypt", nothing_but_padding)
    assert post(app, notices, xml(*POPUP, answered(ANSWER, "accept"))) == (403, "")
    assert kept.calls == 0


def test_a_call_of_a_megabyte_is_not_read(app: Flask) -> None:
    answer = app.test_client().post("/wechat/callback", data=b"x" * (MOST_BYTES + 1))
    assert answer.status_code == 413


def test_what_could_not_be_kept_is_not_called_a_success(app: Flask, kept: Kept, notices: Notices) -> None:
    kept.fails = True
    assert post(app, notices, xml(*POPUP, answered(ANSWER, "accept")))[0] == 500


def test_an_installation_without_an_account_has_no_such_address(sqlite_url: str, kept: Kept, notices: Notices) -> None:
    for settings in (told(wechat_app_id=""), told(wechat_token=""), told(wechat_aes_key="")):
        app = app_with(sqlite_url, kept, settings)
        assert app.test_client().get(target(notices.greeting("x"))).status_code == 404


def test_a_key_that_was_not_copied_whole_is_told_at_the_start() -> None:
    with pytest.raises(ValueError, match="EncodingAESKey"):
        told(wechat_aes_key="short")


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/wechat/callback"
    server.shutdown()
    serving.join()


@pytest.fixture
def platform(served: str) -> Iterator[Simulated]:
    with simulator("--callback", served) as running:
        yield running


def test_the_simulator_s_events_arrive_repeated_and_backwards_and_are_each_heard_once(
    platform: Simulated, kept: Kept
) -> None:
    platform.script(set={"hold": True, "repeat": 2})
    openid = platform.accept("王小花", ANSWER, MEETING)
    platform.post("_settings", {"who": "王小花", "answers": {MEETING: "reject"}})
    assert kept.calls == 0
    sent = platform.post("_release", {"backwards": True})
    assert [notice["answers"] for notice in sent] == [["success", "success"]] * 2
    assert kept.calls == 4
    assert [(type(one), one.template_id, one.said) for one in kept.events.values() if not isinstance(one, Arrived)] == [
        (Changed, MEETING, Said.REJECT), (Asked, ANSWER, Said.ACCEPT), (Asked, MEETING, Said.ACCEPT),
    ]  # fmt: skip
    assert {one.openid for one in kept.events.values()} == {openid}


def test_the_platform_repeats_what_was_not_answered_with_success(platform: Simulated, kept: Kept) -> None:
    kept.fails = True
    platform.accept("王小花")
    [notice] = platform.notices()
    assert notice["answers"] == []
    assert kept.calls == 3


def test_a_message_that_was_sent_is_reported_with_its_number(platform: Simulated, kept: Kept) -> None:
    openid = platform.accept("王小花")
    token = platform.post("cgi-bin/stable_token", {
        "grant_type": "client_credential", "appid": APP_ID, "secret": "simulated-secret-00000000000000"
    })["access_token"]  # fmt: skip
    body = {"touser": openid, "template_id": ANSWER, "data": {f"thing{n}": {"value": "好"} for n in (1, 2, 3, 4)}}
    answer = platform.post(f"cgi-bin/message/subscribe/send?access_token={token}", body)
    platform.notices()
    [arrived] = [event for event in kept.events.values() if isinstance(event, Arrived)]
    assert (arrived.msgid, arrived.code, arrived.status) == (str(answer["msgid"]), 0, "success")


def test_a_stranger_gets_an_empty_answer_over_the_wire_too(served: str) -> None:
    with pytest.raises(OSError, match="403"):
        urlopen(Request(served, b"<xml></xml>"), timeout=10)
