"""How often somebody may guess: counts in the database, so that they hold across processes and survive a restart.

An attempt is counted before the password is looked at and taken back when it was right: many at once do not slip
through. The wait says nothing about whether the name exists. A name is also counted together with the address it was
tried from, and sooner, so that a stranger elsewhere does not keep a clerk from the own desk.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.accounts.model import Attempts
from jobmatch.seal import keyring

WINDOW = timedelta(minutes=10)
MOST_FROM_ONE_PLACE = 5
MOST_FOR_A_NAME = 30
MOST_FROM_AN_ADDRESS = 30
MOST_WITHOUT_A_NAME = 60


def count(session: Session, name: str, address: str, at: datetime) -> bool:
    """Count an attempt; False where there were too many, and then nobody's password is looked at.

    What is refused counts nowhere: who goes on with one name must not shut the address of a whole centre.
    """
    session.execute(delete(Attempts).where(Attempts.since < at - WINDOW))
    rows = [(_row(session, what, at), most) for what, most in _counted(name, address)]
    if any(row.failures >= most for row, most in rows):
        return False
    for row, _ in rows:
        row.failures += 1
    session.flush()
    return True


def take_back(session: Session, name: str, address: str) -> None:
    """The attempt was right: the name is as good as new from here, and the other counts lose this one attempt."""
    for what, _ in _counted(name, address):
        row = session.scalar(select(Attempts).where(Attempts.what == what).with_for_update())
        if row is not None:
            row.failures = 0 if what == _place(name, address) else max(0, row.failures - 1)
    session.flush()


def count_nameless(session: Session, what: str, address: str, at: datetime) -> bool:
    """Count an attempt that names nobody, by its address alone; a whole village may share one, so more are let pass."""
    session.execute(delete(Attempts).where(Attempts.since < at - WINDOW))
    row = _row(session, _nameless(what, address), at)
    if row.failures >= MOST_WITHOUT_A_NAME:
        return False
    row.failures += 1
    session.flush()
    return True


def take_back_nameless(session: Session, what: str, address: str) -> None:
    """The attempt was right and counts no longer."""
    row = session.scalar(select(Attempts).where(Attempts.what == _nameless(what, address)).with_for_update())
    if row is not None:
        row.failures = max(0, row.failures - 1)
    session.flush()


def _nameless(what: str, address: str) -> str:
    return _mark(f"{what} from {address}")


def _counted(name: str, address: str) -> tuple[tuple[str, int], ...]:
    """What is counted, and how often it may fail; always in this order, so that two sign-ins never wait crosswise."""
    return (
        (_mark(f"address {address}"), MOST_FROM_AN_ADDRESS),
        (_place(name, address), MOST_FROM_ONE_PLACE),
        (_mark(f"name {name}"), MOST_FOR_A_NAME),
    )


def _place(name: str, address: str) -> str:
    return _mark(f"name {name} from {address}")


def _mark(text: str) -> str:
    return keyring().blind(text, "sign-in attempts")


def _row(session: Session, what: str, at: datetime) -> Attempts:
    """The row of a count, held until the transaction ends; two that begin it at once share one."""
    asked = select(Attempts).where(Attempts.what == what).with_for_update()
    row = session.scalar(asked)
    if row is not None:
        return row
    try:
        with session.begin_nested():
            session.add(Attempts(what=what, since=at, failures=0))
    except IntegrityError:
        pass
    return session.scalars(asked).one()
