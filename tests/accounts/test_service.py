"""Accounts: entered once, changed, disabled and let in again by whoever may, with a line in the log for each."""

import pytest
from sqlalchemy import Engine, select

from jobmatch import db
from jobmatch.access import Actor, Refused, Role
from jobmatch.accounts import passwords, service
from jobmatch.accounts.model import Account
from jobmatch.accounts.service import NewAccount, UnusableAccountError
from jobmatch.audit import AuditEvent
from tests.accounts.conftest import BY, NEW_PASSWORD, NOON, PASSWORD, Step, enter

CLERK = Actor("li", Role.CLERK, frozenset({"S1"}))


@pytest.mark.parametrize("double", ["li", "LI", " Li ", "ｌｉ"])
def test_a_name_is_taken_however_it_is_written(step: Step, double: str) -> None:
    with step() as session, pytest.raises(UnusableAccountError, match="already"):
        enter(session, double, Role.CLERK, "S1")


def test_two_who_enter_one_name_at_once_make_one_account(step: Step, engine: Engine) -> None:
    new = NewAccount("wang", Role.AUDITOR)
    with step() as session:
        service.add(session, new, PASSWORD, NOON, BY)
        # The other one has looked before this one was entered, and finds out when it is written.
        blind = pytest.MonkeyPatch()
        blind.setattr(service, "find", lambda *_: None)
        with pytest.raises(UnusableAccountError, match="already"):
            service.add(session, new, PASSWORD, NOON, BY)
        blind.undo()
    with db.reading(engine) as session:
        assert len(session.scalars(select(Account).where(Account.name == "wang")).all()) == 1


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "长" * 31])
def test_a_name_that_nobody_can_type_is_refused(step: Step, name: str) -> None:
    with step() as session, pytest.raises(UnusableAccountError):
        enter(session, name, Role.AUDITOR)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.SYSTEM])
def test_residents_and_the_system_have_no_account(step: Step, role: Role) -> None:
    with step() as session, pytest.raises(UnusableAccountError, match="choose one of"):
        enter(session, "x", role)


@pytest.mark.parametrize("role", service.ROLES)
def test_who_serves_a_site_needs_one_and_the_county_sees_every_site(step: Step, role: Role) -> None:
    with step() as session:
        if role in service.OF_A_SITE:
            with pytest.raises(UnusableAccountError, match="--area"):
                enter(session, "x", role)
            account = enter(session, "x", role, "S1", "S2", phone="19900000038")
            assert service.actor_of(account).sites == {"S1", "S2"}
            return
        found = service.actor_of(enter(session, "x", role)).sites
        assert found is None if role in service.COUNTY_WIDE else found == frozenset()


def test_a_clerk_whose_sites_are_gone_sees_nothing(step: Step) -> None:
    with step() as session:
        account = service.find_or_say(session, "li")
        account.sites = []
        session.flush()
        assert service.actor_of(account).sites == frozenset()


def test_an_administrator_may_be_held_to_a_site(step: Step) -> None:
    with step() as session:
        assert service.actor_of(enter(session, "x", Role.ADMINISTRATOR, "S1")).sites == {"S1"}


def test_a_helper_needs_the_telephone_of_the_roster(step: Step) -> None:
    with step() as session, pytest.raises(UnusableAccountError, match="--phone"):
        enter(session, "fan", Role.HELPER, "S1")


def test_another_role_and_another_area_hold_at_once(step: Step) -> None:
    with step() as session:
        service.change(session, service.find_or_say(session, "li"), NOON, BY, role=Role.SUPERVISOR, sites={"S2", "S3"})
    with step() as session:
        actor = service.actor_of(service.find_or_say(session, "li"))
        assert (actor.role, actor.sites) == (Role.SUPERVISOR, {"S2", "S3"})
        service.change(session, service.find_or_say(session, "li"), NOON, BY, sites={"S3"})
    with step() as session:
        assert service.actor_of(service.find_or_say(session, "li")).sites == {"S3"}


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.SYSTEM)])
def test_accounts_are_the_administrators_business(step: Step, role: Role) -> None:
    actor = Actor("somebody", role, sites=None)
    with step() as session:
        account = service.find_or_say(session, "li")
        for act in (
            lambda: service.add(session, NewAccount("x", Role.AUDITOR), PASSWORD, NOON, actor),
            lambda: service.change(session, account, NOON, actor, role=Role.ADMINISTRATOR),
            lambda: service.listed(session, actor),
            lambda: service.disable(session, account, NOON, actor),
            lambda: service.enable(session, account, NOON, actor),
            lambda: service.set_password(session, account, NEW_PASSWORD, NOON, actor),
        ):
            with pytest.raises(Refused):
                act()


def test_everybody_sets_the_own_password(step: Step) -> None:
    with step() as session:
        service.set_password(session, service.find_or_say(session, "li"), NEW_PASSWORD, NOON, CLERK)
    with step() as session:
        assert passwords.matches(service.find_or_say(session, "li").password_hash, NEW_PASSWORD)


def test_every_act_leaves_a_line_without_passwords(step: Step, engine: Engine) -> None:
    with step() as session:
        account = service.find_or_say(session, "li")
        service.change(session, account, NOON, BY, sites={"S2"})
        service.set_password(session, account, NEW_PASSWORD, NOON, BY)
        service.disable(session, account, NOON, BY)
        service.disable(session, account, NOON, BY)
        service.enable(session, account, NOON, BY)
    with db.reading(engine) as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.subject == "account:1").order_by(AuditEvent.id))
        lines = [(one.action.removeprefix("account."), one.detail) for one in events]
    assert lines == [("add", "clerk S1"), ("change", "clerk S2"), ("password", ""), ("disable", ""), ("enable", "")]
