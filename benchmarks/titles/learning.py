"""Learning the title coder's model: one ridge regression from runs of signs to codes, solved exactly, then thinned.

Ridge regression in its dual form needs one Cholesky factor of titles by titles (some 7,000), which is seconds; every
code is one more right-hand side.
"""

from dataclasses import replace

import numpy as np
import scipy.linalg
import scipy.sparse
from numpy.typing import NDArray

from benchmarks.titles.examples import FOLDS, Example, fold_numbers, table_examples
from jobmatch.matching.vocabulary.coder import TitleCoder
from jobmatch.matching.vocabulary.coder_model import Calibration, CoderModel, families_of, from_bytes, to_bytes
from jobmatch.matching.vocabulary.gram_table import GramTable
from jobmatch.matching.vocabulary.occupations import load_tables
from jobmatch.matching.vocabulary.title_features import title_text, weighted_grams

_RIDGE = 0.5
_THINNEST = 0.01
_UNCALIBRATED: Calibration = ((0.0, 1.0, 0.0), (0.0, 1.0, 0.0))


def learn(examples: tuple[Example, ...], calibration: Calibration = _UNCALIBRATED) -> CoderModel:
    """The model of these examples, through the same bytes that are written to its file."""
    bags = [weighted_grams(title_text(example.title)) for example in examples]
    grams = tuple(sorted({gram for bag in bags for gram in bag}))
    index = {gram: number for number, gram in enumerate(grams)}
    codes = tuple(sorted({example.code for example in examples}))
    places = {code: number for number, code in enumerate(codes)}
    rarity = rarity_of(bags, index)
    titles = rows_of(bags, index, rarity)
    wanted = np.zeros((len(examples), len(codes)), dtype=np.float32)
    wanted[np.arange(len(examples)), [places[example.code] for example in examples]] = 1.0
    alike = (titles @ titles.T).toarray()
    # A doubtful example gets a longer leash: the ridge over its weight.
    alike[np.diag_indices_from(alike)] += _RIDGE / np.array([example.weight for example in examples], dtype=np.float32)
    duals = scipy.linalg.cho_solve(scipy.linalg.cho_factor(alike, overwrite_a=True), wanted, overwrite_b=True)
    dense = titles.T @ duals
    kept = scipy.sparse.csr_matrix(np.where(np.abs(dense) > _THINNEST, dense, 0.0))
    model = CoderModel(
        codes=codes,
        grams=grams,
        rarity=rarity,
        unknown_rarity=float(np.log((1 + len(bags)) / 2) + 1),
        table=GramTable(
            starts=kept.indptr.astype(np.int32),
            columns=kept.indices.astype(np.uint16),
            weights=kept.data.astype(np.float32),
            width=len(codes),
        ),
        calibration=calibration,
        index=index,
        places=places,
        families=families_of(codes),
    )
    return from_bytes(to_bytes(model))


def learn_in_folds(examples: tuple[Example, ...], draw: int = 0) -> list[TitleCoder]:
    """One coder a fold, each taught with the tables and the adverts of the other folds, calibrated on those others.

    The calibration comes from coders that had not seen the titles either: folds within the other folds.
    """
    numbers = fold_numbers(examples, draw)
    coders = []
    for fold in range(FOLDS):
        others = tuple(example for example, number in zip(examples, numbers, strict=True) if number != fold)
        coders.append(TitleCoder(learn(others + table_examples()), load_tables()))
    calibrations = [
        calibrate([(coders[other], examples_of(examples, numbers, other)) for other in range(FOLDS) if other != fold])
        for fold in range(FOLDS)
    ]
    return [
        TitleCoder(replace(coder.model, calibration=calibration), coder.tables).ready()
        for coder, calibration in zip(coders, calibrations, strict=True)
    ]


def examples_of(examples: tuple[Example, ...], numbers: list[int], fold: int) -> tuple[Example, ...]:
    """The examples of one fold."""
    return tuple(example for example, number in zip(examples, numbers, strict=True) if number == fold)


def calibrate(judged: list[tuple[TitleCoder, tuple[Example, ...]]]) -> Calibration:
    """How often a code is the label, from its score and its lead, on titles that the coders had not seen."""
    best: list[tuple[float, float, bool]] = []
    behind: list[tuple[float, float, bool]] = []
    for coder, examples in judged:
        for example in examples:
            scores = coder.scores(example.title)
            first, second, third = np.argsort(-scores, kind="stable")[:3].tolist()
            right = coder.model.places.get(example.code)
            best.append((scores[first], scores[second], first == right))
            behind.extend((scores[place], scores[first], place == right) for place in (second, third))
    return _logistic(best), _logistic(behind)


def _logistic(judged: list[tuple[float, float, bool]]) -> tuple[float, float, float]:
    """Logistic regression of right on (1, score, score less the rival's) by Newton's steps."""
    facts = np.array([(1.0, score, score - rival) for score, rival, _right in judged])
    right = np.array([float(right) for _score, _rival, right in judged])
    beta = np.zeros(3)
    for _step in range(50):
        chance = 1.0 / (1.0 + np.exp(-(facts @ beta)))
        curvature = (facts * (chance * (1.0 - chance))[:, None]).T @ facts + 1e-6 * np.eye(3)
        step = np.linalg.solve(curvature, facts.T @ (right - chance))
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    return float(beta[0]), float(beta[1]), float(beta[2])


def rarity_of(bags: list[dict[str, float]], index: dict[str, int]) -> NDArray[np.float32]:
    """The inverse document frequency of every gram of `index`."""
    seen = np.zeros(len(index))
    for bag in bags:
        for gram in bag:
            seen[index[gram]] += 1
    return (np.log((1 + len(bags)) / (1 + seen)) + 1).astype(np.float32)


def rows_of(
    bags: list[dict[str, float]], index: dict[str, int], rarity: NDArray[np.float32]
) -> scipy.sparse.csr_matrix:
    """The examples as rows of unit length."""
    starts: list[int] = [0]
    columns: list[int] = []
    values: list[float] = []
    for bag in bags:
        row = np.array([weight * rarity[index[gram]] for gram, weight in bag.items()], dtype=np.float64)
        columns.extend(index[gram] for gram in bag)
        values.extend((row / (np.linalg.norm(row) or 1.0)).tolist())
        starts.append(len(columns))
    shape = (len(bags), len(index))
    return scipy.sparse.csr_matrix((np.array(values, dtype=np.float32), columns, starts), shape=shape)
