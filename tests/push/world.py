"""A few people with telephones, and channels that do what a test tells them and remember what they were given."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from jobmatch import db
from jobmatch.push import service as push
from jobmatch.push.channels import Letter, Outcome, Sent, Way
from jobmatch.push.life import DeliveryState, MessageState
from jobmatch.push.model import Attempt, Delivery, LinkRole, Message
from jobmatch.push.templates import Template

MORNING = datetime(2026, 6, 1, 2, tzinfo=UTC)
"""Ten o'clock in Guizhou on a Monday: everything may come."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ALL = tuple(Template)


@dataclass
class Fake:
    """A channel: `does` says what becomes of a letter; everything it was handed is kept, in order."""

    name: str = Way.WECHAT.value
    does: Callable[[Letter], Outcome] = lambda letter: Sent(f"msg-{letter.message_id}")
    given: list[Letter] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _inside: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    crowded: int = 0

    def send(self, letter: Letter) -> Outcome:
        """Remember the letter, count who is inside at once for one telephone, and do as told."""
        with self._lock:
            self.given.append(letter)
            self._inside[letter.to] += 1
            self.crowded = max(self.crowded, self._inside[letter.to])
        try:
            return self.does(letter)
        finally:
            with self._lock:
                self._inside[letter.to] -= 1


def person(
    session: Session,
    number: int,
    *,
    openid: str | None = None,
    accepts: int = 5,
    phone: str | None = "1990000",
    reads: bool | None = True,
    sms: bool = False,
    agrees: bool = True,
) -> int:
    """A recipient, with a telephone of the invented range and a linked WeChat user where one is named."""
    telephone = None if phone is None else f"{phone}{number:04d}"
    recipient = push.keep_in_step(session, number, push.Standing(telephone, reads, agrees, sms))
    if openid is not None:
        link(session, openid, recipient.id, accepts)
    return recipient.id


def link(
    session: Session, openid: str, recipient_id: int, accepts: int, role: LinkRole = LinkRole.SELF
) -> int:  # fmt: skip
    """A WeChat user reaches a recipient and has accepted so many messages of every kind."""
    user = push.link(session, openid, recipient_id, role, "a clerk", MORNING).openid_id
    for _ in range(accepts):
        push.accepted(session, user, dict.fromkeys(ALL, "accept"), MORNING)
    return user


def write(
    session: Session,
    recipient_id: int,
    key: str,
    at: datetime = MORNING,
    template: Template = Template.ANSWER,
    **more: datetime | None,
) -> int:
    """A message to somebody; its id."""
    facts = {"title": "缝纫工", "employer": "测试厂", "place": "蟠龙工业园"}
    return push.enqueue(session, recipient_id, template, facts, key, at, **more).id


def told(engine: Engine, *channels: Fake, at: datetime = MORNING, owner: str = "w1", passes: int = 6) -> None:
    """Passes of the loop until nothing is left to do."""
    for _ in range(passes):
        if not push.deliver(engine, channels, at, owner):
            return
    raise AssertionError("the loop does not come to rest")


def states(engine: Engine) -> list[MessageState]:
    """The states of all messages, oldest first."""
    with db.reading(engine) as session:
        return list(session.scalars(select(Message.state).order_by(Message.id)))


def ways(engine: Engine) -> list[tuple[Way, DeliveryState, str | None]]:
    """All deliveries, oldest first: the way, what became of it, why."""
    with db.reading(engine) as session:
        rows = session.execute(select(Delivery.channel, Delivery.state, Delivery.error_code).order_by(Delivery.id))
        return [(way, state, code) for way, state, code in rows]


def tries(engine: Engine) -> list[str | None]:
    """What became of each try, oldest first."""
    with db.reading(engine) as session:
        return list(session.scalars(select(Attempt.outcome).order_by(Attempt.id)))
