"""Moving messages and deliveries along their tables of moves; every other file of the stage changes states here."""

from datetime import datetime

from jobmatch.access import Role
from jobmatch.push.life import DELIVERY, MESSAGE, DeliveryState, DeliveryVerb, MessageState, MessageVerb
from jobmatch.push.model import Delivery, Message

SETTLED = frozenset(
    {
        DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.REFUSED, DeliveryState.FAILED,
        DeliveryState.EXPIRED, DeliveryState.UNKNOWN,
    }
)  # fmt: skip


def move_message(message: Message, verb: MessageVerb, why: str | None = None, role: Role = Role.SYSTEM) -> None:
    """Move a message; raises IllegalMoveError."""
    message.state = MessageState(MESSAGE.next_state(verb, message.state, role))
    message.why = why


def end_if_open(message: Message, verb: MessageVerb, why: str) -> None:
    """End a message that is still to be told; one that has been told, or has ended otherwise, stays as it is."""
    if message.state in (MessageState.WAITING, MessageState.UNDER_WAY):
        move_message(message, verb, why)


def move_delivery(
    delivery: Delivery, verb: DeliveryVerb, at: datetime, code: str | None = None, role: Role = Role.SYSTEM
) -> None:
    """Move a delivery and let go of its lease; raises IllegalMoveError."""
    delivery.state = DeliveryState(DELIVERY.next_state(verb, delivery.state, role))
    delivery.lease_until = delivery.leased_by = None
    delivery.error_code = code
    delivery.settled_at = at if delivery.state in SETTLED else None


def put_back(delivery: Delivery, next_at: datetime, at: datetime, code: str) -> None:
    """Not now: again at `next_at`, and the row says why."""
    move_delivery(delivery, DeliveryVerb.PUT_BACK, at, code)
    delivery.next_at = next_at


def tell(message: Message, role: Role = Role.SYSTEM) -> None:
    """Somebody has been told; a message that ended meanwhile stays ended."""
    if message.state is MessageState.UNDER_WAY:
        move_message(message, MessageVerb.TELL, role=role)


def end_ways(message: Message, at: datetime, code: str | None = None) -> None:
    """Take a message off the way that it waits on; a try that is going on is settled by whoever makes it."""
    for delivery in message.deliveries:
        if delivery.state is DeliveryState.DUE:
            move_delivery(delivery, DeliveryVerb.EXPIRE, at, code)
