"""The life cycle of a referral, walked whole: every state, every verb, every role."""

from contextlib import nullcontext
from itertools import product

import pytest

from jobmatch.access import Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.referral import OPEN, REFERRAL, ReferralState, Verb
from tests.life_cycles import walked

WORKERS = {Role.CLERK, Role.HELPER, Role.SUPERVISOR}
EMPLOYERS = WORKERS | {Role.EMPLOYER}
COUNTER = {Role.CLERK, Role.HELPER, Role.SUPERVISOR}

# Said a second time, in another shape than the program's: (state, verb) → where it leads and who may.
LEADS = (
    {
        ("suggested", "review"): ("reviewed", WORKERS),
        ("reviewed", "offer"): ("offered", WORKERS),
        ("suggested", "ask"): ("offered", {Role.RESIDENT}),
        ("reviewed", "ask"): ("offered", {Role.RESIDENT}),
        ("offered", "accept"): ("accepted", {Role.RESIDENT}),
        ("offered", "accept_witnessed"): ("accepted", COUNTER),
        ("offered", "decline"): ("declined", COUNTER | {Role.RESIDENT}),
        ("offered", "miss"): ("offered", WORKERS),
        ("offered", "give_up"): ("no_answer", WORKERS),
        ("accepted", "introduce"): ("introduced", WORKERS),
        ("introduced", "invite"): ("interview", EMPLOYERS),
        ("introduced", "hire"): ("hired", EMPLOYERS),
        ("interview", "hire"): ("hired", EMPLOYERS),
        ("introduced", "reject"): ("rejected", EMPLOYERS),
        ("interview", "reject"): ("rejected", EMPLOYERS),
        ("hired", "leave"): ("cancelled", EMPLOYERS | {Role.RESIDENT}),
        ("hired", "attest"): ("hired", EMPLOYERS | {Role.RESIDENT}),
        ("hired", "start"): ("started", EMPLOYERS | {Role.RESIDENT}),
        ("started", "stay"): ("on_job", WORKERS),
        ("started", "hold_3m"): ("stable_3m", WORKERS),
        ("on_job", "hold_3m"): ("stable_3m", WORKERS),
        ("started", "hold_6m"): ("stable_6m", WORKERS),
        ("on_job", "hold_6m"): ("stable_6m", WORKERS),
        ("stable_3m", "hold_6m"): ("stable_6m", WORKERS),
    }
    | {
        (state, "leave"): ("left", EMPLOYERS | {Role.RESIDENT})
        for state in ("started", "on_job", "stable_3m", "stable_6m")
    }
    | {(state, "end"): ("left", {Role.SYSTEM}) for state in ("started", "on_job", "stable_3m", "stable_6m")}
    | {
        (state, "give_way"): ("cancelled", EMPLOYERS)
        for state in ("suggested", "reviewed", "offered", "accepted", "introduced", "interview")
    }
    | {
        (state, "cancel"): ("cancelled", WORKERS | {Role.RESIDENT, Role.SYSTEM})
        for state in ("suggested", "reviewed", "offered", "accepted", "introduced", "interview", "hired")
    }
)


def test_every_verb_leads_where_the_table_says_and_nowhere_else() -> None:
    assert walked(REFERRAL, ReferralState, Verb) == LEADS


def test_only_an_answer_a_leaving_and_what_gave_way_is_taken_back_and_by_who_may_say_it() -> None:
    verbs = dict.fromkeys(("hire", "reject", "give_way"), EMPLOYERS) | {"leave": EMPLOYERS | {Role.RESIDENT}}
    for move in REFERRAL.moves:
        for source, role in product(move.sources, Role):
            legal = role in verbs.get(move.verb, set())
            with nullcontext() if legal else pytest.raises(IllegalMoveError):
                assert REFERRAL.state_before(move.verb, source, move.target, role) == source
    with pytest.raises(IllegalMoveError, match="no hire led"):
        REFERRAL.state_before("hire", "offered", "hired", Role.CLERK)


def test_nobody_but_the_resident_or_a_witness_accepts() -> None:
    accepting = {role for move in REFERRAL.moves if move.target == ReferralState.ACCEPTED for role in move.by}
    assert accepting == COUNTER | {Role.RESIDENT}


def test_every_state_that_is_open_can_be_cancelled_and_no_other() -> None:
    cancelling = {source for move in REFERRAL.moves if move.verb == Verb.CANCEL for source in move.sources}
    assert cancelling == {str(state) for state in OPEN}
