"""Stopping one kind of message on WeChat before it fails there, until somebody has looked and lifts it."""

from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.push.channels import Way
from jobmatch.push.templates import Template
from jobmatch.push.wechat_model import Pause

_LONGEST_WHY = 200


def stop(session: Session, template: Template, why: str, at: datetime) -> None:
    """Send no message of this kind by WeChat any more; stopped twice is stopped once, since the first time."""
    api = f"{Way.WECHAT}:{template}"
    found = session.get(Pause, api, with_for_update=True)
    if found is None:
        session.add(Pause(api=api, until=None, why=why[:_LONGEST_WHY], since=at))
    else:
        found.until, found.why = None, why[:_LONGEST_WHY]
    session.flush()
