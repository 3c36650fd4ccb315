"""The life cycle of a rights ticket, walked whole: every state, every verb, every role."""

from jobmatch.access import Role
from jobmatch.placements.rights.life import RIGHTS, RightsState, Verb
from tests.life_cycles import walked

LEADS = {
    ("open", "report"): ("reported", {Role.HELPER, Role.SUPERVISOR}),
    ("open", "settle"): ("settled", {Role.SUPERVISOR}),
    ("open", "take_back"): ("settled", {Role.SYSTEM}),
    ("reported", "settle"): ("settled", {Role.HELPER, Role.SUPERVISOR}),
}


def test_every_verb_leads_where_the_table_says_and_nowhere_else() -> None:
    assert walked(RIGHTS, RightsState, Verb) == LEADS
