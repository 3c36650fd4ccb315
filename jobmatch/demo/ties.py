"""What ties invented people of one site together: who goes only with whom, and people written down twice."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from random import Random

from jobmatch.demo import numbers
from jobmatch.demo.homes import Home
from jobmatch.households.codes import ConstraintKind, Relation, Sex, Strength
from jobmatch.households.record import Constraint, PersonRecord
from jobmatch.matching.ages import completed_years

_COUPLES_TOGETHER = 0.5
# Of a thousand households so many hold somebody whom another office has written down as well, a digit wrong; a village
# has one.
_DOUBLED, _VILLAGE = 5, 40
_PAIRS = (
    (Relation.HEAD, Relation.SPOUSE), (Relation.SON, Relation.DAUGHTER_IN_LAW),
    (Relation.DAUGHTER, Relation.SON_IN_LAW),
)  # fmt: skip
_STAYS = frozenset({ConstraintKind.HOME_EVERY_NIGHT, ConstraintKind.CARE})
_COUSINS = range(18, 33)


def tied(homes: list[Home], today: date, rng: Random) -> list[Home]:
    """The same households with the ties laid over them."""
    changed = _couples(homes, rng)
    changed |= _cousins(homes, changed.keys(), today, rng)
    changed |= _doubles(homes, changed, today, rng)
    return [
        replace(
            home, record=replace(home.record, members=tuple(changed.get(one.key, one) for one in home.record.members))
        )
        for home in homes
    ]


def _couples(homes: list[Home], rng: Random) -> dict[str, PersonRecord]:
    """Husband and wife who both look for work, and go only together."""
    found: dict[str, PersonRecord] = {}
    for home in homes:
        by_relation = {one.relation: one for one in home.record.members}
        for husband, wife in _PAIRS:
            one, other = by_relation.get(husband), by_relation.get(wife)
            both = one is not None and other is not None and _may_leave(one) and _may_leave(other)
            if one is not None and other is not None and both and rng.random() < _COUPLES_TOGETHER:
                found |= _together(one, other)
    return found


def _cousins(homes: list[Home], tied_already: Collection[str], today: date, rng: Random) -> dict[str, PersonRecord]:
    """Young people of one surname in different households who want to travel together."""
    waiting: dict[str, PersonRecord] = {}
    found: dict[str, PersonRecord] = {}
    for home in homes:
        for one in home.record.members:
            young = one.birth_date is not None and completed_years(one.birth_date, today) in _COUSINS
            if not young or not _may_leave(one) or one.key in tied_already:
                continue
            cousin = waiting.pop(one.name[0], None)
            if cousin is None:
                waiting[one.name[0]] = one
            elif cousin not in home.record.members and rng.random() < 0.6:
                found |= _together(cousin, one)
    return found


def _may_leave(one: PersonRecord) -> bool:
    kinds = {limit.kind for limit in one.constraints or ()}
    return bool(one.willing) and one.constraints is not None and not kinds & _STAYS


def _together(one: PersonRecord, other: PersonRecord) -> dict[str, PersonRecord]:
    """Each names the other; people are numbered as they enter the database."""
    return {
        person.key: replace(
            person,
            constraints=(
                *(person.constraints or ()),
                Constraint(ConstraintKind.TOGETHER, Strength.HARD, with_people=(int(along.key),)),
            ),
        )
        for person, along in ((one, other), (other, one))
    }


def _doubles(
    homes: list[Home], changed: Mapping[str, PersonRecord], today: date, rng: Random
) -> dict[str, PersonRecord]:
    """Men who live alone by one office's papers and with their parents by another's, one digit of the number wrong."""
    grown = range(22, 46)
    sons: dict[bool, list[PersonRecord]] = defaultdict(list)
    for home in homes:
        for one in home.record.members:
            age = completed_years(one.birth_date, today) if one.birth_date else 0
            plain = one.sex is Sex.MALE and age in grown and one.disability is None and one.phone is not None
            if plain and (len(home.record.members) == 1 or one.relation is Relation.SON):
                sons[len(home.record.members) == 1].append(one)
    wanted = max(round(len(homes) * _DOUBLED / 1000), len(homes) >= _VILLAGE)
    alone = rng.sample(sons[True], min(wanted, len(sons[True])))
    twins = rng.sample(sons[False], min(len(alone), len(sons[False])))
    return {
        one.key: replace(
            changed.get(one.key, one),
            name=twin.name,
            birth_date=twin.birth_date,
            ethnicity=twin.ethnicity,
            phone=twin.phone,
            id_number=numbers.miscopied(twin.id_number),
        )
        for one, twin in zip(alone, twins, strict=False)
        if twin.id_number is not None
    }
