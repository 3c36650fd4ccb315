"""The life cycle of a spell without an earner, walked whole: every state, every verb, every role."""

from jobmatch.access import Role
from jobmatch.placements.zero_clock.life import STANDING, ZERO, Verb, ZeroState
from tests.life_cycles import walked

WRITERS = {
    Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.SYSTEM, Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR,
}  # fmt: skip

# Said a second time, in another shape than the program's: (state, verb) → where it leads and who may.
LEADS = {
    ("found", "help"): ("helped", WRITERS),
    ("in_work", "help"): ("in_work", WRITERS),
    ("found", "work"): ("in_work", WRITERS),
    ("helped", "work"): ("in_work", WRITERS),
    ("in_work", "lose"): ("helped", WRITERS),
    ("in_work", "fall_back"): ("found", WRITERS),
    ("in_work", "clear"): ("cleared", WRITERS),
    ("found", "lose_labour"): ("no_labour", WRITERS),
    ("helped", "lose_labour"): ("no_labour", WRITERS),
    ("found", "lose_wish"): ("no_wish", WRITERS),
    ("helped", "lose_wish"): ("no_wish", WRITERS),
    ("found", "treat_as_no_wish"): ("no_wish", {Role.SUPERVISOR}),
    ("helped", "treat_as_no_wish"): ("no_wish", {Role.SUPERVISOR}),
    ("found", "go"): ("gone", WRITERS),
    ("helped", "go"): ("gone", WRITERS),
}


def test_every_verb_leads_where_the_table_says_and_nowhere_else() -> None:
    assert walked(ZERO, ZeroState, Verb) == LEADS


def test_what_is_over_does_not_move() -> None:
    ended = set(ZeroState) - set(STANDING)
    assert not any(state in move.sources for move in ZERO.moves for state in ended)
