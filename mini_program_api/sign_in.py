"""Signing in by WeChat's word or by a code of the counter, renewing, signing out, and linking a telephone."""

from flask import request

from desk import staff
from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, Role
from jobmatch.accounts import attempts, links, phones
from jobmatch.accounts.links import Redeemed
from jobmatch.accounts.model import Account, LinkPurpose
from jobmatch.households.model import Person
from jobmatch.visits.search import starred
from jobmatch.web import permission, session, surviving, undo
from mini_program_api import asked, tokens, told
from mini_program_api.blueprint import api, was_done_meanwhile
from mini_program_api.ports import Identity, Linked, LinkRole, LoginRefusedError, WeChatDownError
from mini_program_api.problems import Sorry
from mini_program_api.who import Phone, phone_of, ports, signed_in

_ROLES = {LinkPurpose.SELF: LinkRole.SELF, LinkPurpose.RELATIVE: LinkRole.RELATIVE}


@api.post("/sign-in")
@permission(Permission.SIGN_IN)
@api.input(asked.SignIn)
@api.output(told.SignedIn)
def sign_in(json_data: asked.SignIn) -> told.SignedIn:
    """Sign in with what `wx.login` gave, or, at a screen of the centre, with a code of the counter."""
    given = json_data.root
    if isinstance(given, asked.CounterCode):
        return _told(phones.open_at_centre(session(), _person_at_centre(given.counter_code), clock.now()))
    openid = _identity(given.code).openid
    return _told(phones.open_on_phone(session(), openid, clock.now()))


@api.post("/refresh")
@permission(Permission.SIGN_IN)
@api.input(asked.Renewal)
@api.output(told.SignedIn)
def refresh(json_data: asked.Renewal) -> told.SignedIn:
    """Another short-lived token, and another one to renew it with; the old one is spent."""
    renewed = phones.renew(session(), json_data.refresh, clock.now())
    if renewed is None:
        undo()
        if not was_done_meanwhile():
            with surviving() as own:  # that a spent token came back stays noted although the request is refused
                phones.end_if_copied(own, json_data.refresh, clock.now())
        raise Sorry(401, "signed_out")
    return _told(renewed)


@api.post("/sign-out")
@permission(Permission.USE_PHONE)
@api.input(asked.SignOut)
@api.output(told.Done)
def sign_out(json_data: asked.SignOut) -> told.Done:
    """End the sign-in here, or on every telephone of the same owner."""
    phones.end(session(), signed_in().sign_in_id, clock.now(), everywhere=json_data.everywhere)
    return told.Done()


@api.post("/link")
@permission(Permission.USE_PHONE)
@api.input(asked.Link)
@api.output(told.Me)
def link(json_data: asked.Link) -> told.Me:
    """Link the telephone with the person, or the worker, whom the counter made the code for."""
    phone = signed_in()
    push = ports().push
    if phone.openid is None or push is None:
        raise Sorry(503, "not_connected")
    given = json_data.root
    code = given.qr if isinstance(given, asked.ByScan) else given.phone_code
    found = _redeem(code, f"link {phones.mark(phone.openid)}", set(LinkPurpose) - {LinkPurpose.CENTRE})
    at = clock.now()
    if found.account_id is not None:
        phones.link_worker(session(), found.account_id, phone.openid, at)
        audit.record(session(), _by(phone), "link_phone", f"account:{found.account_id}", at)
    elif found.person_id is not None:
        role = _ROLES[found.purpose]
        push.link(session(), phone.openid, Linked(found.person_id, role), found.made_by, at)
        audit.record(session(), _by(phone), "link_phone", f"person:{found.person_id}", at, role)
    return _me(_again(phone.sign_in_id))


@api.get("/me")
@permission(Permission.USE_PHONE)
@api.output(told.Me)
def me() -> told.Me:
    """Whom this telephone speaks for."""
    return _me(signed_in())


def _identity(code: str) -> Identity:
    """What WeChat says, asked while no session is open."""
    wechat, address = ports().wechat, request.remote_addr or ""
    if wechat is None:
        raise Sorry(503, "not_connected")
    with surviving() as own:  # each costs a call to WeChat, which counts them too
        if not attempts.count_nameless(own, "login", address, clock.now()):
            raise Sorry(429, "too_fast")
    try:
        found = wechat.code2session(code)
    except LoginRefusedError as error:
        raise Sorry(403, "login_refused") from error
    except WeChatDownError as error:
        raise Sorry(503, "wechat_down") from error
    attempts.take_back_nameless(session(), "login", address)
    return found


def _person_at_centre(code: str) -> int:
    # A name for each address: who types wrong in one centre must not shut the screens of all the others.
    person_id = _redeem(code, f"centre {request.remote_addr}", {LinkPurpose.CENTRE}).person_id
    if person_id is None:
        raise Sorry(404, "code_wrong")
    return person_id


def _redeem(code: str, name: str, purposes: set[LinkPurpose]) -> Redeemed:
    """What a code opens; attempts are counted before it is looked at, because a typed one can be guessed."""
    address, at = request.remote_addr or "", clock.now()
    with surviving() as own:
        if not attempts.count(own, name, address, at):
            raise Sorry(429, "too_fast")
    found = links.redeem(session(), code, at)
    if found is None or found.purpose not in purposes:
        raise Sorry(404, "code_wrong")
    attempts.take_back(session(), name, address)
    return found


def _by(phone: Phone) -> Actor:
    return Actor(phone.name, Role.RESIDENT)


def _again(sign_in_id: int) -> Phone:
    """The telephone as it stands after this request's own changes."""
    found = phones.standing(session(), sign_in_id, clock.now())
    if found is None:
        raise Sorry(401, "signed_out")
    return phone_of(session(), found)


def _told(opened: phones.Opened) -> told.SignedIn:
    who = _me(_again(opened.sign_in_id))
    token = tokens.issue(opened.sign_in_id, clock.now())
    return told.SignedIn(token=token, refresh=opened.renewal, people=who.people, worker=who.worker, linked=who.linked)


def _me(phone: Phone) -> told.Me:
    people = [_member(one) for one in phone.people]
    worker = None
    if phone.worker is not None:
        name = session().query(Account.shown_name).filter_by(name=phone.worker.name).scalar() or phone.worker.name
        worker = told.Worker(name=name, role=str(staff.ROLE.get(phone.worker.role, phone.worker.role)))
    return told.Me(people=people, worker=worker, linked=bool(people or worker), at_the_centre=phone.openid is None)


def _member(one: Linked) -> told.Member:
    name = session().get_one(Person, one.person_id).name
    return told.Member(id=one.person_id, name=starred(name), role=one.role.value)
