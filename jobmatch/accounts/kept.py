"""Answers kept for requests that come again: a telephone on a bad line repeats itself and must not act twice.

`holder` is who asked, `key` what the telephone calls the request, `asked` a fingerprint of all it said.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jobmatch.accounts.model import KeptAnswer

KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """What a request was answered, and the fingerprint of what it asked."""

    asked: str
    status: int
    body: bytes


class AskedAtOnceError(RuntimeError):
    """The same request is being answered at this very moment."""


def find(session: Session, holder: str, key: str, at: datetime) -> Answer | None:
    """The answer that was given before, if any."""
    row = session.scalar(
        select(KeptAnswer).where(KeptAnswer.holder == holder, KeptAnswer.key == key, KeptAnswer.at > at - KEPT_FOR)
    )
    return None if row is None else Answer(row.asked, row.status, row.body)


def keep(session: Session, holder: str, key: str, answer: Answer, at: datetime) -> None:
    """Keep an answer, in the transaction of what it tells; raises AskedAtOnceError, and then nothing was done."""
    sweep(session, at)
    row = KeptAnswer(holder=holder, key=key, asked=answer.asked, status=answer.status, body=answer.body, at=at)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as error:
        raise AskedAtOnceError from error


def sweep(session: Session, at: datetime) -> None:
    """Remove the answers that nobody will ask for again."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.at <= at - KEPT_FOR))
