"""The learned part of the title coder: a sparse table of weights from runs of signs to national codes, and its file.

It is learned and written by `benchmarks.titles.rebuild`; here it is only read and applied, with numpy alone.
"""

import io
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .gram_table import Evidence, GramTable

MODEL_FILE = "title_coder.npz"

# For the best code, and for those behind it: base, weight of the score, weight of its distance to the strongest rival.
Calibration = tuple[tuple[float, float, float], tuple[float, float, float]]
# For each level of groups: where each group begins among the codes, and how many codes it has.
Families = tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]

# How much of the summed scores of its minor, sub-major and major group each code gets besides its own.
_SHARES = (0.1, 0.15, 0.05)


@dataclass(frozen=True, eq=False)
class CoderModel:
    """The weight of every gram for every code (`table`), and what is needed to weigh a title.

    `rarity` is the inverse document frequency of each gram, `unknown_rarity` that of grams never met. `calibration`
    turns a score and its distance to the next best into a chance (see `coder`). `index` finds grams, `places` codes;
    `families` are the minor, sub-major and major groups.
    """

    codes: tuple[str, ...]
    grams: tuple[str, ...]
    rarity: NDArray[np.float32]
    unknown_rarity: float
    table: GramTable
    calibration: Calibration
    index: dict[str, int] = field(repr=False)
    places: dict[str, int] = field(repr=False)
    families: Families = field(repr=False)

    def evidence(self, grams: dict[str, float]) -> Evidence:
        """The known grams, weighed by rarity; unknown ones only make the others weigh less."""
        numbers = np.array([self.index.get(gram, -1) for gram in grams], dtype=np.int64)
        values = np.array(list(grams.values()), dtype=np.float64)
        known = numbers >= 0
        values *= np.where(known, self.rarity[numbers], self.unknown_rarity)
        return Evidence(numbers[known], values[known] / (np.sqrt(values @ values) or 1.0))

    def scores(self, evidence: Evidence) -> NDArray[np.float64]:
        """One score a code, about 0 to 1; all zero where no gram is known. Relatives lend a share."""
        own = self.table.sums(evidence)
        scores = own.copy()
        for share, (begins, sizes) in zip(_SHARES, self.families, strict=True):
            # Codes are in order, so that relatives stand together: one sum a run.
            scores += share * np.repeat(np.add.reduceat(own, begins), sizes)
        return scores


def to_bytes(model: CoderModel) -> bytes:
    """The model as a compressed numpy archive; weights as signed bytes; the same model gives the same bytes."""
    scale = float(np.abs(model.table.weights).max()) / 127
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        codes=_packed(model.codes),
        grams=_packed(model.grams),
        rarity=model.rarity.astype(np.float16),
        starts=model.table.starts,
        columns=model.table.columns,
        weights=np.round(model.table.weights / scale).astype(np.int8),
        numbers=np.array([scale, model.unknown_rarity, *model.calibration[0], *model.calibration[1]]),
    )
    return buffer.getvalue()


def from_bytes(data: bytes) -> CoderModel:
    """The model of such an archive."""
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        codes, grams = _unpacked(archive["codes"]), _unpacked(archive["grams"])
        scale, unknown_rarity, a, b, c, d, e, f = archive["numbers"].tolist()
        return CoderModel(
            codes=codes,
            grams=grams,
            rarity=archive["rarity"].astype(np.float32),
            unknown_rarity=unknown_rarity,
            table=GramTable(
                starts=archive["starts"],
                columns=archive["columns"],
                weights=archive["weights"].astype(np.float32) * np.float32(scale),
                width=len(codes),
            ),
            calibration=((a, b, c), (d, e, f)),
            index={gram: number for number, gram in enumerate(grams)},
            places={code: number for number, code in enumerate(codes)},
            families=families_of(codes),
        )


def families_of(codes: tuple[str, ...]) -> Families:
    """The groups of these codes, which are in order, for each level of `_SHARES`."""
    lengths = (len("4-10-01"), len("4-10"), len("4"))
    found = (np.unique([code[:n] for code in codes], return_index=True, return_counts=True) for n in lengths)
    return tuple((begins, sizes) for _groups, begins, sizes in found)


@cache
def load_model() -> CoderModel:
    """The model that comes with the package."""
    return from_bytes(files(__package__).joinpath("data", MODEL_FILE).read_bytes())


def _packed(words: tuple[str, ...]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[Any]) -> tuple[str, ...]:
    return tuple(bytes(packed).decode().split("\n"))
