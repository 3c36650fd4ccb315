"""The titles with codes that methods learn from and are judged by, and how they are parted into folds."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from jobmatch.matching.vocabulary.occupations import coded_words, load_tables
from jobmatch.matching.vocabulary.words import name_key, read_words

DATA = Path(__file__).parent.parent / "data"
FOLDS = 5
_SEED = 7


@dataclass(frozen=True)
class Example:
    """A title and its code. `weight` says how far it is to be believed."""

    title: str
    code: str
    weight: float = 1.0


@dataclass(frozen=True)
class Checked:
    """A title read by a person: the label of the set, and all codes that a reader accepts (`-` for none at all)."""

    title: str
    label: str
    acceptable: frozenset[str]


# Names and aliases weigh less than adverts: adverts show how titles are really coded. Chosen on the folds.
_TABLE_WEIGHT = 0.3


def development_titles(path: Path = DATA / "titles_dev.csv") -> tuple[Example, ...]:
    """The job adverts with their labels, about one in three of them doubtful."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(Example(row["title"], row["code"]) for row in csv.DictReader(lines))


def checked_titles() -> tuple[Checked, ...]:
    """The 300 titles of majors 4 to 6 that were read by hand."""
    with (DATA / "titles_checked.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return tuple(Checked(row["title"], row["label"], frozenset(row["acceptable"].split())) for row in rows)


def table_examples() -> tuple[Example, ...]:
    """Every name and alias of the classification and of the field guide as a title of its own."""
    return tuple(Example(word, code, _TABLE_WEIGHT) for word, code in coded_words())


def official_words() -> tuple[tuple[str, str], ...]:
    """(word, code) of the classification alone, names and aliases: what the plain edit ratio is measured against."""
    return tuple(
        (word, occupation.kin)
        for occupation in load_tables().national
        for word in (occupation.name, *occupation.aliases)
    )


def fold_numbers(examples: tuple[Example, ...], draw: int = 0) -> list[int]:
    """A fold for each example. Titles that are the same once pay, benefits and serial numbers are off stay together.

    `draw` numbers the different ways of parting them.
    """
    families = sorted({_family(example.title) for example in examples})
    random.Random(_SEED + draw).shuffle(families)
    fold = {family: number % FOLDS for number, family in enumerate(families)}
    return [fold[_family(example.title)] for example in examples]


def _family(title: str) -> str:
    return read_words(title).whole or name_key(title)
