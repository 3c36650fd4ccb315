"""The ladder: ways of coding titles from the plain edit ratio upwards, taught on some titles and asked for others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse
from rapidfuzz import fuzz, process

from benchmarks.titles.examples import Example, official_words, table_examples
from benchmarks.titles.learning import rarity_of, rows_of
from jobmatch.matching.vocabulary.readings import read_known
from jobmatch.matching.vocabulary.title_features import title_text, weighted_grams
from jobmatch.matching.vocabulary.words import plain

Predict = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True)
class Method:
    """A rung of the ladder: `teach` gives a function from titles to codes ("" where it has none)."""

    name: str
    teach: Callable[[tuple[Example, ...]], Predict]


def edit_ratio(_adverts: tuple[Example, ...]) -> Predict:
    """The name or alias with the best plain edit ratio; learns nothing from adverts."""
    words = official_words()
    names = [plain(word) for word, _code in words]

    def predict(titles: Sequence[str]) -> list[str]:
        ratios = process.cdist([plain(title) for title in titles], names, scorer=fuzz.ratio)
        return [words[place][1] for place in ratios.argmax(axis=1)]

    return predict


def longest_word(_adverts: tuple[Example, ...]) -> Predict:
    """The resolver alone: longest known word of the title; learns nothing from adverts."""

    def predict(titles: Sequence[str]) -> list[str]:
        readings = [read_known(title) for title in titles]
        return [one.occupation.kin if one and one.occupation else "" for one in readings]

    return predict


def nearest_name(_adverts: tuple[Example, ...]) -> Predict:
    """The nearest name or alias by runs of signs weighted by rarity."""
    return _nearest(table_examples())


def nearest_example(adverts: tuple[Example, ...]) -> Predict:
    """The nearest name, alias or advert by runs of signs weighted by rarity."""
    return _nearest(adverts + table_examples())


def naive_bayes(adverts: tuple[Example, ...]) -> Predict:
    """Multinomial naive Bayes over runs of signs of names, aliases and adverts."""
    examples = adverts + table_examples()
    bags, index = _bags(examples)
    counts = rows_of(bags, index, np.ones(len(index), dtype=np.float32))
    codes = sorted({example.code for example in examples})
    places = {code: place for place, code in enumerate(codes)}
    weights = [example.weight for example in examples]
    belongs = scipy.sparse.csr_matrix((weights, ([places[e.code] for e in examples], range(len(examples)))))
    smoothed = (belongs @ counts).toarray() + 0.002
    log_chance = np.log(smoothed / smoothed.sum(axis=1, keepdims=True)).astype(np.float32)
    prior = np.log(np.asarray(belongs.sum(axis=1)).ravel() / belongs.sum())

    def predict(titles: Sequence[str]) -> list[str]:
        asked = rows_of([_known(title, index) for title in titles], index, np.ones(len(index), dtype=np.float32))
        # Rows have unit length; five restores about the evidence of a title against the prior.
        return [codes[place] for place in (asked @ log_chance.T * 5 + prior).argmax(axis=1)]

    return predict


def _nearest(examples: tuple[Example, ...]) -> Predict:
    bags, index = _bags(examples)
    rarity = rarity_of(bags, index)
    known = rows_of(bags, index, rarity)

    def predict(titles: Sequence[str]) -> list[str]:
        alike = rows_of([_known(title, index) for title in titles], index, rarity) @ known.T
        return [examples[place].code for place in np.asarray(alike.argmax(axis=1)).ravel()]

    return predict


def _bags(examples: tuple[Example, ...]) -> tuple[list[dict[str, float]], dict[str, int]]:
    bags = [weighted_grams(title_text(example.title)) for example in examples]
    return bags, {gram: number for number, gram in enumerate(sorted({gram for bag in bags for gram in bag}))}


def _known(title: str, index: dict[str, int]) -> dict[str, float]:
    return {gram: weight for gram, weight in weighted_grams(title_text(title)).items() if gram in index}


LADDER = (
    Method("edit ratio to names and aliases", edit_ratio),
    Method("longest known word", longest_word),
    Method("nearest name by runs of signs", nearest_name),
    Method("nearest name or advert", nearest_example),
    Method("naive Bayes", naive_bayes),
)
