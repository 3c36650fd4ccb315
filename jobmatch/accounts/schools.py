"""Which schools a trainer's account belongs to: whoever manages accounts has looked into it, and can take it back."""

from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import audit
from jobmatch.access import Actor, Permission, Role, require
from jobmatch.accounts.model import Account, AccountProvider
from jobmatch.accounts.service import UnusableAccountError


def bind(session: Session, account: Account, provider_id: int, at: datetime, actor: Actor) -> None:
    """The account acts for a school from now on; the number is one that the caller has found.

    Raises UnusableAccountError for an account that is no trainer's.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    if account.role is not Role.TRAINER:
        raise UnusableAccountError(f"{account.name} is a {account.role}; only a trainer belongs to a school")
    if any(one.provider_id == provider_id for one in account.providers):
        return
    account.providers.append(AccountProvider(provider_id=provider_id, bound_at=at, bound_by=actor.name[:100]))
    session.flush()
    audit.record(session, actor, "account.bind_school", f"account:{account.id}", at, f"provider:{provider_id}")


def unbind(session: Session, account: Account, provider_id: int, at: datetime, actor: Actor) -> None:
    """The account acts for the school no more; nothing where it never did."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    kept = [one for one in account.providers if one.provider_id != provider_id]
    if len(kept) < len(account.providers):
        account.providers = kept
        session.flush()
        audit.record(session, actor, "account.unbind_school", f"account:{account.id}", at, f"provider:{provider_id}")
