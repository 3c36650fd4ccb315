"""Agreements: the person's own word, before a witness, for one purpose, until it is taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.access import Actor, Refused, Role
from jobmatch.audit import AuditEvent
from jobmatch.households import consent
from jobmatch.households.agreeing import agree, take_back
from jobmatch.households.codes import ConsentGiven, ConsentPurpose
from jobmatch.households.consent import Consent, NoConsentError
from tests.households.people import AT, HOUSEHOLD, LATER, ON, take_in

DISCLOSE = ConsentPurpose.DISCLOSE_TO_EMPLOYER
CLERK = Actor("clerk", Role.CLERK, frozenset({"PLSQ"}))


@pytest.fixture
def head(session: Session) -> int:
    return take_in(session).people["1"]


def himself(person_id: int) -> Actor:
    return Actor("resident", Role.RESIDENT, person_ids=frozenset({person_id}))


def test_a_person_agrees_to_one_purpose_and_to_no_other(session: Session, head: int) -> None:
    agree(session, head, DISCLOSE, ConsentGiven.SIGNATURE, AT, himself(head), scope="vacancy:7")
    assert consent.allows(session, head, DISCLOSE, ON, scope="vacancy:7")
    assert not consent.allows(session, head, DISCLOSE, ON, scope="vacancy:8")
    assert not consent.allows(session, head, ConsentPurpose.HEALTH, ON)


def test_who_writes_it_down_for_somebody_names_a_witness(session: Session, head: int) -> None:
    with pytest.raises(NoConsentError, match="见证人"):
        agree(session, head, DISCLOSE, ConsentGiven.IN_PERSON, AT, CLERK)
    assert agree(session, head, DISCLOSE, ConsentGiven.IN_PERSON, AT, CLERK, witness="范红梅").witness == "范红梅"


def test_a_list_is_never_the_persons_own_word(session: Session, head: int) -> None:
    with pytest.raises(NoConsentError):
        agree(session, head, ConsentPurpose.MATCH_AND_TELL, ConsentGiven.OFFICE_ROSTER, AT, CLERK, witness="范红梅")
    with pytest.raises(NoConsentError):
        consent.give(session, head, DISCLOSE, ConsentGiven.OFFICE_ROSTER, ON, AT)


def test_what_was_taken_back_stays_readable_and_comes_back_by_the_person_alone(session: Session, head: int) -> None:
    assert take_back(session, head, ConsentPurpose.MATCH_AND_TELL, AT, himself(head)) == 1
    take_in(session, HOUSEHOLD, said_before=None, on=LATER)
    assert not consent.allows(session, head, ConsentPurpose.MATCH_AND_TELL, LATER)
    agree(session, head, ConsentPurpose.MATCH_AND_TELL, ConsentGiven.VOICE, AT + timedelta(days=40), himself(head))
    assert consent.allows(session, head, ConsentPurpose.MATCH_AND_TELL, LATER + timedelta(days=40))
    assert len(session.scalars(select(Consent).where(Consent.person_id == head)).all()) == 2


def test_nobody_agrees_for_another_member_of_the_family(session: Session, head: int) -> None:
    with pytest.raises(Refused):
        agree(session, head, DISCLOSE, ConsentGiven.SIGNATURE, AT, himself(head + 1))
    with pytest.raises(Refused):
        take_back(session, head, DISCLOSE, AT, Actor("elsewhere", Role.CLERK, frozenset({"OTHER"})))


def test_agreeing_leaves_a_trace(session: Session, head: int) -> None:
    agree(session, head, DISCLOSE, ConsentGiven.SIGNATURE, AT, himself(head))
    take_back(session, head, DISCLOSE, AT, himself(head))
    traces = session.scalars(select(AuditEvent.action).where(AuditEvent.detail == DISCLOSE.value)).all()
    assert list(traces) == ["agree", "take_back"]
