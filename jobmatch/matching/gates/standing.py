"""Gates of the person alone, the same for every vacancy: consent, status, capacity lost, an open duplicate."""

from jobmatch.matching.codes import Capacity, Status
from jobmatch.matching.facts import Person
from jobmatch.matching.notes import Found, Gate

_CAPACITY_GONE = frozenset({Capacity.LOST, Capacity.NONE})


def standing(person: Person, is_duplicate: bool) -> Found:
    """MR1: only who agrees, is willing and able, and is not waiting to be recognised as somebody else's record."""
    found = Found()
    if person.consent is False:
        found.gate(Gate.CONSENT, "consent")
    if is_duplicate:
        found.gate(Gate.DUP_OPEN, "duplicate", other=person.duplicate_of)
    if person.student:
        found.gate(Gate.STATUS, "student")
    if person.status is Status.NOT_SEEKING:
        found.gate(Gate.STATUS, "not_seeking")
    if person.capacity in _CAPACITY_GONE:
        found.gate(Gate.STATUS, "no_labourer")
        found.gate(Gate.CAP, "capacity_lost")
    if person.student is None:
        found.ask("student")
    if person.status is None:
        found.ask("status")
    if person.capacity is None:
        found.ask("capacity")
    if person.birth_date is None:
        found.ask("birth_date")
    return found
