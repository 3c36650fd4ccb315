"""The life cycle of a rights ticket, walked whole: every state, every verb, every role."""

from itertools import product

import pytest

from jobmatch.access import Role
from jobmatch.life_cycle import IllegalMoveError
from jobmatch.placements.rights.life import RIGHTS, RightsState, Verb

LEADS = {
    ("open", "report"): ("reported", {Role.HELPER, Role.SUPERVISOR}),
    ("open", "settle"): ("settled", {Role.SUPERVISOR}),
    ("reported", "settle"): ("settled", {Role.HELPER, Role.SUPERVISOR}),
}


@pytest.mark.parametrize(("state", "verb", "role"), list(product(RightsState, Verb, Role)))
def test_every_verb_leads_where_the_table_says_and_nowhere_else(state: str, verb: str, role: Role) -> None:
    target, may = LEADS.get((str(state), str(verb)), ("", set()))
    if role in may:
        assert RIGHTS.next_state(verb, state, role) == target
    else:
        with pytest.raises(IllegalMoveError):
            RIGHTS.next_state(verb, state, role)
