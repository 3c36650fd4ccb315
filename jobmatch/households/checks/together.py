"""What only shows when several households are looked at together: one ID number twice (V02), one human twice (V30)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jobmatch.households import names
from jobmatch.households.checks.finding import Finding, Level, Rule
from jobmatch.households.duplicates.likeness import Traits, candidates, compare
from jobmatch.households.identity import IdNumber, masked, read
from jobmatch.households.record import HouseholdRecord, PersonRecord

_SAME_ID = Rule(
    "V02", "id_duplicate", Level.ERROR,
    "{name}的证件号码（尾号{last}）和{other}的一样，一个号码不能登记两个人。请核对这两处哪一处对，改正前两户都先不导入。",
    "{name} and {other} carry the same ID number ({last}): see which is right; until then both households wait.",
)  # fmt: skip
_PROBABLY = Rule(
    "V30", "probable_duplicate", Level.QUESTION,
    "{name}可能和另一户的{other}是同一个人（{evidence}）。请问本人，由人决定是不是重复登记。",
    "{name} may be the same person as {other} of another household ({evidence}): ask, and decide.",
)  # fmt: skip

RULES = (_SAME_ID, _PROBABLY)


@dataclass(frozen=True)
class _Member:
    household: int
    person: PersonRecord
    number: IdNumber | None


def check(records: Sequence[HouseholdRecord], as_of: date, fictitious_ids: bool | None) -> Iterator[Finding]:
    """V02 and V30 over all households; each is said once, at the later of the two."""
    members = [
        _Member(place, person, read(person.id_number, as_of, fictitious=fictitious_ids) if person.id_number else None)
        for place, record in enumerate(records)
        for person in record.members
    ]
    yield from _same_numbers(members)
    yield from _probable(members)


def _same_numbers(members: Sequence[_Member]) -> Iterator[Finding]:
    first: dict[str, _Member] = {}
    for member in members:
        if member.number is None or member.number.number is None or not member.number.good:
            continue
        earlier = first.setdefault(member.number.number, member)
        if earlier.household != member.household:  # within one household its own check has said so
            last = masked(member.number.number)
            found = _SAME_ID.about(member.person, "id_number", other=earlier.person.name, last=last)
            yield _pointing(found, member, earlier)


def _probable(members: Sequence[_Member]) -> Iterator[Finding]:
    traits = [_traits(member) for member in members]
    for one, other in sorted(candidates(traits), key=lambda pair: (pair[1], pair[0])):
        alike = compare(traits[one], traits[other])
        if not alike.proposed or (
            traits[one].id_number is not None and traits[one].id_number == traits[other].id_number
        ):
            continue
        found = replace(
            _PROBABLY.about(
                members[other].person, "id_number", other=members[one].person.name, evidence=alike.in_words()
            ),
            message_en=_PROBABLY.message_en.format(
                name=members[other].person.name, other=members[one].person.name, evidence=alike.in_english()
            ),
        )
        yield _pointing(found, members[other], members[one])


def _pointing(found: Finding, member: _Member, earlier: _Member) -> Finding:
    return replace(found, household=member.household, other_household=earlier.household, other_key=earlier.person.key)


def _traits(member: _Member) -> Traits:
    person, number = member.person, member.number
    name = names.tidy(person.name)
    good = number is not None and number.good
    return Traits(
        name=name,
        pinyin=names.pinyin(name),
        birth_date=number.birth_date if number is not None and good else person.birth_date,
        sex=number.sex if number is not None and good else person.sex,
        phone=person.phone,
        household=member.household,
        id_number=number.number if number is not None and good else None,
    )
