"""Which records may be one human: found over all people or for one, and put before a person as open pairs."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, delete, or_, select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Role
from jobmatch.households import area
from jobmatch.households.codes import Sex
from jobmatch.households.duplicates.likeness import Likeness, Traits, candidates, compare
from jobmatch.households.duplicates.model import DuplicatePair, PairState
from jobmatch.households.model import Household, Membership, Person

_BATCH = 500


def find_all(session: Session, on: date) -> int:
    """Look at everybody; returns how many new pairs were put forward. Pairs decided before are never asked again."""
    return _put_forward(session, _everybody(session), on, None)


def find_for(session: Session, people: Collection[int], on: date) -> int:
    """Look at some people, a family say, against those who share a name's sound, a birth date or a telephone."""
    marks = [Person.name_pinyin, Person.birth_date, Person.phone_index]
    theirs = session.execute(select(*marks).where(Person.id.in_(people))).all()
    shared = [mark.in_({row[place] for row in theirs} - {None}) for place, mark in enumerate(marks)]
    return _put_forward(session, _everybody(session, or_(*shared)), on, frozenset(people))


def open_pairs(session: Session, actor: Actor) -> Sequence[DuplicatePair]:
    """What waits for a decision, the likeliest first."""
    return session.scalars(waiting_pairs(actor).order_by(DuplicatePair.score.desc(), DuplicatePair.id)).all()


def waiting_pairs(actor: Actor) -> Select[DuplicatePair]:
    """What waits for a decision, in no order; whoever does not serve every site sees pairs within the area."""
    pairs = select(DuplicatePair).where(DuplicatePair.state == PairState.OPEN)
    if actor.sites is not None or actor.role is Role.HELPER:
        near = (
            select(Membership.person_id)
            .join(Household, Household.id == Membership.household_id)
            .where(Membership.left_on.is_(None), area.seen_by(actor))
        )
        pairs = pairs.where(DuplicatePair.smaller_id.in_(near), DuplicatePair.larger_id.in_(near))
    return pairs


def open_duplicates(session: Session, *which: ColumnElement[bool]) -> dict[int, int]:
    """For matching: the record that waits (the larger id) and the one it may double (the smallest such id).

    `which` says of `DuplicatePair` which ones are wanted, all where nothing is said.
    """
    found = session.execute(
        select(DuplicatePair.larger_id, DuplicatePair.smaller_id)
        .where(DuplicatePair.state == PairState.OPEN, *which)
        .order_by(DuplicatePair.smaller_id.desc())
    )
    return dict(found.all())


def _everybody(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[int, Traits]]:
    """The people who are still themselves, with what they are compared by; ID numbers stay sealed."""
    homes = select(Membership.person_id, Membership.household_id).where(Membership.left_on.is_(None))
    if conditions:
        homes = homes.join(Person, Person.id == Membership.person_id).where(*conditions)
    home = dict(session.execute(homes).all())
    rows = session.execute(
        select(Person.id, Person.name, Person.name_pinyin, Person.birth_date, Person.sex, Person.phone_index).where(
            Person.merged_into_id.is_(None), Person.died_on.is_(None), *conditions
        )
    )
    return [(row[0], Traits(row[1], row[2], row[3], row[4], row[5], home.get(row[0]))) for row in rows]


def _put_forward(session: Session, people: list[tuple[int, Traits]], on: date, only: frozenset[int] | None) -> int:
    ids = [person_id for person_id, _ in people]
    pairs = [
        (one, other)
        for one, other in candidates([traits for _, traits in people])
        if only is None or ids[one] in only or ids[other] in only
    ]
    numbers = _numbers(session, {ids[place] for pair in pairs for place in pair})
    alike: dict[tuple[int, int], Likeness] = {}
    for one, other in pairs:
        found = compare(_with_number(people[one], numbers), _with_number(people[other], numbers))
        if found.proposed:
            alike[min(ids[one], ids[other]), max(ids[one], ids[other])] = found
    return _store(session, alike, on, only)


def _numbers(session: Session, people: Iterable[int]) -> dict[int, str | None]:
    """ID numbers are opened for those alone who are compared, in batches that every database takes."""
    wanted = sorted(people)
    numbers: dict[int, str | None] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        numbers |= dict(session.execute(select(Person.id, Person.id_number).where(Person.id.in_(batch))).all())
    return numbers


def _with_number(person: tuple[int, Traits], numbers: dict[int, str | None]) -> Traits:
    person_id, traits = person
    sex = Sex(traits.sex) if traits.sex is not None else None
    return Traits(
        traits.name, traits.pinyin, traits.birth_date, sex, traits.phone, traits.household, numbers.get(person_id)
    )


def _store(session: Session, alike: dict[tuple[int, int], Likeness], on: date, only: frozenset[int] | None) -> int:
    """Add new pairs, refresh open ones, and drop open ones for which nothing speaks any more.

    A pair without evidence was put forward by a person, who alone takes it away.
    """
    concerned = select(DuplicatePair)
    if only is not None:
        concerned = concerned.where(or_(DuplicatePair.smaller_id.in_(only), DuplicatePair.larger_id.in_(only)))
    known = {(pair.smaller_id, pair.larger_id): pair for pair in session.scalars(concerned)}
    for key, pair in known.items():
        if pair.state is PairState.OPEN and key not in alike and pair.evidence:
            session.execute(delete(DuplicatePair).where(DuplicatePair.id == pair.id))
        elif pair.state is PairState.OPEN and key in alike and pair.score != alike[key].score:
            pair.score = alike[key].score
            pair.evidence = [item.value for item in alike[key].evidence]
    new = [key for key in sorted(alike) if key not in known]
    session.add_all(
        DuplicatePair(
            smaller_id=smaller,
            larger_id=larger,
            score=alike[smaller, larger].score,
            evidence=[item.value for item in alike[smaller, larger].evidence],
            state=PairState.OPEN,
            found_on=on,
        )
        for smaller, larger in new
    )
    session.flush()
    return len(new)
