"""The life cycle of a warning, walked whole: every state, every verb, every role."""

from itertools import product

import pytest

from jobmatch.access import Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.warnings.life import WARNING, Verb, WarningState

WORKERS = {Role.CLERK, Role.HELPER, Role.SUPERVISOR}
LEADS = {
    ("open", "see_to"): ("seen_to", WORKERS),
    ("open", "end"): ("over", WORKERS | {Role.SYSTEM, Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR}),
}


@pytest.mark.parametrize(("state", "verb", "role"), list(product(WarningState, Verb, Role)))
def test_every_verb_leads_where_the_table_says_and_nowhere_else(state: str, verb: str, role: Role) -> None:
    target, may = LEADS.get((str(state), str(verb)), ("", set()))
    if role in may:
        assert WARNING.next_state(verb, state, role) == target
    else:
        with pytest.raises(IllegalMoveError):
            WARNING.next_state(verb, state, role)
