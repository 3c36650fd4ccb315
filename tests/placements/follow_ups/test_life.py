"""The life cycle of a follow-up, walked whole: every state, every verb, every role; and who is rung about what."""

from jobmatch.access import Role
from jobmatch.placements.follow_ups.life import FOLLOW_UP, WAYS, FollowUpKind, FollowUpState, Verb, Way
from tests.life_cycles import walked

WORKERS = {Role.CLERK, Role.HELPER, Role.SUPERVISOR}
WHOEVER = WORKERS | {Role.SYSTEM, Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR}

LEADS = (
    {(state, "answer"): ("done", WORKERS) for state in ("due", "unreached", "to_visit")}
    | {(state, "lapse"): ("lapsed", WHOEVER) for state in ("due", "unreached", "to_visit")}
    | {
        ("due", "miss"): ("due", WORKERS),
        ("due", "give_up"): ("unreached", WORKERS),
        ("unreached", "send_there"): ("to_visit", WORKERS),
    }
)


def test_every_verb_leads_where_the_table_says_and_nowhere_else() -> None:
    assert walked(FOLLOW_UP, FollowUpState, Verb) == LEADS


def test_whoever_wants_no_work_or_has_nobody_in_work_is_visited_and_never_rung_up_about_it() -> None:
    visited = {kind for kind in FollowUpKind if WAYS[kind] == {Way.VISIT}}
    assert visited == {FollowUpKind.UNWILLING, FollowUpKind.ZERO, FollowUpKind.NO_WISH, FollowUpKind.AWAY_FAMILY}
    assert Way.RETURN_POINT in WAYS[FollowUpKind.SPRING_FESTIVAL]
