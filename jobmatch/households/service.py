"""The verbs of this stage in one place, in the order of the journey; each is told in full in a file of its own."""

from jobmatch.households.leaving import NotAMemberError, leave, make_head, split
from jobmatch.households.recognise import IdentityConflictError, UnreadableNumberError, number_conflicts
from jobmatch.households.store import UnknownHouseholdError, load, load_rows
from jobmatch.households.take_in import TakenIn, UnknownSiteError, take_in

__all__ = [
    "IdentityConflictError",
    "NotAMemberError",
    "TakenIn",
    "UnknownHouseholdError",
    "UnknownSiteError",
    "UnreadableNumberError",
    "leave",
    "load",
    "load_rows",
    "make_head",
    "number_conflicts",
    "split",
    "take_in",
]
