"""What an erasure means for sign-ins: those of the person's own telephones go, and so do codes that link one."""

from collections.abc import Collection

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from jobmatch.accounts.model import LinkCode, PhoneSignIn


def forget(session: Session, person_ids: Collection[int], openid_indexes: Collection[str]) -> None:
    """Remove sign-ins and codes of some people; `openid_indexes` are telephones that speak for nobody else."""
    theirs = or_(PhoneSignIn.person_id.in_(person_ids), PhoneSignIn.openid_index.in_(openid_indexes))
    session.execute(delete(PhoneSignIn).where(theirs))
    session.execute(delete(LinkCode).where(LinkCode.person_id.in_(person_ids)))
