"""My form: all that the record says of a person, who looked at it, and a note to the counter where it is wrong."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from desk.about import say_entry
from desk.counter.family import who_can_work
from desk.record_words import TITLES, label
from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import ConcernKind, ConcernState
from jobmatch.households import area
from jobmatch.households.view import HouseholdView, MemberView, view
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told, told_of_me
from mini_program_api.blueprint import api
from mini_program_api.looks import folded, looks_of
from mini_program_api.problems import Sorry
from mini_program_api.proposals import PERSON
from mini_program_api.vacancies import home_of
from mini_program_api.who import look, require_own_affair

# The number of a row says nothing; an ID number says too much to whoever looks over a shoulder. Its last four digits
# are enough to see that it is the right one; all of it stands in what the person can take away.
_UNSAID = frozenset({"with_people", "id_number"})


@api.get(f"{PERSON}/form")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Form)
def form(person_id: int) -> told_of_me.Form:
    """The own record whole, and the household's; without what is the person's alone where others use the telephone.

    A relative who helps was let see jobs and messages, and so nothing of the record.
    """
    require_own_affair(person_id)
    seen, mine = _seen(person_id)
    parts: list[tuple[str, Mapping[str, Any]]] = [
        ("person", mine.facts), ("membership", mine.membership),
        *((name, row) for name, rows in mine.belongings.items() for row in rows),
        ("household", seen.facts),
    ]  # fmt: skip
    waiting = _waiting(person_id)
    sections: dict[str, list[told_of_me.Held]] = {}
    for name, facts in parts:
        sections.setdefault(name, []).extend(_entries(name, facts, waiting))
    return told_of_me.Form(
        sections=[told_of_me.Section(title=str(TITLES[name]), entries=held) for name, held in sections.items() if held],
        hidden=current_actor().shares_phone,
        can_work=who_can_work(seen.read_back),
    )


@api.post(f"{PERSON}/form/corrections")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Correction)
@api.output(told.Done)
def correct(person_id: int, json_data: asked.Correction) -> told.Done:
    """Something is not right: the counter gets to see it, asks where needed, and puts it right in the record."""
    concerns.bring_up(
        session(), person_id, ConcernKind.CORRECTION, json_data.field, clock.now(), current_actor(),
        said=json_data.words,
    )  # fmt: skip
    return told.Done()


@api.get(f"{PERSON}/form/seen")
@permission(Permission.READ_HOUSEHOLD)
@api.input(asked.Page, location="query")
@api.output(told_of_me.Looks)
def seen(person_id: int, query_data: asked.Page) -> told_of_me.Looks:
    """Who read or changed what about the person, newest first, each once a day; `after` is what `next` said."""
    require_own_affair(person_id)
    look(person_id, "read_looks")
    found = looks_of(session(), person_id, query_data.after, query_data.most + 1)
    return told_of_me.Looks(
        items=folded(found[: query_data.most]),
        next=query_data.after + query_data.most if len(found) > query_data.most else None,
    )


def _seen(person_id: int) -> tuple[HouseholdView, MemberView]:
    home = home_of(person_id)
    area.require_person(session(), person_id, clock.today(), current_actor())
    if home is None:
        raise Sorry(404, "not_found")
    found = view(session(), current_actor(), home.id, clock.now())
    mine = next((one for one in found.members if one.person_id == person_id), None)
    if mine is None:
        raise Sorry(404, "not_found")
    return found, mine


def _waiting(person_id: int) -> frozenset[str]:
    """The entries for which a correction was sent and nobody has seen to it yet."""
    found = concerns.of_person(session(), person_id, [ConcernKind.CORRECTION], clock.now(), current_actor())
    return frozenset(one.about for one in found if one.state is ConcernState.OPEN)


def _entries(section: str, facts: Mapping[str, Any], waiting: Collection[str]) -> Iterator[told_of_me.Held]:
    for name, value in facts.items():
        said = "" if name in _UNSAID else say_entry(name, value)
        if said:
            yield told_of_me.Held(field=name, label=label(name, section), value=said, waits=name in waiting)
