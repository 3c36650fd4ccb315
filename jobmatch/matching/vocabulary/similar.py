"""Orders titles by nearness of meaning to a query: shared runs of signs, and what national codes both point to.

The codes bring together what is written differently (程序员, 软件工程师), the signs tell apart what shares a code.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .coder_model import CoderModel, load_model
from .title_features import TitleText, title_text, weighted_grams
from .words import plain

# How much of a score the codes decide at most, and the best code score from which on they do: chosen on development
# titles that the model had not seen. A title that the model hardly knows is compared by its signs.
_BY_CODES = 0.7
_SURE_FROM = 0.2
_LONGEST_RUN = 2
_MOST_CODES = 30
_LEAST_CODE_SCORE = 0.01


@dataclass(frozen=True)
class Near:
    """A title and how near it is to the query, 0 (nothing shared) to 1 (the same words)."""

    title: str
    score: float


def similar(query: str, titles: Sequence[str]) -> list[Near]:
    """All titles, nearest first; equal ones in their given order."""
    return next(similar_all([query], titles))


def similar_all(queries: Sequence[str], titles: Sequence[str], model: CoderModel | None = None) -> Iterator[list[Near]]:
    """For each query in turn, all titles, nearest first. The titles are read once for all queries.

    `model` is the one that comes with the package unless another is given.
    """
    model = model or load_model()
    places: dict[str, int] = {}
    bags = [_evidence(title, model) for title in titles]
    for bag in bags:
        for word in bag:
            places.setdefault(word, len(places))
    features = np.array([places[word] for bag in bags for word in bag], dtype=np.int64)
    values = np.array([value for bag in bags for value in bag.values()])
    holders = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    order = np.argsort(features, kind="stable")
    starts = np.searchsorted(features[order], np.arange(len(places) + 1))
    values, holders = values[order], holders[order]
    for query in queries:
        scores = np.zeros(len(titles))
        for word, value in _evidence(query, model).items():
            place = places.get(word)
            if place is not None:
                span = slice(starts[place], starts[place + 1])
                scores[holders[span]] += value * values[span]
        yield _ordered(titles, scores)


def _ordered(titles: Sequence[str], scores: NDArray[np.float64]) -> list[Near]:
    rounded = np.round(np.minimum(scores, 1.0), 4)
    best_first = np.argsort(-rounded, kind="stable").tolist()
    return [Near(titles[place], float(rounded[place])) for place in best_first]


def _evidence(title: str, model: CoderModel) -> dict[str, float]:
    """A vector of unit length whose products with others are the blend; codes carry a mark that no title has."""
    text = title_text(title)
    if not text.core:
        text = TitleText(plain(title), "")
    grams = weighted_grams(text)
    signs = {gram: weight * _rarity(gram, model) for gram, weight in grams.items() if len(gram) <= _LONGEST_RUN}
    scores = model.table.sums(model.evidence(grams))
    strongest = np.argsort(-scores, kind="stable")[:_MOST_CODES].tolist()
    codes = {
        f"\n{model.codes[place]}": float(scores[place]) for place in strongest if scores[place] > _LEAST_CODE_SCORE
    }
    by_codes = _BY_CODES * min(1.0, float(scores.max()) / _SURE_FROM) if codes else 0.0
    return {**_of_length(signs, 1.0 - by_codes), **_of_length(codes, by_codes)}


def _rarity(gram: str, model: CoderModel) -> float:
    number = model.index.get(gram)
    return model.unknown_rarity if number is None else float(model.rarity[number])


def _of_length(vector: dict[str, float], share: float) -> dict[str, float]:
    """The vector scaled so that its product with itself is `share`."""
    length = sum(value * value for value in vector.values()) ** 0.5
    return {word: value * share**0.5 / length for word, value in vector.items()} if length else {}
