"""What a check looks at and what it says: one case in, findings out."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from jobmatch.households.identity import IdNumber, read
from jobmatch.households.record import HouseholdRecord, PersonRecord
from jobmatch.matching.ages import completed_years
from jobmatch.parameters import ParameterBook


class Level(StrEnum):
    """E keeps the household out, W is a warning, Q a question for the next visit."""

    ERROR = "E"
    WARNING = "W"
    QUESTION = "Q"


@dataclass(frozen=True)
class Finding:
    """One thing that a check has to say, to whoever can put it right.

    `check` is the id in the catalogue (V01 …, or the field H12, P12 whose rule it is), `code` its stable word; `field`
    is the record's own field name, so that an import can point to the cell. `household` and `other_household` are
    positions among the households that were looked at together. Messages name no full ID number.
    """

    check: str
    code: str
    level: Level
    field: str
    message: str
    message_en: str
    person_key: str | None = None
    other_field: str | None = None
    other_key: str | None = None
    household: int = 0
    other_household: int | None = None


@dataclass(frozen=True)
class Case:
    """One household on one day, as one source describes it.

    `asked` are the record's fields that the source has a place for; None means the whole form. What was not asked is
    never missing.
    """

    record: HouseholdRecord
    book: ParameterBook
    division: str
    as_of: date
    asked: frozenset[str] | None = None
    fictitious_ids: bool | None = None
    last_year: HouseholdRecord | None = None

    def asks(self, *fields: str) -> bool:
        """Whether the source has a place for every one of these fields."""
        return self.asked is None or self.asked.issuperset(fields)

    def parameter(self, name: str) -> int:
        """A dated parameter of the household's place, as a whole number."""
        return self.book.whole(name, self.division, self.as_of)

    def id_of(self, person: PersonRecord) -> IdNumber | None:
        """What the person's ID number says; None without a number."""
        if person.id_number is None:
            return None
        return read(person.id_number, self.as_of, fictitious=self.fictitious_ids)

    def birth_of(self, person: PersonRecord) -> date | None:
        """The birth date: the ID number's where it is good, else what was written."""
        number = self.id_of(person)
        return number.birth_date if number is not None and number.good else person.birth_date

    def age_of(self, person: PersonRecord) -> int | None:
        """Completed years; None where no birth date is known or it lies in the future."""
        birth = self.birth_of(person)
        return None if birth is None or birth > self.as_of else completed_years(birth, self.as_of)


_NAMELESS, _NAMELESS_EN = "这位家人", "this member"


@dataclass(frozen=True)
class Rule:
    """A line of the catalogue: finds nothing by itself, but words every finding of one code alike.

    Messages may hold `{name}` and what the check adds.
    """

    check: str
    code: str
    level: Level
    message: str
    message_en: str

    def about(self, person: PersonRecord, field: str, *, other_field: str | None = None, **words: object) -> Finding:
        """The finding about a member."""
        name = person.name.strip()
        found = self.of_household(field, other_field=other_field, name=name or _NAMELESS, **words)
        in_english = self.message_en.format(name=name or _NAMELESS_EN, **words)
        return replace(found, person_key=person.key, message_en=in_english)

    def of_household(self, field: str, *, other_field: str | None = None, **words: object) -> Finding:
        """The finding about the household itself."""
        return Finding(
            check=self.check,
            code=self.code,
            level=self.level,
            field=field,
            message=self.message.format(**words),
            message_en=self.message_en.format(**words),
            other_field=other_field,
        )
