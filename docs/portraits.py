"""Who the twenty residents of `residents.py` are: what is told of them, and the rule by which each kind is found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobmatch.households.model import Membership, Person
from jobmatch.matches.facts import Loaded
from jobmatch.matching import facts
from jobmatch.matching.ages import completed_years
from jobmatch.matching.codes import (
    IN_WORK,
    Capacity,
    ConstraintKind,
    Education,
    Evidence,
    Reading,
    Sex,
    Strength,
)

COLLEGE = (Education.JUNIOR_COLLEGE, Education.BACHELOR, Education.POSTGRADUATE)
TRADE_CARDS = frozenset({"welding", "electrician", "forklift", "scaffold", "guard", "licence_B2"})
LITTLE_SCHOOL = (Education.NONE, Education.PRIMARY)


@dataclass(frozen=True)
class Portrait:
    """A resident as the page tells of them; `family` is everybody else of the household, each by the relation to its
    head, as `relation` is the resident's own."""

    person: facts.Person
    name: str
    age: int
    relation: str
    family: tuple[tuple[str, int], ...]
    workers: int
    partners: frozenset[str]

    @property
    def seeks(self) -> bool:
        """Whether the person is out of work and looks for some."""
        return self.person.status not in IN_WORK

    def is_bound(self, kind: ConstraintKind, *strengths: Strength) -> bool:
        """Whether a limit of this kind stands, of one of these strengths or of any."""
        return any(
            held.kind is kind and (not strengths or held.strength in strengths)
            for held in self.person.constraints or ()
        )

    def has_done(self, *occupations: str) -> int:
        """Months in these occupations."""
        return sum(stint.months or 0 for stint in self.person.experience or () if stint.occupation in occupations)

    @property
    def cards(self) -> frozenset[str]:
        """The kinds of certificate held, good or not."""
        return frozenset(card.kind or "" for card in self.person.certificates or ())

    @property
    def youngest(self) -> int:
        """The age of the youngest at home."""
        return min((age for _, age in self.family), default=99)


def portraits(session: Session, loaded: Loaded, today: date) -> list[Portrait]:
    """Everybody who asks for work and has agreed to be matched, by id."""
    names: dict[str, str] = {}
    home_of: dict[str, str] = {}
    homes: dict[str, list[tuple[str, str, int]]] = {}
    rows = session.execute(
        select(Person.id, Person.name, Person.birth_date, Membership.household_id, Membership.relation)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.left_on.is_(None))
        .order_by(Person.id)
    )
    for person_id, name, born, household_id, relation in rows:
        names[str(person_id)] = name
        home_of[str(person_id)] = str(household_id)
        member = str(person_id), str(relation), completed_years(born, today) if born else 0
        homes.setdefault(str(household_id), []).append(member)
    found = []
    for seeker in loaded.ground.seekers.values():
        person = seeker.person
        age = seeker.age_on(today)
        if age is None or person.consent is False:
            continue
        along = {other for held in person.constraints or () for other in held.people or ()}
        found.append(
            Portrait(
                person=person,
                name=names[person.id],
                age=age,
                relation=next(relation for key, relation, _ in homes[person.household] if key == person.id),
                family=tuple((relation, years) for key, relation, years in homes[person.household] if key != person.id),
                workers=seeker.household.employed or 0,
                partners=frozenset("home" if home_of[key] == person.household else "other" for key in along),
            )
        )
    return sorted(found, key=lambda one: int(one.person.id))


def _is_carer(one: Portrait) -> bool:
    return one.is_bound(ConstraintKind.HOURS, Strength.HARD) and one.youngest < 3


def _fetches_pupils(one: Portrait) -> bool:
    return one.is_bound(ConstraintKind.HOURS, Strength.PREFER) and len([age for _, age in one.family if age > 18]) == 0


def _over_fifty(one: Portrait) -> bool:
    plain = one.person.capacity is Capacity.ORDINARY and one.person.education in LITTLE_SCHOOL
    return 50 <= one.age < 56 and one.person.sex is Sex.FEMALE and plain and one.seeks


def _welds_without_card(one: Portrait) -> bool:
    taught = one.person.education not in LITTLE_SCHOOL and bool(one.person.training_days_max)
    return one.has_done("焊工") > 0 and "welding" not in one.cards and taught and one.seeks


def _returned(one: Portrait) -> bool:
    vouched = any(stint.evidence is Evidence.INSURANCE for stint in one.person.experience or ())
    return (
        one.seeks
        and 30 <= one.age < 50
        and not one.person.limits
        and vouched
        and one.has_done("电子设备装接工", "制鞋工", "缝纫工") >= 60
    )


def _is_weak_alone_in_need(one: Portrait) -> bool:
    return one.seeks and one.workers == 0 and one.person.capacity is Capacity.WEAK and 50 <= one.age < 60


def _lapsed(one: Portrait, today: date = date(2026, 6, 1)) -> bool:
    trades = (card for card in one.person.certificates or () if card.kind in TRADE_CARDS)
    return any(min(day for day in (card.valid_to, card.review_due) if day) < today for card in trades)


def _wants_far(one: Portrait) -> bool:
    return one.age < 28 and one.seeks and one.is_bound(ConstraintKind.DORM, Strength.HARD) and not one.partners


def _has_hours(one: Portrait) -> bool:
    return one.is_bound(ConstraintKind.HOURS) or one.person.constraints is None


def _cannot_read(one: Portrait) -> bool:
    return one.person.reading is Reading.NONE and not one.person.limits


KINDS: Mapping[str, Callable[[Portrait], bool]] = {
    "carer": lambda one: _is_carer(one) and one.seeks and one.age < 45 and not one.person.limits,
    "pupils": lambda one: _fetches_pupils(one) and one.seeks,
    "grandparent": lambda one: one.is_bound(ConstraintKind.HOURS) and one.age >= 55 and one.seeks,
    "night": lambda one: one.is_bound(ConstraintKind.NIGHT, Strength.HARD) and one.age < 50 and one.seeks,
    "over_fifty": _over_fifty,
    "over_sixty": lambda one: 62 <= one.age < 67 and one.seeks and not one.person.limits,
    "weak": _is_weak_alone_in_need,
    "disabled": lambda one: bool(one.person.limits) and one.seeks and one.age < 50 and not _has_hours(one),
    "cannot_read": lambda one: _cannot_read(one) and one.age < 56 and one.seeks,
    "minor": lambda one: one.age < 18 and one.seeks,
    "protected": lambda one: bool(one.person.protections) and one.seeks,
    "welder": _welds_without_card,
    "lapsed": lambda one: _lapsed(one),
    "graduate": lambda one: one.person.education in COLLEGE and one.seeks,
    "couple": lambda one: "home" in one.partners and one.seeks,
    "cousin": lambda one: "other" in one.partners and one.seeks,
    "far": _wants_far,
    "returned": _returned,
    "in_work": lambda one: not one.seeks and one.person.constraints is not None,
    "never_asked": lambda one: one.person.constraints is None and one.seeks,
}
