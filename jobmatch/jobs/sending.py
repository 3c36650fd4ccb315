"""The loop that sends: by which ways this installation can tell people, and what becomes of a file that is wrong.

The channel through WeChat is put together once, and again when the file of templates has changed. A slip of the pen in
that file stops WeChat, says so in the log and to the county, and stops nothing else; once the file is mended, WeChat
goes on by itself.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from jobmatch import db, telling
from jobmatch.jobs.nightly import Figures
from jobmatch.push import errors, sms, wechat_channel
from jobmatch.push import service as push
from jobmatch.push.channels import Channel, Letter, Outcome, Stop, Way
from jobmatch.push.wechat_templates import TemplateFileError
from jobmatch.settings import settings

_log = logging.getLogger(__name__)
_BECAUSE = "WECHAT_TEMPLATES: "
"""So it is said why WeChat is stopped where the file is at fault; only such a stop is lifted with the file."""


class _NoFile:
    """Stands in for WeChat while the file of templates cannot be used: what is on that way goes the next."""

    name = Way.WECHAT.value

    def __init__(self, why: str) -> None:
        self._why = why

    def send(self, _letter: Letter) -> Outcome:
        """Nothing is called."""
        return Stop(errors.NO_FILE, self._why)


@dataclass(frozen=True)
class _Built:
    """A channel, and all that it was made of."""

    made_of: tuple[object, ...]
    channel: Channel | None


_built = _Built((), None)


def send(engine: Engine, now: Callable[[], datetime], owner: str) -> Figures:
    """Messages that are due, armful after armful, by the ways that the installation has; else people ring."""
    ways: tuple[Channel | None, ...] = (_wechat(engine, now), sms.channel(settings()))
    channels = [way for way in ways if way is not None]
    handled = 0
    while found := telling.deliver(engine, channels, now(), owner):
        handled += found
    return {"handled": handled}


def _wechat(engine: Engine, now: Callable[[], datetime]) -> Channel | None:
    """The channel as the settings and the file are now."""
    global _built
    told = settings()
    made_of = (
        engine, now, told.wechat_app_id, told.wechat_secret, told.wechat_api_root, told.wechat_state,
        told.wechat_templates, _mark(),
    )  # fmt: skip
    if _built.made_of != made_of:
        _built = _Built(made_of, _build(engine, now))
    return _built.channel


def _build(engine: Engine, now: Callable[[], datetime]) -> Channel | None:
    try:
        made = wechat_channel.channel(settings(), engine, now)
    except TemplateFileError as error:
        _log.error("WeChat is stopped until the file of templates is mended: %s", error)
        with db.transaction(engine) as session:
            push.stop_wechat(session, f"{_BECAUSE}{error}", now())
        return _NoFile(f"{_BECAUSE}{error}")
    with db.transaction(engine) as session:
        push.go_on_with_wechat(session, _BECAUSE)
    return made


def _mark() -> tuple[int, int, int] | None:
    """What changes when the file is written anew; None where there is none."""
    file = settings().wechat_templates
    try:
        stat = None if file is None else file.stat()
    except OSError:
        return None
    return None if stat is None else (stat.st_mtime_ns, stat.st_size, stat.st_ino)
