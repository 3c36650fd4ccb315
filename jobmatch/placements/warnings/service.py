"""The verbs of warnings: look whether something is to be warned of, see to it, and what waits.

Looking again changes nothing; it follows from what somebody was allowed to write, so no area is asked for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from jobmatch import access, audit, clock, parameters
from jobmatch.access import Actor, Permission
from jobmatch.households import area
from jobmatch.households.model import Household
from jobmatch.households.reading import Reading, hold, hold_next, read
from jobmatch.placements.warnings.home_facts import homes
from jobmatch.placements.warnings.life import WARNING, Verb, WarningState
from jobmatch.placements.warnings.limits import LEVELS, Limits, limits_on
from jobmatch.placements.warnings.model import EarlyWarning, Level, WarningMove
from jobmatch.placements.warnings.rules import Sign, signs_of_home, signs_of_workplace
from jobmatch.placements.warnings.workplace_facts import workplaces
from jobmatch.settings import settings
from jobmatch.vacancies.model import Employer


@dataclass(frozen=True)
class _About:
    """Whom a warning is about: a household and perhaps one of it, or an employer."""

    household_id: int | None = None
    person_id: int | None = None
    employer_id: int | None = None


class NoSuchWarningError(LookupError):
    """There is no such warning."""


class NoWordsError(ValueError):
    """A warning is seen to with words: what was done."""


def look(session: Session, household_ids: Iterable[int], on: date, at: datetime, actor: Actor) -> int:
    """Raise, keep or end the warnings about some households; returns how many were raised or ended."""
    access.require(actor, Permission.KEEP_IN_STEP)
    # Two who look at one household at the same moment look one after the other.
    return look_at(session, read(session, hold(session, list(household_ids)), on), at, actor)


def look_at(session: Session, reading: Reading, at: datetime, actor: Actor) -> int:
    """`look` for households that are held and were read already."""
    access.require(actor, Permission.KEEP_IN_STEP)
    limits = limits_on(reading.book, reading.division, reading.on)
    wanted = {
        sign: _About(home.household_id, sign.person_id)
        for home in homes(session, reading, limits)
        for sign in signs_of_home(home, limits, reading.on)
    }
    standing = session.scalars(_held().where(EarlyWarning.household_id.in_(list(reading.rows))))
    return _settle(session, wanted, list(standing), limits, reading.on, at, actor)


def look_next(session: Session, after: int, most: int, on: date, at: datetime, actor: Actor) -> int | None:
    """`look` for the next households behind an id; returns the last one's id, None when there was none."""
    access.require(actor, Permission.KEEP_IN_STEP)
    rows = hold_next(session, after, most)
    look_at(session, read(session, rows, on), at, actor)
    return rows[-1].id if rows else None


def look_at_employers(session: Session, on: date, at: datetime, actor: Actor) -> int:
    """Raise, keep or end the warnings about employers; returns how many were raised or ended."""
    access.require(actor, Permission.KEEP_IN_STEP)
    session.flush()
    limits = limits_on(parameters.load(session), settings().home_division, on)
    places = workplaces(session, on, limits.loss_window)
    ids = [place.employer_id for place in places]
    session.execute(
        select(Employer.id).where(Employer.id.in_(ids)).order_by(Employer.id).with_for_update(key_share=True)
    ).all()
    wanted = {
        sign: _About(employer_id=place.employer_id) for place in places for sign in signs_of_workplace(place, limits)
    }
    standing = session.scalars(_held().where(EarlyWarning.employer_id.is_not(None)))
    return _settle(session, wanted, list(standing), limits, on, at, actor)


def see_to(session: Session, warning_id: int, done: str, actor: Actor, at: datetime) -> EarlyWarning:
    """Somebody has acted, and says what was done; the same again changes nothing.

    Raises NoWordsError, NoSuchWarningError, Refused, IllegalMoveError.
    """
    access.require(actor, Permission.FOLLOW_UP)
    session.flush()
    row = session.get(EarlyWarning, warning_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NoSuchWarningError(f"there is no warning {warning_id}")
    if row.household_id is not None:
        household = session.get_one(Household, row.household_id)
        area.require_household(session, household, clock.local_day(at), actor)
    if not done.strip():
        raise NoWordsError("write down in a few words what was done")
    if row.state is WarningState.SEEN_TO and row.done == done.strip():
        return row
    _move(session, row, Verb.SEE_TO, clock.local_day(at), at, actor)
    row.done = done.strip()
    session.flush()
    return row


def waiting(session: Session, on: date, actor: Actor) -> Sequence[EarlyWarning]:
    """The open warnings about the actor's households and about employers: red first, and of a level what is due first.

    An employer is no family's secret: whoever follows up anywhere sees who loses people. Raises Refused.
    """
    access.require(actor, Permission.FOLLOW_UP)
    own = select(Household.id).where(area.seen_by(actor))
    mine = or_(EarlyWarning.employer_id.is_not(None), EarlyWarning.household_id.in_(own))
    rows = session.scalars(_open().where(mine, EarlyWarning.raised_on <= on))
    return sorted(rows, key=lambda row: (list(Level).index(row.level), row.due_on, row.id))


def _settle(
    session: Session, wanted: dict[Sign, _About], standing: Sequence[EarlyWarning], limits: Limits,
    on: date, at: datetime, actor: Actor,
) -> int:  # fmt: skip
    """Raise what is so and does not stand, end what stands and is so no more."""
    if not wanted and not standing:
        return 0
    marks = {sign.mark for sign in wanted}
    known = session.scalars(select(EarlyWarning).where(EarlyWarning.mark.in_(marks)).order_by(EarlyWarning.id))
    newest = {row.mark: row for row in known}
    raised = [(sign, about) for sign, about in wanted.items() if _is_news(newest.get(sign.mark), sign, limits, on)]
    for sign, about in raised:
        row = EarlyWarning(
            signal=sign.signal, level=LEVELS[sign.signal], mark=sign.mark, household_id=about.household_id,
            person_id=about.person_id, employer_id=about.employer_id, raised_on=on,
            due_on=on + timedelta(days=limits.acts_in[sign.signal]), state=WarningState.OPEN,
        )  # fmt: skip
        _log(row, Verb.RAISE, "", at, actor)
        session.add(row)
        session.flush()
        _tell(session, row, Verb.RAISE, "", at, actor)
    over = [row for row in standing if row.mark not in marks]
    for row in over:
        _move(session, row, Verb.END, on, at, actor)
    return len(raised) + len(over)


def _is_news(last: EarlyWarning | None, sign: Sign, limits: Limits, on: date) -> bool:
    """Never raised, over and so again, or seen to long ago and still so."""
    if last is None or last.state is WarningState.OVER:
        return True
    again = timedelta(days=limits.again[sign.signal])
    return last.state is WarningState.SEEN_TO and last.ended_on is not None and last.ended_on + again <= on


def _move(session: Session, row: EarlyWarning, verb: Verb, on: date, at: datetime, actor: Actor) -> None:
    source = row.state
    row.state = WarningState(WARNING.next_state(verb, source, actor.role))
    row.ended_on, row.ended_by = on, actor.name[:100]
    _log(row, verb, source, at, actor)
    _tell(session, row, verb, source, at, actor)
    session.flush()


def _log(row: EarlyWarning, verb: Verb, source: str, at: datetime, actor: Actor) -> None:
    row.moves.append(WarningMove.of(verb, source, row.state, at, actor))


def _tell(session: Session, row: EarlyWarning, verb: Verb, source: str, at: datetime, actor: Actor) -> None:
    about = f"household:{row.household_id}" if row.household_id is not None else f"employer:{row.employer_id}"
    audit.record(session, actor, f"warning_{verb}", about, at, f"{row.signal}:{row.id} {source}>{row.state}")


def _open() -> Select[EarlyWarning]:
    return select(EarlyWarning).where(EarlyWarning.state == WarningState.OPEN)


def _held() -> Select[EarlyWarning]:
    """The open ones under their locks: what somebody has seen to a moment ago is not ended once more."""
    return _open().order_by(EarlyWarning.id).with_for_update(key_share=True).execution_options(populate_existing=True)
