"""Whether anything about some people has changed: a digest of all the rows that their facts are made of.

The rows are read as they are stored, sealed columns unopened, which costs a fraction of understanding them. They are
taken whole, as in `kept`: a version that is too fine costs time, never truth.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from jobmatch.households.codes import ConstraintKind
from jobmatch.households.consent import Consent
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.working_life import (
    Answered,
    CertificateRow,
    ConstraintRow,
    Employment,
    ExperienceRow,
    Intention,
    Skill,
)
from jobmatch.matches.people import Scope
from jobmatch.matches.stored import whole

_OF_PEOPLE = (
    Membership, Employment, Intention, ConstraintRow, CertificateRow, Skill, ExperienceRow, Answered, Consent,
)  # fmt: skip


def version_of(session: Session, scope: Scope) -> str:
    """Of the people whose ids `scope` selects, and of whomever they go together with."""
    digest = sha256()
    for some in _circles(session, scope):
        for query in _queries(some):
            for row in session.connection().execute(query):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _circles(session: Session, scope: Scope) -> Iterator[Scope]:
    """The people themselves, those whom they name, those whom these name, and so on; everybody once."""
    known: set[int] = set()
    while True:
        yield scope
        known |= set(session.scalars(scope))
        named = session.scalars(
            select(ConstraintRow.with_people).where(
                ConstraintRow.person_id.in_(scope), ConstraintRow.kind == ConstraintKind.TOGETHER
            )
        )
        further = {person for people in named for person in people or ()} - known
        if not further:
            return
        known |= further
        scope = select(Person.id).where(Person.id.in_(sorted(further)))


def _queries(scope: Scope) -> Iterator[Select[Any]]:
    homes = select(Membership.household_id).where(Membership.person_id.in_(scope))
    yield whole(Household).where(Household.id.in_(homes)).order_by(Household.id)
    yield whole(Person).where(Person.id.in_(scope)).order_by(Person.id)
    for table in _OF_PEOPLE:
        yield whole(table).where(table.person_id.in_(scope)).order_by(*table.__table__.primary_key)
    yield (
        whole(DuplicatePair)
        .where(DuplicatePair.larger_id.in_(scope), DuplicatePair.state == PairState.OPEN)
        .order_by(DuplicatePair.id)
    )
