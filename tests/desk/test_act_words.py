"""Every act that the program writes into its log has words, found in the code itself."""

import ast
from collections.abc import Iterator, Mapping

from desk.installation.act_words import ACTS
from jobmatch.concerns.model import ConcernKind
from jobmatch.courses.class_cycle import ClassVerb
from jobmatch.courses.demand import Verb as DemandVerb
from jobmatch.courses.enrolments.cycle import Verb as EnrolmentVerb
from jobmatch.placements.follow_ups.life import Verb as FollowUpVerb
from jobmatch.placements.help_asked import Verb as HelpVerb
from jobmatch.placements.referral import Verb as ReferralVerb
from jobmatch.placements.rights.life import Verb as RightsVerb
from jobmatch.placements.warnings.life import Verb as WarningVerb
from jobmatch.placements.zero_clock.life import Verb as ZeroVerb
from jobmatch.uploads.life import Verb as UploadVerb
from jobmatch.vacancies.life import Verb as VacancyVerb
from tests.shape import tree

ALL_SAID: Mapping[str, tuple[str, ...]] = {
    "f'concern_{kind}'": tuple(f"concern_{one}" for one in ConcernKind),
    "f'course.{verb}'": tuple(f"course.{one}" for one in ClassVerb),
    "f'training_demand.{verb}'": tuple(f"training_demand.{one}" for one in DemandVerb),
    "f'enrolment_{verb}'": tuple(f"enrolment_{one}" for one in EnrolmentVerb),
    "f'follow_up_{verb}'": tuple(f"follow_up_{one}" for one in FollowUpVerb),
    "f'help_{verb}'": tuple(f"help_{one}" for one in HelpVerb),
    "f'referral_{verb}'": tuple(f"referral_{one}" for one in ReferralVerb),
    "f'rights_{verb}'": tuple(f"rights_{one}" for one in RightsVerb),
    "f'warning_{verb}'": tuple(f"warning_{one}" for one in WarningVerb),
    "f'zero_{step.verb}'": tuple(f"zero_{one}" for one in ZeroVerb),
    "f'upload.{verb}'": tuple(f"upload.{one}" for one in UploadVerb),
    "f'vacancy.{verb}'": tuple(f"vacancy.{one}" for one in VacancyVerb),
    "f'push_{outcome}'": ("push_told", "push_missed"),
    "'want_messages' if wanted else 'want_no_messages'": ("want_messages", "want_no_messages"),
    "_BEGUN": ("demo.begin",), "_ENDED": ("demo.end",), "_OPENED": ("demo.market",), "_PLAYED": ("demo.day",),
    # Of functions that are handed the act: what their callers hand them.
    "action": ("create_household", "change_household", "begin_work", "end_work"),
    "act": ("hand_over", "take_back_hand_over"),
    "what": (
        "match", "courses", "assign", "read_certificates", "read_concern", "read_courses", "read_inbox", "read_looks",
        "read_proposals", "read_reach", "read_referrals",
    ),
}  # fmt: skip
"""The acts that are put together while the program runs, by how the code says them."""


def written_down() -> Iterator[str]:
    """Each act that some line of the program records; fails on one whose words cannot be known from the code."""
    for path in tree.shipped_python():
        for node in ast.walk(ast.parse(tree.text(path))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                act = node.args[2]
                if isinstance(act, ast.Constant):
                    yield str(act.value)
                else:
                    said = ast.unparse(act)
                    assert said in ALL_SAID, f"{path}: which acts does {said} write? say so in this test"
                    yield from ALL_SAID[said]


def test_every_act_of_the_log_has_words() -> None:
    assert sorted(set(written_down()) - ACTS.keys()) == []
