"""A person decides whether two records are one human: two people, one and merged, or a merge taken back in time.

The policy: whoever decides must be allowed both households, since both change; a pair across two sites is for somebody
who serves both. The program itself never decides.
"""

from datetime import date, datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from jobmatch import access, audit, parameters
from jobmatch.access import Actor, Permission
from jobmatch.households import area, recognise, zero_employment
from jobmatch.households.duplicates import merging
from jobmatch.households.duplicates.model import DuplicatePair, Merge, PairState
from jobmatch.households.model import Person
from jobmatch.settings import settings


class AlreadyDecidedError(ValueError):
    """Somebody has decided about this pair already."""


class TooLateError(ValueError):
    """The days in which a merge can be undone are over."""


def say_different(session: Session, pair_id: int, on: date, at: datetime, actor: Actor) -> None:
    """They are two people: the pair is never put forward again and stops nobody's matching."""
    pair = _open_pair(session, pair_id, on, actor)
    _decide(pair, PairState.DIFFERENT, at, actor)
    for person_id in (pair.smaller_id, pair.larger_id):
        audit.record(session, actor, "told_apart", f"person:{person_id}", at, f"pair {pair.id}")


def take_back_different(session: Session, pair_id: int, on: date, at: datetime, actor: Actor) -> None:
    """It was decided by a slip of the finger: the pair waits again, and one of the two with it.

    Raises AlreadyDecidedError where the pair does not stand as two people.
    """
    pair = _pair_of_mine(session, pair_id, on, actor)
    if pair.state is not PairState.DIFFERENT:
        raise AlreadyDecidedError("这一对没有定成两个人。 This pair does not stand as two people.")
    pair.state, pair.decided_at, pair.decided_by = PairState.OPEN, None, None
    for person_id in (pair.smaller_id, pair.larger_id):
        audit.record(session, actor, "told_apart_taken_back", f"person:{person_id}", at, f"pair {pair.id}")


def say_same(session: Session, pair_id: int, keep_id: int, on: date, at: datetime, actor: Actor) -> Merge:
    """They are one human: the record `keep_id` goes on with the history of both, the other one leads to it.

    Of agreements only what both records agree to stays in force.
    """
    pair = _open_pair(session, pair_id, on, actor)
    if keep_id not in (pair.smaller_id, pair.larger_id):
        raise ValueError("the record to keep is neither of the two")
    gone_id = pair.larger_id if keep_id == pair.smaller_id else pair.smaller_id
    kept, gone = session.get_one(Person, keep_id), session.get_one(Person, gone_id)
    changes = merging.merge(session, kept, gone, on)
    _decide(pair, PairState.SAME, at, actor)
    session.execute(
        delete(DuplicatePair).where(
            DuplicatePair.state == PairState.OPEN,
            or_(DuplicatePair.smaller_id == gone_id, DuplicatePair.larger_id == gone_id),
        )
    )
    done = Merge(
        pair_id=pair.id, kept_id=keep_id, gone_id=gone_id, merged_on=on, merged_at=at, changes=merging.written(changes)
    )
    session.add(done)
    session.flush()
    audit.record(session, actor, "merge_records", f"person:{keep_id}", at, f"from person:{gone_id}")
    audit.record(session, actor, "merge_records", f"person:{gone_id}", at, f"into person:{keep_id}")
    return done


def undo(session: Session, merge_id: int, on: date, at: datetime, actor: Actor) -> None:
    """Take a merge back: both records are as they were; what was written since stays where it was written.

    Raises TooLateError after `merge_undo_days`; the pair is open again.
    """
    done = session.get_one(Merge, merge_id)
    access.require(actor, Permission.DECIDE_DUPLICATES)
    area.require_household_of(session, done.kept_id, on, actor)
    if done.undone_at is not None:
        raise AlreadyDecidedError("这次合并已经撤销过了。 This merge has been undone already.")
    days = parameters.load(session).whole("merge_undo_days", settings().home_division, on)
    if (on - done.merged_on).days > days:
        raise TooLateError(
            f"合并超过{days}天，不能再撤销；请新建登记。 A merge can be undone for {days} days: enter the person anew."
        )
    if _merged_again(session, done):
        raise AlreadyDecidedError("先撤销后来的合并。 Undo the later merge of this record first.")
    merging.take_back(session, done.changes)
    homes = [recognise.open_membership(session, person_id) for person_id in (done.kept_id, done.gone_id)]
    zero_employment.reckon(session, {home.household_id for home in homes if home is not None}, on)
    done.undone_at = at
    pair = session.get_one(DuplicatePair, done.pair_id)
    pair.state, pair.decided_at, pair.decided_by = PairState.OPEN, None, None
    for person_id in (done.kept_id, done.gone_id):
        audit.record(session, actor, "undo_merge", f"person:{person_id}", at, f"merge {done.id}")


def _pair_of_mine(session: Session, pair_id: int, on: date, actor: Actor) -> DuplicatePair:
    """The pair, held until the decision is written, so that of two people who decide at once the second is told."""
    access.require(actor, Permission.DECIDE_DUPLICATES)
    pair = session.get_one(DuplicatePair, pair_id, with_for_update=True, populate_existing=True)
    for person_id in (pair.smaller_id, pair.larger_id):
        area.require_household_of(session, person_id, on, actor)
    return pair


def _open_pair(session: Session, pair_id: int, on: date, actor: Actor) -> DuplicatePair:
    pair = _pair_of_mine(session, pair_id, on, actor)
    if pair.state is not PairState.OPEN:
        raise AlreadyDecidedError("这一对已经有人定过了。 Somebody has decided about this pair already.")
    return pair


def _decide(pair: DuplicatePair, state: PairState, at: datetime, actor: Actor) -> None:
    pair.state = state
    pair.decided_at = at
    pair.decided_by = actor.name


def _merged_again(session: Session, done: Merge) -> bool:
    """Whether the kept record has itself been merged since, or taken another one in; merges come off in turn."""
    later = select(Merge.id).where(
        Merge.id > done.id,
        Merge.undone_at.is_(None),
        or_(Merge.kept_id == done.kept_id, Merge.gone_id == done.kept_id),
    )
    return session.scalar(later.limit(1)) is not None
