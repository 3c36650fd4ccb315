"""Compiled code is an extra: without numba, or where nothing can be written, the function is there all the same."""

import numba
import pytest

from jobmatch.matching.market import compiled as module


def double(number: int) -> int:
    return 2 * number


def test_without_numba_the_function_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    assert module.compiled.__wrapped__(double) is double


def test_where_machine_code_cannot_be_kept_it_is_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    njit = numba.njit

    def nowhere_to_keep_it(*given: object, **named: object) -> object:
        if named.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return njit(*given, **named)

    monkeypatch.setattr(numba, "njit", nowhere_to_keep_it)
    fast = module.compiled.__wrapped__(double)
    assert fast is not double
    assert fast(21) == 42
