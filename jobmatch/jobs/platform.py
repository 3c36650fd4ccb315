"""What keeps the way to WeChat open: a token that is good, and templates that are still those of the account.

Both call another machine with no session open. An installation without an account has nothing to do here.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from jobmatch import db
from jobmatch.jobs.nightly import Figures
from jobmatch.push import service as push
from jobmatch.push import wechat_channel
from jobmatch.push.templates import Template
from jobmatch.settings import settings


def have_token(engine: Engine, now: Callable[[], datetime], _owner: str) -> Figures:
    """Fetch the token when it is about to end, so that no message waits for one; all workers share it."""
    platform = wechat_channel.wechat(settings(), engine, now)
    if platform is not None:
        platform.ready()
    return {}


def check_templates(engine: Engine, now: Callable[[], datetime], _owner: str) -> Figures:
    """Compare our file with the account; a kind that does not fit is stopped, and goes the other ways."""
    platform = wechat_channel.wechat(settings(), engine, now)
    if platform is None:
        return {"template_faults": 0}
    found = wechat_channel.check(platform, wechat_channel.templates(settings()))
    with db.transaction(engine) as session:
        for difference in found:
            name, _colon, why = difference.partition(": ")
            push.stop(session, Template(name), why, now())
    return {"template_faults": len(found)}
