"""Finding again whom a list or a form speaks of: the household by its number, the person by ID number, code or name.

A person is never doubled: who stands in another household is found there. Who merely resembles somebody is left to
`duplicates`, where a person decides.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from jobmatch.households import names
from jobmatch.households.checks.finding import Finding, Level, Rule
from jobmatch.households.identity import masked, one_digit_apart, read
from jobmatch.households.model import Household, Membership, Person
from jobmatch.households.record import Disability, HouseholdRecord, PersonRecord
from jobmatch.seal import blind_index

_HELD = Rule(
    "V02", "id_duplicate", Level.ERROR,
    "{name}的证件号码（尾号{last}）已登记在另一户另一个名字的人名下，一个号码不能登记两个人。请核对哪一处对。",
    "The ID number of {name} ({last}) already belongs to somebody of another name in another household: see which is"
    " right.",
)  # fmt: skip

_OPEN_MEMBERSHIP = (
    select(Membership)
    .where(Membership.person_id == bindparam("person"), Membership.left_on.is_(None))
    .order_by(Membership.id.desc())
    .limit(1)
)


class IdentityConflictError(ValueError):
    """The ID number already belongs to a person of another name in another household."""


class UnreadableNumberError(ValueError):
    """The ID number cannot be read; the checks would have kept the record out."""


def household(session: Session, record: HouseholdRecord) -> Household | None:
    """The household by our own number, else by the office's."""
    if record.number is not None:
        found = session.scalar(select(Household).where(Household.number == record.number))
        if found is not None:
            return found
    if record.office_number is None:
        return None
    return session.scalar(select(Household).where(Household.office_number == record.office_number))


def person(
    session: Session, member: PersonRecord, household_id: int, listed: frozenset[str] = frozenset()
) -> Person | None:
    """Whom a (settled) member's record speaks of, or None for somebody new; merged records lead to the one kept.

    `listed` are the ID numbers of the whole household's record: who has one of them is not also somebody else in it.
    """
    found = _by_number(session, member.id_number)
    if found is not None and _is_somebody_else(session, found, member, household_id):
        last = masked(member.id_number)
        raise IdentityConflictError(_HELD.message.format(name=member.name, last=last))
    found = found or _by_office_code(session, member) or _by_name(session, member, household_id, listed)
    while found is not None and found.merged_into_id is not None:
        found = session.get_one(Person, found.merged_into_id)
    return found


def number_conflicts(session: Session, record: HouseholdRecord, on: date) -> list[Finding]:
    """Check V02 against the database: members whose ID number a person of another name elsewhere already has."""
    known = household(session, record)
    household_id = known.id if known is not None else 0
    found = []
    for member in record.members:
        plain = settled(member, on)
        holder = _by_number(session, plain.id_number)
        if holder is not None and _is_somebody_else(session, holder, plain, household_id):
            found.append(_HELD.about(member, "id_number", last=masked(plain.id_number)))
    return found


def settled(member: PersonRecord, on: date) -> PersonRecord:
    """The member with what the ID number says: its 18 digits, birth date and sex, and a disability card's class."""
    if member.id_number is None:
        return replace(member, name=names.tidy(member.name))
    number = read(member.id_number, on, fictitious=True)
    if number.number is None:
        raise UnreadableNumberError(f"{member.name}的证件号码读不出来，请先改正。")
    disability = member.disability
    if number.card_number is not None:
        disability = Disability(number.disability_class, number.disability_level, number.card_number)
    return replace(
        member,
        name=names.tidy(member.name),
        id_number=number.number,
        birth_date=number.birth_date if number.good else member.birth_date,
        sex=number.sex if number.good else member.sex,
        disability=disability,
    )


def said_of(member: PersonRecord, people: tuple[PersonRecord, ...]) -> PersonRecord | None:
    """What was said of the same (settled) person among others, by the same marks by which records are found."""
    for other in people:
        if member.id_number is not None and other.id_number == member.id_number:
            return other
    for other in people:
        if member.office_code is not None and other.office_code == member.office_code:
            return other
    for other in people:
        if other.name == member.name and _may_be_one(other, member):
            return other
    return None


def open_membership(session: Session, person_id: int) -> Membership | None:
    """The household in which the person is now."""
    return session.scalar(_OPEN_MEMBERSHIP, {"person": person_id})


def _by_number(session: Session, number: str | None) -> Person | None:
    index = blind_index(number, "id_number")
    if index is None:
        return None
    kept_first = select(Person).where(Person.id_number_index == index).order_by(Person.merged_into_id.is_not(None))
    return session.scalar(kept_first.limit(1))


def _by_office_code(session: Session, member: PersonRecord) -> Person | None:
    """The office's own code finds somebody whose number or name was corrected, and nobody else."""
    if member.office_code is None:
        return None
    for found in session.scalars(select(Person).where(Person.office_code == member.office_code)):
        one, other = found.id_number, member.id_number
        if found.name == member.name or one is None or other is None or one_digit_apart(one, other):
            return found
    return None


def _by_name(session: Session, member: PersonRecord, household_id: int, listed: frozenset[str]) -> Person | None:
    """The name within the household, unless birth dates are known of both and differ."""
    found = session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.household_id == household_id, Membership.left_on.is_(None), Person.name == member.name)
        .order_by(Person.id)
    )
    return next((one for one in found if one.id_number not in listed and _may_be_one(one, member)), None)


def _may_be_one(one: Person | PersonRecord, other: PersonRecord) -> bool:
    """Whether two of one name in one household are one: born on one day, the number then is corrected; without a day
    that is known of both, no number may contradict."""
    if one.birth_date is not None and other.birth_date is not None:
        return one.birth_date == other.birth_date
    return one.id_number is None or other.id_number is None


def _is_somebody_else(session: Session, holder: Person, member: PersonRecord, household_id: int) -> bool:
    """Whether the number belongs to a person of another name who lives in another household."""
    if holder.name == member.name or holder.name_pinyin == names.pinyin(member.name):
        return False
    home = open_membership(session, holder.merged_into_id or holder.id)
    return home is not None and home.household_id != household_id
