"""What happened in a household, newest first: who came and left, who worked where, what its clock did, and what was
said at talks in words.

Only days on which somebody belonged to it: where a person lived before and after is not this household's to tell.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from desk.language import say as _
from desk.language import say_either
from desk.record_words import say_value
from desk.today.words import MOVES, say_act
from jobmatch.households.codes import WORKING, LeaveReason
from jobmatch.households.model import Membership, Person
from jobmatch.households.working_life import Employment
from jobmatch.placements.follow_ups.model import FollowUp
from jobmatch.placements.follow_ups.scripts import scripts
from jobmatch.placements.zero_clock.model import ZeroMove, ZeroSpell
from jobmatch.web import session


@dataclass(frozen=True)
class Event:
    """Something that happened on a day."""

    on: date
    what: str
    more: str = ""


def history(household_id: int, until: date) -> list[Event]:
    """All of it up to and including a day."""
    rows = session().execute(
        select(Membership, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.household_id == household_id)
        .order_by(Membership.id)
    )
    belonged = [(membership, name) for membership, name in rows]
    names = {membership.person_id: name for membership, name in belonged}
    found = [*_came_and_left(belonged), *_worked(belonged), *_clock(household_id, names), *_said(household_id, names)]
    return sorted((one for one in found if one.on <= until), key=lambda one: one.on, reverse=True)


def _came_and_left(belonged: list[tuple[Membership, str]]) -> Iterator[Event]:
    # Who stands to the head in another way than before has neither left nor come.
    turned = {(one.person_id, one.left_on) for one, _name in belonged if one.left_because is LeaveReason.NEW_RELATION}
    for one, name in belonged:
        if (one.person_id, one.joined_on) not in turned:
            yield Event(one.joined_on, _("%(name)s登记在这一家", name=name))
        if one.left_on is not None and one.left_because is not LeaveReason.NEW_RELATION:
            why = say_value("left_because", one.left_because) if one.left_because else ""
            yield Event(one.left_on, _("%(name)s离开了这一家", name=name), why)


def _worked(belonged: list[tuple[Membership, str]]) -> Iterator[Event]:
    spells: Mapping[int, list[Employment]] = {one.person_id: [] for one, _name in belonged}
    for spell in session().scalars(
        select(Employment).where(Employment.person_id.in_(spells)).order_by(Employment.since, Employment.id)
    ):
        spells[spell.person_id].append(spell)
    for one, name in belonged:
        for spell in spells[one.person_id]:
            here = one.left_on is None or spell.since < one.left_on
            if one.joined_on <= spell.since and here:
                more = [say_value("status", spell.status), spell.employer or "", spell.title or ""]
                works = spell.status in WORKING
                what = _("%(name)s上班了", name=name) if works else _("%(name)s没有上班", name=name)
                yield Event(spell.since, what, " · ".join(filter(None, more)))


def _clock(household_id: int, names: Mapping[int, str]) -> Iterator[Event]:
    moves = session().scalars(
        select(ZeroMove).join(ZeroSpell, ZeroSpell.id == ZeroMove.zero_spell_id)
        .where(ZeroSpell.household_id == household_id).order_by(ZeroMove.id)
    )  # fmt: skip
    for move in moves:
        yield Event(move.on, _("计时：%(what)s", what=MOVES.get(move.verb, move.verb)), say_act(move.because, names))


def _said(household_id: int, names: Mapping[int, str]) -> Iterator[Event]:
    talks = session().scalars(
        select(FollowUp).where(FollowUp.household_id == household_id, FollowUp.said.is_not(None)).order_by(FollowUp.id)
    )
    for talk in talks:
        if talk.done_on is not None and talk.said:
            script = scripts()[talk.kind]
            title, name = say_either(script.zh, script.en), names.get(talk.person_id or 0, "")
            what = _("问过%(name)s：%(title)s", name=name, title=title) if name else _("问过：%(title)s", title=title)
            yield Event(talk.done_on, what, talk.said)
