"""Public posts are the last resort: not for people in work, with market work, or above the age limit (MR11)."""

from jobmatch.matching.codes import VacancyKind
from jobmatch.matching.notes import Found, Gate
from jobmatch.matching.pair import Pair, Setting
from jobmatch.matching.post import Post


def is_public(post: Post) -> bool:
    return post.vacancy.kind is VacancyKind.PUBLIC_POST


def is_market(post: Post) -> bool:
    """A vacancy of another kind for certain; one whose kind nobody noted may be a public post."""
    return post.vacancy.kind not in (None, VacancyKind.PUBLIC_POST)


def target(pair: Pair, has_market_vacancy: bool, setting: Setting, found: Found) -> None:
    rules = setting.rules
    if pair.seeker.in_work:
        found.gate(Gate.TARGET, "target_in_work")
    if has_market_vacancy:
        found.gate(Gate.TARGET, "target_market")
    if pair.age is not None and pair.age > rules.public_post_most:
        found.gate(Gate.TARGET, "target_age", age=pair.age, limit=rules.public_post_most)
    elif pair.age is not None and pair.age > rules.public_post_asks_above:
        found.ask("public_post_age", limit=rules.public_post_asks_above)
