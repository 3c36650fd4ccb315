"""The outside as it really is: WeChat by the platform's own calls, links and messages by the verbs of push."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from jobmatch import reaching, telling
from jobmatch.access import Actor
from jobmatch.households import reach
from jobmatch.push import model, platform, service, wechat_channel
from jobmatch.push import templates as words
from jobmatch.push.errors import Trouble
from jobmatch.push.wechat import WeChat as Platform
from jobmatch.push.wechat_templates import Filled
from jobmatch.settings import Settings
from mini_program_api.ports import (
    Choice,
    Identity,
    Letter,
    Linked,
    LinkRole,
    LoginRefusedError,
    Ports,
    Telephone,
    Template,
    WeChatDownError,
)


def ports(settings: Settings, engine: Engine, now: Callable[[], datetime]) -> Ports:
    """What an installation is connected with; without an account with WeChat there is only the inbox."""
    found = wechat_channel.wechat(settings, engine, now)
    return Ports(None if found is None else SignIns(found), Outbox(wechat_channel.usable_templates(settings)))


class SignIns:
    """WeChat's word for who holds a telephone, with its codes told as what a telephone can do about them."""

    def __init__(self, wechat: Platform) -> None:
        self._wechat = wechat

    def code2session(self, code: str) -> Identity:
        """Who holds the telephone; raises LoginRefusedError, WeChatDownError."""
        try:
            found = self._wechat.code2session(code)
        except platform.WeChatError as error:
            if error.trouble in (Trouble.AGAIN, Trouble.BLOCKED):
                raise LoginRefusedError from error
            raise WeChatDownError from error
        return Identity(found.openid, found.unionid)


class Outbox:
    """Links and messages, each verb in the caller's transaction; `ours` are the templates of the installation."""

    def __init__(self, ours: Mapping[words.Template, Filled]) -> None:
        self._ours = ours

    def people_of(self, session: Session, openid: str) -> Sequence[Linked]:
        """The people whom the telephone speaks for, those of its own first."""
        found = [
            Linked(recipient.person_id, LinkRole(link.role.value))
            for link, recipient in service.links_of_openid(session, openid)
        ]
        return sorted(found, key=lambda one: one.role is not LinkRole.SELF)

    def link(self, session: Session, openid: str, linked: Linked, by: str, at: datetime) -> None:
        """The telephone speaks for the person from now on; a second time changes nothing."""
        recipient = telling.recipient(session, linked.person_id, at)
        service.link(session, openid, recipient, model.LinkRole(linked.role.value), by, at)
        if linked.role is LinkRole.SELF:
            reach.note_wechat(session, linked.person_id, True, at)
        session.flush()

    def unlink(self, session: Session, person_id: int, at: datetime) -> None:
        """No telephone speaks for the person any more."""
        recipient = service.recipient_of(session, person_id)
        if recipient is not None:
            for one in service.links_of(session, recipient.id):
                service.unlink(session, one.openid.openid, recipient.id, at)
            reach.note_wechat(session, person_id, False, at)

    def telephones(self, session: Session, person_id: int) -> Sequence[Telephone]:
        """The telephones that speak for the person, the own first."""
        return [
            Telephone(one.link_id, LinkRole(one.role.value), one.since, one.openid)
            for one in reaching.telephones(session, person_id)
        ]

    def end(self, session: Session, person_id: int, link_id: int, at: datetime, actor: Actor) -> bool:
        """One of them does so no more; a second time changes nothing, False for a link that is not the person's."""
        return reaching.end(session, person_id, link_id, at, actor)

    def wants_messages(self, session: Session, person_id: int) -> bool:
        """Whether messages may be sent, as far as it is the person's own wish."""
        return reaching.wants_messages(session, person_id)

    def switch_messages(self, session: Session, person_id: int, wanted: bool, at: datetime, actor: Actor) -> None:
        """Messages or none from now on; the inbox has them all the same."""
        reaching.switch_messages(session, person_id, wanted, at, actor)

    def inbox(self, session: Session, person_id: int, before: int | None, most: int) -> Sequence[Letter]:
        """The person's messages, newest first, older than `before`."""
        recipient = service.recipient_of(session, person_id)
        found = service.inbox(session, [recipient.id], before, most) if recipient is not None else ()
        return [_letter(one) for one in found]

    def mark_read(self, session: Session, person_id: int, message_id: int, at: datetime) -> bool:
        """Note that a message was opened; False for a message that is not the person's."""
        recipient = service.recipient_of(session, person_id)
        return recipient is not None and service.mark_read(session, message_id, [recipient.id], at) is not None

    def templates(self, session: Session, openid: str | None) -> Sequence[Template]:
        """The kinds of messages that this installation can send by WeChat."""
        user = service.find_openid(session, openid) if openid is not None else None
        left = service.balances(session, user.id) if user is not None else {}
        return [Template(name.value, filled.id, left.get(name, 0)) for name, filled in self._ours.items()]

    def accepted(self, session: Session, openid: str, choices: Mapping[str, Choice], at: datetime) -> None:
        """Note what the telephone said about templates, by our own names."""
        user = service.enter_openid(session, openid)
        session.flush()
        service.accepted(session, user.id, {words.Template(name): str(said) for name, said in choices.items()}, at)


def _letter(one: model.Message) -> Letter:
    said = words.said(one.template, one.fields)
    return Letter(one.id, one.template.value, said.title, said.text, one.fields, one.page, one.created_at, one.read_at)
