"""The lives of a message and of one delivery of it, each as one table of moves (docs: design.md, section 5).

The message stands in the inbox from its first moment on; a delivery is one way of saying that it is there. Of what a
provider may have done without saying so nobody knows: such a delivery is `unknown`, and is never sent again in silence.
"""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move

_PROGRAM = frozenset({Role.SYSTEM})
_WORKERS = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})


class MessageState(StrEnum):
    """Where a message stands; in the inbox it is in every state but `void` and `merged`."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    TOLD = "told"
    MERGED = "merged"
    KEPT = "kept"
    VOID = "void"
    EXPIRED = "expired"


class MessageVerb(StrEnum):
    """What may happen to a message."""

    BEGIN = "begin"
    MERGE = "merge"
    TELL = "tell"
    NOT_TOLD = "not_told"
    KEEP = "keep"
    CALL_OFF = "call_off"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


_OPEN = (MessageState.WAITING, MessageState.UNDER_WAY)

MESSAGE = LifeCycle(
    "message",
    move(MessageVerb.BEGIN, MessageState.WAITING, MessageState.UNDER_WAY, by=_PROGRAM),
    # Several new posts that are due together are told as one.
    move(MessageVerb.MERGE, MessageState.WAITING, MessageState.MERGED, by=_PROGRAM),
    move(MessageVerb.TELL, MessageState.UNDER_WAY, MessageState.TOLD, by=_PROGRAM | _WORKERS),
    # A receipt says afterwards that it did not arrive.
    move(MessageVerb.NOT_TOLD, MessageState.TOLD, MessageState.UNDER_WAY, by=_PROGRAM),
    # Who does not want to be told, or has taken the consent back, finds it in the inbox and hears nothing.
    move(MessageVerb.KEEP, _OPEN, MessageState.KEPT, by=_PROGRAM),
    # What it tells is no longer true: the post is filled, the meeting called off.
    move(MessageVerb.CALL_OFF, _OPEN, MessageState.VOID, by=_PROGRAM),
    # What was said by mistake, and lies in the inbox unread.
    move(MessageVerb.WITHDRAW, MessageState.KEPT, MessageState.VOID, by=_PROGRAM),
    move(MessageVerb.EXPIRE, _OPEN, MessageState.EXPIRED, by=_PROGRAM),
)


class DeliveryState(StrEnum):
    """Where one delivery stands."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    REFUSED = "refused"
    FAILED = "failed"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


class DeliveryVerb(StrEnum):
    """What may happen to a delivery."""

    CLAIM = "claim"
    PUT_BACK = "put_back"
    SEND = "send"
    REFUSE = "refuse"
    FAIL = "fail"
    EXPIRE = "expire"
    LOSE = "lose"
    ASK_AGAIN = "ask_again"
    ARRIVE = "arrive"
    BOUNCE = "bounce"


_DUE, _CLAIMED, _SENT, _UNKNOWN = (
    DeliveryState.DUE,
    DeliveryState.CLAIMED,
    DeliveryState.SENT,
    DeliveryState.UNKNOWN,
)

DELIVERY = LifeCycle(
    "delivery",
    move(DeliveryVerb.CLAIM, _DUE, _CLAIMED, by=_PROGRAM),
    # Too early, a pause, a provider that asks to come again; or a worker that died before it called.
    move(DeliveryVerb.PUT_BACK, _CLAIMED, _DUE, by=_PROGRAM),
    # An answer that came after its lease had run out is still the truth: it mends an `unknown`.
    move(DeliveryVerb.SEND, (_CLAIMED, _UNKNOWN), _SENT, by=_PROGRAM),
    # What a person says at the telephone needs no claim: the call list is worked off by people.
    move(DeliveryVerb.REFUSE, (_CLAIMED, _UNKNOWN, _DUE), DeliveryState.REFUSED, by=_PROGRAM | _WORKERS),
    move(DeliveryVerb.FAIL, (_CLAIMED, _UNKNOWN), DeliveryState.FAILED, by=_PROGRAM),
    move(DeliveryVerb.EXPIRE, (_DUE, _CLAIMED), DeliveryState.EXPIRED, by=_PROGRAM),
    move(DeliveryVerb.LOSE, _CLAIMED, _UNKNOWN, by=_PROGRAM),
    # Once, and the row says so.
    move(DeliveryVerb.ASK_AGAIN, _UNKNOWN, _DUE, by=_PROGRAM),
    move(DeliveryVerb.ARRIVE, (_SENT, _UNKNOWN, _DUE), DeliveryState.DELIVERED, by=_PROGRAM | _WORKERS),
    move(DeliveryVerb.BOUNCE, (_SENT, _UNKNOWN), DeliveryState.FAILED, by=_PROGRAM),
)
