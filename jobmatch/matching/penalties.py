"""What is taken off a score beside the factors: an errand or a course first, thin data, a post not for beginners.

As the factors, they see no sex, protections, age, capacity, household or label (MR14).
"""

from collections.abc import Iterator

from jobmatch.matching.codes import Dorm, VacancyKind
from jobmatch.matching.factors import Part, Way
from jobmatch.matching.notes import Fix, Found, Note, Soft, note
from jobmatch.matching.pair import Setting
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Applicant
from jobmatch.matching.trades import surely_same

# Level III of GB 3869.
HEAVY_FROM = 3


def penalties(
    applicant: Applicant, post: Post, way: Way, parts: tuple[Part, ...], found: Found, setting: Setting
) -> tuple[Part, ...]:
    """The lines that are taken off, in a fixed order; the score is never below zero."""
    left = sum(part.points for part in parts)
    taken = []
    for name, because in _reasons(applicant, post, way, parts, found, setting):
        points = min(left, setting.rules.penalties[name])
        left -= points
        taken.append(Part(name, -points, 0, because))
    return tuple(taken)


def _reasons(
    applicant: Applicant, post: Post, way: Way, parts: tuple[Part, ...], found: Found, setting: Setting
) -> Iterator[tuple[str, Note]]:
    for code in sorted({fix.code for fix in found.fixes}):
        if code == Fix.COURSE:
            yield "course", note("", "penalty_course")
        else:
            yield "errand", note("", "penalty_errand")
    if sum(not part.known for part in parts) >= setting.rules.factors.unknown_factors:
        yield "unsure", note("", "penalty_unsure")
    did = _what_was_done(parts)
    if _is_unasked(applicant, post, found, setting):
        yield "unasked", note("", "penalty_unasked")
    elif _wants_practice(post) and did in ("experience_none", "experience_near"):
        name = "untrained" if did == "experience_none" else "practice"
        yield name, note("", "penalty_untrained", work=(post.demanded_trade or post.trade).name)
    elif did == "experience_none" and _has_to_be_learned(applicant, post, found) and not _is_wished(parts):
        yield "unlearned", note("", "penalty_unlearned")
    if Soft.AGE_PREF in found.soft:
        yield "age_wish", note("", "penalty_age_wish")
    if _is_heavier(applicant, post):
        yield "heavier", note("", "penalty_heavier")
    if post.vacancy.kind is VacancyKind.APPRENTICESHIP and _is_trained(applicant, post, setting):
        yield "trained", note("", "penalty_trained")
    if way.cash is not None and applicant.wage_floor is not None and way.cash * 2 < applicant.wage_floor:
        yield "no_living", note("", "penalty_no_living")
    if way.daily is False and post.vacancy.dorm is Dorm.NONE:
        yield "no_bed", note("", "penalty_no_bed")


def _is_unasked(applicant: Applicant, post: Post, found: Found, setting: Setting) -> bool:
    """A card or years that the post cannot do without, and nobody has asked whether the person has them.

    Not refused (MR13), but no card to lay on the table before the question is put. A health certificate is an errand.
    """
    cards = (dict(ask.values).get("kind") for ask in found.asks if ask.key == "certificate")
    return any(kind != setting.rules.health for kind in cards) or (applicant.stints is None and _wants_practice(post))


def _wants_practice(post: Post) -> bool:
    demand = post.vacancy.experience
    return demand is not None and demand.months != 0


def _has_to_be_learned(applicant: Applicant, post: Post, found: Found) -> bool:
    """Piece rates in a workshop for who has said that no day can be given to learning; handwork anybody does."""
    at_home = post.vacancy.kind is VacancyKind.HOME_PIECEWORK
    return applicant.learns is False and Soft.PIECE_NOVICE in found.soft and not at_home


def _is_heavier(applicant: Applicant, post: Post) -> bool:
    """Heavy work for who has stood in kitchens and sat at machines; where nothing was said, nothing is concluded."""
    level = post.vacancy.physical
    if level is None or level < HEAVY_FROM:
        return False
    usual = heaviest_named(applicant)
    return usual is not None and usual < level


def heaviest_named(applicant: Applicant) -> int | None:
    """The level of the heaviest work that the person has done or wants; None where no level is known."""
    levels = (trade.occupation.physical for trade in applicant.work_named if trade.occupation is not None)
    return max((level for level in levels if level is not None), default=None)


def _is_trained(applicant: Applicant, post: Post, setting: Setting) -> bool:
    same = (stint for stint in applicant.stints or () if surely_same(stint.trade, post.trade, setting.vocabulary))
    return sum(stint.months or 0 for stint in same) >= setting.rules.experienced_months


def _what_was_done(parts: tuple[Part, ...]) -> str:
    return next(part.because.key for part in parts if part.factor == "experience")


def _is_wished(parts: tuple[Part, ...]) -> bool:
    return any(part.because.key in ("wish", "wish_near") for part in parts if part.factor == "wish")
