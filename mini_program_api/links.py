"""Which telephones speak for somebody, and the end of it: one is lost, a family parts, somebody is not trusted."""

from jobmatch import clock
from jobmatch.access import Permission
from jobmatch.households import area
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told, told_of_me
from mini_program_api.blueprint import LARGEST_ID, api
from mini_program_api.ports import Push, Telephone
from mini_program_api.problems import Sorry
from mini_program_api.proposals import PERSON
from mini_program_api.who import look, ports, require_own_affair, signed_in


@api.get(f"{PERSON}/links")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Links)
def links(person_id: int) -> told_of_me.Links:
    """The telephones that speak for the person, the own first."""
    require_own_affair(person_id)
    look(person_id, "read_reach")
    return told_of_me.Links(items=[_link(one) for one in _push().telephones(session(), person_id)])


@api.post(f"{PERSON}/links/<int(max={LARGEST_ID}):link_id>/end")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Empty)
@api.output(told.Done)
def end_link(person_id: int, link_id: int, json_data: asked.Empty) -> told.Done:
    """This telephone speaks for the person no more, also where it is the one that asks; the counter links it again."""
    require_own_affair(person_id)
    area.require_person(session(), person_id, clock.today(), current_actor())
    if not _push().end(session(), person_id, link_id, clock.now(), current_actor()):
        raise Sorry(404, "not_found")
    return told.Done()


def _push() -> Push:
    found = ports().push
    if found is None:
        raise Sorry(503, "not_connected")
    return found


def _link(one: Telephone) -> told_of_me.Link:
    return told_of_me.Link(
        id=one.link_id, role=one.role.value, since=one.since, this=one.openid == signed_in().openid
    )  # fmt: skip
