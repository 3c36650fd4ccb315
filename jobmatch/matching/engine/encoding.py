"""A person as the kernels read one: rows of findings, numbers of table rows, thresholds; made once from the facts."""

from bisect import bisect_left
from collections.abc import Hashable
from dataclasses import dataclass

from jobmatch.matching.codes import Area, Capacity
from jobmatch.matching.engine.cards import Cards
from jobmatch.matching.engine.columns import Columns, bits, scaled
from jobmatch.matching.engine.homes import Home, Homes
from jobmatch.matching.engine.limits import Limits
from jobmatch.matching.engine.rows import Judge, Row, Rows
from jobmatch.matching.engine.works import Works
from jobmatch.matching.facts import Place
from jobmatch.matching.gates import body, law
from jobmatch.matching.pair import Setting
from jobmatch.matching.penalties import heaviest_named
from jobmatch.matching.post import Post
from jobmatch.matching.seeker import Seeker

# Heavier than all there is: for who has named no work whose level is known.
ANY_LEVEL = 99
# A threshold that no amount reaches, or that all do, is a place before the first or behind the last.
EVERY_AMOUNT = 2**30


@dataclass(frozen=True, slots=True)
class Stint:
    """Work that was done: the row of its trade, months, permille by evidence; months that nobody told count as none."""

    trade: int
    months: int
    told: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """One person.

    `closed` are gates that stand everywhere. `rows` hold on all days; `by_age` are rows that hold from a day on, the
    number of the day first. `bounds` are rows of the places within reach. Amounts are places in `Pay.amounts`: a
    vacancy is a gain before `gains`, and no living from `no_living` on. `wishes` are rows with permille.
    """

    id: str
    place: Place
    closed: int
    rows: tuple[Row, ...]
    by_age: tuple[tuple[int, tuple[Row, ...]], ...]
    bounds: tuple[Row, ...]
    in_work: bool
    over_age_from: int
    stints: tuple[Stint, ...] | None
    wishes: tuple[tuple[int, int], ...]
    has_wishes: bool
    skills: tuple[str, ...]
    floor: int
    gains: int
    no_living: int
    accepts: frozenset[Area]
    fetches: bool
    refuses_learning: bool
    usual_level: int
    grouped: bool


class Encoder:
    """Encodes person after person over one set of columns; raises InexactAmountError."""

    def __init__(self, columns: Columns, works: Works, homes: Homes, setting: Setting) -> None:
        posts = columns.posts
        self.columns, self.works, self.homes, self.setting = columns, works, homes, setting
        self._limits = Limits(columns, works, homes)
        self._cards = Cards(columns, setting)

        def rows(judge: Judge, *facts: str) -> Rows:
            return Rows(posts, setting, judge, lambda post: tuple(_fact(post, name) for name in facts))

        self._age = rows(law.age, "age")
        self._protection = rows(law.protection, "hazards", "physical", "functions", "nights")
        self._schooling = rows(law.schooling, "education")
        self._weakness = rows(body.weakness, "physical", "hours_per_day", "nights")
        self._functions = rows(body.functions, "functions")
        self._reading = rows(body.reading, "reading")
        self._mandarin = rows(body.mandarin, "mandarin")

    def home(self, seeker: Seeker) -> Home:
        """Where the ways of a person begin."""
        return self.homes.home(seeker.place)

    def encode(self, seeker: Seeker, *, grouped: bool = False) -> Encoded:
        """One person; `grouped` is whether the person goes with others, or others with the person."""
        person, applicant, pay = seeker.person, seeker.applicant, self.columns.pay
        rows, bounds = self._limits.of(seeker, self.home(seeker))
        rows.append(self._schooling.of(person.education, seeker))
        if person.capacity is Capacity.WEAK:
            rows.append(self._weakness.of(person.capacity, seeker))
        limits = seeker.cannot, seeker.hard_for, person.limits is None
        rows.append(self._functions.of(limits, seeker))
        rows.append(self._reading.of(person.reading, seeker))
        rows.append(self._mandarin.of(person.mandarin, seeker))
        rows.append(self._cards.of(seeker))
        present = person.current_wage if seeker.in_work else None
        rate, parts = self.setting.rules.gain.as_integer_ratio()
        return Encoded(
            id=person.id,
            place=seeker.place,
            closed=bits(seeker.standing),
            rows=tuple(row for row in rows if not row.is_empty),
            by_age=self._by_age(seeker),
            bounds=tuple(row for row in bounds if not row.is_empty),
            in_work=bool(seeker.in_work),
            over_age_from=self._over_age_from(seeker),
            stints=None if applicant.stints is None else tuple(
                Stint(
                    self.works.row(stint.trade), stint.months or 0, stint.months is not None,
                    self.setting.rules.factors.evidence[stint.evidence],
                )
                for stint in applicant.stints
            ),
            wishes=self._wishes(seeker),
            has_wishes=bool(applicant.wanted),
            skills=applicant.skills or (),
            floor=scaled(applicant.wage_floor) if applicant.wage_floor else 0,
            gains=EVERY_AMOUNT if present is None else pay.paying(scaled(present) * rate, parts),
            no_living=EVERY_AMOUNT if applicant.wage_floor is None else pay.paying(scaled(applicant.wage_floor), 2),
            accepts=applicant.accepts,
            fetches=applicant.fetches,
            refuses_learning=applicant.learns is False,
            usual_level=ANY_LEVEL if (usual := heaviest_named(applicant)) is None else usual,
            grouped=grouped,
        )  # fmt: skip

    def _by_age(self, seeker: Seeker) -> tuple[tuple[int, tuple[Row, ...]], ...]:
        """What statute says of sex and motherhood, and of the age, which may change between two vacancies."""
        person = seeker.person
        key = person.sex, bool(person.protections)
        if person.birth_date is None:
            return ((0, (self._protection.of((*key, None), seeker),)),)
        return tuple(
            (number, tuple(row for row in rows if not row.is_empty))
            for number, age in self._ages(seeker)
            for rows in [(self._age.of(age, seeker, age), self._protection.of((*key, age), seeker, age))]
        )

    def _ages(self, seeker: Seeker) -> list[tuple[int, int]]:
        """The age on the first of all days, and each older one with the number of the day on which it begins."""
        days = self.columns.days
        if not days:
            return []
        first, last = (seeker.age_on(day) or 0 for day in (days[0], days[-1]))
        later = range(first + 1, last + 1)
        return [(0, first), *((self._reaches(seeker, age), age) for age in later)]

    def _reaches(self, seeker: Seeker, age: int) -> int:
        """The number of the first day on which the person is so old."""
        return bisect_left(self.columns.days, age, key=lambda day: seeker.age_on(day) or 0)

    def _over_age_from(self, seeker: Seeker) -> int:
        """The first day on which the person is too old for a public post."""
        most = self.setting.rules.public_post_most
        if seeker.person.birth_date is None:
            return len(self.columns.days)
        return self._reaches(seeker, most + 1)

    def _wishes(self, seeker: Seeker) -> tuple[tuple[int, int], ...]:
        by_place = self.setting.rules.factors.wish_by_place
        return tuple(
            (self.works.wish(wish), by_place[min(place, len(by_place) - 1)])
            for place, wish in enumerate(seeker.applicant.wanted or ())
        )


def _fact(post: Post, name: str) -> Hashable:
    if name == "nights":
        return post.nights
    if name == "hours_per_day":
        return post.vacancy.schedule.hours_per_day
    fact: Hashable = getattr(post.vacancy, name)
    return fact
