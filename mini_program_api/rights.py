"""What everybody has a right to: all that is kept, in one document; to be forgotten; to complain, and to hear back."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from desk.about import say_about
from jobmatch import clock, telling
from jobmatch.access import Permission
from jobmatch.audit import AuditEvent
from jobmatch.concerns import forgetting, model
from jobmatch.concerns import service as concerns
from jobmatch.concerns.model import ConcernKind, ConcernState
from jobmatch.erasing.service import evidence_until
from jobmatch.households import consent
from jobmatch.households.codes import ConsentPurpose
from jobmatch.households.held import held_about
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.web import current_actor, permission, session
from mini_program_api import asked, told, told_of_me
from mini_program_api.blueprint import api
from mini_program_api.held_words import in_words
from mini_program_api.looks import folded, looks_of
from mini_program_api.problems import Sorry
from mini_program_api.proposals import PERSON
from mini_program_api.who import look, ports, require_own_affair

MOST_LOOKS = 1000


@api.get(f"{PERSON}/export")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Export)
def export(person_id: int) -> told_of_me.Export:
    """Everything that is kept about the person, by the privacy register, with the reason, in plain words."""
    require_own_affair(person_id)
    at = clock.now()
    found = held_about(session(), person_id, at, current_actor())
    return told_of_me.Export(
        made_at=at,
        values=in_words(found.values),
        looks=folded(looks_of(session(), person_id, 0, MOST_LOOKS)),
    )


@api.post(f"{PERSON}/erase")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Empty)
@api.output(told_of_me.Erasing)
def erase(person_id: int, json_data: asked.Empty) -> told_of_me.Erasing:
    """Nobody is told anything more from now on; the record itself goes when the supervisor has asked once more.

    A telephone can be lost or borrowed, and what is deleted does not come back. The answer says until when evidence of
    what was agreed stays, without a name.
    """
    require_own_affair(person_id)
    at = clock.now()
    try:
        forgetting.ask(session(), person_id, at, current_actor())
    except IllegalMoveError as error:  # whoever runs the server calls off nobody's referral
        raise Sorry(403, "not_yours") from error
    if (push := ports().push) is not None:
        push.unlink(session(), person_id, at)
    return told_of_me.Erasing(evidence_until=evidence_until(session(), at))


@api.get(f"{PERSON}/texts")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Texts)
def texts(person_id: int) -> told_of_me.Texts:
    """Whether text messages may come to the number in the record."""
    require_own_affair(person_id)
    look(person_id, "read_reach")
    agrees = consent.allows(session(), person_id, ConsentPurpose.TEXT_MESSAGES, clock.today())
    return told_of_me.Texts(agrees=agrees)


@api.post(f"{PERSON}/texts")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Texts)
@api.output(told_of_me.Texts)
def set_texts(person_id: int, json_data: asked.Texts) -> told_of_me.Texts:
    """The person wants them, or no more: it holds from this moment. A worker who is told so is its witness."""
    require_own_affair(person_id)
    telling.switch_texts(session(), person_id, json_data.agrees, clock.now(), current_actor())
    return told_of_me.Texts(agrees=json_data.agrees)


@api.post(f"{PERSON}/complaints")
@permission(Permission.CHANGE_HOUSEHOLD)
@api.input(asked.Complaint)
@api.output(told.Done)
def complain(person_id: int, json_data: asked.Complaint) -> told.Done:
    """What is wrong, for the supervisor and nobody else."""
    concerns.bring_up(
        session(), person_id, ConcernKind.COMPLAINT, json_data.about, clock.now(), current_actor(),
        said=json_data.words,
    )  # fmt: skip
    return told.Done()


@api.get(f"{PERSON}/concerns")
@permission(Permission.READ_HOUSEHOLD)
@api.output(told_of_me.Concerns)
def brought_up(person_id: int) -> told_of_me.Concerns:
    """What the person brought up, and what became of it. A complaint is between the person and the supervisor."""
    require_own_affair(person_id)
    actor = look(person_id, "read_concern")
    found = concerns.of_person(session(), person_id, concerns.readable(actor), clock.now(), actor)
    looked = _last_looks(person_id)
    return told_of_me.Concerns(items=[_concern(one, looked) for one in found])


def _concern(one: model.Concern, looked: Mapping[str, datetime]) -> told_of_me.Concern:
    settled = one.state is ConcernState.SETTLED
    seen = one.kind.value in looked and looked[one.kind.value] >= one.said_at
    return told_of_me.Concern(
        id=one.id, kind=one.kind.value, about=one.about, what=say_about(one.about), said=one.said or "",
        said_at=one.said_at, state="settled" if settled else "seen" if seen else "sent", settled=settled,
        reply=one.reply or "",
    )  # fmt: skip


def _last_looks(person_id: int) -> dict[str, datetime]:
    """When a worker last had what the person brought up on the screen, by its kind: the log names it."""
    query = (
        select(AuditEvent.detail, func.max(AuditEvent.at))
        .where(AuditEvent.subject == f"person:{person_id}", AuditEvent.action == "read_concern")
        .group_by(AuditEvent.detail)
    )
    return {row[0]: row[1] for row in session().execute(query)}
