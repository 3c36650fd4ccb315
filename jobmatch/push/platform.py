"""The platform as its callers see it: what may become of a call, and what a call of its own looks like.

Apart from `wechat.py`, so that who deals with a failure needs to know nothing of how the platform is called.
"""

from dataclasses import dataclass

from jobmatch.push import errors
from jobmatch.push.errors import Trouble


class WeChatError(Exception):
    """A call did not go through; `trouble` says what that means to whoever waits for it."""

    trouble = Trouble.LATER


class NotReachedError(WeChatError):
    """The platform was not reached: nothing has been done there."""


class NoAnswerError(WeChatError):
    """The call went out, and no answer came that can be understood: it may have been done or not."""


class CodeError(WeChatError):
    """The platform has said no, with a code."""

    def __init__(self, code: int, said: object = "") -> None:
        super().__init__(f"{code} {said}")
        self.code = code
        self.trouble = errors.trouble(code)


class ForgedError(Exception):
    """What came in was not from the platform, or is too old to be believed."""


@dataclass(frozen=True)
class Posted:
    """A call of the platform's as it came in: the signatures of its address, and its body."""

    signature: str
    timestamp: str
    nonce: str
    msg_signature: str
    body: bytes
