"""WeChat's interfaces as we call them, and its events as they come in. The only module that knows `wechatpy`.

Of the library there is used what sends, signs and decrypts. Its own handling of the token is left aside: that has no
time limit, an address of its own, and tries again without end. Every call goes to one root, with a time limit, and
ends in an answer or in one of three errors that say what became of it.
"""

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from queue import Empty, LifoQueue
from typing import Any
from xml.parsers.expat import ExpatError

import requests
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError
from wechatpy import WeChatClient, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.events import SubscribeMsgChangeEvent, SubscribeMsgPopupEvent, SubscribeMsgSentEvent
from wechatpy.exceptions import WeChatClientException, WeChatException
from wechatpy.utils import check_signature

from jobmatch.push import errors
from jobmatch.push.errors import Action
from jobmatch.push.events import Arrived, Asked, Changed, Event, Said
from jobmatch.push.platform import CodeError, ForgedError, NoAnswerError, NotReachedError, Posted, WeChatError
from jobmatch.push.token import Fetched, TokenBusyError, TokenStore
from jobmatch.push.wechat_templates import AccountTemplate

# Seconds to connect and to wait for an answer.
PATIENCE = (3, 6)
REPLAY_WINDOW = timedelta(seconds=300)
_KEY = re.compile(r"\{\{(\w+)\.DATA\}\}")
_SERVER_ERROR = 500


@dataclass(frozen=True)
class Access:
    """What the operator has from the console, and where the platform is. Never shown: it holds the secret."""

    app_id: str
    secret: str
    root: str
    state: str = "formal"

    def __repr__(self) -> str:
        return f"Access({self.app_id} at {self.root})"


@dataclass(frozen=True)
class Identity:
    """Who a login code stands for. The session key that comes with it is not kept: nothing here needs it."""

    openid: str
    unionid: str | None


class WeChat:
    """The platform, as one account may use it; safe to share among threads."""

    def __init__(self, access: Access, tokens: TokenStore) -> None:
        self._access, self._tokens = access, tokens
        self._idle: LifoQueue[WeChatClient] = LifoQueue()

    def code2session(self, code: str) -> Identity:
        """Who a login code stands for; a code is good once and for five minutes."""
        access = self._access
        asked = {
            "appid": access.app_id, "secret": access.secret, "js_code": code, "grant_type": "authorization_code",
            "access_token": None,  # without it the library would fetch a token, and a login fail where only that fails
        }  # fmt: skip
        answer = self._answered(lambda: self._get("sns/jscode2session", asked))
        try:
            return Identity(answer["openid"], answer.get("unionid") or None)
        except (KeyError, TypeError) as error:
            raise NoAnswerError("a login without an openid") from error

    def templates(self) -> list[AccountTemplate]:
        """The subscribe-message templates that the account has."""
        answer = self._understood(lambda token: self._get("wxaapi/newtmpl/gettemplate", {"access_token": token}))
        return [
            AccountTemplate(row["priTmplId"], row["title"], frozenset(_KEY.findall(row["content"])))
            for row in answer.get("data", [])
        ]

    def send(self, openid: str, template_id: str, data: Mapping[str, str], page: str | None) -> str | None:
        """Hand one subscribe message over; the platform's number for it."""
        asked: dict[str, Any] = {
            "touser": openid,
            "template_id": template_id,
            "data": {key: {"value": value} for key, value in data.items()},
            "miniprogram_state": self._access.state,
            "lang": "zh_CN",
        }
        if page:
            asked["page"] = page
        msgid = self._post("cgi-bin/message/subscribe/send", asked).get("msgid")
        return None if msgid is None else str(msgid)

    def ready(self) -> None:
        """Have a token that is good, so that nobody waits for one."""
        self._token()

    @contextmanager
    def _client(self) -> Iterator[WeChatClient]:
        """A client for one call; each keeps its connection open, and the one used last is used first."""
        try:
            client = self._idle.get_nowait()
        except Empty:
            access = self._access
            client = WeChatClient(access.app_id, access.secret, timeout=PATIENCE, auto_retry=False)
        try:
            yield client
        finally:
            self._idle.put(client)

    def _at(self, path: str) -> str:
        return f"{self._access.root.rstrip('/')}/{path}"

    def _post(self, path: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        return self._understood(lambda token: self._send(path, asked, token))

    def _get(self, path: str, asked: Mapping[str, Any]) -> Any:
        with self._client() as client:
            return client.get(self._at(path), params=dict(asked))

    def _send(self, path: str, asked: Mapping[str, Any], token: str | None) -> Any:
        with self._client() as client:
            return client.post(
                self._at(path), params={"access_token": token}, data=dict(asked), allow_redirects=False
            )  # fmt: skip

    def _understood(self, call: Callable[[str], Any]) -> dict[str, Any]:
        answer = self._called(call)
        if not isinstance(answer, dict):
            raise NoAnswerError("an answer that is not JSON")
        return answer

    def _called(self, call: Callable[[str], Any]) -> Any:
        """Call with the token; a refused token is replaced and the call made once more, never a third time."""
        token = self._token()
        try:
            return self._answered(lambda: call(token))
        except CodeError as refused:
            if errors.action(refused.code) is not Action.REFRESH:
                raise
        token = self._token(refused=token)
        return self._answered(lambda: call(token))

    def _token(self, refused: str | None = None) -> str:
        try:
            return self._tokens.usable(self._fetch_token, refused)
        except (NoAnswerError, TokenBusyError) as error:
            # Without a token the call itself was never made.
            raise NotReachedError(f"no token: {error}") from error

    def _fetch_token(self) -> Fetched:
        access = self._access
        asked = {
            "grant_type": "client_credential", "appid": access.app_id, "secret": access.secret, "force_refresh": False
        }  # fmt: skip
        answer = self._answered(lambda: self._send("cgi-bin/stable_token", asked, None))
        try:
            return Fetched(str(answer["access_token"]), int(answer["expires_in"]))
        except (KeyError, TypeError, ValueError) as error:
            raise NoAnswerError("a token that is none") from error

    @staticmethod
    def _answered(call: Callable[[], Any]) -> Any:
        """The library's answer, and its three families of exceptions as ours."""
        try:
            return call()
        except WeChatClientException as error:
            raise _said(error) from error
        except requests.RequestException as error:
            raise (NotReachedError if _never_left(error) else NoAnswerError)(type(error).__name__) from error
        except ValueError as error:
            raise NoAnswerError("an answer that cannot be read") from error


def _said(error: WeChatClientException) -> WeChatError:
    """A code of the platform's, or the HTTP status that stood in its place."""
    if error.errcode is not None:
        return CodeError(error.errcode, error.errmsg)
    status = error.response.status_code
    # A 4xx comes from whoever stands in front, before anything was done; after a 5xx nobody knows.
    return NoAnswerError(f"HTTP {status}") if status >= _SERVER_ERROR else NotReachedError(f"HTTP {status}")


def _never_left(error: requests.RequestException) -> bool:
    """Whether it is certain that the request did not get through: no name, no connection, none to the proxy."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.ProxyError):
        return True
    reason = error.args[0].reason if error.args and isinstance(error.args[0], MaxRetryError) else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


class Callbacks:
    """Opens what the platform sends to one account; raises ForgedError for all that is not from there, or is old."""

    def __init__(self, app_id: str, token: str, aes_key: str) -> None:
        self._token, self._crypto = token, WeChatCrypto(token, aes_key, app_id)

    def greeted(self, posted: Posted, at: datetime) -> None:
        """The console asks whether we hold the token; who may answer is told by not being stopped here."""
        self._check_age(posted, at)
        try:
            check_signature(self._token, posted.signature, posted.timestamp, posted.nonce)
        except WeChatException as error:
            raise ForgedError("a wrong signature") from error

    def opened(self, posted: Posted, at: datetime) -> list[Event]:
        """The events of one call; none where it tells of something else."""
        self._check_age(posted, at)
        try:
            xml = self._crypto.decrypt_message(posted.body, posted.msg_signature, posted.timestamp, posted.nonce)
            return _events(parse_message(xml))
        except (WeChatException, ExpatError, ValueError, LookupError, TypeError, AttributeError, struct.error) as error:
            raise ForgedError(f"a call that does not open: {type(error).__name__}") from error

    def _check_age(self, posted: Posted, at: datetime) -> None:
        try:
            sent = datetime.fromtimestamp(int(posted.timestamp), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise ForgedError("a call without a time") from error
        if abs(at - sent) > REPLAY_WINDOW:
            raise ForgedError("a call from another time")


def _events(message: Any) -> list[Event]:
    """The events of a parsed message. The library hands over one item as well as several."""
    if not isinstance(message, SubscribeMsgPopupEvent | SubscribeMsgChangeEvent | SubscribeMsgSentEvent):
        return []
    openid, at = message.source, datetime.fromtimestamp(message.time, UTC)
    match message:
        case SubscribeMsgPopupEvent():
            return [Asked(openid, one["TemplateId"], at, _answer(one)) for one in message.subscribes]
        case SubscribeMsgChangeEvent():
            return [Changed(openid, one["TemplateId"], at, _answer(one)) for one in message.subscribes]
        case _:
            return [
                Arrived(
                    openid, one["TemplateId"], at, one["MsgID"], int(one["ErrorCode"]), one.get("ErrorStatus") or ""
                )
                for one in message.subscribes
            ]


def _answer(item: Mapping[str, str]) -> Said:
    """What was answered; whatever WeChat may invent beside `accept` is no consent."""
    said = item["SubscribeStatusString"]
    return Said(said) if said in set(Said) else Said.REJECT
