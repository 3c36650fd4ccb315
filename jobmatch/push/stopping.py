"""Stopping WeChat, or one kind of message on it, before it fails there, until somebody has looked and lifts it."""

from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.push.channels import Way
from jobmatch.push.templates import Template
from jobmatch.push.wechat_model import Pause

_LONGEST_WHY = 200


def stop(session: Session, template: Template, why: str, at: datetime) -> None:
    """Send no message of this kind by WeChat any more; stopped twice is stopped once, since the first time."""
    _stop(session, f"{Way.WECHAT}:{template}", why, at)


def stop_wechat(session: Session, why: str, at: datetime) -> None:
    """Send nothing by WeChat any more; where it is stopped already, what is said of it stays."""
    found = session.get(Pause, Way.WECHAT.value)
    if found is None or found.until is not None:
        _stop(session, Way.WECHAT.value, why, at)


def go_on_with_wechat(session: Session, because: str) -> None:
    """What stopped WeChat is mended: lift the stop, if it was said with these words and no others."""
    found = session.get(Pause, Way.WECHAT.value)
    if found is not None and because in found.why:
        session.delete(found)


def _stop(session: Session, api: str, why: str, at: datetime) -> None:
    found = session.get(Pause, api, with_for_update=True)
    if found is None:
        session.add(Pause(api=api, until=None, why=why[:_LONGEST_WHY], since=at))
    else:
        found.until, found.why = None, why[:_LONGEST_WHY]
    session.flush()
