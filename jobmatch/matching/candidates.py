"""Whom a worker proposes for a vacancy: bands of fit, in a band the household's need, then the longer wait (MR10)."""

from collections.abc import Iterable
from datetime import date

from jobmatch.matching.ground import Ground
from jobmatch.matching.ranking import Candidates, Match, PersonRanking


def candidates(ground: Ground, people: Iterable[PersonRanking]) -> tuple[Candidates, ...]:
    """For every vacancy, by id, everybody for whom it passes; those for whom it is no gain come last."""
    passing: dict[str, list[Match]] = {post.vacancy.id: [] for post in ground.posts}
    for person in people:
        for match in person.matches:
            passing[match.vacancy].append(match)
    return tuple(Candidates(vacancy, _in_order(matches, ground)) for vacancy, matches in passing.items())


def _in_order(matches: list[Match], ground: Ground) -> tuple[str, ...]:
    gains = [match for match in matches if match.is_gain]
    others = [match for match in matches if not match.is_gain]
    return tuple(match.person for part in (gains, others) for band in _bands(part, ground) for match in band)


def _bands(matches: list[Match], ground: Ground) -> list[list[Match]]:
    """A band begins with the best score not yet placed and holds everybody less than its width below."""
    width = ground.setting.rules.band
    bands: list[list[Match]] = []
    for match in sorted(matches, key=lambda match: -match.score):
        if not bands or bands[-1][0].score - match.score >= width:
            bands.append([])
        bands[-1].append(match)
    return [sorted(band, key=lambda match: _need_first(match, ground)) for band in bands]


def _need_first(match: Match, ground: Ground) -> tuple[int, bool, date, int, str]:
    seeker = ground.seekers[match.person]
    household = seeker.household
    need = 0 if household.employed == 0 else 1 if household.monitored else 2
    since = seeker.person.seeking_since or date.max
    return (need, bool(seeker.in_work), since, -match.score, match.person)
