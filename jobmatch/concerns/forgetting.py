"""To be forgotten: what takes effect the moment a person asks for it, and what a supervisor is asked to do."""

from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch import clock
from jobmatch.access import Actor
from jobmatch.concerns import service
from jobmatch.concerns.model import Concern, ConcernKind
from jobmatch.households import consent
from jobmatch.households.codes import ConsentPurpose
from jobmatch.placements import service as placements

RECORD = "record"


def ask(session: Session, person_id: int, at: datetime, actor: Actor) -> Concern:
    """Every consent ends at once, and with it all that stood on it; the supervisor is asked to delete the record.

    Raises Refused.
    """
    concern = service.bring_up(session, person_id, ConcernKind.ERASURE, RECORD, at, actor)
    for purpose in ConsentPurpose:
        if consent.allows(session, person_id, purpose, clock.local_day(at)):
            placements.withdraw_consent(session, person_id, purpose, actor, at)
    return concern
