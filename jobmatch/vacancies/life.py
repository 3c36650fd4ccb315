"""The life of a vacancy as one table of moves, and what must be in order before it is published."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jobmatch.access import Role
from jobmatch.life_cycle import LifeCycle, move
from jobmatch.vacancies.codes import REVIEWERS_NEEDED, VacancyKind, VacancyState
from jobmatch.vacancies.openness import level_needed

_STAFF = frozenset({Role.CLERK, Role.HELPER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.SYSTEM})
_EITHER = _STAFF | {Role.EMPLOYER}


class Verb(StrEnum):
    """What may be done with a vacancy that moves it to another state."""

    PUBLISH = "publish"
    RECALL = "recall"
    REFUSE = "refuse"
    SUBMIT = "submit"
    PAUSE = "pause"
    SILENCE = "silence"
    RESUME = "resume"
    FILL = "fill"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


VACANCY = LifeCycle(
    "vacancy",
    move(Verb.PUBLISH, VacancyState.DRAFT, VacancyState.PUBLISHED, by=_STAFF),
    # What was passed by mistake is looked at once more.
    move(Verb.RECALL, VacancyState.PUBLISHED, VacancyState.DRAFT, by=_STAFF - {Role.HELPER}),
    move(Verb.REFUSE, VacancyState.DRAFT, VacancyState.REFUSED, by=_STAFF),
    # What was corrected, or offered again, is looked at again before anybody sees it.
    move(
        Verb.SUBMIT,
        (VacancyState.REFUSED, VacancyState.WITHDRAWN, VacancyState.EXPIRED),
        VacancyState.DRAFT,
        by=_EITHER,
    ),
    move(Verb.PAUSE, VacancyState.PUBLISHED, VacancyState.PAUSED, by=_EITHER),
    # Whoever leaves people waiting for an answer is sent nobody more; see `employer_texts.silence`.
    move(Verb.SILENCE, VacancyState.PUBLISHED, VacancyState.PAUSED, by=frozenset({Role.SYSTEM})),
    move(Verb.RESUME, VacancyState.PAUSED, VacancyState.PUBLISHED, by=_EITHER),
    move(Verb.FILL, (VacancyState.PUBLISHED, VacancyState.PAUSED), VacancyState.FILLED, by=_EITHER),
    move(Verb.REOPEN, VacancyState.FILLED, VacancyState.PUBLISHED, by=_EITHER),
    move(
        Verb.WITHDRAW,
        (
            VacancyState.DRAFT,
            VacancyState.REFUSED,
            VacancyState.PUBLISHED,
            VacancyState.PAUSED,
            VacancyState.FILLED,
            VacancyState.EXPIRED,
        ),
        VacancyState.WITHDRAWN,
        by=_EITHER,
    ),
    move(
        Verb.EXPIRE,
        (VacancyState.PUBLISHED, VacancyState.PAUSED, VacancyState.FILLED),
        VacancyState.EXPIRED,
        by=_STAFF - {Role.HELPER},
    ),
)


class Obstacle(StrEnum):
    """What keeps a vacancy from being published."""

    ADVERT_BREAKS_LAW = "advert_breaks_law"
    EMPLOYER_NOT_VERIFIED = "employer_not_verified"
    EMPLOYER_BLACKLISTED = "employer_blacklisted"
    REVIEWERS_MISSING = "reviewers_missing"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Candidacy:
    """What publishing depends on. `reviewers` are the people who passed the vacancy as it now stands."""

    kind: VacancyKind
    blocking_findings: int
    employer_level: int
    blacklisted_since: date | None
    reviewers: Collection[str]
    expires_on: date | None


def obstacles(candidacy: Candidacy, as_of: date) -> tuple[Obstacle, ...]:
    """Everything that stands in the way on a day; empty when the vacancy may be published."""
    found = []
    if candidacy.blocking_findings:
        found.append(Obstacle.ADVERT_BREAKS_LAW)
    if candidacy.employer_level < level_needed(candidacy.kind):
        found.append(Obstacle.EMPLOYER_NOT_VERIFIED)
    if candidacy.blacklisted_since is not None and candidacy.blacklisted_since <= as_of:
        found.append(Obstacle.EMPLOYER_BLACKLISTED)
    if len(set(candidacy.reviewers)) < REVIEWERS_NEEDED.get(candidacy.kind, 1):
        found.append(Obstacle.REVIEWERS_MISSING)
    if candidacy.expires_on is not None and candidacy.expires_on < as_of:
        found.append(Obstacle.EXPIRED)
    return tuple(found)
