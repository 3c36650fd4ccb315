"""Where WeChat calls us: the greeting of its console, and events signed and encrypted.

The signature is who may; so the address is open to anybody, and says nothing to whom it does not know. WeChat repeats a
call that is not answered `success` within five seconds: whoever takes the events may meet each of them again.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from flask import Blueprint, Response, current_app, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden, NotFound, RequestEntityTooLarge

from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.push.events import Event
from jobmatch.push.platform import ForgedError, Posted
from jobmatch.push.wechat import Callbacks
from jobmatch.settings import Settings
from jobmatch.web import permission, session

MOST_BYTES = 64 * 1024
Record = Callable[[Session, Sequence[Event], datetime], object]


def callbacks(settings: Settings) -> Callbacks | None:
    """What opens WeChat's calls; None where the console's token and key are not set."""
    token, key = settings.wechat_token.get_secret_value(), settings.wechat_aes_key.get_secret_value()
    return Callbacks(settings.wechat_app_id, token, key) if settings.wechat_is_on and token and key else None


def pages(opened_by: Callbacks | None, record: Record) -> Blueprint:
    """The address that is entered in the console; `record` keeps events, in the transaction of the request."""
    made = Blueprint("wechat", __name__, url_prefix="/wechat")

    @made.get("/callback")
    @permission(Permission.RECEIVE_EVENTS)
    def greeting() -> Response:
        try:
            _known(opened_by).greeted(_posted(), clock.now())
        except ForgedError as error:
            return _turned_away(error)
        return _plain(request.args.get("echostr", ""))

    @made.post("/callback")
    @permission(Permission.RECEIVE_EVENTS)
    def events() -> Response:
        now = clock.now()
        try:
            found = _known(opened_by).opened(_posted(), now)
        except ForgedError as error:
            return _turned_away(error)
        if found:
            record(session(), found, now)
        return _plain("success")

    return made


def _known(opened_by: Callbacks | None) -> Callbacks:
    if opened_by is None:
        raise NotFound
    return opened_by


def _posted() -> Posted:
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    told = request.args
    return Posted(
        told.get("signature", ""), told.get("timestamp", ""), told.get("nonce", ""), told.get("msg_signature", ""),
        request.get_data(),
    )  # fmt: skip


def _turned_away(error: ForgedError) -> Response:
    current_app.logger.warning("a call to /wechat/callback was turned away: %s", error)
    return Response(status=Forbidden.code)


def _plain(text: str) -> Response:
    return Response(text, mimetype="text/plain")
