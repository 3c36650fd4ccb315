"""Compiled where numba is installed, plain Python where it is not: the same function, the same results."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])


@cache
def compiled(function: F) -> F:
    """The function as fast as this machine can have it; machine code is kept for the next process where it may be."""
    if find_spec("numba") is None:
        return function
    from numba import njit  # half a second and 200 MB, for whoever needs it

    try:
        return cast(F, njit(cache=True)(function))
    except RuntimeError:  # neither the program's folder nor the account's own can be written to
        return cast(F, njit(function))
