"""Whom a worker proposes for a vacancy: bands of fit, in a band the household's need, then the longer wait (MR10)."""

from collections.abc import Iterable, Iterator
from datetime import date

from jobmatch.matching.ground import Ground
from jobmatch.matching.ranking import Candidates, Match, PersonRanking
from jobmatch.matching.seeker import Seeker


def candidates(ground: Ground, people: Iterable[PersonRanking]) -> tuple[Candidates, ...]:
    """For every vacancy, by id, everybody for whom it passes; those for whom it is no gain come last."""
    passing: dict[str, list[Match]] = {post.vacancy.id: [] for post in ground.posts}
    for person in people:
        for match in person.matches:
            passing[match.vacancy].append(match)
    return tuple(Candidates(vacancy, _in_order(matches, ground)) for vacancy, matches in passing.items())


def bands(scores: Iterable[int], width: int) -> Iterator[int]:
    """For scores from the highest down, where the band of each begins.

    A band begins with the best score not yet placed and holds everybody less than `width` below.
    """
    best = None
    for score in scores:
        if best is None or best - score >= width:
            best = score
        yield best


def need(seeker: Seeker) -> tuple[int, bool, date]:
    """Who goes first inside a band is who has less: the household's need, out of work, then the longer wait."""
    household = seeker.household
    tier = 0 if household.employed == 0 else 1 if household.monitored else 2
    return tier, bool(seeker.in_work), seeker.person.seeking_since or date.max


def _in_order(matches: list[Match], ground: Ground) -> tuple[str, ...]:
    gains = [match for match in matches if match.is_gain]
    others = [match for match in matches if not match.is_gain]
    return tuple(match.person for part in (gains, others) for match in _in_bands(part, ground))


def _in_bands(matches: list[Match], ground: Ground) -> list[Match]:
    best_first = sorted(matches, key=lambda match: -match.score)
    band_of = zip(best_first, bands((match.score for match in best_first), ground.setting.rules.band), strict=True)
    keys = [(-band, need(ground.seekers[match.person]), -match.score, match.person, match) for match, band in band_of]
    return [key[-1] for key in sorted(keys, key=lambda key: key[:-1])]
