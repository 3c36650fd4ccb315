"""What is shared by all pairs of one person: the own gates and questions, the words read, what still binds."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from jobmatch.matching.ages import RetirementLine, completed_years, line_of, retirement_day
from jobmatch.matching.codes import IN_WORK, Area, ConstraintKind, Evidence, Limit, Strength
from jobmatch.matching.facts import Certificate, Constraint, Household, Person, Place
from jobmatch.matching.gates.standing import standing
from jobmatch.matching.notes import Found
from jobmatch.matching.trades import Trade, maybe_same, read_trade, surely_same
from jobmatch.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Stint:
    """Experience with its words read; months unknown count nothing for certain."""

    trade: Trade
    months: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Applicant:
    """All that the factors may know of a person: no sex, protections, age, household nor present income, on purpose.

    `learns` is whether a day can be given to training, `fetches` whether the day has a window: children to fetch.
    """

    stints: tuple[Stint, ...] | None
    skills: tuple[str, ...] | None
    wanted: tuple[Trade, ...] | None
    wage_floor: Decimal | None
    accepts: frozenset[Area]
    learns: bool | None
    fetches: bool

    @property
    def work_named(self) -> tuple[Trade, ...]:
        """The work that the person has done, and what is wanted."""
        return (*(stint.trade for stint in self.stints or ()), *(self.wanted or ()))


@dataclass(slots=True)
class Seeker:
    person: Person
    household: Household
    place: Place
    applicant: Applicant
    in_work: bool | None
    standing: Found
    retires_on: date | None
    binding: tuple[Constraint, ...]
    refused: tuple[tuple[Constraint, Trade], ...]
    together: tuple[Constraint, ...]
    cannot: frozenset[str]
    hard_for: frozenset[str]
    certificates: dict[str, tuple[Certificate, ...]] | None
    has_unnamed_certificate: bool
    _ages: dict[date, int] = field(default_factory=dict)
    _months: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def age_on(self, day: date) -> int | None:
        if self.person.birth_date is None:
            return None
        if day not in self._ages:
            self._ages[day] = completed_years(self.person.birth_date, day)
        return self._ages[day]

    def with_card(self, kind: str) -> "Seeker":
        """The same person with one more certificate that does not lapse."""
        held, card = self.certificates or {}, Certificate(kind)
        person = replace(self.person, certificates=(*(self.person.certificates or ()), card))
        return replace(self, person=person, certificates=held | {kind: (*held.get(kind, ()), card)})

    def months_in(self, trade: Trade, enough: int, vocabulary: Vocabulary) -> tuple[int, bool]:
        """Months surely worked in this trade, and whether an answer could bring them to `enough`."""
        key = f"{enough} {trade.key} {trade.text}"
        if key not in self._months:
            self._months[key] = self._count_months(trade, enough, vocabulary)
        return self._months[key]

    def _count_months(self, trade: Trade, enough: int, vocabulary: Vocabulary) -> tuple[int, bool]:
        if self.applicant.stints is None:
            return 0, True
        sure = 0
        possible = 0
        open_ended = False
        for stint in self.applicant.stints:
            if surely_same(stint.trade, trade, vocabulary):
                sure += stint.months or 0
                open_ended |= stint.months is None
            elif maybe_same(stint.trade, trade, vocabulary):
                possible += stint.months or 0
                open_ended |= stint.months is None
        return sure, sure < enough and (open_ended or sure + possible >= enough)


def prepare_seeker(
    person: Person, household: Household, place: Place, is_duplicate: bool, as_of: date, vocabulary: Vocabulary
) -> Seeker:
    """`is_duplicate`: this record waits for somebody to decide whether it is the same human as another."""
    in_force = [held for held in person.constraints or () if held.until is None or held.until > as_of]
    certificates = person.certificates
    return Seeker(
        person=person,
        household=household,
        place=place,
        applicant=_applicant(person, in_force, vocabulary),
        in_work=None if person.status is None else person.status in IN_WORK,
        standing=standing(person, is_duplicate),
        retires_on=_retires_on(person),
        binding=tuple(held for held in in_force if held.kind in _PLAIN_KINDS),
        refused=tuple(
            (held, read_trade(held.occupation, vocabulary))
            for held in in_force
            if held.kind is ConstraintKind.REFUSE and held.occupation
        ),
        together=tuple(held for held in in_force if held.kind is ConstraintKind.TOGETHER),
        cannot=frozenset(key for key, limit in person.limits or () if limit is Limit.NO),
        hard_for=frozenset(key for key, limit in person.limits or () if limit is Limit.LIMITED),
        certificates=None if certificates is None else _by_kind(certificates),
        has_unnamed_certificate=any(held.kind is None for held in certificates or ()),
    )


def _retires_on(person: Person) -> date | None:
    """The day of the statutory retirement age; with sex unknown the later line counts."""
    if person.birth_date is None:
        return None
    return retirement_day(person.birth_date, RetirementLine.MAN if person.sex is None else line_of(person.sex))


_PLAIN_KINDS = frozenset(ConstraintKind) - {ConstraintKind.REFUSE, ConstraintKind.TOGETHER}


def _applicant(person: Person, in_force: Iterable[Constraint], vocabulary: Vocabulary) -> Applicant:
    stints = None
    if person.experience is not None:
        stints = tuple(
            Stint(read_trade(worked.occupation or "", vocabulary), worked.months, worked.evidence or Evidence.SELF)
            for worked in person.experience
        )
    wanted = None
    if person.wanted is not None:
        wanted = tuple(read_trade(words, vocabulary) for words in person.wanted if words.strip())
    furthest = [held for held in in_force if held.kind is ConstraintKind.FURTHEST and held.area is not None]
    hard = [held.area for held in furthest if held.strength is Strength.HARD]
    return Applicant(
        stints=stints,
        skills=None if person.skills is None else tuple(sorted(person.skills)),
        wanted=wanted,
        wage_floor=person.wage_floor,
        accepts=frozenset(area for area in hard if area is not None),
        learns=None if person.training_days_max is None else person.training_days_max > 0,
        fetches=any(held.kind is ConstraintKind.HOURS for held in in_force),
    )


def _by_kind(certificates: Iterable[Certificate]) -> dict[str, tuple[Certificate, ...]]:
    found: dict[str, tuple[Certificate, ...]] = {}
    for held in certificates:
        if held.kind is not None:
            found[held.kind.strip()] = (*found.get(held.kind.strip(), ()), held)
    return found
