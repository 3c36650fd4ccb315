"""The inbox, which always has the message, and the templates by which WeChat may say that it is there."""

from jobmatch import clock
from jobmatch.access import Permission, Role
from jobmatch.households import area
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told, told_of_me
from mini_program_api.blueprint import LARGEST_ID, api
from mini_program_api.ports import Choice, Letter, Push
from mini_program_api.problems import Sorry
from mini_program_api.proposals import PERSON
from mini_program_api.who import look, ports, require_own_affair, signed_in


@api.get(f"{PERSON}/inbox")
@permission(Permission.READ_HOUSEHOLD)
@api.input(asked.Page, location="query")
@api.output(told_of_me.Inbox)
def inbox(person_id: int, query_data: asked.Page) -> told_of_me.Inbox:
    """The person's messages, newest first; `after` is the number of the last one seen, 0 for the beginning."""
    look(person_id, "read_inbox")
    found = list(_push().inbox(session(), person_id, query_data.after or None, query_data.most + 1))
    shown = found[: query_data.most]
    return told_of_me.Inbox(
        items=[_letter(one) for one in shown], next=shown[-1].id if len(found) > query_data.most else None
    )


@api.post(f"{PERSON}/inbox/<int(max={LARGEST_ID}):message_id>/read")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Empty)
@api.output(told.Done)
def read(person_id: int, message_id: int, json_data: asked.Empty) -> told.Done:
    """The message was opened; a second time changes nothing, and a worker who looks has not read it for the person."""
    actor = current_actor()
    area.require_person(session(), person_id, clock.today(), actor)
    if not (_mark if actor.role is Role.RESIDENT else _is_there)(person_id, message_id):
        raise Sorry(404, "not_found")
    return told.Done()


@api.get(f"{PERSON}/messages")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Messages)
def messages(person_id: int) -> told_of_me.Messages:
    """Whether the person wants messages at all, by whatever way; the inbox has them either way."""
    require_own_affair(person_id)
    look(person_id, "read_reach")
    return told_of_me.Messages(wanted=_push().wants_messages(session(), person_id))


@api.post(f"{PERSON}/messages")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Messages)
@api.output(told_of_me.Messages)
def set_messages(person_id: int, json_data: asked.Messages) -> told_of_me.Messages:
    """No more messages, or messages again: it holds from this moment, and can be said again at any time."""
    require_own_affair(person_id)
    area.require_person(session(), person_id, clock.today(), current_actor())
    _push().switch_messages(session(), person_id, json_data.wanted, clock.now(), current_actor())
    return told_of_me.Messages(wanted=json_data.wanted)


@api.get("/templates")
@permission(Permission.USE_PHONE)
@api.output(told_of_me.Templates)
def templates() -> told_of_me.Templates:
    """The kinds of messages, to be loaded at launch: WeChat asks only at a tap, with no call in between."""
    return _templates(_push(), signed_in().openid)


@api.post("/subscriptions")
@permission(Permission.USE_PHONE)
@api.input(asked.Subscriptions)
@api.output(told_of_me.Templates)
def subscriptions(json_data: asked.Subscriptions) -> told_of_me.Templates:
    """What the telephone said when it was asked; one acceptance is one message."""
    push, openid = _push(), signed_in().openid
    if openid is None:
        raise Sorry(409, "not_connected")
    known = {one.name for one in push.templates(session(), openid)}
    choices = {name: Choice(word) for name, word in json_data.root.items() if name in known}
    push.accepted(session(), openid, choices, clock.now())
    return _templates(push, openid)


def _mark(person_id: int, message_id: int) -> bool:
    return _push().mark_read(session(), person_id, message_id, clock.now())


def _is_there(person_id: int, message_id: int) -> bool:
    return any(one.id == message_id for one in _push().inbox(session(), person_id, message_id + 1, 1))


def _push() -> Push:
    found = ports().push
    if found is None:
        raise Sorry(503, "not_connected")
    return found


def _templates(push: Push, openid: str | None) -> told_of_me.Templates:
    found = push.templates(session(), openid)
    return told_of_me.Templates(
        items=[told_of_me.Template(name=one.name, id=one.id, balance=one.balance) for one in found]
    )


def _letter(one: Letter) -> told_of_me.Letter:
    return told_of_me.Letter(
        id=one.id, template=one.template, title=one.title, text=one.text, fields=dict(one.fields),
        page=one.page, at=one.at, read=one.read_at is not None,
    )  # fmt: skip
