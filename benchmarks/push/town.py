"""The demo's county with telephones: people who can be told by WeChat, and the simulator that they are at."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from benchmarks.county import planted
from benchmarks.push.phones import TEMPLATES, Phones, phones
from jobmatch import clock, db, telling
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.consent import who_allows
from jobmatch.push import service as push
from jobmatch.push.model import LinkRole, Recipient
from jobmatch.push.templates import Template
from jobmatch.push.token import SharedToken
from jobmatch.push.wechat import WeChat
from jobmatch.push.wechat_channel import WeChatChannel
from jobmatch.push.wechat_templates import read

SECONDS = 0.05
"""So long the simulated platform takes for an answer."""
COURSE = read(TEMPLATES)[Template.COURSE].id
FACTS = {"title": "育婴师", "when": "6月2日", "place": "社区活动室"}


@dataclass(frozen=True)
class Told:
    """Somebody who can be told: the recipient's number, the WeChat user's, and the name of the telephone."""

    recipient: int
    openid: str
    phone: str


@dataclass(frozen=True)
class Town:
    """A county in a database, a simulator, and the people who can be told."""

    url: str
    environment: Mapping[str, str]
    engine: Engine
    platform: Phones
    people: Sequence[Told]

    def channel(self) -> WeChatChannel:
        """WeChat as the worker has it, with connections of its own."""
        access = self.platform.access
        return WeChatChannel(
            WeChat(access, SharedToken(self.engine, access.app_id, clock.now)), read(TEMPLATES), clock.now
        )  # fmt: skip

    def accept(self, people: Sequence[Told], at: datetime) -> None:
        """Each accepts one more message, on the telephone and in our books."""
        for one in people:
            self.platform.accept(one.phone, COURSE)
        with db.transaction(self.engine) as session:
            for one in people:
                user = push.enter_openid(session, one.openid)
                push.accepted(session, user.id, {Template.COURSE: "accept"}, at)

    def write(self, people: Sequence[Told], key: str, at: datetime) -> None:
        """A message to each, due now."""
        with db.transaction(self.engine) as session:
            for one in people:
                push.enqueue(session, one.recipient, Template.COURSE, FACTS, f"{key}:{one.recipient}", at)

    def arrived(self, people: Sequence[Told]) -> dict[Told, list[float]]:
        """When the telephones showed what they show, in seconds since 1970, oldest first."""
        shown = self.platform.arrived()
        return {one: shown[one.phone] for one in people}


@contextmanager
def town(most: int, at: datetime) -> Iterator[Town]:
    """A county in which so many people can be told by WeChat, each by a telephone of the own."""
    with planted() as (url, environment), phones() as platform:
        engine = db.engine_for(url)
        try:
            people = _linked(engine, platform, most, at)
            platform.answer_after(SECONDS)
            yield Town(url, environment, engine, platform, people)
        finally:
            engine.dispose()


def _linked(engine: Engine, platform: Phones, most: int, at: datetime) -> list[Told]:
    with db.transaction(engine) as session:
        agreed = sorted(who_allows(session, ConsentPurpose.MATCH_AND_TELL, clock.local_day(at)))
        people: list[Told] = []
        for person_id in agreed:
            to = telling.recipient(session, person_id, at)
            row = session.get_one(Recipient, to)
            if row.reads is False or not row.agrees:
                continue  # rung, or told nothing
            name = f"person {person_id}"
            one = Told(to, platform.openid(name), name)
            push.link(session, one.openid, to, LinkRole.SELF, "benchmark", at)
            people.append(one)
            if len(people) == most:
                break
        return people
