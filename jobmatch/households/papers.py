"""A certificate enters a person's record by itself, outside the form: one that a class of ours has ended with."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import audit, clock
from jobmatch.access import Actor, Permission, require
from jobmatch.households.area import require_person
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
