"""The vacancies as records, so that what belongs to one of them lies together: that is how catchments take them."""

import numpy as np
from numpy.typing import NDArray

from jobmatch.matching.engine.columns import Columns
from jobmatch.matching.engine.works import Works
from jobmatch.matching.engine.worth import Worth

OFFER = np.dtype(
    [(name, "i4") for name in ("beginners_pay", "experienced_pay", "work", "demanded", "title", "skills")]
    + [(name, "u2") for name in ("full_months", "strict_months", "traits")]
    + [("stability", "i2")]
    + [(name, "u1") for name in ("level", "unknown", "no_bed")],
    align=True,
)


def offers_of(columns: Columns, works: Works, worth: Worth) -> NDArray[np.void]:
    """By place of the columns, structured as OFFER: places of the pay in `Pay.amounts`, kinds of work and adverts in
    `Works`, classes of skills and points of stability in `Worth`, the rest as in `Columns`.

    `unknown` counts factors without facts, whoever asks, and `no_bed` is not told, as far as no home is looked at.
    """
    found = np.zeros(columns.number, dtype=OFFER)
    found["beginners_pay"], found["experienced_pay"] = columns.pay.place_of
    found["work"], found["demanded"], found["title"] = works.work, works.demanded, works.titles.of
    found["skills"], found["stability"], found["unknown"] = worth.skills.of, worth.stability, worth.unknown
    for name in ("full_months", "strict_months", "traits", "level"):
        found[name] = getattr(columns, name)
    return found
