"""How like a title is to the nearest name or alias of every code: the part of the title coder that learns nothing."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .coder_model import CoderModel
from .gram_table import Evidence, GramTable, table_of_rows
from .occupations import coded_words
from .title_features import title_text, weighted_grams


@dataclass(frozen=True, eq=False)
class NameIndex:
    """All names in the order of their codes: those of `codes[i]` begin at column `begins[i]` of `table`."""

    table: GramTable
    codes: NDArray[np.int64]
    begins: NDArray[np.int64]
    width: int

    def likeness(self, evidence: Evidence) -> NDArray[np.float64]:
        """For each code of the model the cosine (0 to 1) to its nearest name; 0 for codes without names."""
        likeness = np.zeros(self.width)
        likeness[self.codes] = np.maximum.reduceat(self.table.sums(evidence), self.begins)
        return likeness


@lru_cache(maxsize=8)
def name_index(model: CoderModel) -> NameIndex:
    """The names of the tables, weighed as the model weighs titles."""
    named = sorted((model.places[code], word) for word, code in coded_words() if code in model.places)
    rows = [model.evidence(weighted_grams(title_text(word))) for _place, word in named]
    codes, begins = np.unique([place for place, _word in named], return_index=True)
    return NameIndex(table_of_rows(rows, len(model.grams)), codes, begins, len(model.codes))
