"""The life cycle of a class: planned, published, open to whoever joins, running, ended; or not held after all."""

from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move


class ClassState(StrEnum):
    """Where a class stands; an office's plan enters its classes as open, since the office has published them."""

    PLANNED = "planned"
    PUBLISHED = "published"
    OPEN = "open"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class ClassVerb(StrEnum):
    """What can be done with a class; `hold` and `plan` begin one."""

    HOLD = "hold"
    PLAN = "plan"
    PUBLISH = "publish"
    OPEN = "open"
    BEGIN = "begin"
    END = "end"
    CANCEL = "cancel"
    REINSTATE = "reinstate"


_S = ClassState
TO_COME = frozenset({_S.PLANNED, _S.PUBLISHED, _S.OPEN})
NOT_OVER = TO_COME | {_S.RUNNING}

_STAFF = {Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM}
_SCHOOLS = (_STAFF - {Role.HELPER}) | {Role.TRAINER}
COURSE_CLASS = LifeCycle(
    "class",
    move(ClassVerb.PUBLISH, _S.PLANNED, _S.PUBLISHED, by=_SCHOOLS),
    move(ClassVerb.OPEN, _S.PUBLISHED, _S.OPEN, by=_SCHOOLS),
    move(ClassVerb.BEGIN, _S.OPEN, _S.RUNNING, by=_SCHOOLS),
    move(ClassVerb.END, _S.RUNNING, _S.ENDED, by=_SCHOOLS),
    move(ClassVerb.CANCEL, NOT_OVER, _S.CANCELLED, by=_SCHOOLS),
    # An office's list names a class again that it had left out.
    move(ClassVerb.REINSTATE, _S.CANCELLED, _S.OPEN, by=_STAFF - {Role.HELPER}),
)
