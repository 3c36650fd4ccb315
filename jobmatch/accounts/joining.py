"""Whoever hires registers alone, and answers for an employer as soon as the office lets them.

Of an employer that nobody knew yet there is nothing to see, so who registers it answers for it at once; its posts are
reviewed, and it is verified, before anybody hears of them. Of one that is known already the office asks first.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from jobmatch import audit
from jobmatch.access import Actor, Permission, Role, require
from jobmatch.accounts import service
from jobmatch.accounts.model import Account, AccountEmployer
from jobmatch.accounts.service import NewAccount


class NotWaitingError(LookupError):
    """Nobody waits to answer for this employer: a colleague was quicker, or the wish was taken back."""


def register(
    session: Session, new: NewAccount, password: str, employer_id: int, at: datetime, *, known: bool
) -> Account:
    """An account of somebody who hires; `known`: the employer was there before, and the office lets them in or not.

    Raises UnusableAccountError and WeakPasswordError.
    """
    themselves = Actor(service.folded(new.name), Role.EMPLOYER)
    require(themselves, Permission.JOIN_TO_HIRE)
    account = service.enter(session, new, password, at, themselves)
    account.employers = [
        AccountEmployer(
            employer_id=employer_id, asked_at=at, admitted_at=None if known else at,
            admitted_by=None if known else themselves.name,
        )
    ]  # fmt: skip
    session.flush()
    audit.record(session, themselves, "account.ask_to_hire", f"employer:{employer_id}", at, "known" if known else "new")
    return account


def waiting(session: Session, actor: Actor) -> Sequence[AccountEmployer]:
    """Who wants to answer for an employer that is known already, the longest wait first."""
    require(actor, Permission.VERIFY_EMPLOYER)
    return session.scalars(
        select(AccountEmployer)
        .join(AccountEmployer.account)
        .options(contains_eager(AccountEmployer.account))
        .where(AccountEmployer.admitted_at.is_(None), Account.disabled_at.is_(None))
        .order_by(AccountEmployer.asked_at, AccountEmployer.account_id)
    ).all()


def admit(session: Session, account_id: int, employer_id: int, at: datetime, actor: Actor) -> None:
    """The office has rung the employer: this person answers for it. Raises NotWaitingError."""
    row = _row(session, account_id, employer_id, actor)
    if row.admitted_at is None:
        row.admitted_at, row.admitted_by = at, actor.name[:100]
        session.flush()
        audit.record(session, actor, "account.admit_to_hire", f"account:{account_id}", at, f"employer:{employer_id}")


def put_off(session: Session, account_id: int, employer_id: int, at: datetime, actor: Actor) -> None:
    """Let in by mistake: the person waits again. Raises NotWaitingError."""
    row = _row(session, account_id, employer_id, actor)
    row.admitted_at = row.admitted_by = None
    session.flush()
    audit.record(session, actor, "account.put_off", f"account:{account_id}", at, f"employer:{employer_id}")


def turn_away(session: Session, account_id: int, employer_id: int, because: str, at: datetime, actor: Actor) -> None:
    """The employer knows nothing of this person: the account can answer for nobody. Raises NotWaitingError."""
    row = _row(session, account_id, employer_id, actor)
    session.delete(row)
    session.flush()
    detail = f"employer:{employer_id} {because.strip()}"[:200]
    audit.record(session, actor, "account.turn_away", f"account:{account_id}", at, detail)


def _row(session: Session, account_id: int, employer_id: int, actor: Actor) -> AccountEmployer:
    require(actor, Permission.VERIFY_EMPLOYER)
    row = session.get(AccountEmployer, (account_id, employer_id), with_for_update=True)
    if row is None:
        raise NotWaitingError(f"nobody waits to answer for employer {employer_id}")
    return row
