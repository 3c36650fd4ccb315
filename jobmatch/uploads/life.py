"""The life of an upload as one table of moves: read, shown, confirmed, imported; and where it may stop on the way."""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move

_STAFF = frozenset({Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM})
_PROGRAM = frozenset({Role.SYSTEM})


class UploadState(StrEnum):
    """Where an upload stands."""

    RECEIVED = "received"
    READING = "reading"
    SHOWN = "shown"
    CONFIRMED = "confirmed"
    IMPORTING = "importing"
    STOPPED = "stopped"
    DONE = "done"
    REFUSED = "refused"
    DISCARDED = "discarded"


class Verb(StrEnum):
    """What may be done with an upload."""

    READ = "read"
    SHOW = "show"
    CONFIRM = "confirm"
    BEGIN = "begin"
    STOP = "stop"
    GO_ON = "go_on"
    FINISH = "finish"
    REFUSE = "refuse"
    DISCARD = "discard"
    EXPIRE = "expire"


AT_WORK = (UploadState.READING, UploadState.IMPORTING)
"""While the program works on it; the database lets one upload at a time be in each of these states."""

UPLOAD = LifeCycle(
    "upload",
    move(Verb.READ, UploadState.RECEIVED, UploadState.READING, by=_PROGRAM),
    move(Verb.SHOW, UploadState.READING, UploadState.SHOWN, by=_PROGRAM),
    move(Verb.CONFIRM, UploadState.SHOWN, UploadState.CONFIRMED, by=_STAFF),
    move(Verb.BEGIN, UploadState.CONFIRMED, UploadState.IMPORTING, by=_PROGRAM),
    move(Verb.FINISH, UploadState.IMPORTING, UploadState.DONE, by=_PROGRAM),
    # A run that was killed; what it finished is kept, and it goes on with the rest when somebody says so.
    move(Verb.STOP, UploadState.IMPORTING, UploadState.STOPPED, by=_PROGRAM),
    move(Verb.GO_ON, UploadState.STOPPED, UploadState.CONFIRMED, by=_STAFF),
    # No list of this kind, or one that says less than what is known; a reading that was killed is refused as well.
    move(Verb.REFUSE, AT_WORK, UploadState.REFUSED, by=_PROGRAM),
    move(Verb.DISCARD, (UploadState.SHOWN, UploadState.STOPPED), UploadState.DISCARDED, by=_STAFF),
    move(
        Verb.EXPIRE,
        (UploadState.RECEIVED, UploadState.SHOWN, UploadState.CONFIRMED, UploadState.STOPPED),
        UploadState.DISCARDED,
        by=_PROGRAM,
    ),
)
