"""Whether a person's own WeChat reaches them (P12): learned when the telephone is linked, and when it is let go."""

from datetime import datetime

from sqlalchemy.orm import Session

from jobmatch.households.model import Person


def note_wechat(session: Session, person_id: int, bound: bool, at: datetime) -> None:
    """Write down that the own WeChat is linked, or no more; that it happened stands in the audit log of the linking."""
    person = session.get_one(Person, person_id)
    if person.wechat_bound is not bound:
        person.wechat_bound, person.updated_at = bound, at
