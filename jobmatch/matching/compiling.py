"""Compiled where numba is installed, plain Python where it is not: the same function, the same results.

Machine code is kept for the next process in a folder named by the sources of matching: constants of other files are
part of it, and the library looks at the compiled function's own file alone.
"""

import os
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])


def is_installed() -> bool:
    """Whether functions can be compiled on this machine."""
    return find_spec("numba") is not None


@cache
def compiled(function: F) -> F:
    """The function as fast as this machine can have it; it runs in one thread and lets others run."""
    if not is_installed():
        return function
    from numba import njit  # half a second and 200 MB, for whoever needs it

    return cast(F, njit(cache=_is_kept(), nogil=True)(function))


@cache
def _is_kept() -> bool:
    """Whether there is a folder for the machine code of these sources; where it cannot be written to, nothing is."""
    import numba

    files = sorted(Path(__file__).parent.rglob("*.py"))
    sources = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jobmatch" / sources[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]  # numba makes its settings when it is imported
    return os.access(folder, os.W_OK)
