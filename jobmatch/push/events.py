"""What WeChat tells us by itself: answers to its question, changed minds, and what became of messages.

Every event has a `mark`, the same each time WeChat repeats it, so that whoever keeps it can know it again.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


class Said(StrEnum):
    """What somebody answered when WeChat asked whether a message may come; `ban` is WeChat's own no."""

    ACCEPT = "accept"
    REJECT = "reject"
    BAN = "ban"


@dataclass(frozen=True)
class _Happened:
    """Who, about which of WeChat's template ids, and when."""

    openid: str
    template_id: str
    at: datetime

    @property
    def mark(self) -> str:
        """A fingerprint of the whole event; it names nobody."""
        parts = [type(self).__name__, *(str(getattr(self, one.name)) for one in fields(self))]
        return sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Asked(_Happened):
    """Somebody answered the question in the mini-program: one more message may come, or not."""

    said: Said


@dataclass(frozen=True)
class Changed(_Happened):
    """Somebody switched messages of a template on or off in WeChat's settings."""

    said: Said


@dataclass(frozen=True)
class Arrived(_Happened):
    """What became of a message that we handed over: code 0 it is on the phone, any other it is not."""

    msgid: str
    code: int
    status: str


Event = Asked | Changed | Arrived
