"""Compiled where numba is installed, plain Python where it is not: the same function, the same results."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., object])


@cache
def compiled(function: F) -> F:
    """The function as fast as this machine can have it; machine code is kept beside the file for the next process."""
    if find_spec("numba") is None:
        return function
    from numba import njit  # half a second and 200 MB, for whoever needs it

    fast: F = njit(cache=True)(function)
    return fast
