"""A number that a hand wrote is written twice, its last four signs at least: what the check digit lets through, and
what it cannot see in an old number, is found while the card is on the table. What a reader typed is not asked again.
"""

from collections.abc import Iterator, Mapping

from jobmatch.households import identity
from jobmatch.households.checks.finding import Finding, Level, Rule
from jobmatch.households.record import HouseholdRecord
from jobmatch.visits.answers import Answer

_END = 4
_ONCE = Rule(
    "V01", "id_written_once", Level.ERROR,
    "{name}的身份证号是手写的：请对着证件，把后四位再写一遍。",
    "The ID number of {name} was written by hand: write its last four signs once more, looking at the card.",
)  # fmt: skip
_OTHERWISE = Rule(
    "V01", "id_written_otherwise", Level.ERROR,
    "{name}的身份证号，和再写的后四位对不上：请对着证件看，是哪一个抄错了。",
    "The ID number of {name} and the last four signs written once more do not agree: look at the card, one of the two"
    " was copied wrongly.",
)  # fmt: skip


def unrepeated(
    record: HouseholdRecord, known: HouseholdRecord | None, answers: Mapping[str, Answer], people: Mapping[str, int]
) -> Iterator[Finding]:
    """An error for each member whose number was given in this visit and not, or otherwise, written once more.

    `answers` are those of the visit by key, `people` the members who were registered earlier in it. The number that the
    record holds already needs no second writing.
    """
    said = {(str(people.get(whom, whom)), name): value for (whom, name), value in _by_whom(answers)}
    before = {member.key: member.id_number for member in known.members} if known is not None else {}
    for member in record.members:
        number, end = str(said.get((member.key, "id_number"), "")), str(said.get((member.key, "id_end"), ""))
        if not number or number == before.get(member.key):
            continue
        if not end:
            yield _ONCE.about(member, "id_end")
        elif not agree(number, end):
            yield _OTHERWISE.about(member, "id_end")


def agree(number: str, end: str) -> bool:
    """Whether a number, as it is kept, ends as it was written once more.

    An old number of fifteen digits is kept with the century and the check digit that it lacked: on its card it ends
    before the latter.
    """
    old_end = number[: identity.CITIZEN_LENGTH - 1] if len(number) == identity.CITIZEN_LENGTH else number
    return end in (number[-_END:], old_end[-_END:])


def _by_whom(answers: Mapping[str, Answer]) -> Iterator[tuple[tuple[str, str], Answer]]:
    for key, value in answers.items():
        whom, _, name = key.partition(".")
        yield (whom, name), value
