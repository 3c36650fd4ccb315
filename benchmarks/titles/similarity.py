"""`python -m benchmarks.titles.similarity`: how well `similar` brings titles of one code together.

Two sets that the model has not seen, in folds: the aliases of the classification (clean words) and the development
titles (noisy adverts). Every title asks for the others of its fold, and those with its code are right.
"""

import random
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from benchmarks.titles.examples import FOLDS, Example, development_titles, fold_numbers, official_words, table_examples
from benchmarks.titles.learning import examples_of, learn, rarity_of, rows_of
from jobmatch.matching.vocabulary.coder_model import CoderModel
from jobmatch.matching.vocabulary.occupations import load_tables
from jobmatch.matching.vocabulary.similar import similar_all
from jobmatch.matching.vocabulary.title_features import title_text, weighted_grams
from jobmatch.matching.vocabulary.words import plain

_ALIAS_FOLDS = 3
Set = Iterator[tuple[tuple[Example, ...], CoderModel]]


def main() -> None:
    """Prints the table."""
    _say(f"{'mean average precision':<28}{'edit ratio':>12}{'TF-IDF':>9}{'similar':>9}")
    for name, parts in (("aliases of one code", _aliases()), ("adverts with one label", _adverts())):
        by_ratio, by_signs, by_meaning = [], [], []
        for part, model in parts:
            titles = [example.title for example in part]
            by_ratio += _precisions(part, process.cdist(*[[plain(title) for title in titles]] * 2, scorer=fuzz.ratio))
            by_signs += _precisions(part, _tf_idf(titles))
            by_meaning += _precisions(part, _similar(titles, model))
        means = "".join(
            f"{np.mean(values):>{width}.3f}" for values, width in ((by_ratio, 12), (by_signs, 9), (by_meaning, 9))
        )
        _say(f"{name:<28}{means}")


def _aliases() -> Set:
    names = {occupation.name for occupation in load_tables().national}
    aliases = sorted(
        {word: Example(word, code) for word, code in official_words() if word not in names}.values(), key=str
    )
    random.Random(5).shuffle(aliases)
    for fold in range(_ALIAS_FOLDS):
        part = tuple(aliases[fold::_ALIAS_FOLDS])
        cores = {title_text(example.title).core for example in part}
        known = (*development_titles(), *table_examples())
        yield part, learn(tuple(one for one in known if title_text(one.title).core not in cores))


def _adverts() -> Set:
    examples = development_titles()
    numbers = fold_numbers(examples)
    for fold in range(FOLDS):
        others = tuple(example for example, number in zip(examples, numbers, strict=True) if number != fold)
        yield examples_of(examples, numbers, fold), learn(others + table_examples())


def _tf_idf(titles: Sequence[str]) -> NDArray[np.float64]:
    known = [weighted_grams(title_text(example.title)) for example in table_examples()]
    asked = [weighted_grams(title_text(title)) for title in titles]
    index = {gram: number for number, gram in enumerate(sorted({gram for bag in known + asked for gram in bag}))}
    rows = rows_of(asked, index, rarity_of(known + asked, index))
    return np.asarray((rows @ rows.T).toarray(), dtype=np.float64)


def _similar(titles: Sequence[str], model: CoderModel) -> NDArray[np.float64]:
    places = {title: place for place, title in enumerate(titles)}
    scores = np.zeros((len(titles), len(titles)))
    for row, near in enumerate(similar_all(titles, titles, model)):
        for one in near:
            scores[row, places[one.title]] = one.score
    return scores


def _precisions(part: tuple[Example, ...], scores: NDArray[np.float64]) -> list[float]:
    """The average precision of every title that has another of its code in the part."""
    codes = np.array([example.code for example in part])
    precisions = []
    for row, code in enumerate(codes):
        order = np.argsort(-scores[row], kind="stable")
        places = np.flatnonzero((codes[order[order != row]]) == code)
        if len(places):
            precisions.append(float(np.mean((np.arange(len(places)) + 1) / (places + 1))))
    return precisions


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
