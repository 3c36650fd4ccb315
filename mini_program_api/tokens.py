"""The short-lived token of a telephone: it names the sign-in and says until when, and nothing about anybody."""

from datetime import UTC, datetime, timedelta

import jwt

from jobmatch.seal import keyring

GOOD_FOR = timedelta(minutes=30)
_ALGORITHM = "HS256"


def issue(sign_in_id: int, at: datetime) -> str:
    """A token for a sign-in, good for half an hour."""
    until = int((at + GOOD_FOR).timestamp())
    return jwt.encode({"sid": sign_in_id, "exp": until}, _key(), algorithm=_ALGORITHM)


def read(token: str, at: datetime) -> int | None:
    """The sign-in that a token names; None for one that is not ours or too old."""
    try:
        # The library would ask the wall clock itself; here time is an argument.
        said = jwt.decode(token, _key(), algorithms=[_ALGORITHM], options={"verify_exp": False, "require": ["exp"]})
    except jwt.InvalidTokenError:
        return None
    sign_in_id, until = said.get("sid"), said.get("exp")
    if not isinstance(sign_in_id, int) or not isinstance(until, int) or at >= datetime.fromtimestamp(until, UTC):
        return None
    return sign_in_id


def _key() -> bytes:
    return keyring().derived("phone tokens")
