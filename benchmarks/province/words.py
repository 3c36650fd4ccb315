"""The words of the synthetic province: 3,000 distinct titles of adverts, 2,000 skills, trades as people say them.

They are built from what the vocabulary reads (names, aliases and skills of its occupations), the titles of the demo's
adverts and public titles of the benchmark of titles; each with what adverts hang on to them.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.province.dice import Dice
from jobmatch.demo.market import table
from jobmatch.matching.vocabulary import Vocabulary

TITLES, OFFICE_TITLES, SKILLS = 3_000, 1_000, 2_000
# Adverts for work behind a desk stand under no occupation of the field guide.
OFFICE = ""
_DEV = Path(__file__).resolve().parents[1] / "data" / "titles_dev.csv"
_DECORATIONS = (
    "{}", "{}(急招)", "诚聘{}", "{}+五险", "招{}数名", "{}(直招)", "{}、有师傅带", "长期招{}", "{}+全勤奖",
    "{}(熟手优先)",
)  # fmt: skip
# What one does with it or how well: the first are the same skill to the vocabulary, the others are skills of their own.
_ABOUT = (
    "熟练{}", "{}操作", "{}检验", "{}保养", "{}调试", "{}打样", "{}收尾", "{}记录", "{}验收", "{}排查", "{}备料",
    "{}维护",     "{}安全", "{}班组", "{}配合", "{}计件", "{}返修", "{}整理",
)  # fmt: skip
_POOL_OF_POSTS, _POOL_OF_PEOPLE = 16, 48


@cache
def titles() -> dict[str, tuple[str, ...]]:
    """Distinct titles by occupation, TITLES of them together; those of OFFICE are the public ones."""
    office = _office_titles()
    decorated = _decorated(_bases(), _DECORATIONS, TITLES - len(office), set(office))
    return {**decorated, OFFICE: office}


@cache
def skills() -> dict[str, tuple[str, ...]]:
    """Distinct skill words by occupation, SKILLS of them together; a word stands under the first that has it."""
    bases = {one.name: tuple(sorted(one.skills)) or (one.bare_name,) for one in Vocabulary.load().tables.common}
    return _decorated(bases, ("{}", *_ABOUT), SKILLS, set())


@cache
def skill_sets_of_posts(occupation: str) -> tuple[tuple[str, ...], ...]:
    """What adverts for an occupation name: few sets, each of one to three skills."""
    return _skill_sets(occupation, _POOL_OF_POSTS, 1)


@cache
def skill_sets_of_people(occupation: str) -> tuple[tuple[str, ...], ...]:
    """What people of an occupation say that they can do."""
    return _skill_sets(occupation, _POOL_OF_PEOPLE, 2)


@cache
def sayings(occupation: str) -> tuple[str, ...]:
    """How people call the work they did or want: mostly by its name, sometimes as one says it."""
    found = Vocabulary.load().canonical(occupation)
    aliases = found.aliases if found else ()
    return (*[occupation] * max(3, 2 * len(aliases)), *aliases)


def _skill_sets(occupation: str, number: int, purpose: int) -> tuple[tuple[str, ...], ...]:
    words, found = skills()[occupation], Vocabulary.load().canonical(occupation)
    dice = Dice(purpose, number, *map(ord, occupation))
    # Every word begins one set; what follows are the plain ones, which all know.
    plain = tuple(sorted(found.skills if found else ())) or words[:1]
    return tuple(
        tuple(dict.fromkeys((words[turn % len(words)], *(dice.one_of(plain) for _ in range(dice.below(3))))))
        for turn in range(max(number, len(words)))
    )


def _bases() -> dict[str, tuple[str, ...]]:
    found = {one.name: [one.bare_name, *one.aliases] for one in Vocabulary.load().tables.common}
    for post in table("posts.toml").values():
        found[post["occupation"]] += _offered(post)
    return {name: tuple(dict.fromkeys(words)) for name, words in found.items()}


def _offered(post: dict[str, Any]) -> list[str]:
    return [title for title, _ in post["offers"]]


def _office_titles() -> tuple[str, ...]:
    with _DEV.open(encoding="utf-8") as file:
        found = sorted({row["title"].strip() for row in csv.DictReader(file)})
    return tuple(sorted(Random(0).sample(found, OFFICE_TITLES)))


def _decorated(
    bases: dict[str, tuple[str, ...]], patterns: Sequence[str], number: int, taken: set[str]
) -> dict[str, tuple[str, ...]]:
    """The plain words first, then each with one thing more, until there are so many; each under one occupation."""
    found: dict[str, list[str]] = {name: [] for name in bases}
    for name, word in islice(_new(bases, patterns, taken), number):
        found[name].append(word)
    return {name: tuple(words) or bases[name][:1] for name, words in found.items()}


def _new(bases: dict[str, tuple[str, ...]], patterns: Iterable[str], taken: set[str]) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        for name, words in bases.items():
            for word in map(pattern.format, words):
                if word not in taken:
                    taken.add(word)
                    yield name, word
