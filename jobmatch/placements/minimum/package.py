"""The least that somebody who wants work is owed in a period, and what counts towards it (domain.md 5.2). Pure.

Several numbers circulate; each is a set of parameters (`minimum_…`), the one in force is the county's to choose:

    name           policy talks   guidance   posts   introductions   trainings
    131 (default)  0              0          3       1               1
    1311           1              1          3       0               1
    311            0              1          3       0               1
    1131           1              1          3       0               1
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jobmatch.parameters import ParameterBook
from jobmatch.placements.minimum.model import ServiceKind


@dataclass(frozen=True)
class Package:
    """How much of each in one period, and how many days a period has."""

    posts: int
    introductions: int
    guidance: int
    policy: int
    trainings: int
    period_days: int


@dataclass(frozen=True)
class Post:
    """A post that was told to somebody and answered on a day; `fitted`: it passed all hard gates when it was told.

    `introduced_on` is the day on which the employer was told who comes, None where that did not happen.
    """

    employer_id: int
    occupation: str | None
    answered_on: date | None
    fitted: bool
    introduced_on: date | None = None


@dataclass(frozen=True)
class Service:
    """A talk, an advice, a course told and answered."""

    kind: ServiceKind
    about: str
    on: date


@dataclass(frozen=True)
class Period:
    """From a day on, to the day before `until`."""

    since: date
    until: date

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        return day is not None and self.since <= day < self.until


@dataclass(frozen=True)
class Owed:
    """What is still due to one person in the period that runs; nothing due is all zeros."""

    period: Period
    posts: int
    introductions: int
    guidance: int
    policy: int
    trainings: int

    @property
    def anything(self) -> bool:
        """Whether something is still due."""
        return any((self.posts, self.introductions, self.guidance, self.policy, self.trainings))


def package(book: ParameterBook, division: str, on: date) -> Package:
    """The package in force for a place on a day."""
    return Package(
        **{
            name: book.whole(f"minimum_{name}", division, on)
            for name in ("posts", "introductions", "guidance", "policy", "trainings", "period_days")
        }
    )


def period(seeking_since: date, days: int, on: date) -> Period:
    """The period that runs on a day: the first begins when the person began to look for work, each next follows on."""
    gone = max(0, (on - seeking_since).days) // days
    since = seeking_since + timedelta(days=gone * days)
    return Period(since, since + timedelta(days=days))


def owed(due: Package, runs: Period, posts: Sequence[Post], services: Iterable[Service]) -> Owed:
    """What is left of the package after what was done in the period."""
    given = {(one.kind, one.about, one.on) for one in services if runs.holds(one.on)}

    def left(kind: ServiceKind, number: int) -> int:
        return max(0, number - sum(one == kind for one, _, _ in given))

    return Owed(
        runs,
        posts=max(0, due.posts - posts_that_count(posts, runs)),
        introductions=max(0, due.introductions - sum(runs.holds(one.introduced_on) for one in posts)),
        guidance=left(ServiceKind.GUIDANCE, due.guidance),
        policy=left(ServiceKind.POLICY, due.policy),
        trainings=left(ServiceKind.TRAINING, due.trainings),
    )


def posts_that_count(posts: Iterable[Post], runs: Period) -> int:
    """Posts that fitted, were told and answered, and differ from each other in employer or occupation."""
    return len({(one.employer_id, one.occupation) for one in posts if one.fitted and runs.holds(one.answered_on)})
