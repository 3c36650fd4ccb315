"""What a run of matching came to, for whoever asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobmatch.matches.propose import Proposed
from jobmatch.matches.reasons import WhyNot, why_not
from jobmatch.matches.service import Changes
from jobmatch.matching.ground import Ground
from jobmatch.matching.ranking import PersonRanking


@dataclass(frozen=True)
class Matched:
    """What a run came to: for every person who asks for work the cards to show, or why there is none."""

    run_id: int
    rules: str
    cards: dict[int, tuple[Proposed, ...]]
    without: dict[int, tuple[WhyNot, ...]]
    changes: Changes
    vacancies: int


def cards_of(found: Mapping[int, tuple[Proposed, ...]]) -> dict[int, tuple[Proposed, ...]]:
    """Of everything found, what is put before each person."""
    return {person: tuple(one for one in matched if one.shown) for person, matched in found.items()}


def why_without(
    found: Mapping[int, tuple[Proposed, ...]], rankings: Mapping[int, PersonRanking], ground: Ground
) -> dict[int, tuple[WhyNot, ...]]:
    """Why nothing was found, for those of whom that is so."""
    return {person: why_not(rankings[person], ground) for person, matched in found.items() if not matched}
