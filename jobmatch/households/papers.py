"""A certificate enters a person's record by itself, outside the form: one that a class of ours has ended with.

Where it was written wrongly, it leaves the record as it came.
"""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, require
from jobmatch.households.area import require_person
from jobmatch.households.model import Person
from jobmatch.households.record import Certificate
from jobmatch.households.working_life import CertificateRow


def hold(session: Session, person_id: int, paper: Certificate, at: datetime, actor: Actor) -> CertificateRow:
    """The person holds a certificate from now on, beside those that are known. Raises Refused."""
    require(actor, Permission.CHANGE_HOUSEHOLD)
    require_person(session, person_id, clock.local_day(at), actor)
    row = CertificateRow(person_id=person_id, **asdict(paper))
    session.add(row)
    session.flush()
    audit.record(session, actor, "change_person", f"person:{person_id}", at, "certificates")
    return row


def let_go(session: Session, person_id: int, kind: str, number: str, at: datetime, actor: Actor) -> int:
    """No record of a person says any more that such a card is held; returns how many entries did. Raises Refused.

    An entry that was corrected at the counter since says something else, and stays.
    """
    require(actor, Permission.CHANGE_HOUSEHOLD)
    require_person(session, person_id, clock.local_day(at), actor)
    merged_into = session.scalar(select(Person.merged_into_id).where(Person.id == person_id))
    records = [one for one in (person_id, merged_into) if one is not None]
    held = select(CertificateRow).where(CertificateRow.person_id.in_(records), CertificateRow.kind == kind)
    found = [one for one in session.scalars(held) if one.number == number]
    for one in found:
        session.delete(one)
        audit.record(session, actor, "change_person", f"person:{one.person_id}", at, "certificates")
    session.flush()
    return len(found)
