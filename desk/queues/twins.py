"""Two records that may be one human, side by side: a person says same or different, and may take it back."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import aliased, contains_eager

from desk.language import say as _
from desk.language import say_either
from desk.listing import Column, Listing, answer
from desk.queues.blueprint import ROW, pages
from desk.record_words import label, say_value
from desk.undoing import say_done
from jobmatch import audit, clock, one_human
from jobmatch.access import Permission
from jobmatch.households import area, recognise
from jobmatch.households.duplicates import decide
from jobmatch.households.duplicates.likeness import Evidence, Likeness
from jobmatch.households.duplicates.model import DuplicatePair, Merge, PairState
from jobmatch.households.duplicates.propose import waiting_pairs
from jobmatch.households.identity import masked
from jobmatch.households.model import Household, Person
from jobmatch.web import current_actor, permission, session, undo

OF_THE_PERSON = ("name", "sex", "birth_date", "phone")
OF_THE_HOUSEHOLD = ("number", "dwelling", "home_phone", "updated_at")


@dataclass(frozen=True)
class Compared:
    """One line of the comparison: what it is, what either record says, and whether the two say otherwise."""

    name: str
    one: str
    other: str
    differs: bool


_SMALLER, _LARGER = aliased(Person), aliased(Person)
_COLUMNS: Sequence[Column[DuplicatePair]] = (
    Column(
        "one", _l("一份登记"), lambda pair: pair.smaller.name, _SMALLER.name_pinyin,
        lambda pair: url_for("queues.pair", row_id=pair.id),
    ),
    Column("other", _l("另一份"), lambda pair: pair.larger.name, _LARGER.name_pinyin),
    Column("why", _l("哪里像"), lambda pair: _why(pair)),
    Column("since", _l("哪天发现的"), lambda pair: pair.found_on, DuplicatePair.found_on),
)  # fmt: skip


@pages.get("/twins")
@permission(Permission.DECIDE_DUPLICATES)
def twins() -> ResponseReturnValue:
    """The pairs that wait, the likeliest first."""
    query = (
        waiting_pairs(current_actor())
        .join(_SMALLER, DuplicatePair.smaller_id == _SMALLER.id)
        .join(_LARGER, DuplicatePair.larger_id == _LARGER.id)
        .options(
            contains_eager(DuplicatePair.smaller.of_type(_SMALLER)),
            contains_eager(DuplicatePair.larger.of_type(_LARGER)),
        )
    )
    listing = Listing(
        "twins", _l("像是一个人的两份登记"), query, lambda rows: [row[0] for row in rows], _COLUMNS,
        first=(DuplicatePair.score.desc(),), last=DuplicatePair.id,
    )  # fmt: skip
    return answer(listing, "queues/twins.html")


@pages.get(f"/twins/{ROW}")
@permission(Permission.DECIDE_DUPLICATES)
def pair(row_id: int) -> ResponseReturnValue:
    """One pair, line by line; that both records were looked at is noted."""
    return _page(_found(row_id))


@pages.post(f"/twins/{ROW}/same")
@permission(Permission.DECIDE_DUPLICATES)
def same(row_id: int) -> ResponseReturnValue:
    """They are one human, and the record named goes on."""
    found, kept = _found(row_id), request.form.get("keep", "")
    if kept not in (str(found.smaller_id), str(found.larger_id)):
        abort(400)
    try:
        done = one_human.join(session(), row_id, int(kept), clock.now(), current_actor())
    except decide.AlreadyDecidedError:
        undo()
        return redirect(url_for("queues.pair", row_id=row_id), 303)
    say_done(_("两份登记合成一份了。"), url_for("queues.part", row_id=done.id))
    return redirect(url_for("queues.twins"), 303)


@pages.post(f"/twins/{ROW}/different")
@permission(Permission.DECIDE_DUPLICATES)
def different(row_id: int) -> ResponseReturnValue:
    """They are two people; the pair is never asked about again."""
    found = _found(row_id)
    try:
        decide.say_different(session(), row_id, clock.today(), clock.now(), current_actor())
    except decide.AlreadyDecidedError:
        return redirect(url_for("queues.pair", row_id=row_id), 303)
    words = _("记下了：%(one)s和%(other)s是两个人。", one=found.smaller.name, other=found.larger.name)
    say_done(words, url_for("queues.take_back_different", row_id=row_id))
    return redirect(url_for("queues.twins"), 303)


@pages.post(f"/twins/{ROW}/take-back")
@permission(Permission.DECIDE_DUPLICATES)
def take_back_different(row_id: int) -> ResponseReturnValue:
    """It was the wrong button: the pair waits again."""
    _found(row_id)
    with suppress(decide.AlreadyDecidedError):  # taken back already, by a second click
        decide.take_back_different(session(), row_id, clock.today(), clock.now(), current_actor())
    return redirect(url_for("queues.pair", row_id=row_id), 303)


@pages.post(f"/merges/{ROW}/part")
@permission(Permission.DECIDE_DUPLICATES)
def part(row_id: int) -> ResponseReturnValue:
    """They were two people after all: both records are as they were."""
    done = session().get(Merge, row_id)
    if done is None:
        abort(404)
    pair_id = done.pair_id
    try:
        one_human.part(session(), row_id, clock.now(), current_actor())
    except (decide.AlreadyDecidedError, decide.TooLateError) as error:
        undo()
        say_done(say_either(*str(error).split("。 ", 1)))
        return redirect(url_for("queues.pair", row_id=pair_id), 303)
    say_done(_("分开了，和合起来以前一样。"))
    return redirect(url_for("queues.pair", row_id=pair_id), 303)


def _found(row_id: int) -> DuplicatePair:
    """The pair of the address, where the actor serves both households; raises Refused."""
    found = session().get(DuplicatePair, row_id)
    if found is None:
        abort(404)
    for person_id in (found.smaller_id, found.larger_id):
        area.require_household_of(session(), person_id, clock.today(), current_actor())
    return found


def _page(found: DuplicatePair) -> str:
    both = (found.smaller, found.larger)
    for person in both:
        audit.record(
            session(), current_actor(), "compare_records", f"person:{person.id}", clock.now(), f"pair {found.id}"
        )
    homes = [_home(person) for person in both]
    rows = [_compared(name, *both) for name in OF_THE_PERSON]
    rows.insert(
        3, _line(_("身份证号后四位"), masked(both[0].id_number), masked(both[1].id_number))
    )  # fmt: skip
    rows += [_compared(name, *homes) for name in OF_THE_HOUSEHOLD]
    merge = session().scalar(
        select(Merge).where(Merge.pair_id == found.id, Merge.undone_at.is_(None)).order_by(Merge.id.desc()).limit(1)
    )
    return render_template(
        "queues/pair.html", pair=found, rows=rows, why=_why(found), open=found.state is PairState.OPEN,
        same=found.state is PairState.SAME, merge=merge,
    )  # fmt: skip


def _home(person: Person) -> Household | None:
    membership = recognise.open_membership(session(), person.id)
    return None if membership is None else session().get(Household, membership.household_id)


def _compared(name: str, one: Any, other: Any) -> Compared:
    said = ["" if getattr(of, name, None) is None else say_value(name, getattr(of, name)) for of in (one, other)]
    return _line(label(name), *said)


def _line(name: str, one: str, other: str) -> Compared:
    return Compared(name, one, other, one != other)


def _why(pair: DuplicatePair) -> str:
    likeness = Likeness(tuple(map(Evidence, pair.evidence)))
    return say_either(likeness.in_words(), likeness.in_english())
