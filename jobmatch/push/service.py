"""The verbs of this stage in one place, in the order of the journey; each is told in full in a file of its own."""

from jobmatch.push.calls import (
    CallVerb,
    SettledAlreadyError,
    how_many_wait,
    missed,
    rung,
    told,
    waiting,
    wants_none,
)
from jobmatch.push.circumstances import unwilling
from jobmatch.push.delivering import deliver
from jobmatch.push.forgetting import forget, forget_old, telephones_of_nobody_else
from jobmatch.push.hearing import hear
from jobmatch.push.outbox import (
    NoTransactionError,
    accepted,
    balances,
    call_off,
    draft,
    enqueue,
    inbox,
    keep,
    mark_read,
    write_down,
)
from jobmatch.push.pausing import lift
from jobmatch.push.receipts import note as note_receipt
from jobmatch.push.recipients import (
    Standing,
    bring_in_step,
    enter_openid,
    find_openid,
    hand_over,
    keep_in_step,
    link,
    links_of,
    links_of_openid,
    opt_in,
    opt_out,
    part,
    recipient_of,
    unlink,
)
from jobmatch.push.stopping import go_on_with_wechat, stop, stop_wechat

__all__ = [
    "CallVerb",
    "NoTransactionError",
    "SettledAlreadyError",
    "Standing",
    "accepted",
    "balances",
    "bring_in_step",
    "call_off",
    "deliver",
    "draft",
    "enqueue",
    "enter_openid",
    "find_openid",
    "forget",
    "forget_old",
    "go_on_with_wechat",
    "hand_over",
    "hear",
    "how_many_wait",
    "inbox",
    "keep",
    "keep_in_step",
    "lift",
    "link",
    "links_of",
    "links_of_openid",
    "mark_read",
    "missed",
    "note_receipt",
    "opt_in",
    "opt_out",
    "part",
    "recipient_of",
    "rung",
    "stop",
    "stop_wechat",
    "telephones_of_nobody_else",
    "told",
    "unlink",
    "unwilling",
    "waiting",
    "wants_none",
    "write_down",
]
