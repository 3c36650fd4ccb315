"""The life cycle of a concern, and who sees to which kind. Pure.

A complaint may be about the very clerk at the counter, so it goes to the supervisor alone; so does the wish to be
deleted, which nobody undoes.
"""

from jobmatch.access import Role
from jobmatch.concerns.model import ConcernKind, ConcernState
from jobmatch.life_cycle import LifeCycle, move

_AT_THE_SITE = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})

SEEN_TO_BY = {
    ConcernKind.CORRECTION: _AT_THE_SITE,
    ConcernKind.COURSE_WISH: _AT_THE_SITE,
    ConcernKind.FEEDBACK: _AT_THE_SITE,
    ConcernKind.COMPLAINT: _SUPERVISOR,
    ConcernKind.ERASURE: _SUPERVISOR,
}

CONCERN = LifeCycle(
    "concern",
    # A wish is settled by what fulfils it, whoever saw to that: then the program says so.
    move("settle", ConcernState.OPEN, ConcernState.SETTLED, by=_AT_THE_SITE | {Role.SYSTEM}),
)
