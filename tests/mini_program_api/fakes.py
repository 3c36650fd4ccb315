"""What the API is connected with in tests: a WeChat whose login codes work once, and a push that keeps its links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from jobmatch.access import Actor
from mini_program_api.ports import (
    Choice,
    Identity,
    Letter,
    Linked,
    LinkRole,
    LoginRefusedError,
    Telephone,
    Template,
    WeChatDownError,
)

TEMPLATES = {"new_match": "tmpl-new-match", "answer": "tmpl-answer", "meeting_tomorrow": "tmpl-meeting"}


@dataclass
class FakeWeChat:
    """Gives login codes as `wx.login` would, and knows each of them once."""

    down: bool = False
    given: dict[str, str] = field(default_factory=dict)

    def login(self, who: str) -> str:
        """A login code of the telephone's owner."""
        code = f"code-{len(self.given)}-{who}"
        self.given[code] = who
        return code

    def code2session(self, code: str) -> Identity:
        if self.down:
            raise WeChatDownError
        who = self.given.pop(code, None)
        if who is None:
            raise LoginRefusedError
        self.given[f"spent {code}"] = ""
        return Identity(f"openid-{who}")


@dataclass
class FakePush:
    """Links, messages and balances in memory: all that the API sees of push."""

    links: dict[str, list[Linked]] = field(default_factory=dict)
    given: list[tuple[str, Linked]] = field(default_factory=list)
    letters: dict[int, list[Letter]] = field(default_factory=dict)
    balances: dict[tuple[str, str], int] = field(default_factory=dict)
    silent: set[int] = field(default_factory=set)

    def people_of(self, session: Session, openid: str) -> Sequence[Linked]:
        return sorted(self.links.get(openid, []), key=lambda one: one.role is not LinkRole.SELF)

    def link(self, session: Session, openid: str, linked: Linked, by: str, at: datetime) -> None:
        known = self.links.setdefault(openid, [])
        if linked not in known:
            known.append(linked)
        if (openid, linked) not in self.given:
            self.given.append((openid, linked))

    def unlink(self, session: Session, person_id: int, at: datetime) -> None:
        for openid, known in self.links.items():
            self.links[openid] = [one for one in known if one.person_id != person_id]

    def telephones(self, session: Session, person_id: int) -> Sequence[Telephone]:
        found = [
            Telephone(self._number(openid, one), one.role, datetime(2026, 6, 1, tzinfo=UTC), openid)
            for openid, known in self.links.items()
            for one in known
            if one.person_id == person_id
        ]
        return sorted(found, key=lambda one: one.role is not LinkRole.SELF)

    def end(self, session: Session, person_id: int, link_id: int, at: datetime, actor: Actor) -> bool:
        if (person_id, link_id) not in {(one.person_id, self._number(openid, one)) for openid, one in self.given}:
            return False
        for openid, known in self.links.items():
            self.links[openid] = [one for one in known if self._number(openid, one) != link_id]
        return True

    def _number(self, openid: str, linked: Linked) -> int:
        return self.given.index((openid, linked)) + 1

    def wants_messages(self, session: Session, person_id: int) -> bool:
        return person_id not in self.silent

    def switch_messages(self, session: Session, person_id: int, wanted: bool, at: datetime, actor: Actor) -> None:
        (self.silent.discard if wanted else self.silent.add)(person_id)

    def tell(self, person_id: int, template: str = "answer", **fields: Any) -> int:
        """A message that the person gets."""
        number = sum(len(found) for found in self.letters.values()) + 1
        letter = Letter(
            number,
            template,
            "单位回话了",
            "厂里叫您去一趟。",
            fields,
            "pages/inbox/inbox",
            datetime(2026, 6, 1, tzinfo=UTC),
            None,
        )
        self.letters.setdefault(person_id, []).append(letter)
        return number

    def inbox(self, session: Session, person_id: int, before: int | None, most: int) -> Sequence[Letter]:
        found = [one for one in self.letters.get(person_id, []) if before is None or one.id < before]
        return sorted(found, key=lambda one: -one.id)[:most]

    def mark_read(self, session: Session, person_id: int, message_id: int, at: datetime) -> bool:
        found = self.letters.get(person_id, [])
        self.letters[person_id] = [replace(one, read_at=at) if one.id == message_id else one for one in found]
        return any(one.id == message_id for one in found)

    def templates(self, session: Session, openid: str | None) -> Sequence[Template]:
        return [
            Template(name, wechat, self.balances.get((openid or "", name), 0)) for name, wechat in TEMPLATES.items()
        ]

    def accepted(self, session: Session, openid: str, choices: Mapping[str, Choice], at: datetime) -> None:
        for name, choice in choices.items():
            if choice is Choice.ACCEPT:
                self.balances[openid, name] = self.balances.get((openid, name), 0) + 1
