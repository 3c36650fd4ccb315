"""The life cycle of a warning, walked whole: every state, every verb, every role."""

from jobmatch.access import Role
from jobmatch.placements.warnings.life import WARNING, Verb, WarningState
from tests.life_cycles import walked

WORKERS = {Role.CLERK, Role.HELPER, Role.SUPERVISOR}
LEADS = {
    ("open", "see_to"): ("seen_to", WORKERS),
    ("open", "end"): ("over", WORKERS | {Role.SYSTEM, Role.RESIDENT, Role.EMPLOYER, Role.ADMINISTRATOR}),
}


def test_every_verb_leads_where_the_table_says_and_nowhere_else() -> None:
    assert walked(WARNING, WarningState, Verb) == LEADS
