"""`python -m benchmarks.titles.importing`: a list of 100,000 rows, its titles coded and put in order by nearness.

The development titles, each again and again with other pay, benefits and serial numbers around it, so that no two are
the same. The peer is the plain edit ratio to the same names, or the same titles. Processor seconds, medians of
interleaved rounds.
"""

import random
from collections.abc import Callable, Sequence
from statistics import median

from rapidfuzz import fuzz, process

from benchmarks.measuring import by_the_processor, say
from benchmarks.titles.examples import development_titles
from benchmarks.titles.methods import edit_ratio
from jobmatch.matching.vocabulary.coder import TitleCoder
from jobmatch.matching.vocabulary.similar import similar_all
from jobmatch.matching.vocabulary.words import plain

ROWS, ROUNDS, QUERIES, AT_ONCE = 100_000, 3, 10, 2_000
_BEFORE = ("", "急聘", "诚聘", "高薪", "招聘")
_AFTER = ("", "包吃住", "五险一金", "双休", "长白班", "可学徒")


def main() -> None:
    """Prints the table."""
    titles = rows(ROWS)
    few = [example.title for example in development_titles()[:: len(development_titles()) // QUERIES]][:QUERIES]
    ratio, coder = edit_ratio(()), TitleCoder.load()
    works: dict[str, Callable[[], object]] = {
        "codes, edit ratio": lambda: [ratio(titles[at : at + AT_ONCE]) for at in range(0, len(titles), AT_ONCE)],
        "codes, `occupation`": lambda: list(coder.code_all(titles)),
        f"order for {QUERIES}, edit ratio": lambda: _by_ratio(few, titles),
        f"order for {QUERIES}, `similar`": lambda: [len(near) for near in similar_all(few, titles)],
    }
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            spent[name].append(by_the_processor(work)[0])
    say(f"{'of ' + format(len(titles), ',') + ' titles':<28}{'CPU s':>8}{'rows a second':>16}")
    for name, seconds in spent.items():
        say(f"{name:<28}{median(seconds):>8.1f}{len(titles) / median(seconds):>16,.0f}")


def rows(number: int) -> list[str]:
    """So many titles, all different, the same every time."""
    dice = random.Random(7)
    known = [example.title for example in development_titles()]
    return [_dressed(known[place % len(known)], place, dice) for place in range(number)]


def _dressed(title: str, number: int, dice: random.Random) -> str:
    pay = 3 + dice.randrange(9)
    return f"{dice.choice(_BEFORE)}{title}{dice.choice(_AFTER)}{pay}-{pay + 2}k-{number:06d}"


def _by_ratio(queries: Sequence[str], titles: Sequence[str]) -> list[int]:
    known = [plain(title) for title in titles]
    return [len(process.extract(plain(query), known, scorer=fuzz.ratio, limit=None)) for query in queries]


if __name__ == "__main__":
    main()
