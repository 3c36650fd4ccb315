"""The ports as an installation has them: WeChat as it is called, and push as it stands in the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import telling
from jobmatch.push import model, platform
from jobmatch.push import service as push
from jobmatch.push import templates as kinds
from jobmatch.push import wechat as calls
from jobmatch.push.errors import Trouble
from jobmatch.push.wechat_templates import Filled
from mini_program_api.ports import (
    Choice,
    Identity,
    Letter,
    Linked,
    LinkRole,
    LoginRefusedError,
    Template,
    WeChatDownError,
)

_THE_CODE = frozenset({Trouble.AGAIN, Trouble.BLOCKED})


class WeChatItself:
    """Signing in by the platform; see `ports.WeChat`."""

    def __init__(self, wechat: calls.WeChat) -> None:
        self._wechat = wechat

    def code2session(self, code: str) -> Identity:
        """See WeChat."""
        try:
            found = self._wechat.code2session(code)
        except platform.WeChatError as error:
            raise (LoginRefusedError if error.trouble in _THE_CODE else WeChatDownError)(str(error)) from error
        return Identity(found.openid, found.unionid)


class KeptPush:
    """Links, messages and balances as push keeps them; see `ports.Push`. `ids` are the installation's templates."""

    def __init__(self, ids: Mapping[kinds.Template, Filled]) -> None:
        self._ids = ids

    def people_of(self, session: Session, openid: str) -> Sequence[Linked]:
        """See Push."""
        found = [Linked(who.person_id, LinkRole(link.role)) for link, who in push.links_of_openid(session, openid)]
        return sorted(found, key=lambda one: one.role is not LinkRole.SELF)

    def link(self, session: Session, openid: str, linked: Linked, by: str, at: datetime) -> None:
        """See Push."""
        recipient = telling.recipient(session, linked.person_id, at)
        push.link(session, openid, recipient, model.LinkRole(linked.role), by, at)

    def unlink(self, session: Session, person_id: int, at: datetime) -> None:
        """See Push."""
        recipient = push.recipient_of(session, person_id)
        if recipient is not None:
            push.unlink_all(session, recipient.id, at)

    def inbox(self, session: Session, person_id: int, before: int | None, most: int) -> Sequence[Letter]:
        """See Push."""
        recipient = push.recipient_of(session, person_id)
        found = push.inbox(session, [recipient.id], before, most) if recipient is not None else ()
        return [_letter(one) for one in found]

    def mark_read(self, session: Session, person_id: int, message_id: int, at: datetime) -> bool:
        """See Push."""
        recipient = push.recipient_of(session, person_id)
        return recipient is not None and push.mark_read(session, message_id, [recipient.id], at) is not None

    def templates(self, session: Session, openid: str | None) -> Sequence[Template]:
        """See Push."""
        user = push.find_openid(session, openid) if openid is not None else None
        left = push.balances(session, user.id) if user is not None else {}
        return [Template(kind.value, filled.id, left.get(kind, 0)) for kind, filled in self._ids.items()]

    def accepted(self, session: Session, openid: str, choices: Mapping[str, Choice], at: datetime) -> None:
        """See Push."""
        user = push.enter_openid(session, openid)
        answers = {kinds.Template(name): choice.value for name, choice in choices.items()}
        push.accepted(session, user.id, answers, at)


def _letter(one: model.Message) -> Letter:
    words = kinds.said(one.template, one.fields)
    return Letter(
        one.id, one.template.value, words.title, words.text, one.fields, one.page, one.created_at, one.read_at
    )
